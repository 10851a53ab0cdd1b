"""The walk over an SPF record and all that it includes, in the worst case for any sender (RFC 7208).

There is no sender here: every mechanism up to `all` is taken, every include is followed, and `redirect` counts only
if there is no `all`. What could not be read leaves open only what it could change. Past the limit of look-ups nothing
more is asked, so a hostile record costs little.
"""

from collections.abc import Sequence
from ipaddress import ip_network
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.spf import Ending
from carecheck.look.domain.spf_macros import DomainSpec, can_exist
from carecheck.look.domain.spf_reach import EVERYONE, Reach, is_wide
from carecheck.look.domain.spf_record import GrammarFault, Mechanism, Network, SpfRecord, is_spf, parse
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.words import clean

MOST_LOOKUPS: Final = 10
MOST_VOID_LOOKUPS: Final = 2
MOST_MX_HOSTS: Final = 10

_ENDINGS: Final[dict[str, Ending]] = {"-": "-all", "~": "~all", "?": "?all", "+": "+all"}
_OVER_LIMIT: Final = Unknown("not_seen", "not looked at: over the limit of 10 look-ups")
_NOWHERE: Final = NotThere("no_such_name")


class Policy(msgspec.Struct, frozen=True):
    """What one record says, with the one that it redirects to: whom it matches, and what it says of all others."""

    reaches: tuple[Reach, ...] = ()
    ending: Ending | Unknown = "none"


NO_POLICY: Final = Policy()


def spf_records(answer: Found[bytes] | NotThere) -> tuple[bytes, ...]:
    """The SPF records among TXT records (section 4.5)."""
    return tuple(txt for txt in answer.records if is_spf(txt)) if isinstance(answer, Found) else ()


class Walk(msgspec.Struct):
    """One walk, and what was met on the way.

    `unread`: what could hold any fault and could not be read. `voids`: whether each name that was asked leads nowhere.
    `own_...`: of the domain's own records, which are its record, those that it redirects to, and included ones whose
    names are below the domain.
    """

    dns: Lookups
    lookups: int = 0
    uses_ptr: bool = False
    own_terms_after_all: bool = False
    own_wide_range: bool = False
    own_unread: list[Unknown] = msgspec.field(default_factory=list[Unknown])
    unread: list[Unknown] = msgspec.field(default_factory=list[Unknown])
    voids: list[bool | Unknown] = msgspec.field(default_factory=list[bool | Unknown])
    _faults: list[str] = msgspec.field(default_factory=list[str])

    @property
    def faults(self) -> list[str]:
        """What receivers must treat as a permanent error, in technical words that may hold text from outside."""
        over = ["it needs more than 10 look-ups"] if self.lookups > MOST_LOOKUPS else []
        void = ["more than 2 names in it lead nowhere"] if self._certain_voids() > MOST_VOID_LOOKUPS else []
        return [*self._faults, *over, *void]

    @property
    def broken(self) -> bool | Unknown:
        """Whether it is an error; an unread name leaves that open only if it could be one name too many."""
        open_voids = [void for void in self.voids if isinstance(void, Unknown)]
        enough = self._certain_voids() + len(open_voids) > MOST_VOID_LOOKUPS
        return any_of([bool(self.faults), *self.unread, *(open_voids if enough else [])])

    def policy(self, name: str, path: tuple[str, ...] = (), *, own: bool = True) -> Policy:
        """What the record at `name` says; `path` holds the names of the records that led to it."""
        record = self._record(name)
        if isinstance(record, Unknown):
            return self._cannot_read(record, own)
        if record is None:
            return NO_POLICY
        kinds = [mechanism.kind for mechanism in record.mechanisms]
        place = kinds.index("all") if "all" in kinds else len(kinds)
        before, last = record.mechanisms[:place], record.mechanisms[place : place + 1]
        self.own_terms_after_all |= own and len(kinds) > place + 1
        self.own_wide_range |= own and any(is_wide(mechanism) and mechanism.sign in "+?" for mechanism in before)
        path = (*path, name)
        reaches = tuple(self._reach(mechanism, path) for mechanism in before)
        if last:
            return Policy((*reaches, Reach(last[0].sign, EVERYONE)), _ENDINGS[last[0].sign])
        if record.redirect is None:
            return Policy(reaches)
        rest = self._follow("redirect", record.redirect, path, own=own)
        return Policy((*reaches, *rest.reaches), rest.ending)

    def _record(self, name: str) -> SpfRecord | Unknown | None:
        answer = self.dns.txt(name) if can_exist(name) else _NOWHERE
        if isinstance(answer, Unknown):
            return Unknown(answer.reason, clean(f"TXT {name}: {answer.detail}"))
        found = spf_records(answer)
        if len(found) != 1:
            self._faults.append(f"{name} has {len(found)} SPF records")
            return None
        record = parse(found[0])
        if isinstance(record, GrammarFault):
            self._faults.append(f"{name}: {record.text}")
            return None
        return record

    def _cannot_read(self, gap: Unknown, own: bool) -> Policy:
        self.unread.append(gap)
        self.own_unread += [gap] if own else []
        return Policy(ending=gap)

    def _follow(self, text: str, target: DomainSpec, path: tuple[str, ...], *, own: bool) -> Policy:
        """The policy of the record that an include or a redirect names."""
        if not self._may_look_up(target):
            return self._cannot_read(_OVER_LIMIT, own)
        if target.depends_on_sender:
            return self._cannot_read(_depends_on_sender(text), own)
        name = target.expand(path[-1], self.dns.domain)
        if name in path:
            self._faults.append(f"{path[-1]} leads back to {name}")
            return NO_POLICY
        return self.policy(name, path, own=own or name.endswith(f".{self.dns.domain}"))

    def _may_look_up(self, target: DomainSpec) -> bool:
        """Count a term that needs DNS, and say whether it is within the limit (section 4.6.4)."""
        self.uses_ptr |= "p" in target.letters
        self.lookups += 1
        return self.lookups <= MOST_LOOKUPS

    def _reach(self, mechanism: Mechanism, path: tuple[str, ...]) -> Reach:
        """Whom one mechanism matches, other than `all`."""
        sign, target = mechanism.sign, mechanism.target
        if mechanism.network is not None:
            return Reach(sign, (mechanism.network,))
        if mechanism.kind == "include":
            return _included(mechanism, self._follow(mechanism.text, target, path, own=False))
        self.uses_ptr |= mechanism.kind == "ptr"
        if not self._may_look_up(target):
            return Reach(sign, gap=_gap_left_by(mechanism, _OVER_LIMIT))
        if mechanism.kind == "ptr" or target.depends_on_sender:
            return Reach(sign, gap=_gap_left_by(mechanism, _depends_on_sender(mechanism.text)))
        name = target.expand(path[-1], self.dns.domain)
        if mechanism.kind == "exists":
            return self._exists(mechanism, name)
        return self._addresses(mechanism, [name]) if mechanism.kind == "a" else self._mail_hosts(mechanism, name)

    def _exists(self, mechanism: Mechanism, name: str) -> Reach:
        """A name that is the same for all senders: if it has an address, everyone is matched."""
        answer = self.dns.addresses(name, "A") if can_exist(name) else _NOWHERE
        self.voids.append(_is_missing(answer))
        if isinstance(answer, Unknown):
            return Reach(mechanism.sign, gap=answer)
        return Reach(mechanism.sign, EVERYONE if isinstance(answer, Found) else ())

    def _mail_hosts(self, mechanism: Mechanism, name: str) -> Reach:
        answer = self.dns.mx(name) if can_exist(name) else _NOWHERE
        match answer:
            case Unknown():
                self.unread.append(answer)
                return Reach(mechanism.sign, gap=_gap_left_by(mechanism, answer))
            case NotThere():
                self.voids.append(True)
                return Reach(mechanism.sign)
            case Found(records):
                hosts = [record.exchange for record in records if record.exchange]
                if len(hosts) > MOST_MX_HOSTS:
                    self._faults.append(f"'{mechanism.text}' stands for more than 10 hosts")
                return self._addresses(mechanism, hosts[:MOST_MX_HOSTS])

    def _addresses(self, mechanism: Mechanism, hosts: Sequence[str]) -> Reach:
        """The ranges around the addresses of hosts; a host leads nowhere if it has no address of either family."""
        networks: list[Network] = []
        gap: Unknown | None = None
        for host in hosts:
            four = self.dns.addresses(host, "A") if can_exist(host) else _NOWHERE
            six = self.dns.addresses(host, "AAAA") if can_exist(host) else _NOWHERE
            self.voids.append(all_of([_is_missing(four), _is_missing(six)]))
            for answer, prefix in ((four, mechanism.prefix4), (six, mechanism.prefix6)):
                if isinstance(answer, Unknown):
                    gap = answer
                elif isinstance(answer, Found):
                    networks += [ip_network(f"{address}/{prefix}", strict=False) for address in answer.records]
        return Reach(mechanism.sign, tuple(networks), _gap_left_by(mechanism, gap))

    def _certain_voids(self) -> int:
        return sum(void is True for void in self.voids)


def _included(mechanism: Mechanism, policy: Policy) -> Reach:
    """An include matches those whom the included record passes; its ending means nothing, but for `+all`."""
    passing = [reach for reach in policy.reaches if reach.sign == "+"]
    gaps = [reach.gap for reach in passing if reach.gap is not None]
    gaps += [policy.ending] if isinstance(policy.ending, Unknown) else []
    networks = tuple(network for reach in passing for network in reach.networks)
    return Reach(mechanism.sign, networks, next(iter(gaps), None))


def _gap_left_by(mechanism: Mechanism, gap: Unknown | None) -> Unknown | None:
    """The gap, unless the mechanism can never match everyone."""
    return None if _picks_senders(mechanism) else gap


def _picks_senders(mechanism: Mechanism) -> bool:
    """Whether it can match chosen senders only, whatever DNS says.

    Not if senders can put a name of their own in it; nor a range; nor a name that must only exist, unless the
    sender's address is a part of it.
    """
    if mechanism.target.ends_as_sender_likes:
        return False
    if mechanism.kind == "exists":
        return bool(mechanism.target.letters & {"i", "p"})
    return mechanism.prefix4 == 32 and mechanism.prefix6 == 128


def _depends_on_sender(text: str) -> Unknown:
    return Unknown("not_seen", clean(f"'{text}' depends on the sender"))


def _is_missing(answer: Found[str] | NotThere | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else isinstance(answer, NotThere)
