"""What computers say of themselves is believed in closed forms alone, and what was in the way becomes one of a few words."""

import importlib.util
import re
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.homes.not_seen import Hindrance, not_seen_in
from tests.linux.world import CHECKOUT


def _filters() -> dict[str, Any]:
    file = CHECKOUT / "fleet/ansible/plugins/filter/reading.py"
    spec = importlib.util.spec_from_file_location("reading", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    filters: dict[str, Any] = module.FilterModule().filters()
    return filters


FILTERS: Final = _filters()
HOST: Final = {
    "inventory_hostname": "office-pc",
    "carecheck_site": {"id": "elm", "name": "Elm: Lodge # 1"},
    "carecheck_started": "2026-11-22T093000",
    "carecheck_hindrance": "disk_full",
}


@pytest.mark.parametrize(
    ("result", "word"),
    [
        ({"unreachable": True, "msg": "Failed to connect: Host key verification failed."}, "wrong_key"),
        ({"unreachable": True, "msg": "visitor@198.51.100.1: Permission denied (publickey)."}, "refused"),
        ({"unreachable": True, "msg": "ssh: connect to host h port 22: Connection timed out"}, "no_reply"),
        ({"unreachable": True, "msg": "ntlm: the specified credentials were rejected by the server"}, "refused"),
        ({"msg": "Task failed: Timed out after 8 second(s).", "timedout": {"period": 8}}, "timed_out"),
        ({"msg": "Action failed: Missing sudo password"}, "refused"),
        ({"msg": "non-zero return code", "stderr": "[Errno 28] No space left on device"}, "disk_full"),
        ({"msg": "carecheck: tool_missing"}, "tool_missing"),
        ({"msg": "carecheck: everything_is_fine"}, "stopped"),
        ({}, "stopped"),
    ],
)
def test_what_was_in_the_way_becomes_a_closed_word(result: dict[str, Any], word: str) -> None:
    assert FILTERS["hindrance"](result) == word


@given(st.dictionaries(st.sampled_from(["msg", "stderr", "unreachable", "timedout"]), st.text() | st.booleans()))
def test_whatever_failed_the_word_is_one_that_the_overview_knows(result: dict[str, Any]) -> None:
    assert FILTERS["hindrance"](result) in get_args(Hindrance)


def test_what_a_computer_tells_is_read() -> None:
    said = "motd\r\n" + "".join(
        f"carecheck:{key}={value}\r\n"
        for key, value in (
            *(("system", "Linux"), ("libc", "glibc"), ("machine", "aarch64"), ("python", "/usr/bin/python3")),
            *(("version", "3.13"), ("free", "900000"), ("place", "/home/a b/.carecheck-fleet"), ("brought", "")),
        )
    )

    told = FILTERS["told"](said)

    assert (told["system"], told["machine"], told["version"], told["free_kb"]) == ("linux", "arm64", "3.13", 900000)
    assert told["place"] == "/home/a b/.carecheck-fleet"


@given(st.text() | st.from_regex(r"carecheck:(system|version|machine|free)=.{0,20}\n", fullmatch=True))
def test_nothing_but_known_words_is_believed(output: str) -> None:
    told = FILTERS["told"](output)

    assert told["system"] in ("", "linux", "macos")
    assert told["machine"] in ("", "x86_64", "arm64")
    assert told["version"] == "" or told["version"].startswith("3.")


def test_the_list_it_makes_is_one_that_the_overview_reads(tmp_path: Path) -> None:
    import yaml

    listed = FILTERS["missed"]([HOST, HOST | {"carecheck_hindrance": ""}])
    (tmp_path / "not-seen.yaml").write_text(yaml.safe_dump({"not_seen": listed}))

    (one,) = not_seen_in(tmp_path)
    assert (one.computer, one.home, one.home_name, one.reason) == ("office-pc", "elm", "Elm: Lodge # 1", "disk_full")


def test_every_library_that_carecheck_needs_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    pins = (CHECKOUT / "fleet/ansible/roles/carecheck/files/pins.txt").read_text()

    needed = {re.split(r"[^\w-]", one)[0].lower() for one in project["dependencies"]}
    assert needed - set(re.findall(r"^([\w-]+)==", pins, re.MULTILINE)) == set()
