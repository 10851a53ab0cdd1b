"""What lies in the place of a file that we read: nothing keeps us waiting, and nothing fills the memory."""

import bz2
import gzip
import lzma
import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.facts.model import Unknown
from carecheck.look.dns_network import own_servers
from carecheck.look.linux.unpacking import unpacked
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import About, ListFolder, LookAt, Question, ReadFile, ReadLink
from carecheck.look.within import within
from carecheck.results import KEY_FILE, open_results

pytestmark = pytest.mark.linux

ABOUT = About("linux", date(2026, 11, 22), "/home/bob", person="1001", login="bob")
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}
HALF_GIGABYTE = 500_000_000


def answer(question: Question, root: str = "/") -> object:
    found = LocalMachine(root, about=ABOUT).ask(question)
    return found.reason if isinstance(found, Unknown) else found


def test_a_file_of_ten_gigabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    os.truncate(tmp_path / "log", 10_000_000_000)

    assert answer(ReadFile("/log"), str(tmp_path)) == "unreadable"


def test_a_folder_with_far_too_much_in_it_is_not_listed_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "0").touch()
    for number in range(1, 50_001):
        os.link(tmp_path / "0", tmp_path / str(number)) if number % 30_000 else (tmp_path / str(number)).touch()

    assert answer(ListFolder("/"), str(tmp_path)) == "unreadable"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random", "/dev/tty", "/dev/stdin"])
def test_a_device_is_no_file(device: str) -> None:
    assert answer(ReadFile(device)) in ("unreadable", "needs_admin", None)


def test_a_socket_is_no_file(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))

        assert answer(ReadFile("/socket"), str(tmp_path)) == "unreadable"


def test_links_that_lead_in_a_circle_are_no_file_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")

    answers = [answer(question("/one"), str(tmp_path)) for question in (ReadFile, LookAt, ListFolder)]

    assert answers == ["unreadable"] * 3
    assert answer(ReadLink("/one"), str(tmp_path)) == str(tmp_path / "other")


@pytest.mark.parametrize("ending", PACK)
@given(content=st.binary(max_size=300))
def test_a_packed_file_is_unpacked_whole_or_not_at_all(ending: str, content: bytes) -> None:
    packed = PACK[ending](content)

    assert unpacked(packed, ending, len(content)) == content
    assert unpacked(packed + packed, ending, 2 * len(content)) == content * 2
    assert unpacked(packed, ending, len(content) - 1) is None
    assert unpacked(packed[:-1], ending, 300) is None


@pytest.mark.parametrize("ending", PACK)
def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(ending: str) -> None:
    bomb = PACK[ending](bytes(HALF_GIGABYTE // 100)) * 100

    assert unpacked(bomb, ending, 1_000_000) is None


def test_name_servers_are_not_waited_for_at_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "resolv.conf")

    assert own_servers(str(tmp_path / "resolv.conf")) == ()


def test_name_servers_are_found_beside_settings_that_make_no_sense(tmp_path: Path) -> None:
    settings = (
        "nameserver 192.0.2.1\nnameserver dns.example\nsearch a..b .\nnameserver\n\udcff\nnameserver 2001:db8::1\n"
    )
    (tmp_path / "resolv.conf").write_text(settings, encoding="utf-8", errors="surrogateescape")

    assert [server.at[0] for server in own_servers(str(tmp_path / "resolv.conf"))] == ["192.0.2.1", "2001:db8::1"]


def test_a_pipe_in_the_place_of_the_key_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / KEY_FILE)

    with pytest.raises(CannotRun):
        open_results(tmp_path).device_key()


def test_what_never_comes_back_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert within(0.1, lambda: (tmp_path / "pipe").read_text(), "late") == "late"
    assert within(60, lambda: 1 // 0, 7) == 7
    assert within(60, lambda: "here", "late") == "here"
