"""What waits for connections on Linux."""

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.listening import SS, listening
from carecheck.look.linux.own_ports import linux_ports
from carecheck.look.linux.ports import AFTER, Port, waiting_ports
from tests.linux.recorded import computer
from tests.linux.test_ssh import HEAD, ports

ANY, LOOPBACK = "00000000", "0100007F"
ANY_6, LOOPBACK_6 = "0" * 32, "0" * 24 + "01000000"
MAPPED_LOOPBACK, ADDRESS = "0" * 16 + "FFFF00000100007F", "0501A8C0"


def row(address: str, port: int, state: str, far: str = "0000") -> str:
    return f"   0: {address}:{port:04X} {'0' * len(address)}:{far} {state} 0:0 00:0 00000000  1001        0 1726 1 0\n"


def tables(**rows: str) -> dict[str, str]:
    """The kernel's tables with these rows, and how many there are."""
    whole = {name: rows.get(name, "") for name in ("tcp", "udp", "tcp6", "udp6")}
    count = {name: text.count("\n") - text.count(" 06 ") for name, text in whole.items()}
    return {
        **{f"{way}/{name}": HEAD + whole[name] for way in ("/proc/net", AFTER) for name in whole},
        "/proc/net/sockstat": f"TCP: inuse {count['tcp']} orphan 0\nUDP: inuse {count['udp']} mem 0\n",
        "/proc/net/sockstat6": f"TCP6: inuse {count['tcp6']}\nUDP6: inuse {count['udp6']}\n",
    }


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ({}, ()),
        ({"tcp": row(ANY, 8080, "0A")}, ("TCP 8080",)),
        ({"tcp": row(ADDRESS, 8080, "0A")}, ("TCP 8080",)),
        ({"tcp": row(LOOPBACK, 8080, "0A")}, ()),
        ({"tcp6": row(ANY_6, 8080, "0A")}, ("TCP 8080",)),
        ({"tcp6": row(LOOPBACK_6, 8080, "0A")}, ()),
        ({"tcp6": row(MAPPED_LOOPBACK, 8080, "0A")}, ()),
        ({"tcp": row(ANY, 8080, "0A"), "tcp6": row(ANY_6, 8080, "0A")}, ("TCP 8080",)),
        ({"tcp": row(ANY, 8080, "0A") + row(ANY, 90, "0A")}, ("TCP 90", "TCP 8080")),
        # A connection, and what is left of one, wait for nobody.
        ({"tcp": row(ADDRESS, 40000, "01", "01BB")}, ()),
        ({"tcp": row(ADDRESS, 40000, "06", "01BB")}, ()),
        ({"tcp": row(ANY, 22, "0A")}, ()),
        ({"udp": row(ANY, 8200, "07")}, ("UDP 8200",)),
        ({"udp": row(ANY, 5353, "07")}, ()),
        ({"udp": row(ANY, 40000, "07")}, ()),
        ({"tcp": row(ANY, 40000, "0A")}, ("TCP 40000",)),
        ({"udp": row(ADDRESS, 8200, "01", "0035")}, ()),
    ],
)
def test_what_others_can_reach_and_linux_did_not_open(rows: dict[str, str], others: tuple[str, ...]) -> None:
    assert listening(computer(tables(**rows))).others == others


def test_a_row_that_only_one_reading_has_counts() -> None:
    files = tables(tcp=row(ANY, 8080, "0A"))
    files[f"{AFTER}/tcp"] = HEAD

    assert waiting_ports(computer(files)) == frozenset({Port("TCP", 8080, loopback=False)})


def test_fewer_rows_than_the_kernel_counts_leave_it_open() -> None:
    files = tables()
    files["/proc/net/sockstat"] = "TCP: inuse 2 orphan 0\nUDP: inuse 0 mem 0\n"

    assert waiting_ports(computer(files)) == Unknown("unreadable", "the kernel did not show each of its ports")


def test_a_linux_without_the_newer_kind_of_address_has_no_tables_for_it() -> None:
    files = {path: text for path, text in ports().items() if "6" not in path}

    assert waiting_ports(computer(files)) == frozenset()


@pytest.mark.parametrize("missing", ["/proc/net/tcp", f"{AFTER}/udp", "/proc/net/sockstat", "/proc/net/tcp6"])
def test_one_missing_table_leaves_it_open(missing: str) -> None:
    files = {path: text for path, text in ports().items() if path != missing}

    assert isinstance(waiting_ports(computer(files)), Unknown)


@pytest.mark.parametrize(
    ("ss", "programs"),
    [
        ('tcp   LISTEN 0 5 0.0.0.0:8080 0.0.0.0:* users:(("python3",pid=9,fd=3))\n', ("python3",)),
        ("tcp   LISTEN 0 5 0.0.0.0:8080 0.0.0.0:*\n", ()),
        ('tcp   LISTEN 0 5 *:8080 *:* users:(("nginx",pid=9,fd=3),("nginx",pid=8,fd=3))\n', ("nginx",)),
        ("tcp   LISTEN 0 5 0.0.0.0:22 0.0.0.0:*\n", Unknown("unreadable", "ss did not tell about each port")),
    ],
)
def test_programs_are_told_where_they_can_be_seen(ss: str, programs: tuple[str, ...] | Unknown) -> None:
    seen = listening(computer(tables(tcp=row(ANY, 8080, "0A")), programs={" ".join(SS): ss}))

    assert seen.programs == programs


def test_each_port_of_the_list_stands_once() -> None:
    listed = [(one.protocol, one.port) for one in linux_ports().ports]

    assert listed == sorted(set(listed))
