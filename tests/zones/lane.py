"""The lane of real servers: every state of the table is placed, served, looked at and judged, all in one run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

from carecheck.domain_names import read_domain_name
from carecheck.facts.model import FactGroup
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import World as Facts
from carecheck.look.dns_network import DnsNetwork
from carecheck.look.https import HttpsDoor
from carecheck.look.network import Network, Web
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.look.web import Fetched, NoPage, Page
from carecheck.shipped import shipped
from tests.domain.judging import TODAY
from tests.network.asking import network_at
from tests.network.misbehaving import MisbehavingDns, as_told_by
from tests.web.authority import Authority, Certified
from tests.web.server import Behaviour, WebServer, page, silent
from tests.zones.servers import Programs, Zone, running_servers
from tests.zones.states import Light, Placed, State, company_zones
from tests.zones.table.delays import SLOWLY

DAY: Final = timedelta(days=1)
SIDE_BY_SIDE: Final = 8
CHECKS: Final = {
    kind: {name: check for name, check in load_checks(shipped("checks")).items() if check.subject == kind}
    for kind in ("domain", "website")
}


@dataclass(frozen=True, slots=True)
class Lane:
    """The running servers: `straight` asks Unbound, `spoiled` asks it through a server that spoils some answers."""

    placed: Mapping[str, Placed]
    straight: DnsNetwork
    spoiled: DnsNetwork
    between: MisbehavingDns
    address: str
    server: WebServer
    web: Web
    public_web: Web

    def look(
        self, what: str, network: Network | None = None, web: Web | None = None, seconds: float = 6.0
    ) -> dict[str, FactGroup]:
        """The facts about the domain of a state."""
        placed = self.placed[what]
        probes, selectors = probes_for(placed.state.subject).values(), placed.state.selectors
        ways = (network or self.network_of(what), seconds, selectors, web or self.web_of(what))
        groups, _ = look_at_domain(name_of(placed), probes, *ways)
        return groups

    def network_of(self, what: str) -> Network:
        """The network in which a state is what the table says."""
        return self.spoiled if self.placed[what].spoiled() else self.straight

    def web_of(self, what: str) -> Web:
        """The web in which a state is what the table says."""
        pages = self.placed[what].state.pages.values()
        return self.public_web if any(isinstance(row, NoPage) and row.why == "private" for row in pages) else self.web

    def look_at_all(self) -> dict[str, dict[str, Light]]:
        """The lights of all checks for each state, several states at once."""
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            return dict(zip(self.placed, pool.map(self.lights, self.placed), strict=True))

    def lights(self, what: str) -> dict[str, Light]:
        """The light and rule code of every check of a state."""
        return judged(self.look(what), self.placed[what].state.subject)


def name_of(placed: Placed) -> str:
    """The name that is looked at: `www.` leads to the name without it."""
    name = read_domain_name(placed.domain)
    return name.email_domain or name.ascii


def judged(groups: Mapping[str, FactGroup], subject: Literal["domain", "website"] = "domain") -> dict[str, Light]:
    """The light and rule code of every check of a domain or website."""
    lights: dict[str, Light] = {}
    for name, check in CHECKS[subject].items():
        facts = Facts(subject=subject, today=TODAY, groups=groups, limits=check.default_limits)
        outcome = decide(check, facts)
        lights[name] = (outcome.light, outcome.rule.code if outcome.rule else None)
    return lights


@contextmanager
def running_lane(states: Sequence[State], programs: Programs, authority: Authority, folder: Path) -> Iterator[Lane]:
    """Serve all states, and say how to look at them."""
    placed = {state.what: Placed(state, f"s{number:03}") for number, state in enumerate(states)}
    assert len(placed) == len(states), "two states have one name"
    sites = [_Site(one, url, fetched) for one in placed.values() for url, fetched in one.state.pages.items()]
    zones = [*company_zones(states), *(zone for one in placed.values() for zone in _with_hosts(one, sites))]
    with ExitStack() as stack:
        late = stack.enter_context(MisbehavingDns(SLOWLY, delay_seconds=0.3))
        never = stack.enter_context(MisbehavingDns({}, delay_seconds=60))
        elsewhere = {"late": late.address, "never": never.address}
        address = stack.enter_context(running_servers(programs, zones, folder, elsewhere))
        spoiling = {asked: way for one in placed.values() for asked, way in one.spoiled().items()}
        between = stack.enter_context(MisbehavingDns(spoiling, otherwise=as_told_by(address)))
        server = stack.enter_context(WebServer({s.url: s.behaviour() for s in sites}, _certificates(sites, authority)))
        straight, spoiled = network_at(address, try_seconds=1.25), network_at(between.address, try_seconds=0.8)
        web, public = (
            HttpsDoor(spoiled, allow_private=private, authorities=authority.file, ports=server.ports)
            for private in (True, False)
        )
        for opened in (straight, spoiled, web, public):
            stack.callback(opened.close)
        yield Lane(placed, straight, spoiled, between, address, server, web, public)


class _Site:
    """One page that a state has, or fails to have."""

    def __init__(self, placed: Placed, url: str, fetched: Fetched) -> None:
        self.placed = placed
        self.url = placed.named(url)
        self.host = self.url.split("/")[2]
        self.fetched = fetched

    @property
    def address(self) -> str | None:
        """Where the host of the page is; nobody listens at the second."""
        if isinstance(self.fetched, NoPage) and self.fetched.why in ("refused", "no_such_name"):
            return "127.0.0.2" if self.fetched.why == "refused" else None
        return "127.0.0.1"

    @property
    def certified(self) -> str:
        """What is wrong with the certificate; empty when nothing is."""
        return self.fetched.fault or "" if isinstance(self.fetched, NoPage) else ""

    def behaviour(self) -> Behaviour:
        """What the server does."""
        if not isinstance(self.fetched, Page):
            return silent
        body = self.placed.named(self.fetched.body.decode("latin-1")).encode("latin-1")
        told = {name: self.placed.named(value) for name, value in self.fetched.headers}
        kind = told.pop("content-type", "text/html")
        headers = [f"{name}: {value}" for name, value in told.items()]
        return page(body if self.fetched.whole else body * 1_000, f"{self.fetched.status} Told", *headers, kind=kind)


def _with_hosts(placed: Placed, sites: Iterable[_Site]) -> list[Zone]:
    hosts = dict.fromkeys((site.host, site.address) for site in sites if site.placed is placed and site.address)
    *others, last = placed.zones()
    lines = "".join(f"\n{host}. A {address}" for host, address in hosts)
    return [*others, Zone(last.name, last.lines + lines, last.signed)]


def _certificates(sites: Iterable[_Site], authority: Authority) -> dict[str, Certified]:
    hosts: dict[str, list[str]] = {}
    for site in sites:
        hosts.setdefault(site.certified, []).append(site.host)
    made = {
        "": lambda names: authority.issue(*names),
        "expired": lambda names: authority.issue(*names, starts=-90 * DAY, ends=-DAY),
        "not_yet_valid": lambda names: authority.issue(*names, starts=2 * DAY, ends=90 * DAY),
        "wrong_name": lambda names: authority.issue("other.example"),
        "untrusted": lambda names: authority.self_signed(names[0]),
    }
    return {name: certified for fault, names in hosts.items() for certified in [made[fault](names)] for name in names}
