"""Looking at everything that a plan needs: this computer, and its domains and websites side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import monotonic
from typing import Final, Literal, NamedTuple

from carecheck.domain_names import DomainName
from carecheck.look.collected import Collected, Seen
from carecheck.look.computer import look_at_computer
from carecheck.look.identity import Identity, describe_computer
from carecheck.look.machine import Machine
from carecheck.look.network import Network, NoWeb, Web
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.plan import Plan

Clock = Callable[[], datetime]

SCAN_SECONDS: Final = 60.0
COMPUTER_SECONDS: Final = 20.0
DOMAIN_SECONDS: Final = 6.0
WEBSITE_SECONDS: Final = 15.0  # a page after a redirect after a redirect
MOST_DOMAINS_AT_ONCE: Final = 8


def now() -> datetime:
    """The present moment with the offset of this place, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def look(
    plan: Plan,
    machine: Machine,
    network: Network,
    key: bytes,
    *,
    web: Web | None = None,
    deadline_seconds: float = SCAN_SECONDS,
    hide_computer_names: bool = False,
    selectors: tuple[str, ...] = (),
    clock: Clock = now,
) -> Collected:
    """Look at everything that the plan needs: this computer, and its domains and websites side by side.

    Without `web` no page is fetched. `key` makes the device id, so that the computer is known again and nobody else
    can tell which it is. `selectors` are those at which a person says that DKIM keys stand.
    """
    started = clock()
    end = monotonic() + deadline_seconds

    def computer() -> Seen:
        seconds = min(COMPUTER_SECONDS, end - monotonic())
        return _computer(
            plan, machine, describe_computer(machine, key, hide_name=hide_computer_names), seconds, started
        )

    doors = _Doors(network, web or NoWeb(), selectors)

    def domain(name: DomainName) -> Seen:
        return _name(plan, name, "domain", doors, min(DOMAIN_SECONDS, end - monotonic()), started)

    def website(name: DomainName) -> Seen:
        return _name(plan, name, "website", doors, min(WEBSITE_SECONDS, end - monotonic()), started)

    with ThreadPoolExecutor(max_workers=MOST_DOMAINS_AT_ONCE, thread_name_prefix="look") as pool:
        futures = [pool.submit(computer)] if plan.checks_of("computer") else []
        futures += [pool.submit(domain, name) for name in (plan.domains if plan.checks_of("domain") else ())]
        futures += [pool.submit(website, name) for name in (plan.websites if plan.checks_of("website") else ())]
        subjects = tuple(future.result() for future in futures)
    return Collected(started, clock(), machine.about.elevated, subjects)


class _Doors(NamedTuple):
    """What is needed to look at names."""

    network: Network
    web: Web
    selectors: tuple[str, ...]


def _computer(plan: Plan, machine: Machine, identity: Identity, seconds: float, moment: datetime) -> Seen:
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


def _name(
    plan: Plan,
    name: DomainName,
    kind: Literal["domain", "website"],
    doors: _Doors,
    seconds: float,
    moment: datetime,
) -> Seen:
    wanted = plan.groups_for(kind)
    probes = [probe for group, probe in probes_for(kind).items() if group in wanted]
    network, web, selectors = doors
    groups, evidence = look_at_domain(name.ascii, probes, network, seconds, selectors, web)
    by_group = {group: (one,) for group, one in evidence.items()}
    # A domain and the website at the same name are two subjects.
    subject_id = name.ascii if kind == "domain" else f"https://{name.ascii}/"
    return Seen(subject_id, kind, name.shown, groups, by_group, moment)
