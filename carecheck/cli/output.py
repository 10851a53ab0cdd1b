"""How commands speak: results to standard output or a file, everything else to standard error."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

if TYPE_CHECKING:
    from carecheck.cli.options import ColorWhen, Format
    from carecheck.report import Report
    from carecheck.results import ResultsFolder
    from carecheck.show.since import Since

NOT_ALL_CHECKED: Final = 3
FILE_COLUMNS: Final = 80


class Shown(NamedTuple):
    """How a report is to be shown."""

    format: "Format" = "text"
    plain: bool = False
    color: "ColorWhen" = "auto"
    all: bool = False
    one_line: bool = False
    raw: bool = False


class Kept(NamedTuple):
    """Where a report for people, the text for its suppliers and the file for programs were kept; None: it was not."""

    report: Path | None
    for_supplier: Path | None
    file: Path | None = None


def put(text: str) -> None:
    """Write a result to standard output, in letters that it can carry."""
    _write(sys.stdout, text)


def say(text: str) -> None:
    """Say something beside the result, on standard error; it may hold names that a stranger gave."""
    harmless = "".join(letter if letter == "\n" or letter.isprintable() else "?" for letter in text)
    _write(sys.stderr, f"{harmless}\n")


def typed(folder: Path) -> str:
    r"""A folder as one types it; in quotes only where it needs them, for "E:\" with them ends nowhere on Windows."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def exit_code(report: "Report", *, strict: bool) -> int:
    """1 when something is to be fixed now and no one accepted it; 3 when strict and something was not checked."""
    if any(result.light == "red" and result.accepted is None for result in report.results):
        return 1
    return NOT_ALL_CHECKED if strict and report.summary.unknown else 0


def show_report(
    report: "Report",
    shown: Shown,
    output: Path | None = None,
    keep_in: "ResultsFolder | None" = None,
    kept: Kept | None = None,
    told: "Since | None" = None,
) -> Kept | None:
    """Show a report, and keep it first when a folder is given; `kept` are its files where it was kept before.

    `told` is what has changed since the visit before. The files come back, where there are some.

    Raises CannotRun when it could not be kept or saved; it is shown all the same, so that nothing is lost.
    """
    from carecheck.errors import CannotRun, UsageError
    from carecheck.savefile import save_new

    trouble: CannotRun | None = None
    if keep_in:
        try:
            kept = _keep(report, keep_in, told)
        except CannotRun as error:
            trouble = error
    if output:
        path = save_new(output.absolute(), _file_of(report, shown, kept, told))
        say(f"The report is in {path}")
    elif shown.format == "xlsx":
        raise UsageError("a workbook is a file: name it with --output FILE")
    else:
        put(_drawn(report, shown, kept, told))
    if trouble:
        raise trouble
    return kept


def supplier_file(report: Path) -> Path:
    """Where the text for suppliers lies beside the report for programs."""
    return report.with_name(f"{report.stem} for your supplier.txt")


def _keep(report: "Report", folder: "ResultsFolder", told: "Since | None") -> Kept:
    """Save the report for programs and for people, and the text for suppliers if there is one."""
    from carecheck.homes.naming import file_of
    from carecheck.report import write_report
    from carecheck.savefile import save_new
    from carecheck.show.for_supplier import render_for_supplier
    from carecheck.show.page import render_page

    day = report.run.started_at.date()
    home = report.site
    place = folder.folder_for(home.name, day, home.id) if home else folder.folder_for(None, day)
    saved = write_report(report, file_of(report, place))
    for_supplier = render_for_supplier(report)
    supplier = save_new(supplier_file(saved), for_supplier.encode()) if for_supplier else None
    return Kept(save_new(saved.with_suffix(".html"), render_page(report, told).encode()), supplier, saved)


def _file_of(report: "Report", shown: Shown, kept: Kept | None, told: "Since | None") -> bytes:
    if shown.format == "xlsx":
        from carecheck.show.results_table import results_workbook

        return results_workbook(report)
    return _drawn(report, shown, kept, told, for_file=True).encode()


def _drawn(report: "Report", shown: Shown, kept: Kept | None, told: "Since | None", *, for_file: bool = False) -> str:
    match shown.format:
        case "json":
            from carecheck.report import report_bytes

            return report_bytes(report).decode()
        case "html":
            from carecheck.show.page import render_page

            return render_page(report, told)
        case "csv":
            from carecheck.show.results_table import results_csv

            return results_csv(report, raw=shown.raw)
        case "junit":
            from carecheck.show.junit import render_junit

            return render_junit(report)
        case "oscal":
            from carecheck.show.oscal import render_oscal

            return render_oscal(report)
        case _:
            return _text(report, shown, kept, told, for_file=for_file)


def _text(report: "Report", shown: Shown, kept: Kept | None, told: "Since | None", *, for_file: bool) -> str:
    from carecheck.show.for_supplier import render_for_supplier
    from carecheck.show.sentences import mark_of
    from carecheck.show.streams import wants_colour, window_columns
    from carecheck.show.terminal import TerminalOptions, render_terminal
    from carecheck.show.view import view_of

    if shown.one_line:
        return view_of(report).one_line + "\n"
    options = TerminalOptions(
        columns=FILE_COLUMNS if for_file else window_columns(),
        colour=not for_file and wants_colour(shown.color, sys.stdout),
        plain=shown.plain,
        everything=shown.all,
        encoding="utf-8" if for_file else sys.stdout.encoding,
        saved_as=str(kept.report) if kept and kept.report else None,
        supplier_text=str(kept.for_supplier) if kept and kept.for_supplier else None,
        since=told,
    )
    text = render_terminal(report, options)
    # With all things in full, and no file of its own to name, the text for suppliers follows.
    more = render_for_supplier(report, options.columns, plain=shown.plain) if shown.all and kept is None else ""
    return f"{text}{mark_of(report).rstrip()}\n{more}" if more else text


def _write(stream: TextIO, text: str) -> None:
    from carecheck.show.streams import for_encoding

    stream.write(for_encoding(text, stream.encoding))
    stream.flush()
