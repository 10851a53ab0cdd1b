"""Whole domains, each with the lights of all its checks."""

from typing import Final

from tests.domain.dkim.keys import STRONG
from tests.domain.mta_sts.worlds import GOOD, URL, policy
from tests.zones.states import State, quoted

MICROSOFT: Final = "home-example.mail.protection.outlook.com"
POLICY: Final = GOOD.replace(b"mx.home.example", MICROSOFT.encode())
GOOD_HOME: Final = f"""
@                    TXT   "v=spf1 include:spf.outlook.example -all"
@                    TXT   "MS=ms12345678"
@                    MX    0 {MICROSOFT}.
@                    CAA   0 issue "letsencrypt.org"
_dmarc               TXT   "v=DMARC1; p=reject; rua=mailto:dmarc@home.example"
selector1._domainkey CNAME selector1.tenant.example.
selector2._domainkey CNAME selector2.tenant.example.
_mta-sts             TXT   "v=STSv1; id=20261122;"
_smtp._tls           TXT   "v=TLSRPTv1; rua=mailto:tls@home.example"
"""
COMPANY: Final = f"""
spf.outlook      TXT "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/40 -all"
selector1.tenant TXT {quoted(STRONG.encode())}
"""
WITHOUT_EMAIL: Final = """
@            TXT "v=spf1 -all"
@            MX  0 .
_dmarc       TXT "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"
*._domainkey TXT "v=DKIM1; p="
"""

STATES: Final = [
    State(
        "a good home at Microsoft 365, signed",
        {
            "domain.exists": ("green", "exists"),
            "domain.dnssec": ("green", "signed"),
            "domain.caa": ("green", "chosen"),
            "email.address": ("green", "own"),
            "email.spf": ("green", "stops_strangers"),
            "email.dmarc": ("green", "blocks"),
            "email.dkim": ("green", "strong"),
            "email.mx": ("green", "arrives"),
            "email.transport": ("green", "private"),
        },
        rows={MICROSOFT: {"A": ["203.0.113.5"]}},
        lines=GOOD_HOME,
        over=COMPANY,
        signed="whole",
        over_signed="whole",
        pages={URL: policy(POLICY)},
    ),
    State(
        "a home without email, as GOV.UK asks",
        {
            "domain.exists": ("green", "exists"),
            "domain.dnssec": ("amber", "not_signed"),
            "domain.caa": ("amber", "anyone"),
            "email.address": ("not_needed", None),
            "email.spf": ("green", "no_mail"),
            "email.dmarc": ("green", "blocks"),
            "email.dkim": ("not_needed", None),
            "email.mx": ("green", "refuses"),
            "email.transport": ("not_needed", None),
        },
        lines=WITHOUT_EMAIL,
    ),
    State(
        "a home whose provider set up nothing",
        {
            "domain.exists": ("green", "exists"),
            "domain.dnssec": ("amber", "not_signed"),
            "domain.caa": ("amber", "anyone"),
            "email.address": ("green", "own"),
            "email.spf": ("red", "missing"),
            "email.dmarc": ("red", "missing"),
            "email.dkim": ("red", "missing"),
            "email.mx": ("green", "arrives"),
            "email.transport": ("amber", "missing"),
        },
        lines="@ MX 10 mx\n@ A 203.0.113.6\nmx A 203.0.113.5\n",
    ),
    State(
        "a home with every mistake",
        {
            "domain.exists": ("green", "exists"),
            "domain.dnssec": ("amber", "half"),
            "domain.caa": ("amber", "not_known"),
            "email.address": ("green", "own"),
            "email.spf": ("red", "several"),
            "email.dmarc": ("red", "several"),
            "email.dkim": ("red", "broken"),
            "email.mx": ("red", "out_of_reach"),
            "email.transport": ("amber", "several"),
        },
        lines="""
@                  TXT "v=spf1 mx -all"
@                  TXT "v=spf1 +all"
@                  MX  10 127.0.0.1.
@                  CAA 128 tbs "x"
_dmarc             TXT "v=DMARC1; p=reject"
_dmarc             TXT "v=DMARC1; p=none"
default._domainkey TXT "v=DKIM1; p=AAAA"
_mta-sts           TXT "v=STSv1; id=1;"
_mta-sts           TXT "v=STSv1; id=2;"
""",
        signed="half",
    ),
    State(
        "no such home",
        {
            "domain.exists": ("red", "no_such_name"),
            "domain.dnssec": ("unknown", None),
            "domain.caa": ("unknown", None),
            "email.address": ("unknown", None),
            "email.spf": ("unknown", None),
            "email.dmarc": ("unknown", None),
            "email.dkim": ("unknown", None),
            "email.mx": ("unknown", None),
            "email.transport": ("unknown", None),
        },
        over='x TXT "x"\n',
    ),
]
