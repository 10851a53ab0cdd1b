"""The network of a survey gives the same answers as the plain one, whatever a name server does."""

import asyncio
import time
from collections.abc import Callable, Collection

import dns.rcode
import pytest

from carecheck.facts.model import Unknown
from carecheck.look.dns_network import DnsNetwork, addresses_of
from carecheck.look.dns_tries import Servers
from carecheck.look.lookups import Answer, Found, NotThere, Question
from carecheck.look.network import parse_name_server
from carecheck.survey.network import MOST_IN_FLIGHT, Ceiling, SurveyNetwork, run
from tests.conftest import StartMisbehaving
from tests.network.misbehaving import (
    Behaviour,
    cut_short,
    fails,
    half,
    in_turn,
    only_an_echo,
    over,
    records,
    says,
    silent,
    together,
    wrong_id,
    wrong_question,
)
from tests.network.nsd import HOST, free_port

QUESTION = Question("home.example", "TXT")
SECONDS = 0.6  # of one try: enough for a long reply on a busy computer


def servers_at(address: str) -> Servers:
    """The name server at that address."""
    return Servers(addresses_of(parse_name_server(address)))


def asked(
    address: str, questions: Collection[Question], ceiling: float = 0, seconds: float = 5
) -> dict[Question, Answer]:
    """What a survey's network is told."""

    async def ask() -> dict[Question, Answer]:
        network = SurveyNetwork(servers_at(address), Ceiling(ceiling), SECONDS)
        try:
            return await network.ask(questions, time.monotonic() + seconds)
        finally:
            network.close()

    return run(ask())


BEHAVIOURS: dict[str, Callable[[], Behaviour]] = {
    "records": lambda: records('"v=spf1 -all"', '"two " "parts"'),
    "an alias": lambda: records('"x"', alias="there.example."),
    "an alias that leads out": lambda: records(alias="there.example."),
    "no data": lambda: records(),
    "no such name": lambda: fails(dns.rcode.NXDOMAIN),
    "SERVFAIL": lambda: fails(dns.rcode.SERVFAIL),
    "REFUSED": lambda: fails(dns.rcode.REFUSED, without_question=True),
    "NOTIMP": lambda: fails(dns.rcode.NOTIMP),
    "silence": lambda: silent,
    "another number": lambda: wrong_id,
    "another question": lambda: wrong_question,
    "an echo": lambda: only_an_echo,
    "cut short, and nothing over TCP": lambda: cut_short,
    "cut short, and whole over TCP": lambda: over(
        udp=cut_short, tcp=records(*(f'"{"x" * 250}{n}"' for n in range(20)))
    ),
    "half": lambda: half(records('"v=spf1 -all"')),
    "noise": lambda: says(b"noise"),
    "a guess and then the reply": lambda: together(wrong_id, wrong_question, records('"true"')),
    "a failure and then the reply": lambda: in_turn(fails(dns.rcode.SERVFAIL), records('"true"')),
    "a thousand records": lambda: records(*(f'"{n}"' for n in range(1000))),
}


@pytest.mark.parametrize("way", BEHAVIOURS)
def test_a_survey_is_told_what_a_scan_is_told(way: str, misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({QUESTION: BEHAVIOURS[way]()})
    plain = DnsNetwork(addresses_of(parse_name_server(server.address)), SECONDS)
    expected = plain.ask([QUESTION], time.monotonic() + 5)[QUESTION]
    plain.close()
    server.rows[QUESTION] = BEHAVIOURS[way]()

    told = asked(server.address, [QUESTION])[QUESTION]

    if way in ("another number", "noise"):  # on a socket that all queries share, nobody can tell whose reply it was
        assert isinstance(told, Unknown)
    elif isinstance(expected, Unknown):
        assert isinstance(told, Unknown)
        assert told.reason == expected.reason
    else:
        assert told == expected


def test_one_question_that_many_want_is_asked_once(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({QUESTION: records('"x"')}, delay_seconds=0.05)

    async def ask() -> None:
        network = SurveyNetwork(servers_at(server.address), Ceiling(0), SECONDS)
        until = time.monotonic() + 5
        await asyncio.gather(*(network.ask([QUESTION], until) for _ in range(50)))
        await network.ask([QUESTION], until)
        network.close()

    run(ask())

    assert server.count(QUESTION) == 1


def test_a_failure_is_not_remembered(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({QUESTION: in_turn(*[fails(dns.rcode.SERVFAIL)] * 2, records('"x"'))})

    async def ask() -> list[Answer]:
        network = SurveyNetwork(servers_at(server.address), Ceiling(0), SECONDS)
        told = [(await network.ask([QUESTION], time.monotonic() + 5))[QUESTION] for _ in range(2)]
        network.close()
        return told

    first, second = run(ask())

    assert isinstance(first, Unknown)
    assert second == Found((b"x",))


def test_what_has_not_come_by_the_deadline_is_late(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({QUESTION: silent})

    told = asked(server.address, [QUESTION], seconds=0.05)[QUESTION]

    assert isinstance(told, Unknown)
    assert told.reason == "timed_out"


def test_no_more_questions_a_second_are_asked_than_the_ceiling_allows(misbehaving_dns: StartMisbehaving) -> None:
    questions = [Question(f"home{number}.example", "TXT") for number in range(11)]
    server = misbehaving_dns(dict.fromkeys(questions, records('"x"')))
    start = time.monotonic()

    asked(server.address, questions, ceiling=20)

    assert time.monotonic() - start >= 10 / 20  # the first goes at once, the others one after the other


def test_a_name_that_cannot_be_asked_is_a_gap_and_no_fault(misbehaving_dns: StartMisbehaving) -> None:
    questions = [Question("x" * 64 + ".example", "TXT"), Question("a..example", "A"), QUESTION]

    told = asked(misbehaving_dns({}).address, questions)

    assert [isinstance(told[question], Unknown) for question in questions] == [True, True, False]
    assert told[QUESTION] == NotThere("no_such_name")


def test_who_waits_for_room_is_not_late_however_long_the_line(misbehaving_dns: StartMisbehaving) -> None:
    homes = [[Question(f"{part}.home{home}.example", "TXT") for part in "abcd"] for home in range(60)]
    server = misbehaving_dns({question: records('"x"') for home in homes for question in home})

    async def ask_all() -> list[Answer]:
        network = SurveyNetwork(servers_at(server.address), Ceiling(100), SECONDS)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(network.ask(home, time.monotonic() + 1.5))
                async for home in network.when_there_is_room(homes, 4)
            ]
        network.close()
        return [answer for task in tasks for answer in task.result().values()]

    assert set(run(ask_all())) == {Found((b"x",))}


def test_dead_name_servers_hold_up_nobody(misbehaving_dns: StartMisbehaving) -> None:
    dead = [Question(f"home{number}.example", "TXT") for number in range(2 * MOST_IN_FLIGHT)]
    server = misbehaving_dns({QUESTION: records('"x"')} | dict.fromkeys(dead, silent))

    async def ask() -> tuple[Answer, bool]:
        network = SurveyNetwork(servers_at(server.address), Ceiling(0), seconds := 10)
        waiting = asyncio.create_task(network.ask(dead, time.monotonic() + seconds))
        await asyncio.sleep(0)
        told = (await network.ask([QUESTION], time.monotonic() + seconds))[QUESTION]
        waits = not waiting.done()
        waiting.cancel()
        network.close()
        return told, waits

    assert run(ask()) == (Found((b"x",)), True)


def test_where_nobody_listens_there_is_no_network() -> None:
    told = asked(f"{HOST}:{free_port()}", [QUESTION])[QUESTION]

    assert isinstance(told, Unknown)
    assert told.reason == "no_network"
