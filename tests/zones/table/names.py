"""Names as people type them (section 2.3): each leads to the same zone."""

from typing import Final

from carecheck.domain_names import read_domain_name
from tests.zones.states import State

LINES: Final = '@ TXT "v=spf1 mx -all"\n@ MX 10 mx\nmx A 203.0.113.5\n_dmarc TXT "v=DMARC1; p=reject"\n'
LIGHTS: Final = {
    "domain.exists": ("green", "exists"),
    "email.spf": ("green", "stops_strangers"),
    "email.dmarc": ("green", "blocks"),
    "email.mx": ("green", "arrives"),
}
CAFE: Final = read_domain_name("caf\u00e9-rose.example").ascii
STREET: Final = read_domain_name("gro\u00df.example").ascii
TYPED: Final = (
    "Manager <info@home.example>",
    "info@Home.Example",
    "  home.example.  ",
    "https://www.home.example/about-us?x=1#top",
    "http://home.example:8080/",
    "mailto:info@home.example",
    "www.home.example",
    "\uff48\uff4f\uff4d\uff45.example",
    "home\u3002example",
    "\u201chome.example\u201d",
)
ACCENTED: Final = {
    "caf\u00e9-rose.example": CAFE,
    "CAFE\u0301-Rose.example": CAFE,
    "info@caf\u00e9-rose.example": CAFE,
    CAFE.upper(): CAFE,
    "gro\u00df.example": STREET,
}

STATES: Final = [
    *(State(f"typed: {typed}", LIGHTS, lines=LINES, typed=typed) for typed in TYPED if "<" not in typed),
    *(
        State(
            f"typed: {typed}",
            LIGHTS,
            rows={
                name: {"TXT": ["v=spf1 mx -all"], "MX": [(10, "mx.example")]},
                f"_dmarc.{name}": {"TXT": ["v=DMARC1; p=reject"]},
                "mx.example": {"A": ["203.0.113.5"]},
            },
            typed=typed,
        )
        for typed, name in ACCENTED.items()
    ),
    State(
        "a name that does not exist",
        {"domain.exists": ("red", "no_such_name"), "email.spf": ("unknown", None), "email.dmarc": ("unknown", None)},
        lines=LINES,
        typed="homee.example",
    ),
    State("NHSmail", {"email.address": ("green", "nhsmail"), "email.spf": ("not_needed", None)}, typed="info@nhs.net"),
    State(
        "a free mailbox", {"email.address": ("amber", "free"), "email.mx": ("not_needed", None)}, typed="x@gmail.com"
    ),
    State("a mailbox of the broadband", {"email.address": ("amber", "broadband")}, typed="home@btinternet.com"),
]
