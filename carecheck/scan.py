"""Looking at everything that a plan needs: this computer, its domains, websites and suppliers side by side."""

import sys
from collections.abc import Callable, Collection, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec.structs import replace

from carecheck.domain_names import DomainName
from carecheck.facts.catalogue import group_named
from carecheck.facts.model import FactGroup, Unknown
from carecheck.judge.suppliers import Supplier
from carecheck.look.collected import Collected, Seen
from carecheck.look.evidence import Evidence, without_addresses
from carecheck.look.network import Network, NoWeb, Web
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.look.this_computer import are_we_elevated
from carecheck.plan import Plan

if TYPE_CHECKING:
    from carecheck.look.machine import Machine

Clock = Callable[[], datetime]
DnsPlace = Literal["domain", "website"]

SCAN_SECONDS: Final = 60.0
COMPUTER_SECONDS: Final = 20.0
DOMAIN_SECONDS: Final = 6.0
WEBSITE_SECONDS: Final = 15.0  # a page after a redirect after a redirect
MOST_DOMAINS_AT_ONCE: Final = 8
SHORT_TURN_SECONDS: Final = 0.0005

HOME: Final = "home"  # the id of the one subject of that kind
NOT_LOOKED: Final = Unknown("not_seen", "not in the facts file")
NOT_IN_PROFILE: Final = Unknown("no_answer", "the profile does not name it")


def now() -> datetime:
    """The present moment with the offset of this place, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def look(
    plan: Plan,
    open_machine: Callable[[], "Machine"],
    network: Network,
    device_key: Callable[[], bytes],
    *,
    web: Web | None = None,
    deadline_seconds: float = SCAN_SECONDS,
    hide_computer_names: bool = False,
    serial_number: bool = False,
    selectors: tuple[str, ...] = (),
    clock: Clock = now,
    meanwhile: Callable[[], None] | None = None,
) -> Collected:
    """Look at everything that the plan needs: this computer, its domains, websites and suppliers side by side.

    Without `web` no page is fetched. Only where a check is about a computer the machine is opened, for which much has
    to be imported, and the key is asked for: it makes the device id, so that the computer is known again and nobody
    else can tell which it is. `selectors` are those at which a person says that DKIM keys stand. `meanwhile` is done
    while others answer, where no look at the computer needs that time. The serial number of this computer is read only
    where a person asks for it.
    """
    started = clock()
    end = monotonic() + deadline_seconds
    doors = _Doors(network, web or NoWeb(), selectors)
    machine = open_machine() if plan.checks_of("computer") else None

    def computer(machine: "Machine", key: bytes) -> Seen:
        from carecheck.look.maker import maker_of

        seconds = min(COMPUTER_SECONDS, end - monotonic())
        seen = _computer(plan, machine, key, seconds, started, hide_name=hide_computer_names)
        made = maker_of(machine, with_serial=serial_number)
        return _with_internet(plan, replace(seen, made=made), doors, seconds)

    def domain(name: DomainName) -> Seen:
        groups, evidence = _look_at(name, "domain", plan.groups_for("domain"), doors, end)
        return Seen(name.ascii, "domain", name.shown, groups, evidence, started)

    def website(name: DomainName) -> Seen:
        groups, evidence = _look_at(name, "website", plan.groups_for("website"), doors, end)
        # A domain and the website at the same name are two subjects.
        return Seen(f"https://{name.ascii}/", "website", name.shown, groups, evidence, started)

    def supplier(one: Supplier) -> Seen:
        return _supplier(plan, one, doors, end, started)

    # Imported here: threads that import side by side stand in each other's way.
    for place in _places(plan):
        probes_for(place)
    pool = ThreadPoolExecutor(max_workers=MOST_DOMAINS_AT_ONCE, thread_name_prefix="look")
    try:
        futures = [pool.submit(computer, machine, device_key())] if machine else []
        futures += [pool.submit(domain, name) for name in (plan.domains if plan.checks_of("domain") else ())]
        futures += [pool.submit(website, name) for name in (plan.websites if plan.checks_of("website") else ())]
        futures += [pool.submit(supplier, one) for one in (plan.suppliers if plan.checks_of("supplier") else ())]
        if meanwhile and machine is None:
            with _short_turns():
                meanwhile()
        subjects = tuple(future.result() for future in futures)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # whoever stops a scan is not kept waiting
    elevated = machine.about.elevated if machine else are_we_elevated()
    finished = max(started, clock())  # the clock may have been set back meanwhile
    return with_all_subjects(plan, Collected(started, finished, elevated, subjects))


def with_all_subjects(plan: Plan, collected: Collected) -> Collected:
    """What was collected, with the home and each supplier of the plan, also where nobody looked at them.

    Saved facts may come from a look without this profile. What people answered of a home and its suppliers counts all
    the same, and whatever is for the network to tell is Unknown.
    """
    here = {seen.id for seen in collected.subjects}
    moment = collected.started_at
    more = [_nothing_seen(plan, one, moment) for one in (plan.suppliers if plan.checks_of("supplier") else ())]
    if plan.checks_of("home"):
        more.insert(0, Seen(HOME, "home", plan.profile.site_name or "this home", {}, {}, moment))
    return replace(collected, subjects=(*collected.subjects, *(seen for seen in more if seen.id not in here)))


@contextmanager
def _short_turns() -> Generator[None]:
    """Let threads take turns so often that one that has heard from a name server goes on at once."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SHORT_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _places(plan: Plan) -> Iterator[DnsPlace]:
    if plan.domains and plan.checks_of("domain"):
        yield "domain"
    if plan.websites and plan.checks_of("website"):
        yield "website"


class _Doors(NamedTuple):
    """What is needed to look at names."""

    network: Network
    web: Web
    selectors: tuple[str, ...]


def _computer(plan: Plan, machine: "Machine", key: bytes, seconds: float, moment: datetime, *, hide_name: bool) -> Seen:
    from carecheck.look.computer import look_at_computer
    from carecheck.look.identity import describe_computer

    identity = describe_computer(machine, key, hide_name=hide_name)
    wanted = plan.groups_for("computer")
    probes = {name: probe for name, probe in probes_for(machine.about.system).items() if name in wanted}
    seen = look_at_computer(machine, probes, seconds)
    return Seen(
        identity.id,
        "computer",
        identity.label,
        seen.groups,
        seen.evidence,
        moment,
        form=identity.form,
        system=machine.about.system,
        release=machine.about.release,
    )


def _with_internet(plan: Plan, computer: Seen, doors: _Doors, seconds: float) -> Seen:
    """The computer with what others know of its internet connection; nobody is asked unless the profile says so."""
    wanted = plan.groups_for("computer")
    probes = [one for name, one in probes_for("internet").items() if name in wanted]
    if not probes:
        return computer
    filled, found = look_at_domain("", probes, doors.network, seconds, web=doors.web)
    evidence = {name: (without_addresses(one),) for name, one in found.items()}
    return replace(computer, groups={**computer.groups, **filled}, evidence={**computer.evidence, **evidence})


def _supplier(plan: Plan, supplier: Supplier, doors: _Doors, end: float, moment: datetime) -> Seen:
    """A supplier, looked at by its email domain and its website as far as the profile names them."""
    wanted = plan.groups_for("supplier")
    seen = _nothing_seen(plan, supplier, moment, NOT_IN_PROFILE)
    filled, evidence = dict(seen.groups), dict(seen.evidence)
    places: tuple[tuple[DnsPlace, DomainName | None], ...] = (
        ("domain", supplier.email_domain),
        ("website", supplier.website),
    )
    for place, name in places:
        if name is not None:
            found, found_evidence = _look_at(name, place, wanted, doors, end)
            filled |= found
            evidence |= found_evidence
    return replace(seen, groups=filled, evidence=evidence)


def _nothing_seen(plan: Plan, supplier: Supplier, moment: datetime, gap: Unknown = NOT_LOOKED) -> Seen:
    """A supplier of whom nothing is known but what the profile tells."""
    groups = {name: group_named(name) for name in plan.groups_for("supplier")}
    filled = {name: group.all_unknown(gap) for name, group in groups.items() if group}
    if "supplier" in filled:
        filled["supplier"] = supplier.told
    return Seen(supplier.id, "supplier", supplier.name, filled, {}, moment)


def _look_at(
    name: DomainName, place: DnsPlace, wanted: Collection[str], doors: _Doors, end: float
) -> tuple[dict[str, FactGroup], dict[str, tuple[Evidence, ...]]]:
    """What the probes of that place see at a name, and on what it rests; both by the name of the group."""
    probes = [probe for group, probe in probes_for(place).items() if group in wanted]
    seconds = min(DOMAIN_SECONDS if place == "domain" else WEBSITE_SECONDS, end - monotonic())
    network, web, selectors = doors
    found, evidence = look_at_domain(name.ascii, probes, network, seconds, selectors, web)
    return found, {group: (one,) for group, one in evidence.items()}
