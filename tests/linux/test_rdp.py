"""Remote Desktop on Linux: what serves it, whether a password comes first, and who can reach it."""

import pytest

from carecheck.facts.model import Unknown
from carecheck.facts.rdp import Rdp
from carecheck.look.linux.rdp import KDE_SETTINGS, SCHEMA, SERVICES, UFW, rdp
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer
from tests.linux.test_shared_folders import show, waits_on
from tests.linux.test_ssh import ports

GSETTINGS = "gsettings get org.gnome.desktop.remote-desktop.{} enable"
ALL_OFF = {GSETTINGS.format("rdp"): "false\n", GSETTINGS.format("vnc"): "false\n"}


def pc(
    *on: str, port: int | None = None, files: dict[str, str] | None = None, programs: dict[str, str] | None = None
) -> RecordedMachine:
    rows = "" if port is None else waits_on(port)
    return computer(
        {**ports(rows), **(files or {})},
        folders=["/run/systemd/system"],
        programs={**show(SERVICES, *on), **(programs or {})},
    )


@pytest.mark.parametrize(
    ("machine", "on", "asks"),
    [
        (pc(), False, False),
        (pc("xrdp.service"), True, False),
        (pc("xrdp.service", port=3389), True, False),
        # Something waits where Remote Desktop does, and we do not know what.
        (pc(port=3389), True, None),
        (pc(port=3390), True, None),
        (pc(port=5900), True, None),
        (pc(port=3350), False, False),
        # GNOME's service starts on many computers, and lets nobody in before somebody sets it up.
        (pc("gnome-remote-desktop.service"), False, False),
        (
            pc("gnome-remote-desktop.service", files={"/etc/gnome-remote-desktop/grd.conf": "[RDP]\nenabled=false\n"}),
            False,
            False,
        ),
        (
            pc("gnome-remote-desktop.service", files={"/etc/gnome-remote-desktop/grd.conf": "[RDP]\nenabled=true\n"}),
            True,
            True,
        ),
        (pc(files={"/etc/gnome-remote-desktop/grd.conf": "[RDP]\nenabled=true\n"}), False, False),
        (pc(files={SCHEMA: "<x/>"}, programs=ALL_OFF), None, None),  # other logins have settings of their own
        (pc(files={SCHEMA: "<x/>"}, programs={**ALL_OFF, GSETTINGS.format("rdp"): "true\n"}), True, True),
        (pc(files={SCHEMA: "<x/>"}, programs={**ALL_OFF, GSETTINGS.format("vnc"): "true\n"}), True, True),
        (pc(files={SCHEMA: "<x/>"}), None, None),
        (pc(files={KDE_SETTINGS: "[General]\nAutostart=true\n"}), True, None),
        (pc(files={KDE_SETTINGS: "[General]\nAutostart=false\n"}), False, False),
        (pc("x11vnc.service"), True, None),
    ],
)
def test_what_serves_remote_desktop(machine: RecordedMachine, on: bool | None, asks: bool | None) -> None:
    seen = rdp(machine)

    assert (known(seen.on), known(seen.asks_password_first)) == (on, asks)


@pytest.mark.parametrize(
    ("services", "ufw", "open_to_any"),
    [
        ((), None, True),
        (("ufw.service",), "ENABLED=no\n", True),
        (("ufw.service",), "ENABLED=yes\n", None),
        (("ufw.service",), None, None),
        (("firewalld.service",), None, None),
        (("nftables.service",), "ENABLED=no\n", None),
    ],
)
def test_without_a_firewall_any_network_can_reach_it(
    services: tuple[str, ...], ufw: str | None, open_to_any: bool | None
) -> None:
    files = {} if ufw is None else {UFW: ufw}

    assert known(rdp(pc("xrdp.service", *services, port=3389, files=files)).open_to_any_network) is open_to_any


@pytest.mark.parametrize(
    ("files", "port", "on"),
    [({}, None, False), ({"/usr/sbin/xrdp": "ELF"}, None, None), ({"/usr/sbin/xrdp": "ELF"}, 3389, True)],
)
def test_without_systemd_ports_and_programs_tell(files: dict[str, str], port: int | None, on: bool | None) -> None:
    rows = "" if port is None else waits_on(port)

    assert known(rdp(computer({**ports(rows), **files})).on) is on


def test_a_container_is_not_judged() -> None:
    seen = rdp(computer(environment={"container": "x"}))

    assert isinstance(seen, Rdp)
    assert isinstance(seen.on, Unknown)
    assert seen.on.reason == "not_possible_here"


def known(fact: bool | Unknown) -> bool | None:
    return None if isinstance(fact, Unknown) else fact
