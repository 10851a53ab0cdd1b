"""What the network remembers, which name server it asks, and when it gives up."""

import threading
import time
from pathlib import Path

import dns.rcode
import pytest

from carecheck.facts.model import Unknown
from carecheck.look import dns_network
from carecheck.look.dns_exchange import told_by
from carecheck.look.dns_network import DnsNetwork, own_servers
from carecheck.look.dns_post import MOST_IN_FLIGHT
from carecheck.look.dns_tries import LATE
from carecheck.look.lookups import Found, Mx, NotThere, Question, RecordType
from tests.conftest import StartMisbehaving
from tests.network.asking import ask, network_at
from tests.network.misbehaving import MisbehavingDns, cut_short, fails, in_turn, records, silent

TXT = Question("home.example", "TXT")
MX = Question("home.example", "MX")
FOUND = Found((b"v=spf1 -all",))
LONG_LABEL = "x" * 64 + ".example"
LONG_NAME = ".".join(["x" * 60] * 5)
good = records('"v=spf1 -all"')


def soon() -> float:
    return time.monotonic() + 6


def test_an_answer_is_remembered(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: good})
    network = network_at(server.address)

    answers = [network.ask([TXT], soon())[TXT] for _ in range(3)]

    assert (answers, server.count(TXT)) == ([FOUND] * 3, 1)


def test_that_there_is_nothing_is_remembered(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({})
    network = network_at(server.address)

    answers = [network.ask([TXT], soon())[TXT] for _ in range(3)]

    assert (answers, server.count(TXT)) == ([NotThere("no_such_name")] * 3, 1)


def test_a_failure_is_not_remembered(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: in_turn(*[fails(dns.rcode.SERVFAIL)] * 2, good)})
    network = network_at(server.address)

    answers = [network.ask([TXT], soon())[TXT] for _ in range(2)]

    assert answers == [Unknown("no_reply", "SERVFAIL"), FOUND]


def test_two_who_ask_at_once_share_one_question(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: good}, delay_seconds=0.05)
    network = network_at(server.address)
    answers: list[object] = []
    askers = [threading.Thread(target=lambda: answers.append(network.ask([TXT], soon())[TXT])) for _ in range(5)]

    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert (answers, server.count(TXT)) == ([FOUND] * 5, 1)


def test_who_has_no_time_left_does_not_spoil_it_for_the_others(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: good}, delay_seconds=0.05)
    network = network_at(server.address)

    late = network.ask([TXT], time.monotonic())[TXT]
    in_time = network.ask([TXT], soon())[TXT]

    assert (late, in_time) == (Unknown("timed_out", "no answer before the deadline"), FOUND)
    assert server.count(TXT) == 1


def test_the_memory_is_bounded(misbehaving_dns: StartMisbehaving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_network, "MOST_REMEMBERED", 2)
    server = misbehaving_dns({TXT: good})
    network = network_at(server.address)

    for name in ("home.example", "a.example", "home.example", "b.example", "home.example", "a.example"):
        network.ask([Question(name, "TXT")], soon())

    # The one that was used again stays, the other makes room.
    assert (server.count(TXT), server.count(Question("a.example", "TXT"))) == (1, 2)


def test_the_second_name_server_helps_and_is_asked_first_from_then_on(misbehaving_dns: StartMisbehaving) -> None:
    dead, alive = misbehaving_dns({TXT: silent, MX: silent}), misbehaving_dns({TXT: good})
    network = network_at(dead.address, alive.address)

    answers = [network.ask([question], soon())[question] for question in (TXT, MX)]

    assert answers == [FOUND, NotThere("no_data")]
    assert (len(dead.asked), len(alive.asked)) == (1, 2)


@pytest.mark.linux  # Wine does not tell that nobody listens
def test_a_name_server_that_is_switched_off_costs_no_time(misbehaving_dns: StartMisbehaving) -> None:
    with MisbehavingDns({}) as gone:
        switched_off = gone.address
    server = misbehaving_dns({TXT: good})
    network = network_at(switched_off, server.address, try_seconds=60)

    assert network.ask([TXT], soon()) == {TXT: FOUND}


def test_when_nobody_ever_answers_there_is_no_network(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: silent, MX: silent})

    answers = ask(server.address, TXT, MX)

    assert answers == dict.fromkeys([TXT, MX], Unknown("no_network", "no reply in 0.2 s"))


def test_a_computer_without_a_name_server_has_no_network() -> None:
    network = DnsNetwork([])

    assert network.ask([TXT], soon()) == {TXT: Unknown("no_network", "this computer has no name server")}


@pytest.mark.linux  # Windows keeps its settings in the registry
@pytest.mark.parametrize(
    ("settings", "hosts"),
    [
        (
            "# a comment\nsearch home.example\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n",
            ["192.0.2.53", "2001:db8::53"],
        ),
        ("search home.example\n", []),
        ("nameserver here-and-there\nnameserver\nnameserver 192.0.2.53 # of the office\n", ["192.0.2.53"]),
        ("nameserver fe80::1%lo\n", ["fe80::1"]),
        ("#nameserver 192.0.2.1\n; nameserver 192.0.2.2\nnameservers 192.0.2.3\n", []),
        ("\0\ufffd nameserver\n" * 20_000, []),
        ("", []),
    ],
)
def test_the_name_servers_of_this_machine_are_found(tmp_path: Path, settings: str, hosts: list[str]) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text(settings, encoding="utf-8")

    servers = own_servers(str(file))

    assert [(server.at[0], server.at[1]) for server in servers] == [(host, 53) for host in hosts]


def test_a_machine_without_settings_has_no_name_server(tmp_path: Path) -> None:
    assert own_servers(str(tmp_path / "nothing")) == ()


def test_nobody_listening_on_tcp_is_a_gap(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: cut_short}, tcp=False)

    answers = ask(server.address, TXT)

    assert answers == {TXT: Unknown("no_reply", "no long reply over TCP: ECONNREFUSED")}


def test_the_second_try_does_without_edns(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: lambda query, way: [] if query.edns >= 0 else good(query, way)})

    answers = ask(server.address, TXT)

    assert answers == {TXT: FOUND}


def test_a_name_server_may_have_an_ipv6_address() -> None:
    with MisbehavingDns({TXT: good}, host="::1") as server:
        answers = ask(server.address, TXT)

    assert answers == {TXT: FOUND}


@pytest.mark.parametrize("name", ["", "a..example", LONG_LABEL, LONG_NAME, "café.example"])
def test_a_name_that_cannot_be_asked_is_never_missing(misbehaving_dns: StartMisbehaving, name: str) -> None:
    server = misbehaving_dns({})

    answers = ask(server.address, Question(name, "TXT"))

    assert set(answers.values()) == {Unknown("unreadable", "this is not a name that can be looked up")}
    assert server.asked == []


def test_a_txt_record_of_64_kilobytes_comes_whole(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: records(" ".join(['"' + "x" * 255 + '"'] * 255))})

    answers = ask(server.address, TXT)

    assert answers == {TXT: Found((b"x" * 255 * 255,))}


def test_five_hundred_mail_servers_come_whole_and_in_order(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({MX: records(*[f"{number} mx{number}.example." for number in range(500)])})

    answers = ask(server.address, MX, try_seconds=2)

    assert answers == {MX: Found(tuple(Mx(number, f"mx{number}.example") for number in range(500)))}


def test_more_records_than_anyone_needs_are_not_read_in_part(misbehaving_dns: StartMisbehaving) -> None:
    addresses = Question("home.example", "A")
    server = misbehaving_dns({addresses: records(*[f"192.0.{n // 256}.{n % 256}" for n in range(1001)])})

    answers = ask(server.address, addresses, try_seconds=2)

    assert answers == {addresses: Unknown("unreadable", "1001 records")}


def test_after_closing_no_second_try_is_sent(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: silent})
    network = network_at(server.address)
    network.ask([TXT], time.monotonic() + 0.05)

    network.close()

    assert server.count(TXT) == 1


def test_whoever_waits_when_the_network_is_closed_is_told_that_it_is_too_late(
    misbehaving_dns: StartMisbehaving,
) -> None:
    server = misbehaving_dns({TXT: silent})
    network = network_at(server.address, try_seconds=60)
    answers: list[object] = []
    asker = threading.Thread(target=lambda: answers.append(network.ask([TXT], time.monotonic() + 60)[TXT]))
    asker.start()
    while not server.asked:
        time.sleep(0.01)

    network.close()
    asker.join()

    assert answers == [LATE]


def test_who_asks_a_closed_network_is_told_that_it_is_too_late() -> None:
    network = network_at("127.0.0.1:1")
    network.close()
    network.close()

    assert network.ask([TXT], soon()) == {TXT: LATE}


def test_more_questions_than_travel_at_once_are_all_answered(misbehaving_dns: StartMisbehaving) -> None:
    many = [Question(f"home-{number}.example", "TXT") for number in range(3 * MOST_IN_FLIGHT)]
    server = misbehaving_dns(dict.fromkeys(many, good))

    assert ask(server.address, *many, *many) == dict.fromkeys(many, FOUND)


def test_a_reply_that_breaks_our_reading_ends_no_other_question(
    misbehaving_dns: StartMisbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(datagram: bytes, query: bytes, kind: RecordType) -> object:
        return 1 / 0 if kind == "MX" else told_by(datagram, query, kind)

    monkeypatch.setattr("carecheck.look.dns_post.told_by", read)
    server = misbehaving_dns({TXT: good, MX: records("10 mail.home.example.")})

    answers = ask(server.address, TXT, MX)

    assert answers == {TXT: FOUND, MX: Unknown("our_fault", "ZeroDivisionError")}
