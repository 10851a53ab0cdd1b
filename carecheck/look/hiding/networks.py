"""Finds the names of networks in what NetworkManager tells."""

from collections.abc import Iterator

from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.machine import Answer, Question, Ran, RunProgram


def named_in_networks(question: Question, answer: Answer) -> Iterator[tuple[Kind, str]]:
    """The names of connections: in their list, and the last line of each answer about one."""
    match question, answer:
        case (RunProgram(("nmcli", *words)), Ran(_, out, _)) if "connection.zone,connection.id" in words:
            for line in out.decode(errors="replace").splitlines()[1:]:
                yield "network", line
        case (RunProgram(("nmcli", *words)), Ran(_, out, _)) if "UUID,NAME" in words:
            for line in out.decode(errors="replace").splitlines():
                yield "network", line.partition(":")[2]
        case _:
            return
