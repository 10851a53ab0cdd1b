"""The words of `carecheck setup`."""

from typing import Final

from carecheck.words import number

Question = tuple[str, ...]

OPENING: Final[Question] = (
    "This makes a profile: a small text file that names your home.",
    "There are 6 questions. Type your answer, then press Enter.",
    "To leave a question out, press Enter alone. To stop, type q.",
    "Nothing is saved before the end.",
)
PROMPT: Final = "Your answer: "
NUMBER_PROMPT: Final = "Type the number: "

HOME: Final = "Question 1 of 6. What is the name of your home?"
HOME_PROMPT: Final = "Name: "
HOME_NEEDED: Final = "We need a name here. Type it as your staff say it."

DOMAINS: Final[Question] = (
    "Question 2 of 6. What comes after the @ in the email addresses of your home?",
    "Like this: rosecottage.example. If there are several, put a space between them.",
)
WEBSITES: Final[Question] = (
    "Question 3 of 6. What is the address of your website?",
    "Like this: www.rosecottage.example. If there are several, put a space between them.",
)
LOOKS_AFTER: Final[Question] = (
    "Question 4 of 6. Who looks after your computers?",
    "1. An IT company.",
    "2. The IT people of the group that we belong to.",
    "3. Someone who works here or helps us.",
    "4. No one.",
)
IT_COMPANY: Final = "What is the name of that company? "
LOOKS_AFTER_IT: Final = "looks after our computers"

SUPPLIERS: Final = "Question 5 of 6. Which other companies keep data for you, or run something that you need?"
ABOUT_SUPPLIERS: Final[Question] = (
    "Think of care records, wages, telephones, call bells and email.",
    "Type one name at a time. When there are no more, press Enter alone.",
    "If you do not know something about a company, press Enter alone.",
)
NEXT_SUPPLIER: Final = "Name of a company: "
WHAT: Final = "What does it do for you? "
WHAT_NEEDED: Final = "Say it in a few words, like care records."
CONTACT: Final = "Its telephone number (of no person): "
ITS_DOMAIN: Final = "Its email: what comes after the @? Or none: "
ITS_WEBSITE: Final = "Its website where you log in, or none: "
TWICE: Final = "You have named this company already. Type another name."
WHOLE_NAME: Final = "Type the whole name of the company."

COMPUTER: Final[Question] = (
    "Question 6 of 6. Which kind of computer will you check?",
    "1. A computer in an office.",
    "2. A computer that staff share, as at a nurses' station.",
    "3. A laptop that leaves the home.",
)

THIS_IS_IT: Final = "This is your profile:"
WILL_BE_IN: Final = "We will save it in this file:"
SAVE: Final = "Is this right? Type yes to save it, or no to stop: "
YES_OR_NO: Final = "Type yes or no."

SAVED: Final = "Your profile is saved in this file:"
NEXT: Final = "Next, check this computer. To do so, type:"
THEN: Final = "Then answer the questions that no computer can answer:"
NOT_SAVED: Final = "Stopped. Nothing was saved."
NO_ONE: Final = (
    "Find someone who looks after your computers. Some steps in our report say 'Your IT person': that is who is meant."
)
SCRIPTS: Final = "To make a profile without questions, use: carecheck setup --answers FILE"


def understood(names: str) -> str:
    """What we took a person's answer for."""
    return f"We understood: {names}"


def numbers_to_type(most: int) -> str:
    """Which numbers there are to choose from."""
    return f"Type a number from 1 to {number(most)}, or press Enter alone."


def is_there_already(home: str, path: str) -> str:
    """That a home has a profile, which is never overwritten."""
    return f"There is a profile of {home} already: {path}. Change that file, or type another name."
