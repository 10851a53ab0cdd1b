"""The program `carecheck`: its commands, and the exit code for everything that can happen."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, Final, Literal, cast

import typer

from carecheck import __version__
from carecheck.cli.ending import heed_signals, leave
from carecheck.cli.output import put, say
from carecheck.errors import CannotRun, CarecheckError
from carecheck.show.streams import prepare_streams

FAULT: Final = 70
STOPPED: Final = 130
TYPED_WRONG: Final = 2
# Twice as many as a scan makes. Nearly all of them stay until it ends, and looking for garbage in them took a sixth of
# its time; a survey comes here now and then.
OBJECTS_BEFORE_LOOKING_FOR_GARBAGE: Final = 200_000

# Set by the lines of --show-completion while somebody presses Tab.
COMPLETING: Final = "_CARECHECK_COMPLETE"
Shell = Literal["bash", "zsh", "fish", "powershell"]

# All that Typer says about wrong typing. It brings its own copy of click, or takes the installed one, by version.
_TypedWrongError: Final = typer.BadParameter.__mro__[2]

# In the order in which the help shows them; each is the function of that name in a module of that name.
COMMANDS: Final = (
    *("scan", "setup", "domain", "ask", "look", "report", "compare", "overview", "dspt", "register", "survey"),
    *("explain", "lint", "new", "schedule", "tidy", "data", "demo"),
)


def commands(typed: Sequence[str] = ()) -> typer.Typer:
    """All commands; of what is typed, only the one that it begins with: to set up all takes ten times as long."""
    # Boxes and markup would be spelled out by screen readers, and crash in old code pages.
    # Typer's own option to install completion would change files of the person; ours shows the lines.
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    app.callback(invoke_without_command=True)(carecheck)
    for name in typed[:1] if typed and typed[0] in COMMANDS else COMMANDS:
        app.command()(getattr(import_module(f"carecheck.cli.{name}"), name))
    return app


def carecheck(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and how old our lists are, and stop.")
    ] = False,
    show_completion: Annotated[
        Shell | None,
        typer.Option("--show-completion", help="Show the lines that make the Tab key complete commands in this shell."),
    ] = None,
) -> int:
    """Check this computer and your email domain. Get a report in plain English.

    Start with: carecheck scan
    """
    if version:
        put(f"carecheck {__version__}\n{_ages_of_lists()}")
    elif show_completion:
        _complete(context, f"source_{show_completion}")
    elif context.invoked_subcommand is None:
        put(context.get_help() + "\n")
        return TYPED_WRONG  # not 0, which a scheduled task would take for "nothing to fix now"
    return 0


def run() -> None:
    """Run the command that was typed and leave with its exit code."""
    gc.set_threshold(OBJECTS_BEFORE_LOOKING_FOR_GARBAGE)
    heed_signals()
    code = main(sys.argv[1:])
    gc.freeze()  # else Python looks through everything for garbage, more than once, before it ends
    leave(code)


def main(arguments: list[str]) -> int:
    """Run a command; the exit code is that of the table in the README. Nothing is raised."""
    prepare_streams()
    if COMPLETING in os.environ:
        _make_shells_known()
    try:
        result = commands(arguments)(arguments, prog_name="carecheck", standalone_mode=False)
    except BrokenPipeError:
        return _stop_quietly()
    except CarecheckError as error:
        return _stop(error.exit_code, str(error))
    except Exception as fault:  # an uncaught exception would end with 1, which means "something to fix now"
        return _stop(*_explained(fault))
    if result == STOPPED:  # Typer's own answer to Ctrl+C
        return _stop(STOPPED, "Stopped. Nothing was changed.")
    return result if isinstance(result, int) else 0


def _ages_of_lists() -> str:
    from datetime import datetime

    from carecheck.show.data_page import ages
    from carecheck.tables import tables

    return ages(tables().values(), datetime.now().astimezone().date())


def _make_shells_known() -> None:
    """Let Typer complete in its own way, which knows PowerShell; it does so only for programs with its own options."""
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()


def _complete(context: typer.Context, instruction: str) -> None:
    from typer.completion import shell_complete

    _make_shells_known()
    shell_complete(context.command, {}, "carecheck", COMPLETING, instruction)


def _explained(fault: Exception) -> tuple[int, str]:
    """The exit code and the words for an exception that is not one of ours."""
    if isinstance(fault, _TypedWrongError):
        told = cast(Any, fault)
        where = told.ctx.command_path if getattr(told, "ctx", None) else "carecheck"
        return TYPED_WRONG, f"{told.format_message()}\nTo see what may be typed: {where} --help"
    if isinstance(fault, OSError) and fault.filename:
        return CannotRun.exit_code, f"We could not use {fault.filename}: {fault.strerror}."
    return FAULT, _fault(fault)


def _stop(code: int, text: str) -> int:
    say(text)
    return code


def _stop_quietly() -> int:
    """Nobody reads on: what is left is dropped, so that Python does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fault(fault: Exception) -> str:
    """What is told of a fault; its own words are left out, since they may hold names."""
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} in {last.name}, line {last.lineno}"
    return f"carecheck had a fault. This is not your fault. Tell the makers of carecheck this: {where}"
