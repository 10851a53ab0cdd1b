"""Looking at one domain after another, many at a time, and judging each by the checks of the survey."""

import time
from dataclasses import dataclass
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.mx import Mx
from carecheck.lights import Light
from carecheck.look.lookups import Question
from carecheck.look.probes import Probe, probes_for
from carecheck.look.rounds import MOST_ROUNDS, Rounds
from carecheck.plan import Plan
from carecheck.survey.judging import Judging
from carecheck.survey.names import Entry
from carecheck.survey.network import SurveyNetwork
from carecheck.survey.rows import Row

DOMAIN_SECONDS: Final = 10.0
PATIENT_DOMAIN_SECONDS: Final = 20.0
ANY_NAME: Final = "home.example"


@dataclass(frozen=True, slots=True)
class Looking:
    """The checks of a survey, and the probes that they need.

    `first`: the questions with which they begin whatever the domain, each with what stands before its name.
    """

    checks: tuple[Judging, ...]
    probes: tuple[Probe, ...]
    first: tuple[Question, ...]

    @classmethod
    def by(cls, plan: Plan) -> "Looking":
        """What a plan asks for about a domain; a survey has lights and no words."""
        wanted = plan.groups_to_decide("domain") | {"mx"}  # the company that takes the email is told, too
        probes = tuple(probe for group, probe in probes_for("domain").items() if group in wanted)
        begin = [question for question in sorted(Rounds(ANY_NAME, probes).look()) if question.name.endswith(ANY_NAME)]
        first = tuple(question._replace(name=question.name.removesuffix(ANY_NAME)) for question in begin)
        checks = tuple(Judging(check, plan.profile.limits_of(check)) for check in plan.checks_of("domain"))
        return cls(checks, probes, first)

    async def at(self, entry: Entry, network: SurveyNetwork, today: date, seconds: float = DOMAIN_SECONDS) -> Row:
        """The row of one domain. A fault of ours makes each of its checks Not checked, and the survey goes on."""
        try:
            return await self._row(entry, network, today, seconds)
        except Exception as fault:  # one domain must not end a survey of thousands
            del fault
            ours: tuple[Light, str] = ("unknown", "our_fault")
            return Row(entry.name, entry.shown, today, {one.check.id: ours for one in self.checks}, group=entry.group)

    async def _row(self, entry: Entry, network: SurveyNetwork, today: date, seconds: float) -> Row:
        deadline = time.monotonic() + seconds
        rounds = Rounds(entry.name, self.probes, remembered=network.recall)
        first = [Question(f"{question.name}{entry.name}", question.type) for question in self.first]
        rounds.learn(await network.ask(first, deadline))
        for _ in range(MOST_ROUNDS):
            wanted = rounds.look()
            if not wanted:
                break
            rounds.learn(await network.ask(wanted, deadline))
        groups = rounds.groups()
        checks = {judging.check.id: judging.told(groups, today) for judging in self.checks}
        mx = groups.get("mx")
        company = mx.company if isinstance(mx, Mx) and not isinstance(mx.company, Unknown) else None
        return Row(entry.name, entry.shown, today, checks, company, entry.group)
