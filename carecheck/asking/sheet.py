"""One question as a person sees it: where one is, why we ask, what was answered before, and what may be typed."""

from dataclasses import dataclass

from carecheck.asking.book import Book
from carecheck.asking.reading import choices_of
from carecheck.asking.to_ask import About, Item, ToAsk
from carecheck.judge.answers import EVERY
from carecheck.judge.profileform import AnswerFile
from carecheck.judge.questions import in_words
from carecheck.show import asking as says
from carecheck.show.paper import Paper
from carecheck.show.topics import topic_name
from carecheck.tables import dspt_version


@dataclass(frozen=True, slots=True)
class Sheet:
    """Writes questions on paper as things stand in the book."""

    book: Book
    to_ask: ToAsk

    def question(self, paper: Paper, item: Item, number: int, total: int) -> None:
        """The question with its number, why it is asked, earlier answers, and the answers to choose from."""
        paper.blank(at_top=True)
        paper.say(says.progress(number, total, of_what(item)))
        paper.say(item.question.question)
        if item.why:
            paper.say(f"Why we ask: {item.why}")
        self.before(paper, item)
        choices = choices_of(item.question)
        says.numbered(paper, [choice.words for choice in choices])
        if not choices:
            paper.say(says.TYPE_A_DAY if item.question.kind == "date" else says.TYPE_A_NUMBER)
            says.lines(paper, [says.type_instead(typed, words) for typed, words in item.question.choices.items()])

    def before(self, paper: Paper, item: Item) -> None:
        """What was answered before, by whom and when, and why it is asked again."""
        for one in self.entries(item):
            paper.say(says.before(in_words(item.question, one.answer), one.by, one.on))
        again = says.AGAIN.get(self.to_ask.state(item, self.book.answers))
        if again:
            paper.say(again)

    def more(self, paper: Paper, item: Item) -> None:
        """What counts, how long it counts, where the DSPT asks for it, and what may be typed."""
        dspt = says.items_of_dspt(item.dspt, dspt_version())
        says.lines(paper, [item.question.help, says.renewal(item.question.renew_months), dspt, says.KEYS])

    def entries(self, item: Item) -> list[AnswerFile]:
        """The answers that count for the question: about its subject itself, or about all."""
        for name in (*item.about.names, EVERY):
            if found := self.book.entries(name, item.id):
                newest = max(one.on for one in found)
                return [one for one in found if one.on == newest]
        return []


def of_what(item: Item) -> str:
    """What a question is about: a topic of the home, or what the subject is called."""
    return topic_name(item.topic) if item.about.kind == "home" else name_of(item.about)


def name_of(about: About) -> str:
    """What people call a subject."""
    if about.name == EVERY:
        return says.ALL_COMPUTERS
    return f"{about.kind} {about.name}" if about.kind != "home" else "your home"
