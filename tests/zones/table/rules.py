"""The rules of sections 3.1 to 3.3, 4.2, 4.3, 5.1 and 7, each once kept and once broken."""

from collections.abc import Iterator
from typing import Final

from tests.domain.dkim.keys import ED25519, RSA_1024_BARE, RSA_2048
from tests.domain.mta_sts.worlds import URL, policy
from tests.zones.states import Light, State, quoted

MX: Final = "@ MX 10 mx\nmx A 203.0.113.5\nmx AAAA 2001:db8::5\n"
MICROSOFT: Final = "@ MX 10 home-example.mail.protection.outlook.com.\n"

STOPS: Final = ("green", "stops_strangers")
BROKEN: Final = ("red", "broken")
MISSING: Final = ("red", "missing")
OPEN: Final = ("red", "passes_everyone")

# What other names publish for the lists below.
OTHERS: Final = """
shut TXT "v=spf1 ip4:192.0.2.1 -all"
soft TXT "v=spf1 ip4:192.0.2.1 ?all"
open TXT "v=spf1 +all"
wide TXT "v=spf1 ip4:0.0.0.0/0 -all"
none TXT "no list here"
two TXT "v=spf1 -all"
two TXT "v=spf1 ~all"
bad TXT "v=spf1 moo -all"
inner TXT "v=spf1 include:open.example -all"
inner-bad TXT "v=spf1 include:none.example -all"
nine TXT "v=spf1 a:host.example a:host.example a:host.example a:host.example a:host.example a:host.example a:host.example a:host.example -all"
host A 192.0.2.20
mails MX 10 host
"""
SPF: Final[dict[str, Light]] = {
    # 3.1: what is a list
    "v=spf1 mx -all": STOPS,
    "V=SPF1 mx -ALL": STOPS,
    " v=spf1 mx -all": MISSING,
    "v=spf1; mx -all": MISSING,
    "v=spf10 mx -all": MISSING,
    "v=spf1\tmx -all": MISSING,
    # 3.2: its grammar
    "v=spf1   mx   -all  ": STOPS,
    "v=spf1 MX Ip4:192.0.2.1 -All": STOPS,
    "v=spf1 mx/24//64 mx//64 -all": STOPS,
    "v=spf1 mx/33 -all": BROKEN,
    "v=spf1 mx//129 -all": BROKEN,
    "v=spf1 ip4:192.0.2.1/32 -all": STOPS,
    "v=spf1 ip4:192.0.2.1/33 -all": BROKEN,
    "v=spf1 ip4:192.0.2.1/024 -all": BROKEN,
    "v=spf1 ip4:192.0.2.256 -all": BROKEN,
    "v=spf1 ip4:2001:db8::1 -all": BROKEN,
    "v=spf1 ip6:2001:db8::1/128 -all": STOPS,
    "v=spf1 ip6:2001:db8::1/129 -all": BROKEN,
    "v=spf1 ipv4:192.0.2.1 -all": BROKEN,
    "v=spf1 include -all": BROKEN,
    "v=spf1 include: -all": BROKEN,
    "v=spf1 include:shut.example -all": STOPS,
    "v=spf1 include:shut.example. -all": STOPS,
    "v=spf1 mx, -all": BROKEN,
    "v=spf1 mx - all": BROKEN,
    "v=spf1 mx new=thing -all": STOPS,
    "v=spf1 mx exp=why.example -all": STOPS,
    "v=spf1 mx exp=a.example exp=b.example -all": BROKEN,
    "v=spf1 redirect=shut.example redirect=shut.example": BROKEN,
    "v=spf1 mx include=shut.example -all": STOPS,
    "v=spf1 exists:%{i}._spf.%{d} -all": STOPS,
    "v=spf1 exists:%{x}._spf.example -all": BROKEN,
    "v=spf1 exists:%{c}._spf.example -all": BROKEN,
    "v=spf1 a:mx.%{d} -all": STOPS,
    "v=spf1 a:100%.example -all": BROKEN,
    "v=spf1 a:host -all": BROKEN,
    # 3.3: what it comes to
    "v=spf1 ip4:192.0.2.1 -all mx": ("amber", "part_ignored"),
    "v=spf1 mx redirect=open.example -all": STOPS,
    "v=spf1 redirect=open.example": OPEN,
    "v=spf1 redirect=none.example": BROKEN,
    "v=spf1 redirect=soft.example": ("amber", "strangers_pass"),
    "v=spf1 mx include:soft.example -all": STOPS,
    "v=spf1 mx include:none.example -all": BROKEN,
    "v=spf1 mx include:gone.example -all": BROKEN,
    "v=spf1 mx include:two.example -all": BROKEN,
    "v=spf1 mx include:bad.example -all": BROKEN,
    "v=spf1 mx include:inner-bad.example -all": BROKEN,
    "v=spf1 mx include:inner.example -all": OPEN,
    "v=spf1 mx include:wide.example -all": OPEN,
    "v=spf1 mx -include:open.example -all": STOPS,
    "v=spf1 mx ~include:open.example -all": STOPS,
    "v=spf1 include:nine.example -all": STOPS,
    "v=spf1 mx include:nine.example -all": ("amber", "full"),
    "v=spf1 mx a include:nine.example -all": BROKEN,
    "v=spf1 mx:mails.example a:host.example -all": STOPS,
    "v=spf1 mx mx:gone.example -all": ("amber", "dead_name"),
}

BLOCKS: Final = ("green", "blocks")
NOT_READABLE: Final = ("red", "not_readable")
NO_POLICY: Final = ("red", "no_policy")
RUA: Final = "rua=mailto:a@home.example"
DMARC: Final[dict[str, Light]] = {
    # 4.2: one record
    "v = DMARC1 ; p = reject ;": BLOCKS,
    "v=DMARC1;p=reject": BLOCKS,
    "v=DMARC1; p=REJECT": BLOCKS,
    f"v=DMARC1; {RUA}; p=quarantine": BLOCKS,
    "v=DMARC1; p=reject; adkim=s; aspf=s; fo=1; ri=3600; rf=afrf": BLOCKS,
    "v=DMARC1; p=reject; rua=mailto:a@home.example!10m": BLOCKS,
    "v=DMARC1, p=reject": NOT_READABLE,
    "v=DMARC1\\; p=reject": NOT_READABLE,
    "v=DMARC2; p=reject": NOT_READABLE,
    "p=reject; v=DMARC1": NOT_READABLE,
    "v=DMARC1; p=reject; p=none": NOT_READABLE,
    f"v=DMARC1; p=reject; sp=rejekt; {RUA}": ("amber", "misspelt"),
    "v=DMARC1; p=reject; sp=rejekt": NO_POLICY,
    "v=DMARC1; p=reject; np=": NO_POLICY,
}
# 4.3: which record applies to the name a.b.home.example
WALK: Final[dict[str, tuple[str, Light]]] = {
    "its own": ('_dmarc.a.b TXT "v=DMARC1; p=reject"\n_dmarc TXT "v=DMARC1; p=reject"\n', BLOCKS),
    "that of the name over it": ('_dmarc.b TXT "v=DMARC1; p=reject"\n', BLOCKS),
    "the highest, not the nearest": (
        f'_dmarc.b TXT "v=DMARC1; p=reject"\n_dmarc TXT "v=DMARC1; p=none; {RUA}"\n',
        ("amber", "watches"),
    ),
    "the highest, and it blocks": (
        f'_dmarc.b TXT "v=DMARC1; p=none; {RUA}"\n_dmarc TXT "v=DMARC1; p=reject"\n',
        BLOCKS,
    ),
    "the one that says that it is the organisation": (
        f'_dmarc.b TXT "v=DMARC1; p=reject; psd=n"\n_dmarc TXT "v=DMARC1; p=none; {RUA}"\n',
        BLOCKS,
    ),
    "that of names below": (f'_dmarc TXT "v=DMARC1; p=reject; sp=none; {RUA}"\n', ("amber", "watches")),
    "none at all": ("", MISSING),
}

STRONG: Final = ("green", "strong")
DKIM: Final[dict[str, Light]] = {
    # 5.1: one key
    f"v=DKIM1; k=rsa; p={RSA_2048}": STRONG,
    f"p={RSA_2048}": STRONG,
    f"k=rsa; t=s; h=sha1:sha256; s=email; n=x; p={RSA_2048};": STRONG,
    f"k=rsa; v=DKIM1; p={RSA_2048}": BROKEN,
    f"v=dkim1; p={RSA_2048}": BROKEN,
    f"v=DKIM1; h=sha1; p={RSA_2048}": BROKEN,
    f"v=DKIM1; s=other; p={RSA_2048}": BROKEN,
    f"v=DKIM1; s=*; p={RSA_2048}": STRONG,
    f"v=DKIM1; k=dsa; p={RSA_2048}": BROKEN,
    f"v=DKIM1; t=y; p={RSA_2048}": ("amber", "testing"),
    f"v=DKIM1; p={RSA_2048[:-1]}": BROKEN,
    f"v=DKIM1; p={RSA_1024_BARE}": ("amber", "short"),
    f"v=DKIM1; k=ed25519; p={ED25519}": ("amber", "new_kind"),
    f"v=DKIM1; k=ed25519; p={ED25519[4:]}": BROKEN,
    "v=DKIM1; p=": ("amber", "revoked"),
    "v=DKIM1; k=rsa": BROKEN,
}

# 7: the records of MTA-STS and TLS-RPT
PRIVATE: Final = ("green", "private")
STS: Final[dict[str, Light]] = {
    "v=STSv1; id=20261122": PRIVATE,
    f"v=STSv1;id={'a' * 32};": PRIVATE,
    f"v=STSv1; id={'a' * 33}": ("amber", "not_readable"),
    "v=STSv1; id=2026-11-22": ("amber", "not_readable"),
    "v=STSv2; id=1": ("amber", "missing"),
}
RPT: Final[dict[str, Light]] = {
    "v=TLSRPTv1; rua=mailto:a@home.example,https://home.example/r": PRIVATE,
    "v=TLSRPTv1; rua=https://home.example/r": PRIVATE,
    "v=TLSRPTv1; rua=ftp://home.example": ("amber", "no_reports"),
    "v=TLSRPTv1;": ("amber", "no_reports"),
    "v=TLSRPT1; rua=mailto:a@home.example": ("amber", "no_reports"),
}


def _texts() -> Iterator[State]:
    for text, light in SPF.items():
        yield State(f"rules, spf: {text!r}", {"email.spf": light}, lines=f"@ TXT {_one(text)}\n{MX}", over=OTHERS)
    for text, light in DMARC.items():
        yield State(f"rules, dmarc: {text}", {"email.dmarc": light}, lines=f"_dmarc TXT {_one(text)}\n{MX}")
    for text, light in DKIM.items():
        yield State(
            f"rules, dkim: {text}", {"email.dkim": light}, lines=f"{MICROSOFT}selector1._domainkey TXT {_one(text)}\n"
        )


def _walks() -> Iterator[State]:
    for what, (lines, light) in WALK.items():
        there = f'a.b TXT "x"\n{lines}'
        yield State(f"rules, dmarc walk: {what}", {"email.dmarc": light}, lines=there, typed="a.b.home.example")


def _transport() -> Iterator[State]:
    good_sts, good_rpt = next(iter(STS)), next(iter(RPT))
    pairs = [
        *((sts, good_rpt, light) for sts, light in STS.items()),
        *((good_sts, rpt, light) for rpt, light in RPT.items()),
    ]
    for sts, rpt, light in pairs:
        lines = f"{MX}_mta-sts TXT {_one(sts)}\n_smtp._tls TXT {_one(rpt)}\n"
        yield State(f"rules, transport: {sts}, {rpt}", {"email.transport": light}, lines=lines, pages={URL: policy()})


def _one(text: str) -> str:
    return quoted(text.encode("ascii"))


STATES: Final = list({state.what: state for state in [*_texts(), *_walks(), *_transport()]}.values())
