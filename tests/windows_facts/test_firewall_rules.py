"""Rules of the Windows firewall: read from their texts, and which of them opens a port to any network."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.windows.firewall_doors import Door, is_open_to_any_network
from carecheck.look.windows.firewall_rules import Rule, read_rule
from tests.windows_facts.pcs import changed

PLACE: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
RDP: Final = (
    "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=3389"
    "|RA4=LocalSubnet|RA42=IntErnet|App=%SystemRoot%\\system32\\svchost.exe|Svc=termservice|Name=@FirewallAPI.dll,-28775|"
)
DOOR: Final = Door(3389, ("svchost.exe", "system"), "termservice")


def read(text: str) -> Rule:
    rule = read_rule(text)
    assert isinstance(rule, Rule)
    return rule


def test_a_rule_says_what_it_allows_where_and_for_whom() -> None:
    rule = read(RDP)

    assert (rule.blocks, rule.holds_on_public_networks, rule.is_for_anyone, rule.is_for_package) == (
        *(False, False, True, False),
    )
    assert (rule.local_ports, rule.first("svc"), rule.path) == (
        *(["3389"], "termservice", "%SystemRoot%\\system32\\svchost.exe"),
    )


def test_what_a_rule_does_not_name_it_does_not_ask_for() -> None:
    rule = read("v2.10|Action=Allow|Active=TRUE|Dir=In|Name=All|")

    assert (rule.holds_on_public_networks, rule.is_for_anyone, rule.local_ports, rule.path) == (True, True, [], "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v2.31|",
        RDP[:-1],  # cut off
        RDP.removesuffix("Name=@FirewallAPI.dll,-28775|"),  # cut off at the end of a part
        RDP.replace("v2.31", "2.31"),
        RDP.replace("Dir=In", "Dir=Up"),
        RDP.replace("Active=TRUE", "Active=1"),
        RDP.replace("Profile=Private", "Profile=Casino"),
        RDP.replace("Protocol=6", "Protocol=six"),
        RDP.replace("term", "te\ufffdrm"),
    ],
)
def test_a_rule_that_is_not_whole_or_not_understood_is_no_rule(text: str) -> None:
    assert isinstance(read_rule(text), Unknown)


@given(st.text(alphabet=st.sampled_from("v2.31|=ActionActiveDirInNameTRUE,Allow\ufffd \x00Profile")))
def test_no_text_breaks_the_reading_of_rules(text: str) -> None:
    assert isinstance(read_rule(text), (Rule, Unknown))


@given(st.integers(1, len(RDP) - 1))
def test_a_rule_that_was_cut_off_anywhere_is_never_taken_for_a_whole_one(length: int) -> None:
    assert isinstance(read_rule(RDP[:length]), Unknown)


def is_open(*rules: str, enabled: int = 1) -> Any:
    listed = [{"rule": f"v2.31|{text}|Name=It|"} for text in ("Action=Allow|Active=TRUE|Dir=Out", *rules)]
    rows: list[dict[str, Any]] = [
        {"api": "firewall_rules", "told": {"count": len(listed), "rows": listed}},
        {"key": f"{PLACE}\\PublicProfile", "values": {"EnableFirewall": enabled}},
    ]
    found = is_open_to_any_network(changed("good_11_pro", *rows), DOOR)
    return found.reason if isinstance(found, Unknown) else found


ALLOW: Final = "Action=Allow|Active=TRUE|Dir=In"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (f"{ALLOW}|Protocol=6|LPort=3389", True),
        (f"{ALLOW}|Protocol=6|LPort2_10=3380-3390", True),
        (f"{ALLOW}|Protocol=6|LPort=80,3389", True),
        (f"{ALLOW}|Protocol=6|LPort2_10=3390-3400", False),
        (f"{ALLOW}|Protocol=6|LPort=RPC", False),
        (f"{ALLOW}|Protocol=6|LPort=*", True),
        (ALLOW, True),  # everything
        (f"{ALLOW}|App=C:\\Windows\\System32\\svchost.exe|Svc=termservice", True),
        (f"{ALLOW}|App=C:\\Windows\\System32\\svchost.exe|Svc=dhcp", False),
        (f"{ALLOW}|App=C:\\Programs\\other.exe", False),
        (f"{ALLOW}|Protocol=6|LPort=3389|AppPkgId=S-1-15-2-1", False),  # for a store app alone
        (f"{ALLOW}|Protocol=6|LPort=3389|Profile=Public", True),
        (f"{ALLOW}|Protocol=6|LPort=3389|Profile=Domain", False),
        (f"{ALLOW}|Protocol=6|LPort=3389|RA4=LocalSubnet", False),
        (f"{ALLOW}|Protocol=6|LPort=3389|RA4=192.0.2.7", False),
        (f"{ALLOW}|Protocol=6|LPort=3389|RA42=IntErnet", True),
        (f"{ALLOW}|Protocol=6|LPort=3389|RA4=0.0.0.0-255.255.255.255", True),
        ("Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=3389", False),
        ("Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=3389", False),
        ("Action=ByPass|Active=TRUE|Dir=In|Protocol=6|LPort=3389", True),
    ],
)
def test_a_rule_opens_the_port_where_it_lets_anyone_on_a_public_network_in(rule: str, expected: bool) -> None:
    assert is_open(rule) is expected


def test_a_rule_that_cannot_be_read_leaves_it_open_unless_another_settles_it() -> None:
    senseless = "Action=Allow|Active=maybe|Dir=In"

    assert is_open(senseless) == "unreadable"
    assert is_open(senseless, f"{ALLOW}|Protocol=6|LPort=3389") is True


def test_where_one_rule_allows_and_another_blocks_it_is_not_certain() -> None:
    block = "Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389"

    assert is_open(block, f"{ALLOW}|Protocol=6|LPort=3389") == "not_seen"
    assert is_open(block) is False


def test_where_the_firewall_is_off_nothing_is_certain() -> None:
    assert is_open(enabled=0) == "not_seen"
