"""Looking at one domain after another, many at a time, and judging each by the checks of the survey."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.mx import Mx
from carecheck.judge.checks import Check
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import World
from carecheck.lights import Light
from carecheck.look.probes import Probe, probes_for
from carecheck.look.rounds import MOST_ROUNDS, Rounds
from carecheck.plan import Plan
from carecheck.survey.names import Entry
from carecheck.survey.network import SurveyNetwork
from carecheck.survey.rows import Row

DOMAIN_SECONDS: Final = 10.0
PATIENT_DOMAIN_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Looking:
    """The checks of a survey, and the probes that they need."""

    plan: Plan
    checks: tuple[Check, ...]
    probes: tuple[Probe, ...]

    @classmethod
    def by(cls, plan: Plan) -> "Looking":
        """What a plan asks for about a domain; a survey has lights and no words."""
        wanted = plan.groups_to_decide("domain") | {"mx"}  # the company that takes the email is told, too
        probes = tuple(probe for group, probe in probes_for("domain").items() if group in wanted)
        return cls(plan, tuple(plan.checks_of("domain")), probes)

    async def at(self, entry: Entry, network: SurveyNetwork, today: date, seconds: float = DOMAIN_SECONDS) -> Row:
        """The row of one domain. A fault of ours makes each of its checks Not checked, and the survey goes on."""
        try:
            return await self._row(entry, network, today, seconds)
        except Exception as fault:  # one domain must not end a survey of thousands
            del fault
            ours: tuple[Light, str] = ("unknown", "our_fault")
            return Row(entry.name, entry.shown, today, {check.id: ours for check in self.checks}, group=entry.group)

    async def _row(self, entry: Entry, network: SurveyNetwork, today: date, seconds: float) -> Row:
        deadline = time.monotonic() + seconds
        rounds = Rounds(entry.name, self.probes)
        for _ in range(MOST_ROUNDS):
            wanted = rounds.look()
            if not wanted:
                break
            rounds.learn(await network.ask(wanted, deadline))
            await asyncio.sleep(0)
        groups = rounds.groups()
        checks: dict[str, tuple[Light, str]] = {}
        for check in self.checks:
            outcome = decide(check, World("domain", today, groups, limits=self.plan.profile.limits_of(check)))
            because = outcome.rule.code if outcome.rule else outcome.gaps[0].unknown.reason if outcome.gaps else ""
            checks[check.id] = (outcome.light, because)
        mx = groups.get("mx")
        company = mx.company if isinstance(mx, Mx) and not isinstance(mx.company, Unknown) else None
        return Row(entry.name, entry.shown, today, checks, company, entry.group)
