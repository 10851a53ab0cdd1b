"""Add-ons of browsers on Linux: where they are looked for, and what each file must say."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.addons import Addons
from carecheck.facts.model import Unknown
from carecheck.look.linux.addons import PLACES, addons
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.seen_addons import stands_for_every_page
from tests.linux.recorded import computer

CHROME: Final = PLACES.chromium[0]
FIREFOX: Final = PLACES.firefox[0]
OWN: Final = {"location": 5, "path": "/opt/google/chrome/resources/pdf", "from_webstore": False}
SHOP: Final = "https://clients2.google.com/service/update2/crx"
GOOD: Final[dict[str, Any]] = {
    "location": 1,
    "path": "a/1.0_0",
    "from_webstore": True,
    "disable_reasons": [],
    "active_permissions": {"explicit_host": ["https://docs.example/*"], "scriptable_host": []},
    "manifest": {"update_url": SHOP},
}
ALL: Final = {"active_permissions": {"explicit_host": [], "scriptable_host": ["<all_urls>"]}}


def chrome(setting: Mapping[str, Any] | None = None, place: str = CHROME, name: str = "x") -> dict[str, str]:
    return {
        f"{place}/Local State": json.dumps({"profile": {"info_cache": {"Default": {}}}}),
        f"{place}/Default/Preferences": json.dumps(
            {"extensions": {"settings": {"own": OWN} | ({name: setting} if setting else {})}}
        ),
    }


def plain(seen: Addons) -> tuple[object, ...]:
    facts = (seen.outside_seen, seen.readers_seen, seen.looked_everywhere)
    return tuple(fact.reason if isinstance(fact, Unknown) else fact for fact in facts)


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


@pytest.mark.parametrize("place", PLACES.chromium)
def test_each_place_of_chromium_is_looked_into(place: str) -> None:
    assert plain(addons(computer(chrome(GOOD | ALL, place=place)))) == ((), ("x",), True)


CASES: Final[list[tuple[Mapping[str, Any], tuple[object, ...]]]] = [
    (GOOD, ((), (), True)),
    (GOOD | ALL, ((), ("x",), True)),
    (GOOD | ALL | {"disable_reasons": [1]}, ((), (), True)),  # turned off
    (GOOD | ALL | {"disable_reasons": 1, "state": 0}, ((), (), True)),  # as older versions wrote it
    (GOOD | ALL | {"state": 2}, ((), (), True)),  # came with a program, and was taken away
    (GOOD | ALL | {"state": 0}, ((), ("x",), True)),  # what newer versions do not read any more
    (without("path") | ALL, ((), (), True)),  # only remembered
    (GOOD | {"location": 4}, (("x",), (), True)),
    (GOOD | {"location": 8}, (("x",), (), True)),
    (GOOD | {"location": 10} | ALL, ((), (), True)),  # the browser's own
    (GOOD | {"from_webstore": False}, ((), (), True)),  # its updates come from the shop
    (GOOD | {"from_webstore": False, "manifest": {}}, (("x",), (), True)),
    (GOOD | {"from_webstore": False, "manifest": {"update_url": "https://made.example/x"}}, (("x",), (), True)),
    (
        GOOD | {"from_webstore": False, "manifest": {"update_url": "http://clients2.google.com/"}},
        (("x",), (), True),
    ),
    (GOOD | {"from_webstore": False, "manifest": None}, ("not_seen", "not_seen", "not_seen")),
    (without("location"), ("not_seen", "not_seen", "not_seen")),
    (without("active_permissions"), ("not_seen", "not_seen", "not_seen")),
    (GOOD | ALL | {"withholding_permissions": True}, ((), (), True)),  # only when somebody clicks on it
    (
        GOOD | {"withholding_permissions": True, "runtime_granted_permissions": ALL["active_permissions"]},
        ((), ("x",), True),
    ),
    ({"location": "one"}, ("unreadable", "unreadable", "unreadable")),
]


@pytest.mark.parametrize(("setting", "expected"), CASES)
def test_what_chrome_notes_of_an_add_on(setting: Mapping[str, Any], expected: tuple[object, ...]) -> None:
    assert plain(addons(computer(chrome(setting)))) == expected


@pytest.mark.parametrize(
    ("pattern", "every"),
    [
        ("<all_urls>", True),
        ("*://*/*", True),
        ("https://*/*", True),
        ("http://*/watch*", True),
        ("*://*.com/*", True),
        ("*://*.co.uk/*", True),
        ("*://*.example.com/*", False),
        ("https://docs.google.com/*", False),
        ("file:///*", False),
        ("chrome://favicon/*", False),
    ],
)
def test_a_pattern_that_leaves_hardly_a_page_out(pattern: str, every: bool) -> None:
    assert stands_for_every_page(pattern) is every


def test_what_is_certain_counts_beside_a_profile_that_cannot_be_read() -> None:
    files = chrome(GOOD | ALL) | {f"{CHROME}/Default/Secure Preferences": "{broken"}

    assert plain(addons(computer(files))) == ("unreadable", ("x",), "unreadable")


@pytest.mark.parametrize(
    ("place", "file"),
    [
        (CHROME, "Default/Preferences"),
        (CHROME, "Of the manager/Secure Preferences"),
        (FIREFOX, "ab12.default/prefs.js"),
        (FIREFOX, "Profiles/ab12.default/prefs.js"),
    ],
)
def test_a_browser_whose_list_of_profiles_is_gone_is_not_taken_for_unused(place: str, file: str) -> None:
    machine = computer({f"{place}/{file}": "{}"}, folders=[place, f"{place}/Profiles"])

    assert plain(addons(machine)) == ("not_seen", "not_seen", "not_seen")


@pytest.mark.parametrize("place", [PLACES.chromium[1], FIREFOX])
def test_a_folder_in_which_no_profile_was_ever_used_has_no_add_ons(place: str) -> None:
    machine = computer({f"{place}/Crash Reports/settings.dat": "", **chrome(GOOD)}, folders=[place])

    assert plain(addons(machine)) == ((), (), True)


def test_more_folders_than_a_browser_has_are_not_taken_for_an_unused_one() -> None:
    files = {f"{CHROME}/{number}/it": "" for number in range(101)}

    assert plain(addons(computer(files, folders=[CHROME])))[2] == "not_seen"


def test_without_any_add_on_of_its_own_a_browser_tells_too_little() -> None:
    files = chrome() | {f"{CHROME}/Default/Preferences": "{}"}

    assert plain(addons(computer(files)))[2] == "not_seen"


@pytest.mark.parametrize(
    "state", ["{}", '{"profile": {"info_cache": {}}}', '{"profile": {"info_cache": {"../x": 1}}}', "x"]
)
def test_a_list_of_profiles_in_another_form_leaves_it_open(state: str) -> None:
    assert plain(addons(computer({f"{CHROME}/Local State": state})))[2] == "unreadable"


def test_a_login_that_used_no_browser_that_we_know_tells_nothing_about_add_ons() -> None:
    assert plain(addons(computer())) == ("not_seen", "not_seen", "not_seen")


def test_a_browser_of_which_we_do_not_know_where_it_keeps_them_leaves_it_open() -> None:
    assert plain(addons(computer(folders=[PLACES.others[0]])))[2] == "not_listed"


def test_an_id_that_is_none_stays_here() -> None:
    assert addons(computer(chrome(GOOD | ALL, name="=cmd|x"))).readers_seen == ("an add-on without an id",)


INI: Final = "[Profile0]\nName=default\nIsRelative=1\nPath=a.default\n"
BUILT_IN: Final = {"id": "own", "type": "extension", "location": "app-builtin", "active": True}
SIGNED: Final[dict[str, Any]] = {
    "id": "x@made.example",
    "type": "extension",
    "location": "app-profile",
    "active": True,
    "signedState": 2,
    "foreignInstall": False,
    "sourceURI": "https://addons.mozilla.org/firefox/downloads/file/1/x.xpi",
    "userPermissions": {"origins": ["https://docs.example/*"]},
}
X: Final = (SIGNED["id"],)
EVERY: Final = {"origins": ["*://*/*"]}


def firefox(*listed: Mapping[str, Any], ini: str = INI, folder: str = "a.default") -> dict[str, str]:
    content = json.dumps({"schemaVersion": 37, "addons": [BUILT_IN, *listed]})
    return {f"{FIREFOX}/profiles.ini": ini, f"{FIREFOX}/{folder}/extensions.json": content}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (SIGNED, ((), (), True)),
        (SIGNED | {"userPermissions": EVERY}, ((), X, True)),
        (SIGNED | {"requestedPermissions": EVERY}, ((), X, True)),
        (SIGNED | {"userPermissions": EVERY, "active": False}, ((), (), True)),
        (SIGNED | {"userPermissions": EVERY, "type": "theme"}, ((), (), True)),
        (SIGNED | {"optionalPermissions": EVERY}, ("not_seen", "not_seen", "not_seen")),
        (SIGNED | {"userPermissions": None}, ("not_seen", "not_seen", "not_seen")),
        (SIGNED | {"signedState": 0}, (X, (), True)),
        (SIGNED | {"signedState": None}, (X, (), True)),
        (SIGNED | {"signedState": 3, "sourceURI": None}, ((), (), True)),  # signed by Firefox's own maker
        (SIGNED | {"foreignInstall": True}, (X, (), True)),
        (SIGNED | {"sourceURI": "https://made.example/x.xpi"}, (X, (), True)),
        (SIGNED | {"sourceURI": "file:///home/bob/Downloads/x.xpi"}, (X, (), True)),
        (SIGNED | {"sourceURI": None}, ("not_seen", "not_seen", "not_seen")),
    ],
)
def test_what_firefox_notes_of_an_add_on(listed: Mapping[str, Any], expected: tuple[object, ...]) -> None:
    assert plain(addons(computer(firefox(listed)))) == expected


@pytest.mark.parametrize(("given", "expected"), [(EVERY, ((), X, True)), ({"origins": []}, ((), (), True))])
def test_what_somebody_let_an_add_on_read_counts(given: Mapping[str, Any], expected: tuple[object, ...]) -> None:
    files = firefox(SIGNED | {"optionalPermissions": EVERY})
    files[f"{FIREFOX}/a.default/extension-preferences.json"] = json.dumps({SIGNED["id"]: given})

    assert plain(addons(computer(files))) == expected


def test_profiles_that_only_the_menus_know_are_found() -> None:
    files = firefox(SIGNED | {"userPermissions": EVERY}, ini=INI + "StoreID=ab12\n", folder="b.second")

    seen = addons(computer(files, folders=[FIREFOX, f"{FIREFOX}/a.default", f"{FIREFOX}/b.second"]))

    assert plain(seen) == ((), X, True)


@pytest.mark.parametrize("path", ["/home/bob/elsewhere", "../../x", ".."])
def test_a_profile_elsewhere_leaves_it_open(path: str) -> None:
    assert plain(addons(computer(firefox(ini=f"[Profile0]\nPath={path}\n"))))[2] == "not_seen"


@pytest.mark.parametrize(("file", "whole"), [("prefs.js", "not_seen"), ("times.json", True)])
def test_only_a_profile_that_was_never_used_has_no_list(file: str, whole: object) -> None:
    files = {f"{FIREFOX}/profiles.ini": INI, f"{FIREFOX}/a.default/{file}": "x"}

    assert plain(addons(computer(files)))[2] == whole


@pytest.mark.parametrize(
    ("recording", "outside"),
    [
        ("addons-chromium", ("cpnjheigapaihnoebpkkbifphlahkldi",)),
        ("addons-firefox", ("reads@made.example", "three@made.example")),
    ],
)
def test_real_browsers_tell(recordings: Path, recording: str, outside: tuple[str, ...]) -> None:
    seen = addons(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert plain(seen) == (outside, outside, True)


@given(st.text(max_size=120))
def test_any_settings_are_read_or_refused(text: str) -> None:
    seen = addons(computer(chrome() | {f"{CHROME}/Default/Preferences": text}))

    assert isinstance(seen.looked_everywhere, Unknown)
