"""The templates of all pages: everything put into them is text, and a field that is missing is an error."""

import re
from functools import cache
from typing import Any, Final

# What every page of a template needs stands first in a line.
_PART: Final = re.compile(r'^{% (?:extends|from|include) "([^"]+)"', re.MULTILINE)


def template(name: str) -> Any:
    """The template of that name from the folder beside this file."""
    return _templates().get_template(name)


def read_ahead(name: str) -> None:
    """Read a template and what all its pages are made of, which takes longer than to draw one."""
    templates = _templates()
    source, *_ = templates.loader.get_source(templates, name)
    for part in _PART.findall(source):
        read_ahead(part)
    templates.get_template(name)


@cache
def _templates() -> Any:
    """Every value is escaped whatever the template is called, for any of it may come from a stranger."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # A template is drawn once in a run: to optimise it, and to look if it has changed, takes longer than it saves.
    return Environment(
        autoescape=True,
        loader=PackageLoader("carecheck.show"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        auto_reload=False,
    )
