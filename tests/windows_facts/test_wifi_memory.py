"""Open Wi-Fi networks that a Windows remembers, by the file of each."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.windows.wifi_memory import FOLDER, wifi_memory
from tests.windows_facts.pcs import changed

ADAPTER: Final = f"{FOLDER}/{{5D0C8B1E-93A4-4B57-8C0D-2E6F1A7B9C34}}"
PROFILE: Final = (
    "<WLANProfile><name>x</name>{mode}<MSM><security><authEncryption><authentication>{way}</authentication>"
    "<encryption>{cipher}</encryption></authEncryption></security></MSM></WLANProfile>\n"
)
AUTO: Final = "<connectionMode>auto</connectionMode>"
MANUAL: Final = "<connectionMode>manual</connectionMode>"


def remembered(*texts: str) -> tuple[dict[str, Any], ...]:
    listed = [{"name": f"{number}.xml", "size": len(text.encode())} for number, text in enumerate(texts)]
    files = [{"read": f"{ADAPTER}/{number}.xml", "text": text} for number, text in enumerate(texts)]
    return ({"list": ADAPTER, "entries": listed}, *files)


def joins_open(*texts: str) -> object:
    found = wifi_memory(changed("good_11_pro", *remembered(*texts))).joins_open
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("way", "cipher", "mode", "expected"),
    [
        ("open", "none", AUTO, True),
        ("open", "none", "", True),  # what is not said is done without asking
        ("open", "none", MANUAL, False),
        ("open", "none", AUTO + MANUAL, True),
        ("open", "WEP", AUTO, False),
        ("OWE", "AES", AUTO, True),
        ("WPA2PSK", "AES", AUTO, False),
        ("WPA3SAE", "AES", AUTO, False),
        ("WPA9", "AES", AUTO, "unreadable"),
        ("open", "new", AUTO, "unreadable"),
    ],
)
def test_a_network_without_a_password_is_open(way: str, cipher: str, mode: str, expected: object) -> None:
    assert joins_open(PROFILE.format(way=way, cipher=cipher, mode=mode)) == expected


def test_an_open_one_beside_one_that_cannot_be_read_is_seen() -> None:
    assert joins_open("<broken", PROFILE.format(way="open", cipher="none", mode=AUTO)) is True


def test_a_name_that_looks_like_a_setting_is_no_setting() -> None:
    name = "&lt;connectionMode&gt;manual&lt;/connectionMode&gt;"

    assert joins_open(PROFILE.replace("x", name, 1).format(way="open", cipher="none", mode=AUTO)) is True


def test_nothing_remembered_is_known() -> None:
    assert joins_open() is False


@pytest.mark.parametrize(
    ("row", "reason"),
    [({"list": FOLDER, "there": False}, "not_seen"), ({"list": FOLDER, "unknown": "needs_admin"}, "needs_admin")],
)
def test_a_folder_that_does_not_show_leaves_it_open(row: dict[str, Any], reason: str) -> None:
    seen = wifi_memory(changed("good_11_pro", row))

    assert seen.has_wifi is True
    assert isinstance(seen.joins_open, Unknown)
    assert seen.joins_open.reason == reason


def test_a_computer_without_an_adapter_remembers_nothing() -> None:
    cable = {"api": "adapters", "told": {"count": 1, "rows": [{"type": 24, "up": True, "dns": []}]}}

    assert wifi_memory(changed("good_11_pro", cable)).has_wifi is False


@given(st.text(st.characters(max_codepoint=0xD7FF, exclude_categories=["Cc"]), max_size=200))
def test_any_file_is_read_or_refused(text: str) -> None:
    assert joins_open(text) is not False
