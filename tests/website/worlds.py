"""Made-up websites for each row of the tables of lights, and what the shipped checks say of them.

    site = Site({"https://home.example/": page("Hello")})
    light_and_code("website.https", site) == ("green", "works")

A row is a page, or what stands in its place. Without a row, a host with an address refuses the connection.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from carecheck.facts.model import FactGroup, Unknown
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.verdict import Verdict, judge
from carecheck.judge.worlds import World as Facts
from carecheck.look.lookups import Answer, Found, Lookups, NotThere, Question
from carecheck.look.probes import probes_for
from carecheck.look.web import Certificate, Fetch, Fetched, NoPage, Page
from carecheck.shipped import shipped

TODAY: Final = date(2026, 11, 22)
HOME: Final = "home.example"
HTTPS: Final = "https://home.example/"
HTTP: Final = "http://home.example/"
WWW: Final = "https://www.home.example/"
WWW_HTTP: Final = "http://www.home.example/"
GOOD: Final = Certificate(date(2026, 10, 1), date(2026, 12, 30), (HOME,), "Example Trust")
TIMED_OUT: Final = Unknown("timed_out", "no page before the deadline")
REFUSED: Final = NoPage("refused")
CHECKS: Final = load_checks(shipped("checks"))
MOST_ROUNDS: Final = 40


def page(body: str | bytes = "", status: int = 200, *, whole: bool = True, **headers: str) -> Page:
    """A page; `_` in the name of a header stands for `-`."""
    content = body if isinstance(body, bytes) else body.encode()
    return Page("", status, _told(headers), content, whole)


def moved(where: str, **headers: str) -> Page:
    """A redirect."""
    return Page("", 301, _told({"location": where, **headers}), b"", True)


def _told(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", "-"), value) for name, value in headers.items())


@dataclass(frozen=True, slots=True)
class Site:
    """What is fetched, and what DNS answers; every name has an address unless `dns` says otherwise."""

    rows: Mapping[str, Fetched]
    dns: Mapping[Question, Answer] = field(default_factory=dict[Question, Answer])
    asked: list[Fetch | Question] = field(default_factory=list[Fetch | Question])

    def look(self, group: str) -> FactGroup:
        """What the probe of a group finds."""
        known: dict[Question, Answer] = {}
        pages: dict[Fetch, Fetched] = {}
        for _ in range(MOST_ROUNDS):
            lookups = Lookups(HOME, known, pages=pages)
            found = probes_for("website")[group].look(lookups)
            if not lookups.wanted and not lookups.to_fetch:
                return found
            self.asked.extend([*sorted(lookups.wanted), *sorted(lookups.to_fetch)])
            known |= {question: self.answer(question) for question in lookups.wanted}
            pages |= {fetch: self.fetched(fetch.url) for fetch in lookups.to_fetch}
        raise AssertionError(f"still asking after {MOST_ROUNDS} rounds")

    def answer(self, question: Question) -> Answer:
        """What DNS says."""
        default = Found(("203.0.113.5",)) if question.type == "A" else NotThere("no_data")
        return self.dns.get(question, default)

    def fetched(self, url: str) -> Fetched:
        """What comes of fetching."""
        row = self.rows.get(url, REFUSED)
        if isinstance(row, Page):
            certificate = row.certificate or (GOOD if url.startswith("https:") else None)
            return Page(url, row.status, row.headers, row.body, row.whole, certificate)
        return row

    def but(self, asked: Fetch | Question, gap: Unknown) -> "Site":
        """The same with one failure."""
        if isinstance(asked, Question):
            return Site(self.rows, {**self.dns, asked: gap})
        return Site({**self.rows, asked.url: gap}, self.dns)


def verdict_of(check_id: str, site: Site) -> Verdict:
    """What a shipped check says."""
    check = CHECKS[check_id]
    groups = {name: site.look(name) for name in sorted({name.partition(".")[0] for name in check.names})}
    return judge(check, Facts(subject="website", today=TODAY, groups=groups, limits=check.default_limits))


def light_and_code(check_id: str, site: Site) -> tuple[str, str | None]:
    """The light, and the code of the rule that gives it."""
    verdict = verdict_of(check_id, site)
    return verdict.light, verdict.rule.code if verdict.rule else None


LINKED: Final = '<a href="/privacy">Privacy notice</a>'
GOOD_SITE: Final[Mapping[str, Fetched]] = {
    HTTPS: page(LINKED, strict_transport_security="max-age=31536000", x_frame_options="DENY"),
    HTTP: moved(HTTPS),
    WWW: moved(HTTPS),
    WWW_HTTP: moved(WWW),
    "https://home.example/privacy": page("<p>You can use the National Data Opt-Out.</p>"),
}
NO_DNS: Final[Mapping[Question, Answer]] = {Question(HOME, "A"): NotThere("no_data")}
NO_TWIN: Final[Mapping[Question, Answer]] = {Question("www.home.example", "A"): NotThere("no_such_name")}
EXPIRED: Final = NoPage("certificate", "expired", Certificate(date(2026, 8, 1), date(2026, 11, 1), (HOME,), "Trust"))
CIRCLE: Final = {HTTPS: moved(f"{HTTPS}1"), f"{HTTPS}1": moved(HTTPS)}


def good(**changes: Fetched) -> dict[str, Fetched]:
    """The good website with other rows: `https`, `http`, `www`, `www_http`, `privacy`."""
    urls = {
        "https": HTTPS,
        "http": HTTP,
        "www": WWW,
        "www_http": WWW_HTTP,
        "privacy": "https://home.example/privacy",
    }
    return {**GOOD_SITE, **{urls[name]: row for name, row in changes.items()}}


def ends(first: date, last: date) -> Page:
    """A page whose certificate has these days."""
    return Page("", 200, (), b"", True, Certificate(first, last, (HOME,), "Trust"))


def front(body: str, **headers: str) -> Site:
    """The good website with another front page."""
    return Site(good(https=Page("", 200, _told(headers), body.encode(), True)))


CASES: Final[list[tuple[str, str, Site, str, str | None]]] = [
    ("https", "works", Site(GOOD_SITE), "green", "works"),
    ("https", "works without plain HTTP", Site(good(http=REFUSED)), "green", "works"),
    ("https", "works at www", Site(good(https=moved(WWW), www=page("x"))), "green", "works"),
    ("https", "works with an error page", Site(good(https=page("", 500))), "green", "works"),
    ("https", "only plain HTTP", Site({HTTP: page("x")}), "red", "missing"),
    ("https", "only plain HTTP, and www too", Site({HTTP: page("x"), WWW_HTTP: page("x")}), "red", "missing"),
    ("https", "sends back to HTTP", Site(good(https=moved(HTTP), http=page("x"))), "red", "leaves"),
    ("https", "a circle", Site({**GOOD_SITE, **CIRCLE}), "red", "leads_nowhere"),
    (
        "https",
        "a circle that gives cookies",
        Site({**GOOD_SITE, **CIRCLE, HTTPS: moved(f"{HTTPS}1", set_cookie="a=b")}),
        "unknown",
        None,
    ),
    (
        "https",
        "five redirects",
        Site({**{f"{HTTPS}{n or ''}": moved(f"{HTTPS}{n + 1}") for n in range(5)}, f"{HTTPS}5": page("x")}),
        "green",
        "works",
    ),
    (
        "https",
        "six redirects",
        Site({f"{HTTPS}{n or ''}": moved(f"{HTTPS}{n + 1}") for n in range(9)}),
        "red",
        "leads_nowhere",
    ),
    (
        "https",
        "to a name that is gone",
        Site(good(https=moved("https://gone.example/")) | {"https://gone.example/": NoPage("no_such_name")}),
        "red",
        "leads_nowhere",
    ),
    ("https", "to a file", Site(good(https=moved("file:///etc/passwd"))), "unknown", None),
    (
        "https",
        "to somebody's inside",
        Site(good(https=moved("https://nas.example/")) | {"https://nas.example/": NoPage("private")}),
        "unknown",
        None,
    ),
    ("https", "expired", Site(good(https=EXPIRED)), "red", "certificate"),
    ("https", "expired after a redirect", Site(good(https=moved(WWW), www=EXPIRED)), "red", "certificate"),
    ("https", "refused, and HTTP too", Site({}), "unknown", None),
    (
        "https",
        "refused, HTTP leads to another website",
        Site({HTTP: moved("https://x.example/"), "https://x.example/": page("x")}),
        "unknown",
        None,
    ),
    ("https", "refused, HTTP unread", Site({HTTP: TIMED_OUT}), "unknown", None),
    ("https", "unread", Site(good(https=TIMED_OUT)), "unknown", None),
    ("https", "private", Site(good(https=NoPage("private"))), "unknown", None),
    ("https", "no address", Site({}, NO_DNS), "not_needed", None),
    ("https", "DNS unread", Site(GOOD_SITE, {Question(HOME, "A"): TIMED_OUT}), "unknown", None),
    ("certificate", "lasts", Site(GOOD_SITE), "green", "lasts"),
    ("certificate", "21 days of 90", Site(good(https=ends(date(2026, 9, 14), date(2026, 12, 13)))), "green", "lasts"),
    (
        "certificate",
        "17 days of 90",
        Site(good(https=ends(date(2026, 9, 10), date(2026, 12, 9)))),
        "amber",
        "ends_soon",
    ),
    ("certificate", "22 days of 365", Site(good(https=ends(date(2025, 12, 14), date(2026, 12, 14)))), "green", "lasts"),
    (
        "certificate",
        "21 days of 365",
        Site(good(https=ends(date(2025, 12, 13), date(2026, 12, 13)))),
        "amber",
        "ends_soon",
    ),
    (
        "certificate",
        "3 days of 90",
        Site(good(https=ends(date(2026, 8, 27), date(2026, 11, 25)))),
        "amber",
        "ends_soon",
    ),
    (
        "certificate",
        "2 days of 90",
        Site(good(https=ends(date(2026, 8, 26), date(2026, 11, 24)))),
        "red",
        "ends_at_once",
    ),
    ("certificate", "2 days of 6", Site(good(https=ends(date(2026, 11, 18), date(2026, 11, 24)))), "green", "lasts"),
    ("certificate", "1 day of 6", Site(good(https=ends(date(2026, 11, 17), date(2026, 11, 23)))), "amber", "ends_soon"),
    (
        "certificate",
        "0 days of 6",
        Site(good(https=ends(date(2026, 11, 16), date(2026, 11, 22)))),
        "red",
        "ends_at_once",
    ),
    ("certificate", "expired", Site(good(https=EXPIRED)), "red", "expired"),
    (
        "certificate",
        "expired, unread dates",
        Site(good(https=NoPage("certificate", "expired", TIMED_OUT))),
        "red",
        "expired",
    ),
    ("certificate", "not yet", Site(good(https=NoPage("certificate", "not_yet_valid", GOOD))), "red", "not_yet_valid"),
    ("certificate", "other name", Site(good(https=NoPage("certificate", "wrong_name", GOOD))), "red", "wrong_name"),
    ("certificate", "untrusted", Site(good(https=NoPage("certificate", "untrusted", GOOD))), "red", "untrusted"),
    ("certificate", "other", Site(good(https=NoPage("certificate", "other", GOOD))), "red", "refused"),
    ("certificate", "unread", Site(good(https=TIMED_OUT)), "unknown", None),
    ("certificate", "no https", Site({HTTP: page("x")}), "not_needed", None),
    ("redirect", "all ways", Site(GOOD_SITE), "green", "all_ways"),
    ("redirect", "nobody at plain HTTP", Site(good(http=REFUSED)), "green", "all_ways"),
    ("redirect", "nobody anywhere", Site({}, NO_TWIN), "unknown", None),
    ("redirect", "nobody at plain HTTP, HTTPS unread", Site(good(http=REFUSED, https=TIMED_OUT)), "unknown", None),
    ("redirect", "no other name", Site(GOOD_SITE, NO_TWIN), "green", "all_ways"),
    ("redirect", "plain HTTP stays", Site(good(http=page("x"))), "amber", "stays"),
    ("redirect", "plain HTTP unread", Site(good(http=TIMED_OUT)), "unknown", None),
    ("redirect", "plain HTTP in a circle", Site(good(http=moved(HTTP))), "amber", "leads_nowhere"),
    (
        "redirect",
        "plain HTTP warns",
        Site(good(http=moved("https://x.example/")) | {"https://x.example/": EXPIRED}),
        "amber",
        "warns",
    ),
    ("redirect", "nobody at plain HTTP, HTTPS warns", Site(good(http=REFUSED, https=EXPIRED)), "amber", "warns"),
    (
        "redirect",
        "nobody at plain HTTP, HTTPS in a circle",
        Site({**good(http=REFUSED), **CIRCLE}),
        "amber",
        "not_private",
    ),
    ("redirect", "plain HTTP of the other name stays", Site(good(www_http=page("x"))), "amber", "other_name_plain"),
    ("redirect", "plain HTTP of the other name unread", Site(good(www_http=TIMED_OUT)), "unknown", None),
    (
        "redirect",
        "plain HTTP of the other name in a circle",
        Site(good(www_http=moved(WWW_HTTP))),
        "amber",
        "other_name_lost",
    ),
    (
        "redirect",
        "plain HTTP of the other name warns",
        Site(good(www_http=moved("https://x.example/")) | {"https://x.example/": EXPIRED}),
        "amber",
        "other_name_warns",
    ),
    (
        "redirect",
        "other name warns",
        Site(good(www=NoPage("certificate", "wrong_name", GOOD))),
        "amber",
        "other_name_warns",
    ),
    ("redirect", "other name plain", Site(good(www=REFUSED, www_http=page("x"))), "amber", "other_name_plain"),
    ("redirect", "other name leaves", Site(good(www=moved(WWW_HTTP), www_http=page("x"))), "amber", "other_name_plain"),
    ("redirect", "other name in a circle", Site(good(www=moved(WWW))), "amber", "other_name_lost"),
    ("redirect", "other name refuses all", Site(good(www=REFUSED, www_http=REFUSED)), "unknown", None),
    ("headers", "careful", Site(GOOD_SITE), "green", "careful"),
    (
        "headers",
        "frame-ancestors",
        front("", content_security_policy="default-src 'self'; frame-ancestors 'none'"),
        "green",
        "careful",
    ),
    (
        "headers",
        "frame-ancestors for all",
        front("", content_security_policy="frame-ancestors *", x_frame_options="DENY"),
        "amber",
        "can_be_framed",
    ),
    ("headers", "none", front(""), "amber", "can_be_framed"),
    ("headers", "an unknown word", front("", x_frame_options="ALLOWALL"), "amber", "can_be_framed"),
    (
        "headers",
        "HSTS of a day",
        front("", strict_transport_security="max-age=86400", x_frame_options="DENY"),
        "green",
        "careful",
    ),
    (
        "headers",
        "HSTS of less",
        front("", strict_transport_security="includeSubDomains; max-age=86399", x_frame_options="DENY"),
        "amber",
        "private_for_moments",
    ),
    (
        "headers",
        "HSTS taken back",
        front("", strict_transport_security='max-age="0"', x_frame_options="DENY"),
        "amber",
        "private_for_moments",
    ),
    (
        "headers",
        "tells all",
        front("", referrer_policy="no-referrer, unsafe-url", x_frame_options="DENY"),
        "amber",
        "tells_address",
    ),
    (
        "headers",
        "tells little",
        front("", referrer_policy="unsafe-url, no-referrer", x_frame_options="DENY"),
        "green",
        "careful",
    ),
    ("headers", "no https", Site({HTTP: page("x")}), "not_needed", None),
    ("headers", "unread", Site(good(https=TIMED_OUT)), "unknown", None),
    ("privacy", "opens", Site(GOOD_SITE), "green", "opens"),
    ("privacy", "by its address", front('<A HREF=/privacy><img src="x"></A>'), "green", "opens"),
    (
        "privacy",
        "at another website",
        Site(
            good(https=page('<a href="https://group.example/gdpr">Privacy</a>'))
            | {"https://group.example/gdpr": page("x")}
        ),
        "green",
        "opens",
    ),
    ("privacy", "gone", Site(good(privacy=page("", 404))), "amber", "does_not_open"),
    ("privacy", "plain", front('<a href="http://home.example/p">Privacy</a>'), "unknown", None),
    (
        "privacy",
        "plain and there",
        Site(good(https=page('<a href="http://home.example/p">Privacy</a>')) | {"http://home.example/p": page("x")}),
        "amber",
        "plain",
    ),
    (
        "privacy",
        "one of two opens",
        Site(good(https=page('<a href="/old">Privacy</a>' + LINKED)) | {"https://home.example/old": page("", 404)}),
        "green",
        "opens",
    ),
    ("privacy", "forbidden to us", Site(good(privacy=page("", 403))), "unknown", None),
    ("privacy", "unread", Site(good(privacy=TIMED_OUT)), "unknown", None),
    ("privacy", "no link", front("<p>Privacy matters.</p>"), "unknown", None),
    ("privacy", "front page broken", Site(good(https=page(LINKED, 500))), "unknown", None),
    (
        "privacy",
        "front page too long",
        Site(good(https=page("x", whole=False), privacy=page("<title>Privacy notice</title>"))),
        "green",
        "opens",
    ),
    (
        "privacy",
        "front page too long, any address answers",
        Site(good(https=page("x", whole=False), privacy=page("<title>Home</title>"))),
        "unknown",
        None,
    ),
    ("opt_out", "on the privacy page", Site(GOOD_SITE), "green", "tells"),
    ("opt_out", "on the front page", front("National&nbsp;data opt\u2011out"), "green", "tells"),
    ("opt_out", "as a link", front('<a href="https://www.nhs.uk/your-nhs-data-matters/">NHS</a>'), "green", "tells"),
    ("opt_out", "not seen", Site(good(privacy=page("nothing"))), "unknown", None),
    (
        "opt_out",
        "in a script only",
        Site(good(privacy=page("<script>national data opt-out</script>"))),
        "unknown",
        None,
    ),
    ("opt_out", "privacy page unread", Site(good(privacy=TIMED_OUT)), "unknown", None),
    ("software", "ended", front('<meta name="Generator" content="Drupal 7 (https://www.drupal.org)">'), "red", "ended"),
    (
        "software",
        "ends soon",
        front('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">'),
        "amber",
        "ends_soon",
    ),
    ("software", "old WordPress", front("<META CONTENT='WordPress 4.6.29' NAME=generator />"), "red", "ended"),
    ("software", "newer WordPress", front('<meta name="generator" content="WordPress 6.8.2">'), "unknown", None),
    ("software", "WordPress 40", front('<meta name="generator" content="WordPress 40.1">'), "unknown", None),
    (
        "software",
        "supported",
        front('<meta name="generator" content="Joomla! 5.4 - Open Source">'),
        "green",
        "supported",
    ),
    (
        "software",
        "no version",
        front('<meta name="generator" content="Joomla! - Open Source Content Management">'),
        "unknown",
        None,
    ),
    ("software", "says nothing", front("<p>WordPress 4.6</p>"), "unknown", None),
]
