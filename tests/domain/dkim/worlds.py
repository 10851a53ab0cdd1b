"""Made-up domains for each row of the table of DKIM lights, all of them `home.example`."""

from collections.abc import Mapping
from typing import Final

from carecheck.look.lookups import RecordType
from tests.domain.dkim.keys import BROKEN, NEW_KIND, REVOKED, RSA_2048, SHORT, STRONG, rsa_key
from tests.domain.world import DANGLING, NO_DATA, Records, Rows, World

HOME: Final = "home.example"
MICROSOFT: Final = "home-example.mail.protection.outlook.com"
GOOGLE: Final = "smtp.google.com"
FILTER: Final = "eu-smtp-inbound-1.mimecast.com"
OWN: Final = "mx.home.example"

Row = Mapping[RecordType, Records]
Case = tuple[Rows, str, str | None]

WEAK: Final = f"v=DKIM1; p={rsa_key(1023)}"
TESTING: Final = f"v=DKIM1; t=y; p={RSA_2048}"


def home(host: str | None, spf: str = "v=spf1 -all", **selectors: Records) -> Rows:
    """A domain with that MX host and SPF record, and what stands at each selector (`_` for `-`)."""
    mx: Row = {"MX": [(0, host)]} if host is not None else {}
    names = {f"{name.replace('_', '-')}._domainkey.{HOME}": records for name, records in selectors.items()}
    return {HOME: {"TXT": [spf], **mx}, **{name: {"TXT": records} for name, records in names.items()}}


def microsoft(**selectors: Records) -> Rows:
    """A domain with mailboxes at Microsoft 365."""
    return home(MICROSOFT, "v=spf1 include:spf.protection.outlook.com -all", **selectors)


_SENDERS: Final = "v=spf1 include:servers.mcsv.net -all"

# The rows, the light, and the rule that gives it.
CASES: Final[Mapping[str, Case]] = {
    "both keys": (microsoft(selector1=[STRONG], selector2=[STRONG]), "green", "strong"),
    "one key between rotations": (microsoft(selector1=[STRONG], selector2=DANGLING), "green", "strong"),
    "one revoked": (microsoft(selector1=[REVOKED], selector2=[STRONG]), "green", "strong"),
    "one broken": (microsoft(selector1=[BROKEN], selector2=[STRONG]), "green", "strong"),
    "one short, one strong": (microsoft(selector1=[SHORT], selector2=[STRONG]), "green", "strong"),
    "one of each kind": (microsoft(selector1=[NEW_KIND], selector2=[STRONG]), "green", "strong"),
    "a text of another kind beside the key": (microsoft(selector1=["verify=1", STRONG]), "green", "strong"),
    "short": (microsoft(selector1=[SHORT]), "amber", "short"),
    "2047 bits": (microsoft(selector1=[f"p={rsa_key(2047)}"]), "amber", "short"),
    "2048 bits": (microsoft(selector1=[f"p={rsa_key(2048)}"]), "green", "strong"),
    "1024 bits": (microsoft(selector1=[f"p={rsa_key(1024)}"]), "amber", "short"),
    "1023 bits": (microsoft(selector1=[WEAK]), "red", "broken"),
    "only Ed25519": (microsoft(selector1=[NEW_KIND]), "amber", "new_kind"),
    "only a test": (microsoft(selector1=[TESTING]), "amber", "testing"),
    "a test beside a strong key": (microsoft(selector1=[TESTING], selector2=[STRONG]), "green", "strong"),
    "two keys at one selector": (microsoft(selector1=[STRONG, SHORT]), "amber", "several"),
    "two broken keys at one selector": (microsoft(selector1=[BROKEN, WEAK]), "red", "broken"),
    "a key and its revocation at one selector": (microsoft(selector1=[STRONG, REVOKED]), "amber", "several"),
    "broken": (microsoft(selector1=[BROKEN]), "red", "broken"),
    "broken beside revoked": (microsoft(selector1=[BROKEN], selector2=[REVOKED]), "red", "broken"),
    "broken beside an alias to nothing": (microsoft(selector1=[BROKEN], selector2=DANGLING), "red", "broken"),
    "aliases to nothing": (microsoft(selector1=DANGLING, selector2=DANGLING), "amber", "leads_nowhere"),
    "one alias to nothing": (microsoft(selector1=DANGLING), "amber", "leads_nowhere"),
    "revoked": (microsoft(selector1=[REVOKED]), "amber", "revoked"),
    "no key anywhere": (microsoft(), "red", "missing"),
    "a key of somebody else": (microsoft(k1=[STRONG]), "unknown", None),
    "a key of an old web host": (microsoft(default=[STRONG]), "unknown", None),
    "something below, but not at our selectors": (microsoft(tuesday=[STRONG]), "unknown", None),
    "an alias to nothing where the keys are": (
        {**microsoft(), f"_domainkey.{HOME}": {"TXT": DANGLING}},
        "unknown",
        None,
    ),
    "a wildcard that answers at every selector": (
        {**microsoft(selector1=["v=spf1 -all"], selector2=["v=spf1 -all"]), f"_domainkey.{HOME}": {"TXT": ["x"]}},
        "unknown",
        None,
    ),
    "Google's own name": (home(GOOGLE, google=[STRONG]), "green", "strong"),
    "another name at Google": (home(GOOGLE, mail=[STRONG]), "green", "strong"),
    "only a newsletter's key at Google": (home(GOOGLE, _SENDERS, k1=[STRONG]), "unknown", None),
    "a filter in front of Microsoft 365": (
        home(FILTER, "v=spf1 include:spf.protection.outlook.com -all", selector1=[STRONG]),
        "green",
        "strong",
    ),
    "a filter, and an old key": (
        home(FILTER, "v=spf1 include:spf.protection.outlook.com -all", default=[STRONG]),
        "unknown",
        None,
    ),
    "Microsoft 365 deep in the list": (
        {
            **home(FILTER, "v=spf1 include:_spf.home.example -all", selector1=[SHORT]),
            "_spf.home.example": {"TXT": ["v=spf1 redirect=spf.protection.outlook.com"]},
        },
        "amber",
        "short",
    ),
    "a filter, and nothing known behind it": (home(FILTER, mimecast20250101=[STRONG]), "unknown", None),
    "an unknown host with a usual name": (home(OWN, default=[STRONG]), "green", "strong"),
    "an unknown host with a short key": (home(OWN, default=[SHORT]), "amber", "short"),
    "an unknown host with a broken key": (home(OWN, default=[BROKEN]), "red", "broken"),
    "an unknown host with a revoked key": (home(OWN, default=[REVOKED]), "amber", "revoked"),
    "an unknown host with an alias to nothing": (home(OWN, default=DANGLING), "unknown", None),
    "an unknown host without any key": (home(OWN), "red", "missing"),
    "an unknown host and a newsletter": (home(OWN, _SENDERS, k3=[STRONG]), "green", "strong"),
    "IONOS": (home("mx00.ionos.co.uk", s1_ionos=[STRONG]), "green", "strong"),
    "no MX, but senders": (home(None, _SENDERS, k2=[STRONG]), "green", "strong"),
    "null MX, but senders without a key": (home("", _SENDERS), "red", "missing"),
    "null MX": (home(""), "not_needed", None),
    "null MX with the key that says none": (home("", x=[REVOKED]), "not_needed", None),
    "no MX and no list": ({HOME: {"TXT": ["x"], "A": ["203.0.113.5"]}}, "not_needed", None),
    "no data below": ({**microsoft(), f"_domainkey.{HOME}": {"TXT": NO_DATA}}, "unknown", None),
}


def every_world() -> list[World]:
    """All of these worlds."""
    return [World(rows) for rows, _, _ in CASES.values()]
