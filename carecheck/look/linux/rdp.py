"""Remote Desktop on this Linux: xrdp, and what the desktops GNOME and KDE bring themselves; also by VNC.

What waits on the usual ports counts, whoever started it. For what starts with somebody's session, the settings of the
person who works here are asked.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.rdp import Rdp
from carecheck.look.linux.keyfile import is_true, read_keyfile
from carecheck.look.linux.ports import waiting_ports, waits_on
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import Service, services
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

XRDP, GNOME = "xrdp.service", "gnome-remote-desktop.service"
VNC: Final = ("x11vnc.service", "vino-server.service")
FIREWALLS: Final = ("firewalld.service", "nftables.service", "iptables.service", "netfilter-persistent.service")
SERVICES: Final = (XRDP, GNOME, *VNC, "ufw.service", *FIREWALLS)
PROGRAMS: Final = ("/usr/sbin/xrdp", "/usr/bin/x11vnc")
RDP_PORTS: Final = tuple(range(3389, 3400))  # GNOME takes the next one where somebody else has 3389
VNC_PORTS: Final = tuple(range(5900, 5911))

SCHEMA: Final = "/usr/share/glib-2.0/schemas/org.gnome.desktop.remote-desktop.gschema.xml"
FOR_EACH_LOGIN: Final = (SCHEMA, "/usr/bin/krdpserver")
GNOME_SETTINGS: Final = ("/etc/gnome-remote-desktop/grd.conf", "/usr/share/gnome-remote-desktop/grd.conf")
KDE_SETTINGS: Final = "~/.config/krdpserverrc"
UFW: Final = "/etc/ufw/ufw.conf"


class _Found(NamedTuple):
    """What serves Remote Desktop here."""

    xrdp: bool | Unknown
    gnome: bool | Unknown
    others: bool | Unknown
    on_usual_port: bool | Unknown


@probe(Rdp, on="linux")
def rdp(machine: Machine) -> Rdp:
    """Look at the ports, the services and the settings; only where it is on, the firewall has anything to say."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Rdp.all_unknown(gap)
    known = services(machine, *SERVICES)
    found = _found(machine, known)
    on = any_of([found.on_usual_port, found.xrdp, found.gnome, found.others])
    if on is False:
        on = _off_for_everybody(machine)
    if isinstance(on, Unknown) or not on:
        return Rdp(on, on, on)
    return Rdp(on=True, asks_password_first=_asks(found), open_to_any_network=_open(machine, known))


def _found(machine: Machine, known: dict[str, Service] | None | Unknown) -> _Found:
    ports = waiting_ports(machine)
    vnc: list[bool | Unknown] = [waits_on(ports, *VNC_PORTS), _kde(machine)]
    on_port = waits_on(ports, *RDP_PORTS)
    by_person = _gnome_of_person(machine)
    if isinstance(known, Unknown):
        return _Found(known, any_of([by_person, known]), any_of([*vnc, known]), on_port)
    if known is None:
        xrdp, x11vnc = (_idle(machine, path) for path in PROGRAMS)
        return _Found(xrdp, by_person, any_of([*vnc, x11vnc]), on_port)
    by_service = all_of([known[GNOME].runs_or_starts, _gnome_is_set_up(machine)])
    others = any_of([*vnc, *(known[name].runs_or_starts for name in VNC)])
    return _Found(known[XRDP].runs_or_starts, any_of([by_service, by_person]), others, on_port)


def _off_for_everybody(machine: Machine) -> bool | Unknown:
    """False where no program is installed with which each login shares its own screen: other settings are not seen."""
    own = any_of(machine.exists(path) for path in FOR_EACH_LOGIN)
    return Unknown("not_seen", "other logins may share their screens") if own is True else own


def _idle(machine: Machine, path: str) -> bool | Unknown:
    """Without systemd, a program that is not there is off, and one that is there may start."""
    there = machine.exists(path)
    return Unknown("not_seen", "a program for Remote Desktop is installed") if there is True else there


def _gnome_of_person(machine: Machine) -> bool | Unknown:
    """Whether the person who works here lets others see and use the screen, in GNOME's settings."""
    installed = machine.has_file(SCHEMA)
    if isinstance(installed, Unknown) or not installed:
        return installed
    answers: list[bool | Unknown] = []
    for way in ("rdp", "vnc"):
        told = machine.run("gsettings", "get", f"org.gnome.desktop.remote-desktop.{way}", "enable", rights="person")
        if isinstance(told, Unknown):
            answers.append(told)
        elif "No such schema" in told.errors:
            answers.append(False)  # newer ones have no VNC any more
        elif told.exit or told.text.strip() not in ("true", "false"):
            answers.append(Unknown("unreadable", "GNOME does not tell whether it shares the screen"))
        else:
            answers.append(told.text.strip() == "true")
    return any_of(answers)


def _gnome_is_set_up(machine: Machine) -> bool | Unknown:
    """Whether GNOME's service, which many computers start, lets anybody in; as it comes, it does not."""
    for path in GNOME_SETTINGS:
        settings = read_keyfile(machine, path)
        if isinstance(settings, Unknown):
            return settings
        told: Mapping[str, str] = (settings or {}).get("RDP", {})
        if "enabled" in told:
            return is_true(told["enabled"])
    return False


def _kde(machine: Machine) -> bool | Unknown:
    settings = read_keyfile(machine, KDE_SETTINGS)
    if isinstance(settings, Unknown):
        return settings
    return is_true((settings or {}).get("General", {}).get("Autostart", "false"))


def _asks(found: _Found) -> bool | Unknown:
    """Whether a password comes first: xrdp shows its own window for signing in, and GNOME's shows nothing before."""
    if found.xrdp is True:
        return False
    for other in (found.xrdp, found.others):
        if isinstance(other, Unknown):
            return other
    if found.gnome is True and found.others is False:
        return True
    return Unknown("not_seen", "it is not clear which program serves Remote Desktop")


def _open(machine: Machine, known: dict[str, Service] | None | Unknown) -> bool | Unknown:
    """Where no firewall is on, any network can reach it; the rules of one that is on are not told."""
    if known is None or isinstance(known, Unknown):
        return Unknown("not_seen", "it is not known whether a firewall is on") if known is None else known
    text = machine.read(UFW)
    if isinstance(text, Unknown):
        return text
    says_no = any(line.strip().lower() == "enabled=no" for line in (text or "").splitlines())
    ufw = False if says_no else known["ufw.service"].runs_or_starts
    firewall = any_of([ufw, *(known[name].runs_or_starts for name in FIREWALLS)])
    if isinstance(firewall, Unknown):
        return firewall
    return Unknown("not_seen", "a firewall is on, and its rules were not read") if firewall else True
