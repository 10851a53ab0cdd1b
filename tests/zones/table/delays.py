"""Answers that come late, come wrong, or never come.

Names that end in `late` are answered after a third of a second, those that end in `never` after a minute.
"""

from typing import Final

import dns.rcode

from carecheck.look.lookups import Question
from tests.network.misbehaving import Behaviour, fails, only_an_echo, records, silent, wrong_id, wrong_question
from tests.zones.states import HOME, State

MX: Final = "@ MX 10 mx\nmx A 203.0.113.5\n"
GOOD: Final = '"v=DMARC1; p=reject; rua=mailto:a@home.example"'
SHUT: Final = '"v=spf1 ip4:192.0.2.1 -all"'
SLOWLY: Final = {
    Question("spf.late", "TXT"): records(SHUT),
    Question("open.late", "TXT"): records('"v=spf1 +all"'),
    Question("dmarc.late", "TXT"): records(GOOD),
    Question("mx.late", "A"): records("203.0.113.5"),
}
REPLIES: Final[dict[str, Behaviour]] = {
    "SERVFAIL": fails(dns.rcode.SERVFAIL),
    "REFUSED": fails(dns.rcode.REFUSED),
    "NOTIMP": fails(dns.rcode.NOTIMP),
    "FORMERR": fails(dns.rcode.FORMERR),
    "nothing": silent,
    "somebody else's number": wrong_id,
    "another question": wrong_question,
    "an echo": only_an_echo,
}

STATES: Final = [
    State(
        "an include that comes late",
        {"email.spf": ("green", "stops_strangers")},
        lines=f'@ TXT "v=spf1 include:spf.late -all"\n{MX}',
    ),
    State(
        "an include that comes late, and lets all send",
        {"email.spf": ("red", "passes_everyone")},
        lines=f'@ TXT "v=spf1 include:open.late -all"\n{MX}',
    ),
    State(
        "an include that comes late, and is not there",
        {"email.spf": ("red", "broken")},
        lines=f'@ TXT "v=spf1 include:gone.late -all"\n{MX}',
    ),
    State("dmarc that comes late", {"email.dmarc": ("green", "blocks")}, lines="_dmarc CNAME dmarc.late.\n"),
    State("an MX host that comes late", {"email.mx": ("green", "arrives")}, lines="@ MX 10 mx.late.\n"),
    State(
        "an include that never comes",
        {"email.spf": ("unknown", None)},
        lines=f'@ TXT "v=spf1 include:spf.never -all"\n{MX}',
    ),
    State(
        "an include that never comes, and the end lets all send",
        {"email.spf": ("red", "passes_everyone")},
        lines=f'@ TXT "v=spf1 include:spf.never +all"\n{MX}',
    ),
    State("dmarc that never comes", {"email.dmarc": ("unknown", None)}, lines="_dmarc CNAME dmarc.never.\n"),
    State("an MX host that never comes", {"email.mx": ("unknown", None)}, lines="@ MX 10 mx.never.\n"),
    *(
        State(
            f"dmarc gets {what}",
            {"email.dmarc": ("unknown", None)},
            lines=f"_dmarc TXT {GOOD}\n",
            failing={Question(f"_dmarc.{HOME}", "TXT"): reply},
        )
        for what, reply in REPLIES.items()
    ),
    *(
        State(
            f"MX gets {what}",
            {"email.mx": ("unknown", None), "email.transport": ("unknown", None)},
            lines=f"{MX}@ TXT {SHUT}\n",
            failing={Question(HOME, "MX"): reply},
        )
        for what, reply in REPLIES.items()
    ),
    *(
        State(
            f"TXT gets {what}",
            {"email.spf": ("unknown", None), "domain.exists": ("green", "exists")},
            lines=f"{MX}@ TXT {SHUT}\n",
            failing={Question(HOME, "TXT"): reply},
        )
        for what, reply in REPLIES.items()
    ),
]
