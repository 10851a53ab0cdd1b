"""Aliases (CNAME, DNAME), wildcards, and names that are handed to servers which do not know them."""

from typing import Final

from tests.domain.dkim.keys import REVOKED, RSA_2048, SHORT
from tests.zones.states import State, quoted

MX: Final = "@ MX 10 mx\nmx A 203.0.113.5\n"
GOOD: Final = "v=DMARC1; p=reject; rua=mailto:a@home.example"
KEY: Final = quoted(f"v=DKIM1; k=rsa; p={RSA_2048}".encode())
MICROSOFT: Final = "@ MX 10 home-example.mail.protection.outlook.com.\n"
CIRCLE: Final = "circle CNAME round.example.\nround CNAME circle.example.\n"


def chain(length: int, last: str) -> str:
    """So many aliases, one pointing to the next, and what stands at the end."""
    steps = "".join(f"c{number} CNAME c{number + 1}\n" for number in range(1, length))
    return f"{steps}c{length} {last}\n"


STATES: Final = [
    State(
        "dmarc behind an alias",
        {"email.dmarc": ("green", "blocks")},
        lines="_dmarc CNAME d.example.\n",
        over=f'd TXT "{GOOD}"\n',
    ),
    State(
        "dmarc behind seven aliases",
        {"email.dmarc": ("green", "blocks")},
        lines="_dmarc CNAME c1.example.\n",
        over=chain(7, f'TXT "{GOOD}"'),
    ),
    State(
        "dmarc behind more aliases than are followed",
        {"email.dmarc": ("unknown", None)},
        lines="_dmarc CNAME c1.example.\n",
        over=chain(30, f'TXT "{GOOD}"'),
    ),
    State("dmarc in a circle", {"email.dmarc": ("unknown", None)}, lines="_dmarc CNAME circle.example.\n", over=CIRCLE),
    State(
        "dmarc behind an alias to nothing",
        {"email.dmarc": ("red", "leads_nowhere")},
        lines="_dmarc CNAME gone.example.\n",
    ),
    State(
        "dmarc behind an alias to a name without text",
        {"email.dmarc": ("red", "missing")},
        lines="_dmarc CNAME d.example.\n",
        over="d A 203.0.113.5\n",
    ),
    State(
        "dmarc behind an alias to servers that do not know it",
        {"email.dmarc": ("unknown", None)},
        lines="_dmarc CNAME d.lame.example.\n",
        over="lame NS ns.test.\n",
    ),
    State(
        "spf behind an alias",
        {"email.spf": ("green", "stops_strangers")},
        over='alias CNAME real\nreal TXT "v=spf1 ip4:192.0.2.1 -all"\nreal MX 10 mx\nmx A 203.0.113.5\n',
        typed="alias.example",
    ),
    State(
        "a home that is an alias to nothing",
        {"email.spf": ("red", "missing_no_mail"), "domain.exists": ("green", "exists")},
        over="alias CNAME gone.example.\n",
        typed="alias.example",
    ),
    State(
        "an include behind an alias",
        {"email.spf": ("green", "stops_strangers")},
        lines=f'@ TXT "v=spf1 include:_spf.home.example -all"\n_spf CNAME s.example.\n{MX}',
        over='s TXT "v=spf1 ip4:192.0.2.1 -all"\n',
    ),
    State(
        "an include in a circle",
        {"email.spf": ("unknown", None)},
        lines=f'@ TXT "v=spf1 include:circle.example -all"\n{MX}',
        over=CIRCLE,
    ),
    State(
        "an include in a circle, and all may send",
        {"email.spf": ("red", "passes_everyone")},
        lines=f'@ TXT "v=spf1 include:circle.example +all"\n{MX}',
        over=CIRCLE,
    ),
    State(
        "an include of servers that do not know it",
        {"email.spf": ("unknown", None)},
        lines=f'@ TXT "v=spf1 include:_spf.lame.example -all"\n{MX}',
        over="lame NS ns.test.\n",
    ),
    State(
        "keys at the company, behind aliases",
        {"email.dkim": ("green", "strong")},
        lines=f"{MICROSOFT}selector1._domainkey CNAME k1.example.\nselector2._domainkey CNAME k2.example.\n",
        over=f"k1 TXT {KEY}\n",
    ),
    State(
        "keys at the company, behind a redirected branch (DNAME)",
        {"email.dkim": ("green", "strong")},
        lines=f"{MICROSOFT}_domainkey DNAME keys.example.\n",
        over=f"selector1.keys TXT {KEY}\n",
    ),
    State(
        "keys behind aliases in a circle",
        {"email.dkim": ("unknown", None)},
        lines=f"{MICROSOFT}selector1._domainkey CNAME circle.example.\n",
        over=CIRCLE,
    ),
    State(
        "keys handed to servers that do not know them",
        {"email.dkim": ("unknown", None), "email.mx": ("unknown", None)},
        lines="@ MX 10 mx.lame.example.\n_domainkey NS ns.test.\n",
        over="lame NS ns.test.\n",
    ),
    State(
        "a short key behind an alias",
        {"email.dkim": ("amber", "short")},
        lines=f"{MICROSOFT}selector1._domainkey CNAME k1.example.\n",
        over=f'k1 TXT "{SHORT}"\n',
    ),
    State(
        "a wildcard that says the same of every name",
        {"email.dmarc": ("red", "missing"), "email.dkim": ("unknown", None), "email.transport": ("amber", "missing")},
        lines=f'{MX}* TXT "v=spf1 -all"\n*._domainkey TXT "v=spf1 -all"\n',
    ),
    State(
        "a wildcard key that says that there is none",
        {"email.dkim": ("amber", "revoked")},
        lines=f'{MX}*._domainkey TXT "{REVOKED}"\n',
    ),
    State(
        "an MX host that is an alias",
        {"email.mx": ("amber", "alias")},
        lines="@ MX 10 mx\nmx CNAME real.example.\n",
        over="real A 203.0.113.5\n",
    ),
    State(
        "an MX host behind two aliases, with IPv6 only",
        {"email.mx": ("amber", "alias")},
        lines="@ MX 10 mx\nmx CNAME one.example.\n",
        over="one CNAME two.example.\ntwo AAAA 2001:db8::5\n",
    ),
    State(
        "an MX host in a circle",
        {"email.mx": ("unknown", None)},
        lines="@ MX 10 circle.example.\n",
        over=CIRCLE,
    ),
    State(
        "CAA behind an alias",
        {"domain.caa": ("green", "chosen")},
        over='alias CNAME real\nreal TXT "x"\nreal CAA 0 issue "letsencrypt.org"\n',
        typed="alias.example",
    ),
    State(
        "CAA at the name over it",
        {"domain.caa": ("green", "chosen")},
        lines='@ TXT "x"\n',
        over='@ CAA 0 issue "letsencrypt.org"\n',
    ),
    State(
        "MTA-STS records at the company, behind aliases, with another policy page than theirs",
        {"email.transport": ("unknown", None)},
        lines=f"{MX}_mta-sts CNAME s.example.\n_smtp._tls CNAME r.example.\nmta-sts CNAME circle.example.\n",
        over=f'{CIRCLE}s TXT "v=STSv1; id=1"\nr TXT "v=TLSRPTv1; rua=mailto:a@home.example"\n',
    ),
]
