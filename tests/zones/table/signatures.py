"""DNSSEC (section 8.1): signed, half signed, and signed so that it fails."""

from typing import Final

from tests.zones.states import State

MAIL: Final = '@ TXT "v=spf1 mx -all"\n@ TXT "signed by nobody"\n@ MX 10 signed\nsigned A 203.0.113.5\n'
DMARC: Final = '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:signed@home.example"\n'

# What fails validation fails for us too: nothing is read, and nothing is missing.
FAILS: Final = {
    "domain.dnssec": ("red", "fails"),
    "email.spf": ("unknown", None),
    "email.mx": ("unknown", None),
    "email.dmarc": ("unknown", None),
    "email.dkim": ("unknown", None),
    "email.transport": ("unknown", None),
    "domain.caa": ("unknown", None),
}
READ: Final = {"email.spf": ("green", "stops_strangers"), "email.dmarc": ("green", "blocks")}
SIGNED: Final = {"domain.dnssec": ("green", "signed"), **READ}
NOT_SIGNED: Final = {"domain.dnssec": ("amber", "not_signed"), **READ}

STATES: Final = [
    State("signed from the root on", SIGNED, lines=MAIL + DMARC, signed="whole", over_signed="whole"),
    State("signed with hashed names", SIGNED, lines=MAIL + DMARC, signed="hashed", over_signed="hashed"),
    State("signed below a name that is not", SIGNED, lines=MAIL + DMARC, signed="whole"),
    State("not signed", NOT_SIGNED, lines=MAIL + DMARC),
    State("not signed below a signed name", NOT_SIGNED, lines=MAIL + DMARC, over_signed="whole"),
    State(
        "keys that the name over it does not know",
        {"domain.dnssec": ("amber", "half"), **READ},
        lines=MAIL + DMARC,
        signed="half",
        over_signed="whole",
    ),
    State("signatures of last month", FAILS, lines=MAIL + DMARC, signed="expired", over_signed="whole"),
    State(
        "records changed after signing",
        {**FAILS, "email.dkim": ("unknown", None), "domain.caa": ("amber", "anyone")},
        lines=MAIL + DMARC,
        signed="changed",
        over_signed="whole",
    ),
    State("the mark of another key", FAILS, lines=MAIL + DMARC, signed="other_key", over_signed="whole"),
    State("signed, says the name over it", FAILS, lines=MAIL + DMARC, signed="unsigned_below", over_signed="whole"),
    State(
        "signed in a way that our name server cannot check",
        {"domain.dnssec": ("unknown", None), **READ},
        lines=MAIL + DMARC,
        signed="new_algorithm",
        over_signed="whole",
    ),
    State(
        "a name inside a signed home",
        {"domain.dnssec": ("green", "signed"), "domain.exists": ("green", "exists")},
        lines='mail TXT "v=spf1 -all"\n',
        signed="whole",
        over_signed="whole",
        typed="mail.home.example",
    ),
    State(
        "a name inside a home that fails",
        {"domain.dnssec": ("unknown", None), "email.spf": ("unknown", None), "domain.exists": ("unknown", None)},
        lines='mail TXT "v=spf1 -all"\n',
        signed="expired",
        over_signed="whole",
        typed="mail.home.example",
    ),
    State(
        "no such name below a signed one",
        {"domain.exists": ("red", "no_such_name"), "domain.dnssec": ("unknown", None), "email.spf": ("unknown", None)},
        over='x TXT "x"\n',
        over_signed="whole",
    ),
    State(
        "signed, and its email is not",
        {"domain.dnssec": ("green", "signed"), "email.spf": ("unknown", None)},
        lines='@ TXT "v=spf1 include:_spf.other.example -all"\n@ MX 10 mx\nmx A 203.0.113.5\n',
        over="other NS ns.test.\n",
        signed="whole",
        over_signed="whole",
    ),
]
