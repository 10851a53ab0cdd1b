"""Which network is opened, what `--nameserver` takes, and what offline means."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import UsageError
from carecheck.facts.model import Unknown
from carecheck.look.lookups import Found, Question
from carecheck.look.network import NameServer, Offline, open_network, parse_name_server
from tests.conftest import StartMisbehaving
from tests.network.misbehaving import records

TXT = Question("home.example", "TXT")


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("192.0.2.1", "192.0.2.1", 53),
        (" 127.0.0.1:5353 ", "127.0.0.1", 5353),
        ("localhost", "localhost", 53),
        ("localhost:5353", "localhost", 5353),
        ("dns.home.example.:53", "dns.home.example.", 53),
        ("::1", "::1", 53),
        ("[::1]", "::1", 53),
        ("[2001:db8::1]:5353", "2001:db8::1", 5353),
        ("fe80::1%eth0", "fe80::1%eth0", 53),
    ],
)
def test_a_name_server_is_typed_as_host_and_port(typed: str, host: str, port: int) -> None:
    assert parse_name_server(typed) == NameServer(host, port)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "'' is not a name server."),
        (":53", "':53' is not a name server."),
        ("https://dns.example", "'https://dns.example' is not a name server."),
        ("two words", "'two words' is not a name server."),
        ("::1:x", "'::1:x' is not a name server."),
        ("[home]:53", "'[home]:53' is not a name server."),
        ("-x", "'-x' is not a name server."),
        ("x\x1b[31m", "'x[31m' is not a name server."),
        ("home:", "'home:' is not a name server."),
        ("home:dns", "'home:dns' is not a name server."),
        ("home:0", "'0' is not a port."),
        ("home:65536", "'65536' is not a port."),
        ("home:\u0665\u0663", "is not a name server."),
        ("[::1]:", "'[::1]:' is not a name server."),
        ("home:" + "1" * 5000, "is not a port."),
    ],
)
def test_a_name_server_typed_wrong_is_told_so(typed: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_name_server(typed)

    assert told in str(error.value)


@given(st.text() | st.from_regex(r"\[?[a-z0-9.:%]{0,12}\]?(:[0-9]{0,6})?", fullmatch=True))
def test_whatever_is_typed_is_a_name_server_or_told_wrong(typed: str) -> None:
    try:
        server = parse_name_server(typed)
    except UsageError:
        return

    assert server.host
    assert parse_name_server(str(server)) == server


def test_a_name_server_that_does_not_exist_is_told_before_anything_is_asked() -> None:
    with pytest.raises(UsageError, match=r"There is no computer called 'no-such-host\.invalid'"):
        open_network("no-such-host.invalid")


def test_a_host_name_finds_the_server_on_whichever_address_it_listens(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: records('"x"')})
    port = server.address.rpartition(":")[2]
    network = open_network(f"localhost:{port}")

    assert network.ask([TXT], time.monotonic() + 6) == {TXT: Found((b"x",))}


def test_offline_every_answer_is_unknown() -> None:
    network = open_network(offline=True)

    assert isinstance(network, Offline)
    assert network.ask([TXT], time.monotonic() + 6) == {TXT: Unknown("offline")}


def test_offline_a_name_server_typed_wrong_is_still_told() -> None:
    with pytest.raises(UsageError):
        open_network("two words", offline=True)


def test_offline_opens_no_socket_and_needs_no_dns_library() -> None:
    program = """
import sys
refused = []
sys.addaudithook(lambda event, about: refused.append(event) if event.startswith("socket.") else None)
from carecheck.look.lookups import Question
from carecheck.look.network import open_network
from carecheck.look.rounds import look_at_domain
open_network("localhost:53", offline=True).ask([Question("home.example", "TXT")], 0)
print(refused, [name for name in ("dns", "asyncio", "concurrent.futures") if name in sys.modules])
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[] []"
