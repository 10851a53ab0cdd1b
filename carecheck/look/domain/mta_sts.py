"""Looks at the MTA-STS policy of a domain, a small page at a fixed address (RFC 8461 sections 3.2 to 4.1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.facts.mta_sts import MtaSts
from carecheck.look.contacts import Contact
from carecheck.look.domain.transport import transport
from carecheck.look.lookups import Found, Lookups
from carecheck.look.probes import probe
from carecheck.look.trail import BLOCKED
from carecheck.look.web import Fetched, NoPage, Page
from carecheck.words import clean

DAY_SECONDS: Final = 86_400
MOST_SECONDS: Final = 31_557_600
MOST_LISTED: Final = 100

_HOST: Final = re.compile(r"(\*\.)?[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+")
_MODES: Final[Mapping[str, Literal["enforce", "testing", "off"]]] = {
    "enforce": "enforce",
    "testing": "testing",
    "none": "off",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that keeps the rules; `hosts` in lower case, with `*.` in front where any one label may stand."""

    mode: Literal["enforce", "testing", "off"]
    max_age_seconds: int
    hosts: tuple[str, ...]


class BrokenPolicy(Exception):
    """A policy that senders cannot use; the text says why."""


def policy_host(domain: str) -> str:
    """Where the policy of a domain stands."""
    return f"mta-sts.{domain}"


POLICY_HOST: Final = Contact(
    "the web server for the rules of your email", "what any visitor sends", lambda domain: (policy_host(domain),)
)


@probe(MtaSts, on="domain", contact=POLICY_HOST)
def mta_sts(lookups: Lookups) -> MtaSts:
    """What is known about the policy; without a usable record nobody looks for one."""
    record = transport(lookups).mta_sts
    if isinstance(record, Unknown):
        return MtaSts.all_unknown(record)
    if record != "usable":
        return MtaSts("none", short_lived=False, mx_not_listed=False, listed=(), fault=None)
    try:
        policy = _fetched_policy(lookups.page(f"https://{policy_host(lookups.domain)}/.well-known/mta-sts.txt"))
    except BrokenPolicy as broken:
        return MtaSts("unusable", short_lived=False, mx_not_listed=False, listed=(), fault=clean(str(broken)))
    if isinstance(policy, Unknown):
        return MtaSts.all_unknown(policy)
    return MtaSts(
        policy=policy.mode,
        short_lived=policy.max_age_seconds < DAY_SECONDS,
        mx_not_listed=False if policy.mode == "off" else _mx_not_listed(lookups, policy.hosts),
        listed=policy.hosts[:MOST_LISTED],
        fault=None,
    )


def read_policy(body: bytes) -> Policy:
    """The policy in the bytes of its page. Raises BrokenPolicy."""
    try:
        lines = body.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise BrokenPolicy("not UTF-8") from None
    pairs = [_pair(line) for line in lines if line.strip()]
    fields = dict(reversed(pairs))  # the first of two counts
    hosts = tuple(value.lower() for name, value in pairs if name == "mx")
    if fields.get("version") != "STSv1":
        raise BrokenPolicy("no version: STSv1")
    mode, age = fields.get("mode", ""), fields.get("max_age", "")
    if mode not in _MODES:
        raise BrokenPolicy(f"mode: {mode}")
    if not re.fullmatch("[0-9]{1,10}", age) or int(age) > MOST_SECONDS:
        raise BrokenPolicy(f"max_age: {age}")
    wrong = [host for host in hosts if not _HOST.fullmatch(host)]
    if wrong or (not hosts and mode != "none"):
        raise BrokenPolicy(f"mx: {wrong[0] if wrong else ''}")
    return Policy(_MODES[mode], int(age), hosts)


def _pair(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise BrokenPolicy(f"not a field: {line[:80]}")
    return name.strip(), value.strip()


def _fetched_policy(fetched: Fetched) -> Policy | Unknown:
    """Only an answer of 200 in plain text counts; a redirect is not followed (RFC 8461 section 3.3)."""
    match fetched:
        case Unknown():
            return fetched
        case NoPage("certificate", fault):
            raise BrokenPolicy(f"certificate: {fault}")
        case NoPage("no_address" | "no_such_name" as why):
            raise BrokenPolicy(f"mta-sts host: {why}")
        case NoPage("private"):
            return BLOCKED
        case NoPage(why):
            return Unknown("no_reply", why)
        case Page(status=status) if status >= 500 or status == 429:
            return Unknown("no_reply", f"status {status}")
        case Page(status=200, whole=True, body=body) if _is_plain_text(fetched):
            return read_policy(body)
        case Page(status=200):
            raise BrokenPolicy("not text/plain, or over 64 KiB")
        case Page(status=status):
            raise BrokenPolicy(f"status {status}")


def _is_plain_text(page: Page) -> bool:
    return (page.header("content-type") or "").partition(";")[0].strip().lower() == "text/plain"


def _mx_not_listed(lookups: Lookups, listed: Sequence[str]) -> bool | Unknown:
    answer = lookups.mx(lookups.domain)
    if isinstance(answer, Unknown):
        return answer
    # Without an MX, email goes to the domain itself (RFC 5321 section 5.1).
    hosts = [record.exchange for record in answer.records] if isinstance(answer, Found) else [lookups.domain]
    return not all(_is_listed(host, listed) for host in hosts if host)


def _is_listed(host: str, listed: Sequence[str]) -> bool:
    """Whether a host is one of those named; `*` stands for exactly one label (RFC 8461 section 4.1)."""
    any_label = f"*.{host.partition('.')[2]}"
    return host.lower() in listed or any_label.lower() in listed
