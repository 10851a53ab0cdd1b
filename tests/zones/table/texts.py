"""Texts as name servers keep them: in strings of 255 bytes, split anywhere, and longer than one datagram."""

from typing import Final

from carecheck.look.lookups import Question
from tests.domain.dkim.keys import RSA_2048, STRONG
from tests.network.misbehaving import cut_short
from tests.zones.states import HOME, State, quoted

MX: Final = "@ MX 10 mx\nmx A 203.0.113.5\n"
SPF: Final = b"v=spf1 ip4:192.0.2.1 mx -all"
DMARC: Final = b"v=DMARC1; p=reject"
MARKS: Final = "".join(f'@ TXT "a-verification={"0123456789" * 20}-{number}"\n' for number in range(12))
MICROSOFT: Final = "@ MX 10 home-example.mail.protection.outlook.com.\n"
STOPS: Final = {"email.spf": ("green", "stops_strangers")}

STATES: Final = [
    *(
        State(f"spf cut after each {size} bytes", STOPS, lines=f"@ TXT {quoted(SPF, size)}\n{MX}")
        for size in (1, 3, 7, len(SPF) - 1)
    ),
    *(
        State(
            f"dmarc cut after each {size} bytes",
            {"email.dmarc": ("green", "blocks")},
            lines=f"_dmarc TXT {quoted(DMARC, size)}\n",
        )
        for size in (1, 7, 8, 9)
    ),
    State(
        "an include cut within its name",
        STOPS,
        lines=f'@ TXT "v=spf1 include:_sp" "f.home.example -all"\n_spf TXT "v=spf1 ip4:192.0.2.1 -all"\n{MX}',
    ),
    State("+all cut in two", {"email.spf": ("red", "passes_everyone")}, lines=f'@ TXT "v=spf1 mx +a" "ll"\n{MX}'),
    State("a space lost at the cut", {"email.spf": ("red", "broken")}, lines=f'@ TXT "v=spf1 mx" "-all"\n{MX}'),
    State("v=spf1 cut in two", STOPS, lines=f'@ TXT "v=sp" "f1 mx -all"\n{MX}'),
    State("empty strings between", STOPS, lines=f'@ TXT "" "v=spf1 mx" "" " -all" ""\n{MX}'),
    State("an empty text beside it", STOPS, lines=f'@ TXT ""\n@ TXT "v=spf1 mx -all"\n{MX}'),
    State(
        "bytes that are no letters beside it",
        STOPS,
        lines=f'@ TXT "\\000\\255\\027[31m<b>"\n@ TXT "v=spf1 mx -all"\n{MX}',
    ),
    State("a NUL in the record", {"email.spf": ("red", "broken")}, lines=f'@ TXT "v=spf1 mx\\000 -all"\n{MX}'),
    State("more texts than one datagram holds", STOPS, lines=f'{MARKS}@ TXT "v=spf1 mx -all"\n{MX}'),
    State(
        "more texts than one datagram holds, two of them lists",
        {"email.spf": ("red", "several")},
        lines=f'{MARKS}@ TXT "v=spf1 mx -all"\n@ TXT "v=spf1 -all"\n{MX}',
    ),
    State("more texts than one datagram holds, and no list", {"email.spf": ("red", "missing")}, lines=MARKS + MX),
    State(
        "the long way (TCP) is shut",
        {"email.spf": ("unknown", None)},
        lines=f'{MARKS}@ TXT "v=spf1 mx -all"\n{MX}',
        failing={Question(HOME, "TXT"): cut_short},
    ),
    State(
        "the long way (TCP) is shut for dmarc",
        {"email.dmarc": ("unknown", None)},
        lines='_dmarc TXT "v=DMARC1; p=reject"\n',
        failing={Question(f"_dmarc.{HOME}", "TXT"): cut_short},
    ),
    *(
        State(
            f"a key cut after each {size} bytes",
            {"email.dkim": ("green", "strong")},
            lines=f"{MICROSOFT}selector1._domainkey TXT {quoted(STRONG.encode(), size)}\n",
        )
        for size in (2, 100, 254, 255)
    ),
    State(
        "a key that ends at its first string",
        {"email.dkim": ("red", "broken")},
        lines=f'{MICROSOFT}selector1._domainkey TXT "v=DKIM1; k=rsa; p={RSA_2048[:230]}"\n',
    ),
    State(
        "a key with spaces in it",
        {"email.dkim": ("green", "strong")},
        lines=f"{MICROSOFT}selector1._domainkey TXT {quoted(f'v=DKIM1; p={RSA_2048[:90]}  {RSA_2048[90:]}'.encode())}\n",
    ),
    State(
        "two keys too long for one datagram",
        {"email.dkim": ("amber", "several")},
        lines=MICROSOFT
        + "".join(
            f"selector1._domainkey TXT {quoted(f'{STRONG}; n={letter * 300}'.encode())}\n" for letter in ("a", "b")
        ),
    ),
    State(
        "twenty servers for email",
        {"email.mx": ("green", "arrives")},
        lines="".join(
            f"@ MX {n} a-server-with-a-long-name-{n}\na-server-with-a-long-name-{n} A 203.0.113.5\n" for n in range(20)
        ),
    ),
]
