"""Of what a computer remembers of Wi-Fi, no name and no key stays in a recording."""

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

    kept = only_what_is_read(ReadFile(f"{FOLDER}/{{a}}/{{b}}.xml"), profile.encode())

    assert kept is not None
    assert b"WPA2PSK" in kept
    assert b"Office" not in kept
    assert b"keyMaterial" not in kept


def test_only_how_networks_are_joined_stays_of_the_list_of_a_mac() -> None:
    network = {"SupportedSecurityTypes": "Open", "BSSList": [{"LEAKY_AP_BSSID": "3c:06:30:aa:bb:cc"}]}
    listed = plistlib.dumps({"wifi.network.ssid.Office": network, "version": 1}, fmt=plistlib.FMT_BINARY)

    kept = only_what_is_read(ReadFile(REMEMBERED), listed)

    assert plistlib.loads(kept or b"") == {"wifi.network.1": {"SupportedSecurityTypes": "Open"}}


def test_other_files_are_hidden_in_other_ways() -> None:
    assert only_what_is_read(ReadFile("/etc/hosts"), b"127.0.0.1 office") is None
