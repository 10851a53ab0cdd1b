"""What COM and the API of Windows told, in the form in which a probe expects it."""

from typing import TypeVar

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, only
from carecheck.look.windows_questions import AskApi, AskCom, Told

Form = TypeVar("Form", bound=msgspec.Struct)


def ask(machine: Machine, question: AskCom | AskApi, form: type[Form]) -> Form | Unknown:
    """What was told, or why it cannot be believed: another form than expected, or a list that is not whole."""
    told = only(Told, machine.ask(question))
    if told is None:
        return Unknown("tool_missing", f"this Windows has no {question.topic}")
    if isinstance(told, Unknown):
        return told
    try:
        found = msgspec.convert(told.entries, form)
    except msgspec.ValidationError:
        return Unknown("unreadable", f"{question.topic} came back in another form")
    count: int | None = getattr(found, "count", None)
    listed: list[object] | None = getattr(found, "rows", None) or getattr(found, "groups", None)
    if count is not None and count != len(listed or []):
        return Unknown("unreadable", f"{question.topic} did not come whole")
    return found
