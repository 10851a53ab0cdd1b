"""The rows of the tables in `tests/domain`, to be answered by real servers."""

from collections.abc import Iterator
from typing import Final

from tests.domain.caa import worlds as caa
from tests.domain.dkim import worlds as dkim
from tests.domain.dmarc import worlds as dmarc
from tests.domain.mta_sts import worlds as mta_sts
from tests.domain.mx import worlds as mx
from tests.domain.spf import worlds as spf
from tests.domain.world import DANGLING, NO_DATA, Rows, World
from tests.zones.states import State, from_world

HOME: Final = "home.example"


def _spf() -> Iterator[State]:
    check = "email.spf"
    for record, light, code in spf.OWN_RECORD:
        yield from_world(record, check, spf.world_with(record, spf.OTHERS), HOME, light, code)
    for record, light, code in spf.WITH_AN_UNREAD_PART:
        yield from_world(f"{record} (unread part)", check, spf.world_with_unread_part(record), HOME, light, code)
    for txt, light, code in spf.TEXTS:
        if txt != DANGLING:  # an alias beside an MX record is no zone; see `aliases`
            yield from_world(f"texts {txt}", check, spf.world_of_texts(txt), HOME, light, code)
    for what, hosts in (("no MX", NO_DATA), ("null MX", [(0, "")])):
        for txt, light, code in spf.WITHOUT_EMAIL:
            yield from_world(f"{what}, {txt}", check, spf.world_without_email(hosts, txt), HOME, light, code)
    for mx_records, code in spf.NAMES_NOBODY:
        world = spf.world_without_email(mx_records, ["v=spf1 ~all"])
        yield from_world(f"~all, {mx_records}", check, world, HOME, "amber", code)


def _dmarc() -> Iterator[State]:
    check = "email.dmarc"
    for text, (light, code) in dmarc.OWN_RECORD.items():
        yield from_world(text, check, dmarc.own_record(text), HOME, light, code)
    for what, (rows, domain, light, code) in dmarc.OTHER.items():
        there: Rows = {domain: {"TXT": ["x"]}} if domain.endswith(".example") else {}  # else nothing is judged
        yield from_world(what, check, World({**there, **rows}), domain, light, code)


def _others() -> Iterator[State]:
    for what, (rows, light, code) in dkim.CASES.items():
        yield from_world(what, "email.dkim", World(rows), HOME, light, code)
    for what, (rows, light, code) in mx.CASES.items():
        yield from_world(what, "email.mx", World(rows), HOME, light, code)
    for what, (world, light, code) in mta_sts.CASES.items():
        yield from_world(what, "email.transport", world, HOME, light, code)
    for what, (own, over, light, code) in caa.CASES.items():
        yield from_world(what, "domain.caa", caa.world_with(own, over), HOME, light, code)


STATES: Final = [*_spf(), *_dmarc(), *_others()]
