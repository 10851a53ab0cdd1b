"""What a plan reads and whom it asks, from the declarations by which probes look: no list of it is kept elsewhere."""

from collections.abc import Iterator

from carecheck.facts.catalogue import group_named
from carecheck.facts.model import Subject
from carecheck.look.knock import PORTS
from carecheck.look.probes import Place, Probe, probes_for
from carecheck.plan import Plan
from carecheck.show.privacy_page import Asked, Privacy
from carecheck.systems import SystemName

ROUTER = "router"
WHICH_COMPUTER = "The name, make and model of this computer. Its serial number only with --serial-number."


def privacy_of(plan: Plan, system: SystemName) -> Privacy:
    """What is read on a computer with that system, and who is asked."""
    return Privacy(profile=plan.profile.id, reads=tuple(_reads(plan, system)), asks=tuple(_asks(plan, system)))


def _reads(plan: Plan, system: SystemName) -> Iterator[str]:
    """Which computer it is, and what each fact group is about that a probe of this system fills here."""
    if plan.checks_of("computer"):
        yield WHICH_COMPUTER
    for name in sorted(plan.groups_for("computer") & probes_for(system).keys() - {ROUTER}):
        group = group_named(name)
        yield ((group.__doc__ if group else "") or name).splitlines()[0]


def _asks(plan: Plan, system: SystemName) -> Iterator[Asked]:
    names = tuple(_names(plan))
    if plan.groups_for("computer") & probes_for(system).keys() & {ROUTER}:
        ports = ", ".join(map(str, PORTS))
        yield Asked("your own internet box", (), f"a knock at {ports}, and for its front page. Never a password")
    if names or _wanted(plan, "internet", "computer"):
        whose = tuple(dict.fromkeys(name for name, _, _ in names))
        yield Asked("the name servers that this computer uses", whose, "these names, and those to which they lead")
    found: dict[Asked, None] = {}
    for name, place, kind in names:
        for probe in _wanted(plan, place, kind):
            found.update(dict.fromkeys(_asked(probe, name)))
    for probe in _wanted(plan, "internet", "computer"):
        found.update(dict.fromkeys(_asked(probe, "")))
    yield from found


def _asked(probe: Probe, name: str) -> Iterator[Asked]:
    if probe.contact is not None and (hosts := probe.contact.hosts(name)):
        yield Asked(probe.contact.who, hosts, probe.contact.sends)


def _names(plan: Plan) -> Iterator[tuple[str, Place, Subject]]:
    """Each name that is looked at, as what, and for which kind of checks."""
    for one in plan.domains if plan.checks_of("domain") else ():
        yield one.ascii, "domain", "domain"
    for one in plan.websites if plan.checks_of("website") else ():
        yield one.ascii, "website", "website"
    for supplier in plan.suppliers if plan.checks_of("supplier") else ():
        if supplier.email_domain:
            yield supplier.email_domain.ascii, "domain", "supplier"
        if supplier.website:
            yield supplier.website.ascii, "website", "supplier"


def _wanted(plan: Plan, place: Place, kind: Subject) -> list[Probe]:
    wanted = plan.groups_for(kind)
    return [probe for name, probe in sorted(probes_for(place).items()) if name in wanted]
