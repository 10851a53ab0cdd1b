"""The looks of cells in somebody's workbook: those that are there, and the few that are added for what we write."""

import re
from typing import Final

from carecheck.homes.register.xml import Element, end_of_start_tag, is_closed_in_itself, spliced, walk

DAY_FORM: Final = 15  # "d-mmm-yy", one of the forms that every spreadsheet knows
_DAYS: Final = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_NUMBER_FORM: Final = re.compile(rb"""\snumFmtId\s*=\s*(?:"[^"]*"|'[^']*')""")
_APPLIES: Final = re.compile(rb"""\sapplyNumberFormat\s*=\s*(?:"[^"]*"|'[^']*')""")
_COUNT: Final = re.compile(rb"""\scount\s*=\s*(?:"[^"]*"|'[^']*')""")
_NO_DAY: Final = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')


class Styles:
    """The list of looks (`cellXfs`), by number, as it grows."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._forms: dict[str, str] = {}  # of numbers and days, by their ids
        self._looks: list[tuple[int, int, str]] = []  # where each look begins and ends, and the id of its form
        self._list: tuple[int, int] | None = None  # where the list of looks begins and ends
        self._added: list[bytes] = []
        self._prefix = b""
        self._read()

    def __bool__(self) -> bool:
        """Whether there is a list to which looks can be added."""
        return self._list is not None and bool(self._looks)

    def for_day(self, look: int) -> int:
        """A look like this one in which a number is shown as a day; the same where it is so already."""
        if not 0 <= look < len(self._looks):
            look = 0
        start, end, form = self._looks[look]
        if self._shows_day(form):
            return look
        return self._add(_with_form(self._xml[start:end]))

    def for_long_text(self) -> int:
        """A look for a text on several lines."""
        head = b"<" + self._prefix + b'xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
        inside = b"<" + self._prefix + b'alignment vertical="top" wrapText="1"/>'
        return self._add(head + inside + b"</" + self._prefix + b"xf>")

    def written(self) -> bytes:
        """The part of the file with all looks that were added."""
        if not self._added or self._list is None:
            return self._xml
        start, end = self._list
        head_end = end_of_start_tag(self._xml, start)
        total = str(len(self._looks) + len(self._added)).encode()
        head = _COUNT.sub(b' count="' + total + b'"', self._xml[start:head_end])
        return spliced(self._xml, [(start, head_end, head), (end, end, b"".join(self._added))])

    def _add(self, look: bytes) -> int:
        if look not in self._added:
            self._added.append(look)
        return len(self._looks) + self._added.index(look)

    def _shows_day(self, form: str) -> bool:
        if form.isdecimal() and len(form) < 6 and int(form) in _DAYS:
            return True
        code = _NO_DAY.sub("", self._forms.get(form, "")).lower()
        return "d" in code or "y" in code

    def _read(self) -> None:
        path: list[str] = []
        began = ""

        def begins(element: Element) -> None:
            nonlocal began
            path.append(element.name)
            match path:
                case ["styleSheet", "numFmts", "numFmt"]:
                    self._forms[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
                case ["styleSheet", "cellXfs"]:
                    self._list = (element.start, element.start)
                    self._prefix = element.full_name.removesuffix("cellXfs").encode()
                case ["styleSheet", "cellXfs", "xf"]:
                    self._looks.append((element.start, 0, element.attributes.get("numFmtId", "0")))
                    began = element.full_name
                case _:
                    pass

        def ends(_name: str, _depth: int, at: int) -> None:
            if path == ["styleSheet", "cellXfs", "xf"]:
                tag = f"</{began}".encode()
                start, _, form = self._looks[-1]
                whole = is_closed_in_itself(self._xml, end_of_start_tag(self._xml, start))
                self._looks[-1] = (start, at if whole else self._xml.index(b">", at + len(tag)) + 1, form)
            elif path == ["styleSheet", "cellXfs"] and self._list:
                self._list = (self._list[0], at) if self._looks else None
            path.pop()

        walk(self._xml, begins, ends)


def _with_form(look: bytes) -> bytes:
    head_end = end_of_start_tag(look, 0)
    head = _APPLIES.sub(b"", _NUMBER_FORM.sub(b"", look[:head_end]))
    close = b"/>" if head.endswith(b"/>") else b">"
    form = f' numFmtId="{DAY_FORM}" applyNumberFormat="1"'.encode()
    return head.removesuffix(close).rstrip() + form + close + look[head_end:]
