"""`carecheck report`: draw a saved report again."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from carecheck.cli import options
from carecheck.cli.output import Kept, Shown, show_report, supplier_file
from carecheck.cli.visits import told_among, told_beside
from carecheck.errors import UsageError


def report(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Reports that carecheck scan saved, of one home, or folders."),
    ] = None,
    format: options.AsFormat = "text",
    json: options.AsJson = False,
    output: options.OutputPath = None,
    plain: options.Plain = False,
    color: options.Color = "auto",
    all: options.ShowAll = False,
    one_line: options.OneLine = False,
    words: Annotated[
        Literal["then", "now"],
        typer.Option("--words", help="now: with the sentences and steps of today. The lights stay as they were."),
    ] = "then",
    raw: Annotated[bool, typer.Option("--raw", help="Leave texts in a table as they are. For programs only.")] = False,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="Show of each file if it was changed after it was saved. Ends with code 1 if one was, with 3 if one "
            "is too old to tell.",
        ),
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE",
            help="Show of each file if it was signed with this key. Ends with code 1 if the signature is wrong, with 3 "
            "if there is none.",
        ),
    ] = None,
    sign: options.SignWith = None,
    new_key: Annotated[
        Path | None, typer.Option("--new-key", metavar="FILE", help="Make a new key to sign reports with.")
    ] = None,
) -> int:
    """Show a saved report again, as it was; several of one home as one."""
    if new_key:
        from carecheck.cli.signing import make_key

        make_key(new_key.absolute())
        return 0
    if not files:
        raise UsageError("Name the report to show: carecheck report FILE")
    if verify or key:
        from carecheck.cli.verifying import verify as verify_files

        return verify_files(files, key)
    if sign:
        from carecheck.cli.signing import sign_all

        sign_all(files, sign)
        return 0
    _show(files, Shown("json" if json else format, plain, color, all, one_line, raw), output, words)
    return 0


def _show(files: list[Path], shown: Shown, output: Path | None, words: Literal["then", "now"]) -> None:
    from carecheck.homes.files import reports_in, whole_of

    found = reports_in(files)
    saved = whole_of(found)
    if words == "now":
        from carecheck.words_now import with_words_of_today

        saved = with_words_of_today(saved)
    alone = len(files) == 1 and files[0].is_file()
    saved, told = (saved, told_beside(files[0], saved)) if alone else told_among(found.reports, saved)
    beside = supplier_file(files[0])
    show_report(
        saved,
        shown,
        output,
        kept=Kept(None, beside) if alone and beside.is_file() else None,
        told=told,
    )
