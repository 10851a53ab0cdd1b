"""`carecheck report`: draw a saved report again."""

from pathlib import Path
from typing import Annotated

import typer

from carecheck.cli import options
from carecheck.cli.output import Kept, Shown, show_report, supplier_file


def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report that carecheck scan saved.")],
    format: options.AsFormat = "text",
    json: options.AsJson = False,
    output: options.OutputPath = None,
    plain: options.Plain = False,
    color: options.Color = "auto",
    all: options.ShowAll = False,
    one_line: options.OneLine = False,
) -> None:
    """Show a saved report again, as it was."""
    from carecheck.report import read_report

    shown = Shown("json" if json else format, plain=plain, color=color, all=all, one_line=one_line)
    beside = supplier_file(file)
    show_report(read_report(file), shown, output, kept=Kept(None, beside) if beside.is_file() else None)
