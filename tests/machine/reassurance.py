"""What it means that a fact reassures: for each fact, when one that was told with a fault is no better than the true one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from carecheck.facts.model import FactGroup, Unknown, fact_fields
from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.machine import Machine, Question
from carecheck.look.probes import Probe


def same(true: Any, told: Any) -> bool:
    return bool(true == told)


def no_better_if_true(true: Any, told: Any) -> bool:
    return told is True or true is False


def no_better_if_false(true: Any, told: Any) -> bool:
    return told is False or true is True


def no_later(true: date | None, told: date | None) -> bool:
    return told is None or (true is not None and told <= true)


def some_if_some(true: int, told: int) -> bool:
    return true == 0 or 0 < told <= true


def no_fewer(true: int, told: int) -> bool:
    return told >= true


def no_fewer_names(true: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return set(told) >= set(true)


def no_later_day(true: date | None, told: date | None) -> bool:
    return true is None or (told is not None and told <= true)


def anything(true: object, told: object) -> bool:
    return True  # a name for sentences; the facts beside it decide


def no_more_names(true: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return set(told) <= set(true)


def some_of_them(true: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return set(told) >= set(true) or bool(told)  # one is as bad as several


def some_names_if_some(true: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return set(told) <= set(true) and bool(told) == bool(true)


def no_better_way(true: str, told: str) -> bool:
    ways = ["on", "download_only", "paused", "off", "blocked"]
    return ways.index(told) >= ways.index(true)


def no_shorter(true: int | None, told: int | None) -> bool:
    return told is None or (true is not None and told >= true)


def no_more(true: int, told: int) -> bool:
    return told <= true


def no_better_wifi(true: str | None, told: str | None) -> bool:
    ways = ["open", "wep", "wpa", "wpa2", "wpa3"]
    return true == told or (true is not None and told is not None and ways.index(told) <= ways.index(true))


def since_when(true: date | None, told: date | None) -> bool:
    return true is None or told is not None  # a later day is a lower bound: it waits since then at least


def a_bound(true: date, told: date) -> bool:
    return told >= true  # "at least since then": with a login unread, only a shorter time is certain


def no_newer_list(true: date | None, told: date | None) -> bool:
    return true == told or (true is not None and told is not None and told <= true)


NO_BETTER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "router.telnet": no_better_if_true,
    "router.plain_web": no_better_if_true,
    "router.encrypted_web": anything,  # a note hangs on it, and no light
    "system.name": same,
    "system.maker": same,
    "system.support_ends": no_later_day,
    "system.support_end_is_firm": no_better_if_false,
    "system.extended_ends": no_later,
    "office.installed": same,
    "office.names": no_more_names,
    "office.first_to_end": anything,
    "office.support_ends": no_later_day,
    "office.updates_itself": no_better_if_false,
    "macros.internet_runs": no_better_if_true,
    "macros.internet_asks": no_better_if_true,
    "macros.others_run": no_better_if_true,
    "browsers.names": no_more_names,
    "browsers.most_behind": anything,
    "browsers.replaced_on": since_when,
    "browsers.may_be_replaced_on": no_later_day,
    "programs.ended": some_of_them,
    "programs.first_to_end": anything,
    "programs.next_end": no_later_day,
    "warnings.for_files": no_better_if_false,
    "warnings.for_websites": no_better_if_false,
    "autorun.runs_unasked": no_better_if_true,
    "uac.on": no_better_if_false,
    "uac.asks_administrators": no_better_if_false,
    "updates.security_waiting": some_if_some,
    "updates.list_fetched": no_later,
    "updates.last_installed": no_later,
    "updates.automatic": no_better_way,
    "restart.waiting": no_better_if_true,
    "restart.waiting_since": since_when,
    "logins.in_use": same,
    "logins.shared_looking": some_if_some,
    "logins.everyday_is_admin": no_better_if_true,
    "logins.other_admins": no_fewer,
    "logins.automatic_sign_in": no_better_if_true,
    "logins.seen_without_password": no_better_if_true,
    "logins.marked_without_password": no_better_if_true,
    "logins.all_need_password": no_better_if_false,
    "idle.unused_since": a_bound,
    "idle.all_used_since": no_later,
    "builtin.guest_on": no_better_if_true,
    "builtin.administrator_on": no_better_if_true,
    "builtin.everyday": no_better_if_true,
    "passwords.tries_seen": same,
    "passwords.tries": same,
    "passwords.shortest_seen": same,
    "passwords.shortest": same,
    "passwords.none_used": no_better_if_false,
    "passwords.expire": no_better_if_true,
    "management.domain": no_better_if_false,
    "management.cloud": no_better_if_false,
    "management.enrolled": no_better_if_false,
    "backup.methods": no_more_names,
    "backup.copies": no_more_names,
    "backup.newest": no_later,
    "disks.any_open": no_better_if_true,
    "disks.any_paused": no_better_if_true,
    "disks.any_waiting": no_better_if_true,
    "disks.all_protected": no_better_if_false,
    "disks.portable": no_better_if_true,
    "space.free_gb": no_more,
    "space.free_percent": no_more,
    "boot.secure": no_better_if_false,
    "boot.can_be_secure": no_better_if_true,
    "lock.computer_minutes": no_shorter,
    "lock.managed_minutes": no_shorter,
    "lock.screen_saver_minutes": no_shorter,
    "lock.asleep_minutes": no_shorter,
    "lock.asks_on_waking": no_better_if_false,
    "previews.on_locked_screen": no_better_if_true,
    "usb.blocked": no_better_if_false,
    "usb.read_only": no_better_if_false,
    "usb.only_encrypted": no_better_if_false,
    "remote.tools_seen": some_names_if_some,
    "remote.unattended_seen": some_names_if_some,
    "remote.looked_everywhere": no_better_if_false,
    "rdp.on": no_better_if_true,
    "rdp.asks_password_first": no_better_if_false,
    "rdp.open_to_any_network": no_better_if_true,
    "invitations.on": no_better_if_true,
    "ssh.on": no_better_if_true,
    "ssh.passwords": no_better_if_true,
    "ssh.admin_passwords": no_better_if_true,
    "remoteadmin.on": no_better_if_true,
    "remoteadmin.open_to_any_network": no_better_if_true,
    "smb1.server_on": no_better_if_true,
    "smb1.client_on": no_better_if_true,
    "shares.open_for_writing": some_if_some,
    "shares.open_for_reading": some_if_some,
    "listening.others": no_fewer_names,
    "listening.programs": no_fewer_names,
    "clock.kept_right": no_better_if_false,
    "licence.activated": no_better_if_false,
    "licence.extended": same,
    "updateblocks.services_off": no_better_if_true,
    "updateblocks.paused_for_years": no_better_if_true,
    "updateblocks.pause_limit_raised": no_better_if_true,
    "updateblocks.addresses_blocked": no_better_if_true,
    "updateblocks.server_nowhere": no_better_if_true,
    "updateblocks.repair_off": no_better_if_true,
    "wifi.in_use": no_better_if_true,
    "wifi.security": no_better_wifi,
    "wifi.seen_open": no_better_if_true,
    "wifi.seen_old": no_better_if_true,
    "wifi.seen_protected": no_better_if_false,
    "addons.outside_seen": some_names_if_some,
    "addons.readers_seen": some_names_if_some,
    "addons.looked_everywhere": no_better_if_false,
    "wifimemory.has_wifi": no_better_if_true,
    "wifimemory.joins_open": no_better_if_true,
    "dnsfilter.filters": no_better_if_false,
    "antivirus.products": no_more_names,
    "antivirus.on": no_better_if_false,
    "antivirus.watching": no_better_if_false,
    "antivirus.tells_all": no_better_if_true,
    "antivirus.several_on": no_better_if_true,
    "antivirus.some_expired": no_better_if_true,
    "antivirus.list_made": no_newer_list,
    "antivirus.says_current": no_better_if_false,
    "antivirus.says_old": no_better_if_true,
    "defender.in_charge": no_better_if_true,
    "defender.tamper_protected": no_better_if_false,
    "defender.guards_folders": no_better_if_false,
    "exclusions.wide": no_better_if_true,
    "exclusions.some": no_better_if_true,
    "firewall.other": same,
    "firewall.off_everywhere": no_better_if_true,
    "firewall.off_somewhere": no_better_if_true,
    "firewall.lets_all_in": no_better_if_true,
    "openings.seen": no_more_names,
    "openings.whole": no_fewer_names,
    "networks.public_one_trusted": no_better_if_true,
    "networks.office_not_trusted": no_better_if_true,
}


def look(probe: Probe, machine: Machine) -> FactGroup:
    """What a probe fills, as `look_at_computer` has it, without a thread and evidence for each of many thousand looks."""
    try:
        return probe.look(machine)
    except Exception as fault:
        return probe.group.all_unknown(Unknown("our_fault", type(fault).__name__))


def reassured(true: FactGroup, told: FactGroup) -> list[str]:
    """The facts that are better than they should be."""
    found: list[str] = []
    for name in fact_fields(type(true)):
        before, after = getattr(true, name), getattr(told, name)
        fact = f"{true.group_name()}.{name}"
        if isinstance(after, Unknown):
            continue
        if isinstance(before, Unknown) or not NO_BETTER[fact](before, after):
            found.append(f"{fact} is {after}, and without the fault {before}")
    return found


def questions(probe: Probe, machine: Machine) -> list[Question]:
    faultless = FaultyMachine(machine, nth=0, fault="raises")
    look(probe, faultless)
    return faultless.asked
