"""Made-up domains for each row of the table of MTA-STS and TLS-RPT lights."""

from datetime import date

from carecheck.look.web import Certificate, Fetched, NoPage, Page
from tests.domain.world import TIMED_OUT, Rows, World

HOME = "home.example"
URL = "https://mta-sts.home.example/.well-known/mta-sts.txt"
GOOD = b"version: STSv1\r\nmode: enforce\r\nmax_age: 604800\r\nmx: mx.home.example\r\nmx: *.mail.example\r\n"


def policy(body: bytes = GOOD, status: int = 200, kind: str = "text/plain", *, whole: bool = True) -> Page:
    return Page(URL, status, (("content-type", kind),), body, whole)


def world(
    fetched: Fetched | None = None,
    *hosts: str,
    record: str | None = "v=STSv1; id=1;",
    reports: str | None = "v=TLSRPTv1; rua=mailto:r@home.example",
) -> World:
    rows: Rows = {
        HOME: {"MX": [(10, host) for host in hosts or ("mx.home.example",)]},
        "_mta-sts.home.example": {"TXT": [record] if record else []},
        "_smtp._tls.home.example": {"TXT": [reports] if reports else []},
    }
    return World(rows, pages={URL: policy() if fetched is None else fetched})


EXPIRED = NoPage("certificate", "expired", Certificate(date(2026, 1, 1), date(2026, 2, 1), (), ""))
CASES: dict[str, tuple[World, str, str | None]] = {
    "good": (world(), "green", "private"),
    "a wildcard": (world(None, "a.mail.example"), "green", "private"),
    "capitals": (world(None, "A.mail.example"), "green", "private"),
    "a day": (world(policy(GOOD.replace(b"604800", b"86400"))), "green", "private"),
    "less than a day": (world(policy(GOOD.replace(b"604800", b"86399"))), "amber", "short_lived"),
    "an MX that is not listed": (world(None, "mx.home.example", "other.example"), "red", "turns_away"),
    "a wildcard stands for one label": (world(None, "a.b.mail.example"), "red", "turns_away"),
    "a wildcard stands for a label": (world(None, "mail.example"), "red", "turns_away"),
    "testing": (world(policy(GOOD.replace(b"enforce", b"testing")), "other.example"), "amber", "testing"),
    "turned off": (world(policy(b"version: STSv1\nmode: none\nmax_age: 1\n")), "amber", "turned_off"),
    "no record": (world(record=None), "amber", "missing"),
    "a record without id": (world(record="v=STSv1;"), "amber", "not_readable"),
    "no such page": (world(policy(b"", 404)), "amber", "not_readable"),
    "a redirect": (world(policy(b"", 301)), "amber", "not_readable"),
    "a web page": (world(policy(b"<html>", kind="text/html")), "amber", "not_readable"),
    "too long": (world(policy(whole=False)), "amber", "not_readable"),
    "rubbish": (world(policy(b"\xff\x00")), "amber", "not_readable"),
    "no such host": (world(NoPage("no_such_name")), "amber", "not_readable"),
    "a faulty certificate": (world(EXPIRED), "amber", "not_readable"),
    "a broken server": (world(policy(b"", 503)), "unknown", None),
    "refused": (world(NoPage("refused")), "unknown", None),
    "private": (world(NoPage("private")), "unknown", None),
    "no answer": (world(TIMED_OUT), "unknown", None),
    "no reports": (world(reports=None), "amber", "no_reports"),
    "reports to nobody": (world(reports="v=TLSRPTv1; rua=nobody"), "amber", "no_reports"),
    "two records": (
        World({**world().rows, "_mta-sts.home.example": {"TXT": ["v=STSv1; id=1;", "v=STSv1; id=2;"]}}),
        "amber",
        "several",
    ),
    "no mail": (World({HOME: {"MX": [(0, "")]}}), "not_needed", None),
}
