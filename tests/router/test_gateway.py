"""How the internet box is found on each system, and what follows from its answers."""

from typing import Any

import pytest

from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.hiding.hide import hide
from carecheck.look.knock import Knock, Knocked
from carecheck.look.linux.router import router as of_linux
from carecheck.look.machine import Answer, Machine, Question, Ran, ReadFile, RunProgram
from carecheck.look.macos.router import router as of_macos
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording import Recording
from carecheck.look.windows.router import router as of_windows
from tests.linux.recorded import computer
from tests.windows_facts.pcs import changed

BOX = "192.168.1.254"
HEAD = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT     \n"
QUIET: dict[Question, Answer] = {Knock(BOX, 23): Knocked("closed"), Knock(BOX, 80): Knocked("closed")}


def way(
    card: str = "eth0", gateway: str = "FE01A8C0", metric: int = 100, mask: str = "00000000", flags: str = "0003"
) -> str:
    return f"{card}\t00000000\t{gateway}\t{flags}\t0\t0\t{metric}\t{mask}\t0\t0\t0      \n"


def linux(*ways: str, kinds: dict[str, str] | None = None, answers: Any = None) -> Router:
    cards = {"eth0": "1\n", "wlan0": "1\n", "ppp0": "512\n", "tun0": "65534\n", "tap0": "1\n"} | (kinds or {})
    files = {"/proc/net/route": HEAD + "".join(ways), "/sys/class/net/tap0/tun_flags": "0x1002\n"}
    machine = computer(files | {f"/sys/class/net/{card}/type": kind for card, kind in cards.items()})
    knocks: dict[Question, Answer] = {**QUIET, **(answers or {})}
    return of_linux(RecordedMachine(machine.about, machine.answers | knocks))


def macos(out: str, exit_: int = 0, err: str = "") -> Router:
    asked = RunProgram(("/sbin/route", "-n", "get", "default"))
    answers: dict[Question, Answer] = {asked: Ran(exit_, out.encode(), err.encode())}
    return of_macos(RecordedMachine(computer().about, answers | QUIET))


def windows(*rows: tuple[int, bool, list[str] | None]) -> Router:
    listed = [{"type": kind, "up": up, "dns": [], "gateways": ways} for kind, up, ways in (*rows, (24, True, []))]
    told = {"api": "adapters", "told": {"count": len(listed), "rows": listed}}
    knocks = ({"knock": BOX, "port": port, "state": "closed"} for port in (23, 80))
    return of_windows(changed("good_11_pro", told, *knocks))


def found(router: Router) -> str:
    """Whether the box was found, or why not: only there something listens nowhere."""
    return router.telnet.reason if isinstance(router.telnet, Unknown) else BOX


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([way()], BOX),
        ([way(metric=100), way("wlan0", "0101A8C0", 600)], BOX),
        ([way(metric=100), way("wlan0", metric=100)], BOX),
        ([way(metric=100), way("wlan0", "0101A8C0", 100)], "not_seen"),
        ([way(gateway="0100A8C0", mask="00FFFFFF"), way()], BOX),
        ([way(flags="0200"), way()], BOX),
        ([], "no_network"),
        ([way(mask="00FFFFFF")], "no_network"),
        ([way("ppp0", "00000000", flags="0001")], "not_seen"),
        ([way("tun0", "0100080A", 50), way()], "not_seen"),
        ([way("tun0", "0100080A", mask="00000080"), way()], "not_seen"),
        ([way("tap0", "0100080A", 50), way()], "not_seen"),
        ([way("eth0", "00000000", flags="0001")], "not_seen"),
        ([way("other0")], "not_seen"),
        ([way(gateway="08080808")], "not_seen"),
        ([way(gateway="01004064")], "not_seen"),
        (["eth0 in another form\n"], "unreadable"),
        ([way("../../etc")], "unreadable"),
    ],
)
def test_linux_finds_the_box_of_the_own_network_or_says_why_not(ways: list[str], expected: str) -> None:
    assert found(linux(*ways)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(6, True, [BOX])], BOX),
        ([(71, True, [BOX, "fe80::1"]), (6, False, ["192.168.7.1"])], BOX),
        ([(6, True, [BOX]), (71, True, [BOX])], BOX),
        ([(6, True, [BOX]), (71, True, ["192.168.7.1"])], "not_seen"),
        ([(6, True, [BOX]), (53, True, ["10.8.0.1"])], "not_seen"),
        ([(23, True, [BOX])], "not_seen"),
        ([(6, True, ["fe80::1"])], "not_seen"),
        ([(6, True, [])], "no_network"),
        ([(6, True, None)], "unreadable"),
        ([(6, True, ["8.8.8.8"])], "not_seen"),
        ([(6, True, [""])], "unreadable"),
    ],
)
def test_windows_finds_the_box_of_the_own_network_or_says_why_not(
    rows: list[tuple[int, bool, list[str] | None]], expected: str
) -> None:
    assert found(windows(*rows)) == expected


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        (f"   route to: default\n    gateway: {BOX}\n  interface: en0\n", BOX),
        (f"   route to: default\n    gateway: {BOX}\n  interface: utun3\n", "not_seen"),
        ("   route to: default\n  interface: utun3\n", "not_seen"),
        ("   route to: default\n    gateway: link#12\n  interface: en0\n", "unreadable"),
        (f"    gateway: {BOX}\n", "unreadable"),
        (f"    gateway: {BOX}\n    gateway: 10.0.0.1\n  interface: en0\n", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_macos_finds_the_box_of_the_own_network_or_says_why_not(out: str, expected: str) -> None:
    assert found(macos(out)) == expected


def test_a_mac_without_a_way_out_has_no_network() -> None:
    assert found(macos("", 1, "route: writing to routing socket: not in table\n")) == "no_network"
    assert found(macos("", 1, "something else\n")) == "unreadable"


OPEN, CLOSED, LATE = Knocked("open"), Knocked("closed"), Unknown("timed_out")


@pytest.mark.parametrize(
    ("telnet", "web", "expected"),
    [
        (CLOSED, CLOSED, (False, False)),
        (OPEN, CLOSED, (True, False)),
        (CLOSED, Knocked("open", 200), (False, True)),
        (CLOSED, Knocked("open", 301, to_https=True), (False, False)),
        (LATE, CLOSED, (LATE, False)),
        (CLOSED, LATE, (False, LATE)),
        (CLOSED, OPEN, (False, "unreadable")),
        (Knocked("odd"), Knocked("odd", 200), ("unreadable", "unreadable")),
        (None, b"", ("unreadable", "unreadable")),
    ],
)
def test_only_a_port_that_says_that_it_is_closed_counts_as_closed(telnet: Any, web: Any, expected: Any) -> None:
    seen = linux(way(), answers={Knock(BOX, 23): telnet, Knock(BOX, 80): web})

    told = tuple(
        "unreadable" if isinstance(one, Unknown) and one.reason == "unreadable" else one
        for one in (seen.telnet, seen.plain_web)
    )
    assert told == expected


def test_the_private_page_is_only_asked_for_where_there_is_a_plain_one() -> None:
    plain = {Knock(BOX, 80): Knocked("open", 200), Knock(BOX, 443): OPEN}

    assert linux(way(), answers=plain).encrypted_web is True
    assert linux(way(), answers={Knock(BOX, 443): OPEN}).encrypted_web is None


def test_a_hidden_recording_has_another_address_and_the_same_answers() -> None:
    machine = computer({"/proc/net/route": HEAD + way(gateway="FE07A8C0"), "/sys/class/net/eth0/type": "1\n"})
    answers = {**machine.answers, Knock("192.168.7.254", 23): OPEN, Knock("192.168.7.254", 80): CLOSED}
    probe = {"router": probes_for("linux")["router"]}

    hidden = hide(Recording(machine.about, answers), probe)

    assert hidden.changed == ()
    seen = of_linux(RecordedMachine(*hidden.recording))
    assert (seen.telnet, seen.plain_web) == (True, False)
    table = hidden.recording.answers[ReadFile("/proc/net/route")]
    assert isinstance(table, bytes)
    assert b"FE07A8C0" not in table
    assert not any(isinstance(one, Knock) and one.address == "192.168.7.254" for one in hidden.recording.answers)


def test_no_machine_without_a_network_finds_anything_out() -> None:
    class Unplugged(Machine):
        about = computer().about

        def ask(self, question: object) -> Unknown:
            return Unknown("offline")

    assert {found(look(Unplugged())) for look in (of_macos, of_windows)} == {"offline"}
