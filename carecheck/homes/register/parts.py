"""The parts of somebody's workbook (it is a zip file), opened as if a stranger had made it: all is bounded."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from carecheck import readfile
from carecheck.errors import CannotRun

MOST_BYTES: Final = 20_000_000
MOST_PARTS: Final = 2_000
MOST_OF_PART: Final = 40_000_000
MOST_OF_ALL: Final = 150_000_000

_SAVE_AS: Final = "Open it, choose Save as, and save it as an Excel workbook (.xlsx). Then use that file."
_OLD_FORM: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_CONTENT_TYPES: Final = "[Content_Types].xml"


class Parts:
    """The parts of a workbook by their names, read only when they are wanted."""

    def __init__(self, raw: bytes, file: str) -> None:
        """Raises CannotRun for what is no workbook that we can use, saying what to do."""
        self.file = file
        self._zip = _opened(raw, file)
        self._infos = self._zip.infolist()
        self._names = {info.filename.lower(): info.filename for info in self._infos}
        _check_sizes(self._infos, file)
        if len(self._names) < len(self._infos) or _CONTENT_TYPES.lower() not in self._names:
            raise damaged(file)
        if any(name.rpartition("/")[2] in _MACROS for name in self._names):
            raise CannotRun(f"{file} holds macros (small programs), and we leave those alone. {_SAVE_AS}")

    def read(self, name: str) -> bytes:
        """One part. Raises CannotRun when it is not there or not whole."""
        stored = self._names.get(name.lower())
        if stored is None:
            raise damaged(self.file)
        try:
            with self._zip.open(stored) as part:
                content = part.read(MOST_OF_PART + 1)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise damaged(self.file) from error
        except Exception as error:
            if type(error).__name__ not in ("error", "LZMAError"):  # what zlib and lzma call damaged data
                raise
            raise damaged(self.file) from error
        if len(content) > MOST_OF_PART:
            raise _too_large(self.file)
        return content

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def with_changed(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some parts changed; all others keep their bytes, their order and their dates."""
        ours = {name.lower(): content for name, content in changed.items()}
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for info in self._infos:
                name = info.filename
                new = zipfile.ZipInfo(name, info.date_time)
                new.compress_type = zipfile.ZIP_DEFLATED
                new.external_attr = info.external_attr
                content = ours[name.lower()] if name.lower() in ours else self.read(name)
                made.writestr(new, b"" if info.is_dir() else content)
        return file.getvalue()


def read_file(path: Path) -> bytes:
    """The bytes of somebody's register. Raises CannotRun."""
    raw = readfile.read_file(path, MOST_BYTES)
    if len(raw) > MOST_BYTES:
        raise CannotRun(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. A register is much smaller.")
    if not raw:
        raise CannotRun(f"{path} is empty. Choose your register.")
    return raw


def damaged(file: str) -> CannotRun:
    """The error for a workbook that is not whole."""
    return CannotRun(f"{file} is no workbook that we can read, or it is damaged. {_SAVE_AS}")


def _opened(raw: bytes, file: str) -> zipfile.ZipFile:
    if raw.startswith(_OLD_FORM):
        if _ENCRYPTED in raw:
            raise CannotRun(
                f"{file} has a password. Save a copy of it without one, and use that. Then delete the copy."
            )
        raise CannotRun(f"{file} is of an old form (.xls). {_SAVE_AS}")
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(file) from error


def _check_sizes(infos: list[zipfile.ZipInfo], file: str) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise CannotRun(f"{file} has a password. Save a copy of it without one, and use that. Then delete the copy.")
    if (
        len(infos) > MOST_PARTS
        or any(info.file_size > MOST_OF_PART for info in infos)
        or sum(info.file_size for info in infos) > MOST_OF_ALL
    ):
        raise _too_large(file)


def _too_large(file: str) -> CannotRun:
    return CannotRun(f"{file} holds far more than a register does. Copy the sheet of your devices into a new workbook.")
