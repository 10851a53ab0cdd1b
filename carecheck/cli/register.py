"""`carecheck register`: the register of hardware and software, new or put into the home's own."""

from pathlib import Path
from typing import Annotated

import typer


def register(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Reports that carecheck scan saved, of one home, or folders."),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help="Fill your own list: a workbook or CSV file. A new file is made. Yours stays.",
        ),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(
            "--columns", metavar="FILE", help="A file that says what the columns of your register are called."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="PATH", help="Save the register in this new file.")
    ] = None,
    hide_serial_numbers: Annotated[
        bool, typer.Option("--hide-serial-numbers", help="Leave serial numbers out: for a copy to share.")
    ] = False,
) -> None:
    """List your computers and programs in a workbook, for question 7.1.1 of the DSPT."""
    from carecheck.cli.register_making import make_register

    make_register(files, into, columns, output, with_serials=not hide_serial_numbers)
