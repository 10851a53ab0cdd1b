"""The templates of all pages: everything put into them is text, and a field that is missing is an error."""

from functools import cache
from typing import Any


@cache
def template(name: str) -> Any:
    """The template of that name from the folder beside this file.

    Every value is escaped whatever the template is called, for any of it may come from a stranger.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("carecheck.show")
    environment = Environment(
        autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)
