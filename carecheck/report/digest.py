"""The digest in a report file, over all else in it: tells a file that was changed from one that was not.

It shows a slip and a careless change. Who changes a file on purpose can make a new digest, too: only a signature
(`carecheck.signing`) stands against that.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, Literal

from msgspec import UNSET

from carecheck.report.model import Report

State = Literal["unchanged", "changed", "cannot_tell"]

# Reports of this form were made before there were digests.
_BEFORE_DIGESTS: Final = "1.0"
# The line of the digest, as it stands in the files that we write.
_LINE: Final = re.compile(rb'^  "digest": "sha256:[0-9a-f]{64}",\n', re.MULTILINE)


def sealed(content: Mapping[str, Any]) -> bytes:
    """The file of a report's content, with the digest of it."""
    return _file_of({**content, "digest": _digest_of(content)})


def state_of(raw: bytes, report: Report) -> State:
    """Whether the bytes of a file, in which that report was read, are still as they were saved.

    What only looks otherwise, such as other line ends, is no change.
    """
    if report.digest is UNSET:  # every later carecheck writes one, so somebody has taken it away
        return "cannot_tell" if report.schema_version == _BEFORE_DIGESTS else "changed"
    if (line := _LINE.search(raw)) and report.digest == _written(raw[: line.start()], memoryview(raw)[line.end() :]):
        return "unchanged"
    return "unchanged" if report.digest == _digest_of(json.loads(raw.decode("utf-8-sig"))) else "changed"


def is_as_saved(raw: bytes) -> bool:
    """Whether the bytes of a file are those that were saved, to the letter: its line holds the digest of all others."""
    line = _LINE.search(raw)
    if line is None:
        return False
    rest = sha256(memoryview(raw)[: line.start()])
    rest.update(memoryview(raw)[line.end() :])
    return line[0] == _line_of(f"sha256:{rest.hexdigest()}")


def _line_of(digest: str) -> bytes:
    return f'  "digest": "{digest}",\n'.encode()


def _digest_of(content: Mapping[str, Any]) -> str:
    # A text of a stranger may hold half a letter. None of ours does, so it is never the digest that stands there.
    return _written(_file_of({name: value for name, value in content.items() if name != "digest"}, "surrogatepass"))


def _file_of(content: Mapping[str, Any], of_no_text: Literal["strict", "surrogatepass"] = "strict") -> bytes:
    """Sorted keys, 2 spaces, UTF-8, a line feed at the end."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
    return text.encode(errors=of_no_text)


def _written(*parts: bytes | memoryview) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"
