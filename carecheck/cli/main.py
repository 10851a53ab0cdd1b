"""The program `carecheck`: its commands, and the exit code for everything that can happen."""

import sys
from typing import Annotated, Final

import typer

from carecheck import __version__
from carecheck.cli import explain, lint, look, report, scan
from carecheck.errors import CarecheckError

FAULT: Final = 70
STOPPED: Final = 130
TYPED_WRONG: Final = 2

# Boxes and markup would be spelled out by screen readers, and crash in old code pages.
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, add_completion=False)
app.command()(scan.scan)
app.command()(look.look)
app.command()(report.report)
app.command()(explain.explain)
app.command()(lint.lint)


@app.callback()
def carecheck(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    """Check this computer and your email domain. Get a report in plain English.

    Start with: carecheck scan
    """


def run() -> None:
    """Run the command that was typed and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run a command; the exit code is that of the table in the README. Nothing is raised."""
    from carecheck.show.streams import prepare_streams

    prepare_streams()
    if arguments == ["--version"]:
        print(f"carecheck {__version__}")  # noqa: T201 (a command's own output)
        return 0
    try:
        return _exit_code(arguments)
    except KeyboardInterrupt:
        return _stop(STOPPED, "Stopped. Nothing was changed.")
    except BrokenPipeError:
        return _stop_quietly()
    except CarecheckError as error:
        return _stop(error.exit_code, str(error))
    except Exception as fault:  # an uncaught exception would end with 1, which means "something to fix now"
        return _stop(FAULT, _fault(fault))


def _exit_code(arguments: list[str]) -> int:
    import click

    try:
        result = app(arguments, prog_name="carecheck", standalone_mode=False)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "carecheck"
        return _stop(TYPED_WRONG, f"{error.format_message()}\nTo see what may be typed: {where} --help")
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        return _stop(error.exit_code, error.format_message())
    return result if isinstance(result, int) else 0


def _stop(code: int, text: str) -> int:
    from carecheck.cli.output import say

    say(text)
    return code


def _stop_quietly() -> int:
    """Nobody reads on: what is left is dropped, so that Python does not complain when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fault(fault: Exception) -> str:
    """What is told of a fault; its own words are left out, since they may hold names."""
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} in {last.name}, line {last.lineno}"
    return f"carecheck had a fault. This is not your fault. Tell the makers of carecheck this: {where}"
