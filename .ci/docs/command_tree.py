"""Every command with its arguments and options, as the program itself declares them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import typer

from carecheck.cli.main import commands

CODES: Final = (
    ("0", "Finished. There is nothing to fix now."),
    ("1", "Finished. There is something to fix now."),
    ("2", "Something was typed wrong."),
    ("3", "With --strict: something was not checked."),
    ("4", "It could not run, for example because a profile is missing or a folder cannot be written to."),
    ("70", "A fault in carecheck itself."),
    ("130", "Stopped by you."),
)


@dataclass(frozen=True, slots=True)
class Option:
    """An option or an argument: how it is typed, and its help."""

    typed: str
    help: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command: how it is typed, its help in paragraphs, and what may follow it."""

    name: str
    usage: str
    help: tuple[str, ...]
    arguments: tuple[Option, ...]
    options: tuple[Option, ...]


def whole_program() -> Command:
    """The program without a command."""
    return _command("carecheck", _group())


def all_commands() -> list[Command]:
    """The commands in the order of the help."""
    return [_command(f"carecheck {name}", one) for name, one in _group().commands.items()]


def _group() -> Any:
    return typer.main.get_command(commands())


def _command(name: str, command: Any) -> Command:
    context = command.make_context(name, [], resilient_parsing=True)
    pieces = command.collect_usage_pieces(context)
    paragraphs = tuple(" ".join(part.split()) for part in (command.help or "").split("\n\n") if part.strip())
    return Command(name, " ".join([name, *pieces]), paragraphs, *_parameters(command, context))


def _parameters(command: Any, context: Any) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    shown = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    arguments = (
        Option(one.make_metavar(context), one.help or "") for one in shown if one.param_type_name == "argument"
    )
    return tuple(arguments), tuple(_options(context, (one for one in shown if one.param_type_name == "option")))


def _options(context: Any, options: Iterator[Any]) -> Iterator[Option]:
    for one in options:
        value = "" if one.is_flag else f" {_value(one, context)}"
        yield Option(", ".join(one.opts) + value, cast(str, one.help or ""))


def _value(option: Any, context: Any) -> str:
    metavar: str = option.make_metavar(context)
    return metavar.strip("[]") if "|" in metavar else metavar
