"""The firewall of Linux: which program looks after it, what that lets in, and what it opens."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux import firewalld, ufw
from carecheck.look.linux.firewall import IPTABLES, WITH_OWN_RULES, firewall
from carecheck.look.linux.firewalld import lets_all_in as lets_all_in_by_zones
from carecheck.look.linux.firewalld import zones_in_use
from carecheck.look.linux.openings import openings
from carecheck.look.machine import Ran, ReadFile, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer
from tests.linux.units import systemctl


def said(fact: object) -> object:
    return fact.reason if isinstance(fact, Unknown) else fact


def pc(files: Mapping[str, str], states: Mapping[str, str]) -> RecordedMachine:
    programs = systemctl([ufw.SERVICE, firewalld.SERVICE, *WITH_OWN_RULES], states) | systemctl([IPTABLES], states)
    return computer(files, folders=["/run/systemd/system"], programs=programs)


def ufw_files(enabled: str = "ENABLED=yes", policy: str = 'DEFAULT_INPUT_POLICY="DROP"') -> dict[str, str]:
    return {ufw.SETTINGS: f"# ufw\n{enabled}\nLOGLEVEL=low\n", ufw.POLICIES: f"IPV6=yes\n{policy}\n"}


@pytest.mark.parametrize(
    ("recording", "off", "lets_all_in"),
    [
        ("firewall-none", True, True),
        ("firewall-ufw-off", True, True),
        ("firewall-ufw-open", False, True),
        ("firewall-ufw-on", False, False),
        ("firewall-fedora", False, "not_seen"),  # its zones let nothing in, and are not all that there is
        ("firewall-fedora-trusted", False, True),
    ],
)
def test_recorded_computers(recordings: Path, recording: str, off: bool, lets_all_in: object) -> None:
    seen = firewall(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert (seen.other, seen.off_everywhere, seen.off_somewhere) == (None, off, off)
    assert said(seen.lets_all_in) == lets_all_in


@pytest.mark.parametrize(
    ("files", "states", "off", "lets_all_in"),
    [
        ({}, {}, True, True),
        (ufw_files("ENABLED=no"), {"ufw": "on"}, True, True),
        (ufw_files("ENABLED=no # for now"), {"ufw": "on"}, True, True),
        (ufw_files(), {"ufw": "on"}, False, False),
        (ufw_files('ENABLED="yes"'), {"ufw": "on"}, False, False),
        (ufw_files("ENABLED=no\nENABLED=yes"), {"ufw": "on"}, False, False),
        (ufw_files(), {"ufw": "off"}, "not_seen", "not_seen"),
        (ufw_files(), {"ufw": "failed"}, "not_seen", "not_seen"),
        (ufw_files(), {}, "not_seen", "not_seen"),
        (ufw_files("ENABLED=perhaps"), {"ufw": "on"}, "unreadable", "unreadable"),
        (ufw_files("#ENABLED=yes"), {"ufw": "on"}, "unreadable", "unreadable"),
        (ufw_files('ENABLED="$(cat /x)"'), {"ufw": "on"}, "unreadable", "unreadable"),
        (ufw_files(policy='DEFAULT_INPUT_POLICY="REJECT"'), {"ufw": "on"}, False, False),
        (ufw_files(policy='DEFAULT_INPUT_POLICY="ACCEPT"'), {"ufw": "on"}, False, True),
        (ufw_files(policy="DEFAULT_OUTPUT_POLICY=DROP"), {"ufw": "on"}, False, "unreadable"),
        ({}, {"firewalld": "off"}, True, True),
        ({}, {"firewalld": "only_now"}, "not_seen", "not_seen"),
        ({}, {"firewalld": "failed"}, "not_seen", "not_seen"),
        ({}, {"nftables": "on"}, "not_seen", "not_seen"),
        ({}, {"nftables": "only_now"}, "not_seen", "not_seen"),
        ({}, {"iptables": "on"}, "not_seen", "not_seen"),
        (ufw_files(), {"ufw": "on", "nftables": "on"}, False, False),
    ],
)
def test_the_programs_that_look_after_it_settle_whether_it_is_on(
    files: Mapping[str, str], states: Mapping[str, str], off: object, lets_all_in: object
) -> None:
    seen = firewall(pc(files, states))

    assert (said(seen.off_everywhere), said(seen.off_somewhere)) == (off, off)
    assert said(seen.lets_all_in) == lets_all_in


def test_without_systemd_a_firewall_that_is_off_is_not_the_only_one() -> None:
    seen = firewall(computer(ufw_files("ENABLED=no")))

    assert said(seen.off_everywhere) == "not_possible_here"


def zone(*, target: str = "default", rules: str = "", ports: str = "[]", protocols: str = "[]") -> str:
    return (
        f'{{"type":"a{{sv}}","data":[{{"target":{{"type":"s","data":"{target}"}},"ports":{{"type":"a(ss)","data":{ports}}},'
        f'"protocols":{{"type":"as","data":{protocols}}},"rules_str":{{"type":"as","data":[{rules}]}},'
        '"services":{"type":"as","data":["ssh","mdns"]}}]}'
    )


def with_zones(active: str, **zones: str) -> RecordedMachine:
    machine = pc({}, {"firewalld": "on"})
    answers: dict[tuple[str, ...], str] = {
        ("getDefaultZone",): '{"type":"s","data":["home"]}',
        ("getActiveZones",): active,
    }
    answers |= {("getZoneSettings2", "s", name): told for name, told in zones.items()}
    for call, told in answers.items():
        inside = "org.fedoraproject.FirewallD1" + ("" if call == ("getDefaultZone",) else ".zone")
        bus = ("busctl", "--json=short", "--allow-interactive-authorization=no", "call")
        where = ("org.fedoraproject.FirewallD1", "/org/fedoraproject/FirewallD1", inside)
        machine.answers[RunProgram((*bus, *where, *call))] = Ran(0 if told else 1, told.encode())
    return machine


def zones_let_all_in(machine: RecordedMachine) -> object:
    zones = zones_in_use(machine)
    return zones.reason if isinstance(zones, Unknown) else said(lets_all_in_by_zones(zones))


WIFI_IS_PUBLIC = '{"type":"a{sa{sas}}","data":[{"public":{"interfaces":["wlan0"],"sources":[]}}]}'


@pytest.mark.parametrize(
    ("public", "lets_all_in"),
    [
        (zone(), False),
        (zone(target="DROP"), False),
        (zone(target="%%REJECT%%"), False),
        (zone(target="ACCEPT"), True),
        (zone(target="ACCEPT", rules='"rule priority=\\"32767\\" reject"'), "not_seen"),
        (zone(target="WHATEVER"), "unreadable"),
        (zone(ports='[["1-65535","tcp"]]'), True),
        (zone(ports='[["5900","tcp"]]'), False),
        (zone(protocols='["tcp"]'), True),
        ("", "needs_admin"),
        ("{}", "unreadable"),
    ],
)
def test_each_zone_of_firewalld_counts(public: str, lets_all_in: object) -> None:
    assert zones_let_all_in(with_zones(WIFI_IS_PUBLIC, home=zone(), public=public)) == lets_all_in


@pytest.mark.parametrize(
    ("rule", "lets_all_in"),
    [
        ('rule service name="vnc-server" accept', False),
        ('rule priority="32767" reject', False),
        ('rule family="ipv4" source address="10.1.0.0/16" accept', False),
        ('rule port port="5900" protocol="tcp" accept', False),
        ('rule protocol value="gre" accept', False),
        ('rule protocol value="tcp" accept', "not_seen"),
        ('rule family="ipv4" source address="0.0.0.0/0" accept', "not_seen"),
        ('rule family="ipv4" source NOT address="10.1.0.0/16" accept', "not_seen"),
        ('rule family="ipv4" destination address="10.1.0.5" accept', "not_seen"),
        ('rule port port="1-65535" protocol="tcp" accept', "not_seen"),
        ('rule source-port port="53" protocol="udp" accept', "not_seen"),
    ],
)
def test_a_rule_that_lets_in_too_much_is_not_read_as_blocking(rule: str, lets_all_in: object) -> None:
    told = zone(rules='"' + rule.replace('"', '\\"') + '"')

    assert zones_let_all_in(with_zones(WIFI_IS_PUBLIC, home=zone(), public=told)) == lets_all_in


# What firewalld 1.3.3 told busctl on Debian 12 on 2026-11-25.
WORK = (
    '{"type":"a{sv}","data":[{"short":{"type":"s","data":"Work"},"description":{"type":"s","data":"For use in work '
    'areas."},"target":{"type":"s","data":"default"},"services":{"type":"as","data":["ssh","dhcpv6-client"]},'
    '"masquerade":{"type":"b","data":false},"interfaces":{"type":"as","data":["wlan0"]},"icmp_block_inversion":'
    '{"type":"b","data":false},"forward":{"type":"b","data":true},"ports":{"type":"a(ss)","data":[["1025-65535","tcp"]'
    ',["1025-65535","udp"]]},"rules_str":{"type":"as","data":["rule service name=\\"vnc-server\\" accept","rule '
    'priority=\\"32767\\" reject"]},"protocols":{"type":"as","data":["gre"]},"source_ports":{"type":"a(ss)","data":'
    '[["53","udp"]]}}]}'
)
WORK_IS_WIFI = '{"type":"a{sa{sas}}","data":[{"trusted":{"sources":["10.0.0.2"]},"work":{"interfaces":["wlan0"]}}]}'


def test_what_a_real_firewalld_told() -> None:
    machine = with_zones(WORK_IS_WIFI, home=zone(), work=WORK)

    assert said(firewall(machine).lets_all_in) == "not_seen"  # whoever asks may come from port 53
    assert openings(machine).seen == ("GRE, every port", "TCP 1025-65535", "UDP 1025-65535", "ssh")
    assert said(openings(machine).whole) == "not_seen"


def test_a_zone_for_guests_inside_the_computer_does_not_count() -> None:
    inner = '{"type":"a{sa{sas}}","data":[{"libvirt":{"interfaces":["virbr0"]},"trusted":{"sources":["10.0.0.2"]}}]}'

    assert zones_let_all_in(with_zones(inner, home=zone())) is False


def test_what_zones_do_not_let_in_may_come_in_besides_them() -> None:
    machine = with_zones(WIFI_IS_PUBLIC, home=zone(), public=zone())

    assert said(firewall(machine).lets_all_in) == "not_seen"
    assert said(openings(machine).whole) == "not_seen"


def test_firewalld_tells_what_its_zones_open() -> None:
    public = zone(ports='[["1025-65535","udp"],["5900","tcp"]]', protocols='["gre"]')

    seen = openings(with_zones(WIFI_IS_PUBLIC, home=zone(), public=public))

    assert seen.seen == ("GRE, every port", "TCP 5900", "UDP 1025-65535", "ssh")


def test_a_rule_of_its_own_may_open_more() -> None:
    public = zone(rules='"rule service name=\\"vnc-server\\" accept"')

    seen = openings(with_zones(WIFI_IS_PUBLIC, home=zone(), public=public))

    assert (seen.seen, said(seen.whole)) == (("ssh",), "not_seen")


def rules(*tuples: str) -> str:
    return "*filter\n### RULES ###\n" + "".join(f"\n### tuple ### {one}\n-A x\n" for one in tuples) + "COMMIT\n"


def by_ufw(*tuples: str, around: str = "COMMIT\n", others: Mapping[str, str] | None = None) -> RecordedMachine:
    files = ufw_files() | {ufw.RULES[0]: rules(*tuples), ufw.RULES[1]: rules()}
    for name in ufw.AROUND_RULES:
        files |= {f"{ufw.AROUND}/{name}": around, f"{ufw.AS_THEY_CAME}/{name}": "COMMIT\n"}
    return pc(files | dict(others or {}), {"ufw": "on"})


@pytest.mark.parametrize(
    ("rule", "opened"),
    [
        ("allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", ("TCP 22",)),
        ("limit tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", ("TCP 22",)),
        ("allow_log-all tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", ("TCP 22",)),
        ("allow any 5900 0.0.0.0/0 any 0.0.0.0/0 in comment=6d79", ("TCP and UDP 5900",)),
        ("allow udp 60000:61000,53 ::/0 any ::/0 in_wlan0", ("UDP 53", "UDP 60000-61000")),
        ("allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 OpenSSH - in", ("TCP 22",)),
        ("allow any any 0.0.0.0/0 any 0.0.0.0/0 in", ("every port",)),
        ("allow tcp 22 0.0.0.0/0 any 192.168.1.0/24 in", ()),
        ("deny tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", ()),
        ("route:allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in", ()),
        ("allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 out", ()),
    ],
)
def test_rules_of_ufw_open_ports_to_everybody(rule: str, opened: tuple[str, ...]) -> None:
    seen = openings(by_ufw(rule))

    assert (seen.seen, seen.whole) == (opened, opened)


@pytest.mark.parametrize(
    ("machine", "because"),
    [
        (by_ufw("allow something else"), "unreadable"),
        (by_ufw(around="-A ufw-before-input -j ACCEPT\nCOMMIT\n"), "not_seen"),
        (by_ufw(others={"/var/lib/docker/x": ""}), "not_seen"),
        (pc({}, {}), "not_seen"),
        (pc(ufw_files(), {"ufw": "on", "firewalld": "on"}), "not_seen"),
    ],
    ids=["another form", "changed around", "docker", "no firewall", "two firewalls"],
)
def test_not_every_rule_can_be_read(machine: RecordedMachine, because: str) -> None:
    assert said(openings(machine).whole) == because


def test_an_everyday_login_may_not_read_the_rules_of_ufw() -> None:
    machine = by_ufw()
    machine.answers[ReadFile(ufw.RULES[0])] = Unknown("needs_admin")

    assert said(openings(machine).whole) == "needs_admin"
