"""A made-up home at its fifth visit: one visit by an older rule, two that checked less, and numbers of every size."""

from datetime import datetime
from typing import Final

from carecheck.homes.changes import changes_between, with_history
from carecheck.homes.trend import trend_of
from carecheck.lights import Light
from carecheck.report import Report
from carecheck.show.since import Since, since
from tests.homes.visits import seen, visit


def _visit(day: str, red: int, amber: int, unknown: int, green: int, version: int = 1) -> Report:
    amounts: dict[Light, int] = {"red": red, "amber": amber, "unknown": unknown, "green": green}
    lights = [light for light, amount in amounts.items() for _ in range(amount)]
    results = [seen(light, f"topic.check{n}", version=1 if n else version) for n, light in enumerate(lights)]
    return visit(results, datetime.fromisoformat(f"{day}T09:30:00+00:00"))


def _fifth() -> tuple[Report, Since]:
    *earlier, now = (
        _visit("2025-05-14", 9, 7, 2, 20, version=2),
        _visit("2025-11-12", 7, 8, 2, 15),
        _visit("2026-05-13", 6, 6, 6, 20),
        _visit("2026-11-01", 1, 1, 1, 30),
        _visit("2026-11-22", 4, 5, 1, 28),
    )
    now = with_history(now, earlier[-1])
    return now, since(changes_between(earlier[-1], now), trend_of([*earlier, now]))


FIVE_VISITS: Final = _fifth()
