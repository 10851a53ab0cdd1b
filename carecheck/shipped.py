"""Finds the data that comes with carecheck: beside the package in a checkout, inside it when installed."""

from functools import cache
from pathlib import Path
from typing import Literal

ShippedFolder = Literal["checks", "profiles", "data"]


@cache
def shipped(folder: ShippedFolder) -> Path:
    """The folder of shipped data of that name.

    carecheck runs from real files only (a wheel is unpacked when it is installed), so a path is enough.
    """
    package = Path(__file__).resolve().parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder
