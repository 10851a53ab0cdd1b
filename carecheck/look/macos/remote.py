"""Programs on this Mac with which others can use it from afar, of those on our list.

They show as programs, or as what macOS starts for them: with the Mac for whoever is there, or with somebody's login.
"""

from carecheck.facts.model import Unknown
from carecheck.facts.remote import Remote
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import apps
from carecheck.look.macos.started import AGENTS, DAEMONS, started
from carecheck.look.probes import probe
from carecheck.look.remote_tools import MacosTool, matches, remote_tools


@probe(Remote, on="macos")
def remote(machine: Machine) -> Remote:
    """Hold the names of programs, and of what starts by itself, against the list."""
    daemons, agents, here = started(machine, DAEMONS), started(machine, AGENTS), apps(machine)
    too_old = remote_tools().too_old(machine.about.today)
    gap = next((one for one in (daemons, agents, here.gap) if isinstance(one, Unknown)), None)
    unsure = next((one for one in (gap, too_old) if one is not None), None)
    with_mac = () if isinstance(daemons, Unknown) else daemons
    labels = (*with_mac, *(() if isinstance(agents, Unknown) else agents))
    names = tuple(app.name for app in here.apps)
    seen = [tool for tool in remote_tools().macos if _is_among(tool, labels, names)]
    unattended = [tool for tool in seen if _lets_in_alone(tool, with_mac, names)]
    return Remote(
        tools_seen=_names(seen, gap),
        unattended_seen=_names(unattended, gap),
        looked_everywhere=True if unsure is None else unsure,
    )


def _names(tools: list[MacosTool], gap: Unknown | None) -> tuple[str, ...] | Unknown:
    """What was seen counts, also beside a gap; with nothing seen, a gap leaves it open."""
    names = tuple(sorted(tool.name for tool in tools))
    return gap if gap is not None and not names else names


def _is_among(tool: MacosTool, labels: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(_matches(name, tool) for name in labels) or any(matches(name, tool.apps) for name in names)


def _lets_in_alone(tool: MacosTool, with_mac: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether it lets others in while nobody is at the Mac."""
    by_itself = tool.unattended and any(_matches(label, tool) for label in with_mac)
    return by_itself or any(matches(name, tool.unattended_apps) for name in names)


def _matches(label: str, tool: MacosTool) -> bool:
    return matches(label, tool.labels)
