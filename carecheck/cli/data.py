"""`carecheck data`: the dated lists that come with carecheck, and how old each is."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Collection

    from carecheck.tables import Table

TOO_OLD = 1


def data(json: Annotated[bool, typer.Option("--json", help="Show it for programs.")] = False) -> int:
    """Show how old our lists of dates are, and what an old one means."""
    import sys

    from carecheck.cli.output import put
    from carecheck.scan import now
    from carecheck.show.streams import window_columns
    from carecheck.tables import tables

    found, today = tables().values(), now().date()
    put(_for_programs(found, today) if json else _for_people(found, today, window_columns(), sys.stdout.encoding))
    return TOO_OLD if any(one.is_too_old(today) for one in found) else 0


def _for_people(found: "Collection[Table]", today: date, columns: int, encoding: str) -> str:
    from carecheck.show.data_page import render_data

    return render_data(found, today, columns, encoding)


def _for_programs(found: "Collection[Table]", today: date) -> str:
    import msgspec

    from carecheck.show.data_page import data_for_programs

    return msgspec.json.format(msgspec.json.encode(data_for_programs(found, today)), indent=2).decode() + "\n"
