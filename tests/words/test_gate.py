"""The readability gate passes plain messages and stops each kind of damage; our own fixed sentences pass it."""

from collections.abc import Callable
from typing import Final

import pytest

from carecheck.lights import LIGHTS, REASONS, Reason
from carecheck.show import sentences
from carecheck.show.view import view_of
from tests.show.sample_report import NOT_CHECKED, OAKFIELD_HOUSE, OK, home
from tests.words.gate import (
    allowed_words,
    banned_words,
    everyday_words,
    grade,
    problems_with_catalogue,
    problems_with_message,
    problems_with_sentence,
    unknown_words,
)

Message = tuple[str, str, tuple[str, ...]]

GOOD: Final[dict[str, Message]] = {
    "backup.recent": (
        "Your last backup was 41 days ago, on 12 October 2026.",
        "If this computer broke today, you would lose the work since then.",
        ("Run a backup today.", "Ask your IT person why the daily backup stopped."),
    ),
    "system.supported": (
        "This computer uses Windows 10, which no longer gets free security updates.",
        "Microsoft stopped them on 14 October 2025. Criminals can use new faults that no one will fix.",
        ("Ask your IT person if this computer can run Windows 11.", "If it cannot, plan to replace it."),
    ),
    "firewall.on": (
        "The firewall is off on 3 computers.",
        "A firewall blocks strangers who try to connect to them.",
        ("Open Windows Security, then Firewall and network protection.", "Turn it on for all 3 networks."),
    ),
    "logins.shared": (
        "Staff share one login on this computer.",
        "You cannot tell who opened or changed a record. People who leave still know the password.",
        ("Give each person their own login.", "Then change the shared password."),
    ),
    "disk.encrypted": (
        "A thief could read the files on this laptop.",
        "The disk is not encrypted. Encryption scrambles files so that only your staff can read them.",
        ("Open Settings, then Privacy and security, then Device encryption. Turn it on.", "Print the recovery key."),
    ),
    "email.dmarc": (
        "Anyone can send email that looks like it comes from your home.",
        "A fake message could trick a family into sending money. A setting called DMARC helps to stop this.",
        ("Ask the company that runs your email to set up DMARC.",),
    ),
}

BAD: Final[dict[str, Message]] = {
    "stiff": (
        "Backup job last completed successfully 41 days ago, exceeding the configured recovery point objective.",
        "Data loss exposure is elevated and the organisational resilience posture is consequently diminished.",
        ("Investigate the scheduled task failure and remediate the underlying misconfiguration.",),
    ),
    "jargon": ("SMBv1 is on.", "NLA is off for RDP on port 3389.", ("Turn it off.",)),
    "blame": (
        "You failed to deploy the antivirus.",
        "This is a serious weakness that hackers exploit.",
        ("Please just deploy it.",),
    ),
}

DAMAGE: Final[dict[str, Callable[[Message], Message]]] = {
    "a stiff why": lambda message: (
        message[0],
        "Insufficient authentication governance may facilitate unauthorised privilege escalation.",
        message[2],
    ),
    "a step of jargon": lambda message: (message[0], message[1], (*message[2][1:], "Disable NTLM via GPO.")),
    "one long sentence": lambda message: (
        message[0],
        " and ".join((message[0], message[1], *message[2])).replace(".", " and"),
        message[2],
    ),
    "an office sentence": lambda message: (
        message[0],
        f"{message[1]} This assessment was undertaken pursuant to the applicable policy.",
        message[2],
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_message_passes(name: str) -> None:
    assert problems_with_message(*GOOD[name]) == []


def test_plain_messages_together_are_no_harder_than_they_may_be() -> None:
    assert problems_with_catalogue(" ".join((title, why, *steps)) for title, why, steps in GOOD.values()) == []


def test_hard_messages_together_are_stopped() -> None:
    title, why, steps = BAD["stiff"]

    assert problems_with_catalogue([" ".join((title, why, *steps))]) != []


@pytest.mark.parametrize("name", BAD)
def test_a_message_that_nobody_understands_is_stopped(name: str) -> None:
    assert problems_with_message(*BAD[name]) != []


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_a_plain_message_is_seen(damage: str, name: str) -> None:
    assert problems_with_message(*DAMAGE[damage](GOOD[name])) != []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("We saw a threshold.", "'threshold' is new. Is there an everyday word?"),
        (
            "One two three four five six seven eight nine ten one two three four five six seven eight nine ten more.",
            "a sentence has 21 words",
        ),
        ("You should do it.", "'should': say 'say what to do'"),
        ("The red ones come first.", "'red': say 'Fix now'"),
        ("Look at the list above.", "'above': say 'say the name of the part'"),
        ("It doesn't work.", "'doesn't': write it in full"),
        ("Open Virus & threat protection.", "'&': say 'and'"),
        ("Ask your IT person, e.g. today.", "'e.g.': say 'for example'"),
        ("Ask him and/or her.", "'and/or': say 'or'"),
        ("It is \u201coff\u201d.", "use plain ASCII"),
        ("This device is on.", "'device': say 'computer'"),
        ("We restored the file.", "'restored': say 'get a file back'"),
        ("We checked at 9.30am.", "'9.30am': a time needs its date beside it"),
    ],
)
def test_each_form_that_is_not_ours_is_told_with_what_to_say(text: str, problem: str) -> None:
    assert any(told.startswith(problem) or problem in told for told in problems_with_sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Open Settings, then Device encryption.",
        "We checked on 22 November 2026 at 9.30am.",
        "Ask the makers of each program.",
        "Criminals stopped, then tried again.",
        "Anyone can send email as office@oakfieldcare.example.",
        "We saw a fired clay pot.",
        "Fake email may use your email address.",
    ],
)
def test_what_only_looks_like_a_banned_word_passes(text: str) -> None:
    assert problems_with_sentence(text) == []


def test_a_title_has_its_own_limits() -> None:
    long = "Many people in a home can read the papers that one person left in the room."
    wide = "Grandmothers' grandchildren remember Thanksgiving strawberries and gingerbread cookies."

    assert any("the title has over" in problem for problem in problems_with_message(long, "", ()))
    assert any("the title has over" in problem for problem in problems_with_message(wide, "", ()))


def test_a_message_has_a_limit() -> None:
    step = "Ask each person who works here what they do with the papers on the desk."

    assert any("the message has" in problem for problem in problems_with_message("It is on.", "", (step,) * 4))


def test_a_short_message_gets_no_grade() -> None:
    assert grade("Grandmothers remember strawberries.") > 8
    assert problems_with_message("Grandmothers remember strawberries.", "", ()) == []


@pytest.mark.parametrize("reason", REASONS)
def test_the_reasons_pass(reason: Reason) -> None:
    because = REASONS[reason]

    assert problems_with_sentence(because.sentence) + problems_with_sentence(because.step) == []


def test_the_names_of_the_lights_pass() -> None:
    assert [problem for lamp in LIGHTS.values() for problem in problems_with_sentence(lamp.name)] == []


REPORTS: Final = {
    "oakfield house": OAKFIELD_HOUSE,
    "all OK": home(*OK),
    "nothing seen": home(*NOT_CHECKED, site=None),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_fixed_sentences_of_a_report_pass(name: str) -> None:
    view = view_of(REPORTS[name])
    said = [*view.headline, *view.limits_of_this, view.next_step, sentences.NOT_WRONG, sentences.KEEP_SAFE]
    said += [view.administrator.sentence] if view.administrator else []
    said += [view.name_the_home, view.left_out, *(thing.effort.line for thing in view.findings)]
    said += [risk.sentence for risk in view.accepted]

    assert [problem for text in said for problem in problems_with_sentence(text)] == []


def test_the_lists_are_tidy() -> None:
    allowed = list(allowed_words())

    assert allowed == sorted(allowed)
    assert all(allowed_words().values())
    assert [word for word in allowed if word in everyday_words()] == []
    assert all(banned.text and banned.instead for banned in banned_words())
    assert len({banned.text.lower() for banned in banned_words()}) == len(banned_words())


@pytest.mark.parametrize("word", [banned.text for banned in banned_words()])
def test_every_banned_word_is_stopped(word: str) -> None:
    assert any("say '" in problem for problem in problems_with_sentence(f"It is {word} here."))


def test_endings_are_taken_off_before_a_word_is_looked_up() -> None:
    assert unknown_words("Makers stopped copying, tried hotter boxes and quickly carried their mother's copies.") == []
