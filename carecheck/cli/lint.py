"""`carecheck lint`: verify check files and profiles."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from carecheck.errors import Mistake


def lint(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A folder of checks, one profile, or carecheck-group.yaml.")
    ],
) -> int:
    """Find the mistakes in a folder of checks, in a profile, or in the file of a group. Tells the line of each."""
    from carecheck.cli.output import put, say
    from carecheck.errors import CannotRun, MistakesInFile

    if not path.exists():
        raise CannotRun(f"There is no file or folder {path}. Check the name.")
    try:
        mistakes, what = _of_folder(path) if path.is_dir() else _of_file(path)
    except MistakesInFile as error:
        mistakes, what = list(error.mistakes), ""
    for mistake in mistakes:
        put(f"{mistake}\n")
    if mistakes:
        say(f"{len(mistakes)} to correct.")
        return CannotRun.exit_code
    put(f"{what}: no mistakes.\n")
    return 0


def _of_folder(folder: Path) -> tuple[list["Mistake"], str]:
    from carecheck.errors import CannotRun
    from carecheck.judge.checkfiles import load_checks
    from carecheck.judge.lint import lint as lint_check
    from carecheck.judge.packs import mistakes_in
    from carecheck.shipped import shipped
    from carecheck.words import count

    ours = shipped("checks")
    checks = load_checks(folder) if folder.resolve() == ours else load_checks(ours, folder)
    of_folder = [check for check in checks.values() if folder.resolve() in Path(check.file).resolve().parents]
    if not of_folder:
        raise CannotRun(f"There are no checks in {folder}. A check is a file such as topic/name.yaml.")
    return [mistake for check in of_folder for mistake in (mistakes_in if check.pack else lint_check)(check)], count(
        len(of_folder), "check"
    )


def _of_file(file: Path) -> tuple[list["Mistake"], str]:
    """A profile, or by its name the file of a group of homes."""
    from carecheck.errors import MOST_OF_A_TEXT
    from carecheck.group import FILE, read_group
    from carecheck.words import clean

    if file.name == FILE:
        read_group(file)
    else:
        from carecheck.plan import make_plan

        make_plan(file)
    return [], clean(str(file), MOST_OF_A_TEXT)
