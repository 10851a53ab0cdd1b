"""Backups that can be seen from this computer."""

from datetime import date
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown, age_days, derived


class Backup(FactGroup, frozen=True):
    """Which ways of backing up files were seen here, and when the newest backup was."""

    methods: Annotated[tuple[str, ...] | Unknown, "Backup programs for files that are set up here"]
    copies: Annotated[tuple[str, ...] | Unknown, "What is no backup of files: synced folders, system restore points"]
    newest: Annotated[
        date | None | Unknown, "Day of the newest backup of all ways seen; absent: set up and never finished"
    ]

    @derived(needs=("newest",))
    def newest_age_days(self, today: date) -> int | None | Unknown:
        """Days since the newest backup."""
        return age_days(self.newest, today)
