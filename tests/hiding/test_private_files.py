"""Of the settings of browsers and of the memory of Wi-Fi, a recording keeps no name, no page and no key."""

import json
import plistlib

from carecheck.look.hiding.private_files import only_what_is_read
from carecheck.look.machine import ReadFile
from carecheck.look.macos.wifi_memory import REMEMBERED
from carecheck.look.windows.wifi_memory import FOLDER
from tests.windows_facts.test_wifi_memory import AUTO, PROFILE


def test_only_how_a_network_is_joined_stays_of_the_file_of_windows() -> None:
    key = "<sharedKey><keyMaterial>01000000D08C9DDF</keyMaterial></sharedKey></security>"
    profile = (
        PROFILE.format(way="WPA2PSK", cipher="AES", mode=AUTO).replace("</security>", key).replace("x", "Office", 1)
    )

    kept = only_what_is_read(ReadFile(f"{FOLDER}/{{a}}/{{b}}.xml"), profile.encode(), str)

    assert kept is not None
    assert b"WPA2PSK" in kept
    assert b"Office" not in kept
    assert b"keyMaterial" not in kept


def test_only_how_networks_are_joined_stays_of_the_list_of_a_mac() -> None:
    network = {"SupportedSecurityTypes": "Open", "BSSList": [{"LEAKY_AP_BSSID": "3c:06:30:aa:bb:cc"}]}
    listed = plistlib.dumps({"wifi.network.ssid.Office": network, "version": 1}, fmt=plistlib.FMT_BINARY)

    kept = only_what_is_read(ReadFile(REMEMBERED), listed, str)

    assert plistlib.loads(kept or b"") == {"wifi.network.1": {"SupportedSecurityTypes": "Open"}}


def test_only_what_add_ons_may_do_stays_of_the_settings_of_a_browser() -> None:
    addon = {
        "path": "/home/bob/addon",
        "location": 1,
        "active_permissions": {"explicit_host": ["https://bank.example/*"]},
    }
    settings = {"account_info": [{"email": "bob@home.example"}], "extensions": {"settings": {"x": addon}}}

    kept = only_what_is_read(ReadFile("~/.config/chromium/Default/Preferences"), json.dumps(settings).encode(), str)

    assert json.loads(kept or b"") == {
        "extensions": {
            "settings": {"x": {"location": 1, "path": "hidden", "active_permissions": {"explicit_host": []}}}
        }
    }


def test_an_id_of_an_add_on_is_hidden_like_the_address_that_it_may_be() -> None:
    listed = {"id": "bob@home.example", "type": "extension", "location": "app-profile", "active": True}

    kept = only_what_is_read(
        ReadFile("~/.mozilla/firefox/a/extensions.json"), json.dumps({"addons": [listed]}).encode(), lambda _: "hidden"
    )

    assert json.loads(kept or b"") == {"addons": [listed | {"id": "hidden"}]}


def test_settings_that_cannot_be_read_are_left_out() -> None:
    kept = only_what_is_read(ReadFile("~/.config/chromium/Local State"), b'{"profile": bob@home.example', str)

    assert b"bob" not in (kept or b"bob")


def test_other_files_are_hidden_in_other_ways() -> None:
    assert only_what_is_read(ReadFile("/etc/hosts"), b"127.0.0.1 office", str) is None
