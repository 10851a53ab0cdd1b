"""The firewall of a Windows, its rules, and how its networks are classed."""

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.firewall import Firewall
from carecheck.facts.model import Unknown
from carecheck.look.everyday_programs import is_everyday
from carecheck.look.public_networks import looks_public
from carecheck.look.windows.firewall import firewall
from carecheck.look.windows.firewall_rules import Rule, read_rule
from carecheck.look.windows.networks import networks
from carecheck.look.windows.openings import openings
from tests.windows_facts.pcs import changed
from tests.windows_facts.test_antivirus import FILE, FOLDER, ON, SNOOZED, Row, key, other, service, told

SETTINGS: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"
REMEMBERED: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles"
PRIVATE_OFF: Final = key(f"{SETTINGS}\\StandardProfile", EnableFirewall=0)


def com(*, on: tuple[bool, bool, bool] = (True, True, True), inbound: tuple[int, int, int] = (0, 0, 0)) -> Row:
    rows = [
        {"profile": number, "on": is_on, "inbound": action}
        for number, is_on, action in zip((1, 2, 4), on, inbound, strict=True)
    ]
    return {"com": "firewall", "told": {"count": 3, "rows": rows}}


def firewalls(*rows: Row) -> Row:
    return {"com": "security.firewall", "told": {"count": len(rows), "rows": list(rows)}}


def facts(*rows: Row, of: str = "good_11_pro") -> Firewall:
    return firewall(changed(of, FILE, FOLDER, *rows))


@pytest.mark.parametrize(
    ("rows", "everywhere", "somewhere"),
    [
        ([], False, False),
        ([PRIVATE_OFF], False, True),
        ([com(on=(True, False, True))], False, True),
        ([PRIVATE_OFF, key(f"{SETTINGS}\\PublicProfile", EnableFirewall=0),
          key(f"{SETTINGS}\\DomainProfile", EnableFirewall=0)], True, True),
        ([key(f"{SETTINGS}\\PublicProfile")], False, "not_seen"),
        ([key(f"{SETTINGS}\\PublicProfile", EnableFirewall=2)], False, "unreadable"),
        ([key(f"{SETTINGS}\\PublicProfile", EnableFirewall="1")], False, "unreadable"),
        ([{"com": "firewall", "unknown": "timed_out"}], "timed_out", "timed_out"),
        ([{"com": "firewall", "unknown": "timed_out"}, PRIVATE_OFF], "timed_out", True),
        ([PRIVATE_OFF, key(f"{RULES}\\PrivateProfile", EnableFirewall=1)], False, False),
        ([PRIVATE_OFF, key(f"{RULES}\\StandardProfile", EnableFirewall=1)], False, False),
        ([key(f"{RULES}\\PrivateProfile", EnableFirewall=0)], False, True),
        ([key(f"{RULES}\\PrivateProfile", EnableFirewall=1), key(f"{RULES}\\StandardProfile", EnableFirewall=0)],
         False, True),
        ([key(f"{SETTINGS}\\Mdm\\PublicProfile", EnableFirewall=0)], False, True),
        ([key(f"{RULES}\\PublicProfile", EnableFirewall="on")], False, "unreadable"),
        (service("mpssvc", "stopped"), True, True),
        (service("BFE", "stopped"), True, True),
        ([{"service": "mpssvc", "there": False}], "unreadable", "unreadable"),
        ([PRIVATE_OFF, firewalls(other(ON))], False, False),
        ([PRIVATE_OFF, firewalls(other(SNOOZED))], False, True),
        ([PRIVATE_OFF, firewalls(other(ON, "C:\\Program Files\\Gone\\av.exe"))], False, True),
        ([PRIVATE_OFF, firewalls(other(ON, ""))], False, "unreadable"),
        ([PRIVATE_OFF, *service("wscsvc", "stopped")], False, "not_seen"),
        (service("wscsvc", "stopped"), False, False),
    ],
)  # fmt: skip
def test_rules_settings_and_services_say_where_the_firewall_is_off(
    rows: list[Row], everywhere: object, somewhere: object
) -> None:
    found = facts(*rows)

    assert (told(found.off_everywhere), told(found.off_somewhere)) == (everywhere, somewhere)


@pytest.mark.parametrize(
    ("rows", "lets_in"),
    [
        ([], False),
        ([key(f"{SETTINGS}\\PublicProfile", EnableFirewall=1, DefaultInboundAction=1)], False),
        ([key(f"{SETTINGS}\\PublicProfile", EnableFirewall=1, DefaultInboundAction=0)], True),
        ([key(f"{SETTINGS}\\PublicProfile", EnableFirewall=1, DefaultInboundAction=2)], "unreadable"),
        ([com(inbound=(0, 0, 1))], True),
        ([com(inbound=(0, 0, 2))], "unreadable"),
        ([com(inbound=(1, 1, 1)), *(key(f"{RULES}\\{name}", EnableFirewall=1, DefaultInboundAction=1)
                                    for name in ("DomainProfile", "PrivateProfile", "PublicProfile"))], False),
        ([key(f"{RULES}\\PublicProfile", DefaultInboundAction=0)], True),
        ([PRIVATE_OFF], True),  # while it is off, it blocks nothing
        ([firewalls(other(ON))], "not_seen"),
        (service("wscsvc", "stopped"), "not_seen"),
    ],
)  # fmt: skip
def test_what_nobody_asked_for_is_blocked_or_let_in(rows: list[Row], lets_in: object) -> None:
    assert told(facts(*rows).lets_all_in) == lets_in


@pytest.mark.parametrize(
    ("rows", "off", "lets_in"),
    [
        ([key(f"{RULES}\\PublicProfile", EnableFirewall=1, DefaultInboundAction=1)], False, False),
        ([key(f"{RULES}\\PublicProfile", EnableFirewall=0)], "not_seen", "not_seen"),
        ([key(f"{RULES}\\PublicProfile", DefaultInboundAction=0)], False, "not_seen"),
        ([PRIVATE_OFF, key(f"{RULES}\\PrivateProfile", EnableFirewall=1)], "not_seen", "not_seen"),
    ],
)
def test_a_home_edition_may_ignore_a_rule_so_what_it_alone_says_stays_open(
    rows: list[Row], off: object, lets_in: object
) -> None:
    found = facts(*rows, of="home_11")

    assert (told(found.off_somewhere), told(found.lets_all_in)) == (off, lets_in)


def test_a_server_has_no_other_firewall_that_windows_tells() -> None:
    found = facts(PRIVATE_OFF, of="server_2019")

    assert (found.other, found.off_somewhere) == (None, True)


BEGIN: Final = "v2.33|Action=Allow|Active=TRUE|Dir=In|"
SERVER: Final = "App=C:\\Program Files\\Example\\server.exe|Name=Example|"
OF_WINDOWS: Final = "App=%SystemRoot%\\system32\\svchost.exe|Svc=x|Name=@FirewallAPI.dll,-25000|"


@pytest.mark.parametrize(
    ("rule", "opens"),
    [
        (f"{BEGIN}Protocol=6|LPort=5900|{SERVER}", "server.exe"),
        (f"{BEGIN}{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=256|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=17|Profile=Private|Profile=Public|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=6|Profile=Private|{SERVER}", None),
        (f"{BEGIN}Protocol=6|Profile=Domain|{SERVER}", None),
        (f"{BEGIN}Protocol=1|{SERVER}", None),
        (f"{BEGIN}Protocol=6|RA4=LocalSubnet|{SERVER}", None),
        (f"{BEGIN}Protocol=6|RA42=LocalSubnet|RA62=LocalSubnet|{SERVER}", None),
        (f"{BEGIN}Protocol=6|RA4=192.0.2.0/255.255.255.0|{SERVER}", None),
        (f"{BEGIN}Protocol=6|RA4=*|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=6|RA42=Internet|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=6|RA4=0.0.0.0-255.255.255.255|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=6|Unheard=Of|{SERVER}", "server.exe"),
        (f"v2.33|Action=Allow|Active=FALSE|Dir=In|Protocol=6|{SERVER}", None),
        (f"v2.33|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|{SERVER}", None),
        (f"v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|{SERVER}", None),
        (f"v2.33|Action=ByPass|Active=TRUE|Dir=In|Protocol=6|{SERVER}", "server.exe"),
        (f"{BEGIN}Protocol=6|App=C:\\Users\\anna\\AppData\\Local\\x.exe|Name=x|", "x.exe"),
        (f"{BEGIN}Protocol=6|{OF_WINDOWS}", None),
        (f"{BEGIN}Protocol=6|App=System|Name=@%SystemRoot%\\system32\\wsmsvc.dll,-1|", None),
        (f"{BEGIN}Protocol=6|App=System|Name=Web|", "System"),
        (f"{BEGIN}Protocol=6|App=C:\\Windows\\system32\\spool\\drivers\\x64\\3\\scan.exe|Name=Scan|", "scan.exe"),
        (f"{BEGIN}Protocol=6|App=C:\\Windows\\Temp\\x.exe|Name=@FirewallAPI.dll,-1|", "x.exe"),
        (f"{BEGIN}Protocol=6|App=C:\\Windows\\..\\x.exe|Name=@FirewallAPI.dll,-1|", "x.exe"),
        (f"{BEGIN}Protocol=6|App=C:\\Windows\\System32\\cmd.exe|Name=@FirewallAPI.dll,-1|", "cmd.exe"),
        (f"{BEGIN}Protocol=6|LPort=5900|Name=Remote|", "TCP 5900"),
        (f"{BEGIN}Protocol=17|LPort=1|LPort=2|Name=Two|", "UDP 1 2"),
        (f"{BEGIN}Name=All|", "TCP and UDP all ports"),
        (f"{BEGIN}Name=@{{Microsoft.Example_1.0_neutral_neutral_cw5n1h2txyewy?ms-resource://a}}|AppPkgId=S-1-15-2-1|",
         None),
        (f"{BEGIN}Name=@{{Microsoft.Example_1.0_x64__abcdefghijklm?ms-resource://a}}|AppPkgId=S-1-15-2-1|",
         "Microsoft.Example"),
        (f"{BEGIN}Name=Plain|AppPkgId=S-1-15-2-1|", "an app"),
        (f"{BEGIN}Protocol=17|App=C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe|Name=Edge|", None),
        (f"{BEGIN}Protocol=17|App=C:\\Users\\anna\\Downloads\\msedge.exe|Name=Edge|", "msedge.exe"),
    ],
)  # fmt: skip
def test_a_rule_opens_a_program_to_any_network_or_not(rule: str, opens: str | None) -> None:
    found = openings(changed("good_11_pro", rules(rule)))

    assert found.whole == found.seen == (() if opens is None else (opens,))


@pytest.mark.parametrize(
    "rule",
    [
        "", "v2.33", "v2.33|", "Action=Allow|Active=TRUE|Dir=In|", "v2.33|Action=Allow|Active=TRUE|Dir=In",
        "v2.33|Active=TRUE|Dir=In|", "v2.33|Action=Allow|Dir=In|", "v2.33|Action=Allow|Active=TRUE|",
        "v2.33|Action=Allow|Active=1|Dir=In|", f"{BEGIN}Protocol=six|", f"{BEGIN}Protocol|", f"{BEGIN}App=\ufffd|",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_leaves_open_whether_there_are_more(rule: str) -> None:
    found = openings(changed("good_11_pro", rules(rule, f"{BEGIN}Protocol=6|LPort=5900|Name=Remote|")))

    assert (found.seen, told(found.whole)) == (("TCP 5900",), "unreadable")


def rules(*texts: str) -> Row:
    return {"api": "firewall_rules", "told": {"count": len(texts), "rows": [{"rule": text} for text in texts]}}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([rules()], "not_seen"),
        ([firewalls(other(ON))], "not_seen"),
        (service("wscsvc", "stopped"), "not_seen"),
        ([{"api": "firewall_rules", "unknown": "needs_admin"}], "needs_admin"),
        ([{"api": "firewall_rules", "told": {"count": 3, "rows": [{"rule": BEGIN}]}}], "unreadable"),
    ],
)
def test_openings_stay_open_where_the_rules_do_not_tell(rows: list[Row], reason: str) -> None:
    found = openings(changed("good_11_pro", FILE, FOLDER, *rows))

    assert (told(found.seen), told(found.whole)) == (reason, reason)


FIELD: Final = st.text(st.characters(exclude_characters="|\ufffd", exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.dictionaries(FIELD.filter(lambda name: "=" not in name and name.strip()), FIELD, max_size=6))
def test_a_rule_gives_back_the_fields_that_were_written_into_it(fields: dict[str, str]) -> None:
    kept = {f"x{name}": content for name, content in fields.items()}

    rule = read_rule(f"{BEGIN}Name=It|" + "".join(f"{name}={content}|" for name, content in kept.items()))

    assert isinstance(rule, Rule)
    folded = {name.casefold() for name in kept}
    assert rule.fields.keys() == {"action", "active", "dir", "name"} | folded
    if len(folded) == len(kept):
        assert {name: rule.first(name) for name in kept} == {name: text.strip() for name, text in kept.items()}


@given(st.text(max_size=200) | st.text("v2.3|=ActionDrPoLIBkT ", max_size=200).map(lambda text: f"{BEGIN}{text}"))
def test_any_text_is_a_rule_or_unreadable_and_never_shows_a_path(text: str) -> None:
    rule = read_rule(text)

    if isinstance(rule, Rule) and rule.opens_to_any_network:
        assert "\\" not in rule.opens
    else:
        assert isinstance(rule, Rule) or rule.reason == "unreadable"


@given(
    st.text(st.characters(exclude_characters="|\ufffd", exclude_categories=["Cs", "Cc"]), max_size=30).filter(str.strip)
)
def test_a_rule_for_a_program_elsewhere_is_never_overlooked(name: str) -> None:
    rule = read_rule(f"{BEGIN}Protocol=6|App=C:\\Example\\server.exe|Name={name}|")

    assert isinstance(rule, Rule)
    assert rule.opens_to_any_network
    assert not rule.is_of_windows


@pytest.mark.parametrize(
    ("path", "everyday"),
    [
        ("C:\\Program Files\\Mozilla Firefox\\firefox.exe", True),
        ("%ProgramFiles%\\Google\\Chrome\\Application\\CHROME.EXE", True),
        ("C:\\Program Files\\..\\Users\\anna\\chrome.exe", False),
        ("C:\\Program Files\\Example\\server.exe", False),
        ("C:\\Program Filesystem\\chrome.exe", False),
        ("chrome.exe", False),
        ("", False),
    ],
)
def test_an_everyday_program_lies_where_only_an_administrator_puts_it(path: str, everyday: bool) -> None:
    assert is_everyday(path) == everyday


def remembered(*rows: tuple[object, object, object]) -> list[Row]:
    keys = [f"{{{number}}}" for number in range(len(rows))]
    found: list[Row] = [{"key": REMEMBERED, "keys": keys, "counts": [len(keys), 0]}]
    for name, (called, came_as, category) in zip(keys, rows, strict=True):
        values: dict[str, Any] = {"ProfileName": called, "Description": came_as, "Category": category}
        found.append({"key": f"{REMEMBERED}\\{name}", "values": {k: v for k, v in values.items() if v is not None}})
    return found


@pytest.mark.parametrize(
    ("rows", "trusted"),
    [
        ([("Office", "Office", 1)], False),
        ([("Office", "Office", 1), ("Costa", "Costa", 0)], False),
        ([("Office", "Office", 1), ("Costa", "Costa", 1)], True),
        ([("Office 2", "Oakfield Guest", 1)], True),
        ([("Costa", "Costa", 2)], False),
        ([("Office", "Office", 3)], "unreadable"),
        ([("Office", "Office", None)], "unreadable"),
        ([(None, "Office", 1)], "not_seen"),
        ([("Office", "Office", 3), ("Hotel", "Hotel", 1)], True),
        ([], "not_seen"),
    ],
)
def test_a_network_that_is_trusted_and_looks_public_is_told(rows: list[Any], trusted: object) -> None:
    assert told(networks(changed("good_11_pro", *remembered(*rows))).public_one_trusted) == trusted


@pytest.mark.parametrize(
    ("role", "connected", "not_trusted"),
    [
        (1, [(1, True)], False),
        (1, [(0, True)], True),
        (1, [(2, True)], False),
        (1, [(0, False), (1, True)], False),  # a network within the computer, for programs
        (1, [], "not_seen"),
        (1, [(0, False)], "not_seen"),
        (1, [(7, True)], "not_seen"),
        (4, [(0, True)], True),
        (2, [(0, True)], False),
        (8, [(0, True)], False),
        (0, [(0, True)], "not_seen"),
    ],
)
def test_only_a_computer_that_stays_in_its_place_is_always_in_the_office(
    role: int, connected: list[tuple[int, bool]], not_trusted: object
) -> None:
    rows = [{"category": category, "internet": internet} for category, internet in connected]
    machine = changed(
        "good_11_pro",
        {"api": "form", "told": {"role": role}},
        {"com": "networks", "told": {"count": len(rows), "rows": rows}},
    )

    assert told(networks(machine).office_not_trusted) == not_trusted


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("Oakfield Guest", True),
        ("OAKFIELD-GUEST 2", True),
        ("_Free_WiFi", True),
        ("The Cloud", True),
        ("BTWi-fi", True),
        ("NHS Wi-Fi", True),
        ("Oakfield Office", False),
        ("BTHub6-XY12", False),
        ("Freesia House", False),
        ("Training Room", False),
        ("", False),
    ],
)
def test_names_of_public_networks_are_known_by_whole_words(name: str, public: bool) -> None:
    assert looks_public(name, date(2026, 11, 25)) == public


def test_no_fact_names_a_network() -> None:
    machine = changed("good_11_pro", *remembered(("Oakfield Guest", "Oakfield Guest", 1)))

    assert "oakfield" not in repr(networks(machine)).casefold()


def test_no_fact_tells_where_a_program_lies() -> None:
    machine = changed("good_11_pro", rules(f"{BEGIN}Protocol=6|App=C:\\Users\\anna\\x.exe|Name=x|"))

    found = openings(machine)

    assert "anna" not in repr(found)
    assert not isinstance(found.seen, Unknown)
