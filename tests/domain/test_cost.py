"""How many questions, in how many rounds, a complete look at a sound domain costs; a look that grows must say so."""

from collections.abc import Collection

from carecheck.look.lookups import Answer, Question
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from tests.domain.dkim.keys import STRONG
from tests.domain.world import World

HOME = "home.co.uk"
HOST = "home-co-uk.mail.protection.outlook.com"
GOOD = World(
    {
        HOME: {"TXT": ["v=spf1 include:spf.protection.outlook.com -all"], "MX": [(0, HOST)], "NS": ["ns.example"]},
        f"_dmarc.{HOME}": {"TXT": [f"v=DMARC1; p=reject; rua=mailto:dmarc@{HOME}"]},
        f"selector1._domainkey.{HOME}": {"TXT": [STRONG]},
        HOST: {"A": ["203.0.113.9"]},
        "spf.protection.outlook.com": {"TXT": ["v=spf1 ip4:198.51.100.0/24 -all"]},
    }
)


class Counting:
    """A network of a made-up DNS that keeps what it was asked, round by round."""

    def __init__(self) -> None:
        self.rounds: list[set[Question]] = []

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        self.rounds.append(set(questions))
        return {question: GOOD.answer(question) for question in questions}

    def close(self) -> None: ...


def test_a_sound_microsoft_365_domain_costs_18_questions_in_2_rounds() -> None:
    network = Counting()

    look_at_domain(HOME, probes_for("domain").values(), network)

    assert [len(asked) for asked in network.rounds] == [11, 7]
