"""Wi-Fi, the service for names, trusted networks, memory sticks and guests on Linux."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.linux.builtin import builtin
from carecheck.look.linux.dns_filter import dns_filter
from carecheck.look.linux.networks import networks
from carecheck.look.linux.usb import usb
from carecheck.look.linux.wifi import NEARBY, wifi
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.people import with_logins
from tests.linux.recorded import computer

HEAD = "Inter-| Receive\n face |bytes\n"


def pc(*rows: str, state: str = "up", counted: tuple[str, ...] = ("lo", "wlan0")) -> RecordedMachine:
    files = {"/proc/net/dev": HEAD + "".join(f"  {name}: 0 0\n" for name in counted)}
    for name, its_state in {"lo": "unknown", "wlan0": state}.items():
        kind = "DEVTYPE=wlan\n" if name == "wlan0" else ""
        files |= {
            f"/sys/class/net/{name}/operstate": f"{its_state}\n",
            f"/sys/class/net/{name}/uevent": f"{kind}INTERFACE={name}\n",
        }
    folders = ["/sys/class/net", "/sys/class/net/lo", "/sys/class/net/wlan0", "/sys/class/net/wlan0/phy80211"]
    return computer(
        files, folders=folders, programs={" ".join(NEARBY): "".join(f"{row}\n" for row in rows)} if rows else {}
    )


@pytest.mark.parametrize(
    ("row", "security"),
    [
        ("*::(none):(none)", "open"),
        ("*:WEP:(none):(none)", "wep"),
        ("*:WPA1:pair_tkip group_tkip psk:(none)", "wpa"),
        ("*:WPA1 WPA2:pair_ccmp group_ccmp psk:pair_ccmp group_ccmp psk", "wpa"),
        ("*:WPA2:(none):pair_tkip group_tkip psk", "wpa"),
        ("*:WPA2:(none):pair_ccmp group_ccmp psk", "wpa2"),
        ("*:WPA2 802.1X:(none):pair_ccmp group_ccmp 802.1x", "wpa2"),
        ("*:WPA2 WPA3:(none):pair_ccmp group_ccmp psk sae", "wpa2"),
        ("*:WPA3:(none):pair_ccmp group_ccmp sae", "wpa3"),
        ("*:OWE:(none):pair_ccmp group_ccmp owe", None),
        ("*:WPA9:(none):new", None),
        (" :WPA2:(none):pair_ccmp group_ccmp psk", None),
    ],
)
def test_the_row_with_a_star_is_the_wifi_in_use(row: str, security: str | None) -> None:
    told = wifi(pc(row, " :WPA3:(none):pair_ccmp group_ccmp sae"))

    assert told.in_use is True
    assert told.security == security if security else isinstance(told.security, Unknown)


@pytest.mark.parametrize(("state", "in_use"), [("down", False), ("up", True), ("dormant", True), ("asleep", None)])
def test_wifi_is_in_use_where_its_adapter_is_up(state: str, in_use: bool | None) -> None:
    told = wifi(pc(state=state)).in_use

    assert told is in_use if in_use is not None else isinstance(told, Unknown)


def test_an_adapter_that_only_one_list_has_leaves_it_open() -> None:
    assert isinstance(wifi(pc(state="down", counted=("lo",))).in_use, Unknown)


@given(st.text(max_size=80))
def test_any_answer_about_wifi_is_read_or_refused(text: str) -> None:
    assert wifi(pc(text)).seen_protected is not True


@pytest.mark.parametrize(
    ("files", "filters"),
    [
        ({"/etc/resolv.conf": "nameserver 9.9.9.9\n"}, True),
        ({"/etc/resolv.conf": "nameserver 9.9.9.9\nnameserver 8.8.8.8\n"}, False),
        ({"/etc/resolv.conf": "nameserver 192.168.1.1\n"}, None),
        ({"/etc/resolv.conf": "nameserver 127.0.0.53\n"}, None),
        (
            {"/etc/resolv.conf": "nameserver 127.0.0.53\n", "/run/systemd/resolve/resolv.conf": "nameserver 9.9.9.9\n"},
            True,
        ),
        (
            {
                "/etc/resolv.conf": "nameserver 127.0.0.1\n",
                "/run/NetworkManager/no-stub-resolv.conf": "nameserver 1.1.1.1\n",
            },
            False,
        ),
        ({"/etc/resolv.conf": "# nameserver 9.9.9.9\n"}, None),
        ({}, None),
    ],
)
def test_who_looks_up_names_is_known_or_not(files: dict[str, str], filters: bool | None) -> None:
    told = dns_filter(computer(files, today=date(2026, 11, 26))).filters

    assert told is filters if filters is not None else isinstance(told, Unknown)


def test_without_zones_no_network_is_marked() -> None:
    names = "firewalld ufw nftables netfilter-persistent shorewall ferm firehol csf"
    states = "\n".join(
        f"Id={n}.service\nLoadState=not-found\nActiveState=inactive\nUnitFileState=\n" for n in names.split()
    )
    asked = "systemctl show --property Id,LoadState,ActiveState,UnitFileState ufw.service firewalld.service nftables.service"
    asked += " netfilter-persistent.service shorewall.service ferm.service firehol.service csf.service"

    told = networks(computer(folders=["/run/systemd/system"], programs={asked: states}))

    assert (told.public_one_trusted, told.office_not_trusted) == (False, False)


HUB = "/sys/bus/usb/devices/usb1"


NO_STORAGE = "install usb-storage /bin/false\n"


@pytest.mark.parametrize(
    ("default", "driver", "loaded", "blocked"),
    [
        ("1", "", False, False),
        ("1", NO_STORAGE, False, True),
        ("1", NO_STORAGE, True, False),
        ("1", f"#{NO_STORAGE}", False, False),
        ("1", "blacklist usb-storage\n", False, False),  # a quick stick's driver loads it all the same
        ("1", "blacklist usb_storage\nblacklist uas\n", False, True),
        ("0", "", False, None),  # something keeps devices out, and systemd does not tell what
        ("?", "", False, None),
    ],
)
def test_memory_sticks_are_kept_out_by_a_rule(default: str, driver: str, loaded: bool, blocked: bool | None) -> None:
    files = {f"{HUB}/authorized_default": f"{default}\n", "/etc/modprobe.d/x.conf": driver}
    folders = [HUB, "/sys/bus/usb/devices", *(["/sys/module/usb_storage"] if loaded else [])]

    told = usb(computer(files, folders=folders)).blocked

    assert told is blocked if blocked is not None else isinstance(told, Unknown)


LIGHTDM = {"/etc/systemd/system/display-manager.service": "/lib/systemd/system/lightdm.service"}
SCRIPT = "[Seat:*]\nguest-account-script=guest-account\n{}"


@pytest.mark.parametrize(
    ("modes", "files", "guest"),
    [
        ({"alice": 0}, {}, False),
        ({"alice": 0, "guest": 2}, {}, True),
        ({"alice": 0, "guest": 0}, {}, False),
        ({"alice": 0, "guest": 9}, {}, False),
        ({"alice": 0}, {"/etc/lightdm/lightdm.conf": SCRIPT.format("")}, True),
        ({"alice": 0}, {"/etc/lightdm/lightdm.conf": SCRIPT.format("allow-guest=false\n")}, False),
        ({"alice": 0}, {"/usr/sbin/guest-account": "#!/bin/sh\n"}, True),
    ],
)
def test_guests_come_in_by_the_screen_or_by_a_login(modes: dict[str, int], files: dict[str, str], guest: bool) -> None:
    assert builtin(with_logins(computer(files, links=LIGHTDM), modes)).guest_on is guest
