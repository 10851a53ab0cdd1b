"""`carecheck report`: draw a saved report again."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from carecheck.cli import options
from carecheck.cli.output import Kept, Shown, show_report, supplier_file
from carecheck.cli.visits import told_beside


def report(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Reports that carecheck scan saved, of one home, or folders."),
    ],
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
) -> int:
    """Show a saved report again, as it was; several of one home as one."""
    if verify:
        from carecheck.cli.verifying import verify as verify_files

        return verify_files(files)
    from carecheck.homes.files import home_in

    shown = Shown("json" if json else format, plain=plain, color=color, all=all, one_line=one_line, raw=raw)
    saved = home_in(files)
    if words == "now":
        from carecheck.words_now import with_words_of_today

        saved = with_words_of_today(saved)
    alone = len(files) == 1 and files[0].is_file()
    beside = supplier_file(files[0])
    show_report(
        saved,
        shown,
        output,
        kept=Kept(None, beside) if alone and beside.is_file() else None,
        told=told_beside(files[0], saved) if alone else None,
    )
    return 0
