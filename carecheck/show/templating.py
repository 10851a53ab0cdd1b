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
    # A template is drawn once in a run: to optimise it, and to look if it has changed, takes longer than it saves.
    environment = Environment(
        autoescape=True,
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        auto_reload=False,
    )
    return environment.get_template(name)
