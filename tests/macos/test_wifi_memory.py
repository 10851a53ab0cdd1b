"""The Wi-Fi networks that a Mac remembers: their names stay where they are."""

from carecheck.facts.model import Unknown
from carecheck.look.macos.wifi_memory import REMEMBERED, wifi_memory
from tests.macos.macs import changed


def test_the_name_of_a_network_is_not_told_where_it_cannot_be_read() -> None:
    mac = changed("good_26", {"read": REMEMBERED, "plist": {"wifi.network.ssid.Oakfield Lounge": ["odd"]}})

    seen = wifi_memory(mac)

    assert isinstance(seen.joins_open, Unknown)
    assert seen.joins_open.reason == "unreadable"
    assert "Oakfield" not in seen.joins_open.detail
