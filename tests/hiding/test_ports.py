"""The kernel's tables of ports: addresses are hidden, ports and states stay."""

import re
from ipaddress import ip_address

from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.hiding.answers import AnswerHider
from carecheck.look.hiding.sockets import hide_port_table
from carecheck.look.hiding.text import TextHider
from carecheck.look.linux.ports import waiting_ports
from carecheck.look.machine import ReadFile
from tests.linux.recorded import computer

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
REST = "00000000:00000000 00:00000000 00000000  1001        0 4242 1 ffff9c4d81b2a000 100 0 0 10 0\n"
HOME, STRANGER, ITSELF, ANYWHERE = "39B2A8C0", "8E454551", "0100007F", "00000000"  # 192.168.178.57, 81.69.69.142
TABLE = f"""{HEAD}   0: {ITSELF}:0277 {ANYWHERE}:0000 0A {REST}   1: {HOME}:1F90 {ANYWHERE}:0000 0A {REST}\
   2: {HOME}:D431 {STRANGER}:01BB 01 {REST}"""


def hidden(table: str) -> str:
    made = AnswerHider(TextHider("linux")).answer(ReadFile("/proc/net/tcp"), table.encode())
    assert isinstance(made, bytes)
    return made.decode()


def test_addresses_are_made_up_and_those_that_tell_nothing_stay() -> None:
    table = hidden(TABLE)

    assert re.findall(r": ([0-9A-F]{8}):(\w{4}) ([0-9A-F]{8}):", table) == [
        (ITSELF, "0277", ANYWHERE),
        ("0100A8C0", "1F90", ANYWHERE),
        ("0100A8C0", "D431", "027100CB"),
    ]


def test_no_place_in_the_memory_of_the_kernel_is_told() -> None:
    assert "ffff9c4d81b2a000" not in hidden(TABLE)


def test_the_same_ports_are_seen_to_wait() -> None:
    counts = {"/proc/net/sockstat": "TCP: inuse 3\nUDP: inuse 0\n"}
    files = {"/proc/net/udp": HEAD, "/proc/self/net/udp": HEAD, **counts}

    seen = [
        waiting_ports(computer({**files, "/proc/net/tcp": table, "/proc/self/net/tcp": table}))
        for table in (TABLE, hidden(TABLE))
    ]

    assert seen[0] == seen[1] != frozenset()


@given(st.lists(st.ip_addresses(), min_size=1, max_size=4))
def test_an_address_stays_of_its_kind(addresses: list[object]) -> None:
    rows = [f"   {at}: {_digits(str(one))}:0016 {_digits(str(one))}:0000 0A {REST}" for at, one in enumerate(addresses)]

    table = hide_port_table(HEAD + "".join(rows), TextHider("linux").numbers)

    assert table is not None
    made = re.findall(r": ([0-9A-F]+):", table)
    assert [len(digits) for digits in made] == [len(_digits(str(one))) for one in addresses]
    loopback = [ip_address(str(one)).is_loopback for one in addresses]
    assert [
        digits.endswith("7F") or (digits.endswith("01000000") and set(digits[:24]) == {"0"}) for digits in made
    ] == loopback


@given(st.text(max_size=200))
def test_a_table_of_another_form_is_left_to_the_others(text: str) -> None:
    assert hide_port_table(text, TextHider("linux").numbers) is None


def _digits(address: str) -> str:
    raw = ip_address(address).packed
    return b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4)).hex().upper()
