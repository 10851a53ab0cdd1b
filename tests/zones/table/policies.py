"""MTA-STS over HTTPS with our own authority (section 7): certificates, redirects, and hosts that are not there."""

from typing import Final

from carecheck.look.web import Fetched, NoPage
from tests.domain.mta_sts.worlds import GOOD, URL, policy
from tests.zones.states import Light, State

RECORDS: Final = (
    '@ MX 10 mx\nmx A 203.0.113.5\n_mta-sts TXT "v=STSv1; id=1;"\n'
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:r@home.example"\n'
)


def state(what: str, light: Light, page: Fetched, records: str = RECORDS) -> State:
    """A home with these records and this policy page."""
    return State(f"policy: {what}", {"email.transport": light}, lines=records, pages={URL: page})


STATES: Final = [
    state("a certificate of another name", ("amber", "not_readable"), NoPage("certificate", "wrong_name")),
    state("a certificate that nobody vouches for", ("amber", "not_readable"), NoPage("certificate", "untrusted")),
    state("a certificate that is not valid yet", ("amber", "not_readable"), NoPage("certificate", "not_yet_valid")),
    state("a certificate that has ended", ("amber", "not_readable"), NoPage("certificate", "expired")),
    state("an empty page", ("amber", "not_readable"), policy(b"")),
    state(
        "a host that it does not name",
        ("red", "turns_away"),
        policy(GOOD.replace(b"mx.home.example", b"other.example")),
    ),
    state("lines that end in LF", ("green", "private"), policy(GOOD.replace(b"\r\n", b"\n"))),
    state("no page at that address", ("amber", "not_readable"), policy(b"", 410)),
    state(
        "two reports",
        ("amber", "no_reports"),
        policy(),
        RECORDS + '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:x@home.example"\n',
    ),
    state(
        "a record of the old kind beside it", ("green", "private"), policy(), RECORDS + '_mta-sts TXT "v=STSv0; id=1"\n'
    ),
    state(
        "an alias for the record",
        ("green", "private"),
        policy(),
        RECORDS.replace('_mta-sts TXT "v=STSv1; id=1;"', "_mta-sts CNAME s") + 's TXT "v=STSv1; id=1"\n',
    ),
]
