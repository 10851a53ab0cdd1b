"""The page of every command, from the program's own help."""

from collections.abc import Iterable, Iterator

from command_tree import CODES, Command, Option, all_commands, whole_program
from writing import code, table, text


def page() -> str:
    """All commands, and what the codes mean with which they end."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Every command"
    yield ""
    yield "`carecheck COMMAND --help` shows the same in your window."
    yield ""
    yield table(("Option of carecheck itself", "Does"), _rows(whole_program().options))
    for command in all_commands():
        yield from _command(command)
    yield "## The code at the end"
    yield ""
    yield "Each command ends with a number, for scripts and scheduled tasks."
    yield ""
    yield table(("Code", "Means"), ((code, text(means)) for code, means in CODES))


def _command(command: Command) -> Iterator[str]:
    yield f"## {command.name}"
    yield ""
    yield from (f"{text(part)}\n" for part in command.help)
    yield f"```text\n{command.usage}\n```"
    yield ""
    if command.arguments:
        yield table(("Give it", "What that is"), _rows(command.arguments))
    yield table(("Option", "Does"), _rows(command.options))


def _rows(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(code(one.typed), text(one.help)) for one in options]
