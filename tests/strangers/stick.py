"""A memory stick that is made of a folder: it takes no links and no owners, and "Report" and "REPORT" are one name.

    python -m tests.strangers.stick MOUNT DISK HAND

What lies on it is kept in the folder DISK. The folder HAND is the hand that holds it: after as many changes as stand in
its file `changes`, the stick is pulled out, and each change takes as many seconds as stand in `seconds`.
"""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

NOT_IN_NAMES: Final = frozenset('"*/:<>?\\|') | {chr(code) for code in range(32)}
TOLD: Final = ("st_mode", "st_nlink", "st_size", "st_uid", "st_gid", "st_atime", "st_mtime", "st_ctime")
START_SECONDS: Final = 20


@dataclass(frozen=True)
class Stick:
    """A stick that is plugged in."""

    mount: Path
    disk: Path
    hand: Path

    def pull_after(self, changes: int | None) -> None:
        """Let it be pulled out after so many changes; None: it stays in, and is in again if it was not."""
        file = self.hand / "changes"
        file.unlink(missing_ok=True)
        if changes is not None:
            file.write_text(str(changes))

    def slow_down(self, seconds: float) -> None:
        """Let each change take so long."""
        (self.hand / "seconds").write_text(str(seconds))


@contextmanager
def plugged_in(folder: Path) -> Iterator[Stick]:
    """A new stick."""
    stick = Stick(folder / "stick", folder / "disk", folder / "hand")
    for one in (stick.mount, stick.disk, stick.hand):
        one.mkdir()
    command = [sys.executable, "-m", "tests.strangers.stick", stick.mount, stick.disk, stick.hand]
    server = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + START_SECONDS
        while not stick.mount.is_mount():
            if server.poll() is not None or time.monotonic() > until:
                server.kill()
                raise OSError(f"No stick: {server.communicate()[1].decode(errors='replace')}")
            time.sleep(0.02)
        yield stick
    finally:
        subprocess.run(["umount", "--lazy", str(stick.mount)], check=False, capture_output=True)
        server.kill()
        server.communicate()


class Files:
    """What the system asks of a disk, answered from a folder."""

    use_ns = True

    def __init__(self, disk: Path, hand: Path) -> None:
        self._disk = disk
        self._hand = hand

    def getattr(self, path: str, _: int | None = None) -> Mapping[str, object]:
        """Kind, size and times."""
        found = self._looked_at(path).lstat()
        return {name: getattr(found, name) for name in TOLD}

    def readdir(self, path: str, _: int) -> list[str]:
        """The names in a folder."""
        return [".", "..", *(one.name for one in self._looked_at(path).iterdir())]

    def open(self, path: str, flags: int) -> int:
        """Open what is there."""
        return os.open(self._looked_at(path), flags & ~os.O_CREAT)

    def read(self, path: str, size: int, offset: int, file: int) -> bytes:
        """A part of a file."""
        self._looked_at(path)
        return os.pread(file, size, offset)

    def release(self, _: str, file: int) -> None:
        """Close it."""
        os.close(file)

    def create(self, path: str, mode: int, _: object = None) -> int:
        """Make a file."""
        return os.open(self._changed(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def write(self, path: str, content: bytes, offset: int, file: int) -> int:
        """Write a part of a file."""
        self._changed(path)
        return os.pwrite(file, content, offset)

    def truncate(self, path: str, length: int, _: int | None = None) -> None:
        """Cut a file."""
        os.truncate(self._changed(path), length)

    def fsync(self, path: str, *_: int) -> None:
        """Bring it onto the disk."""
        self._changed(path)

    def mkdir(self, path: str, mode: int) -> None:
        """Make a folder."""
        self._changed(path).mkdir(mode)

    def unlink(self, path: str) -> None:
        """Take a file away."""
        self._changed(path).unlink()

    def rmdir(self, path: str) -> None:
        """Take a folder away."""
        self._changed(path).rmdir()

    def rename(self, old: str, new: str) -> None:
        """Give another name, in the place of what has it."""
        self._changed(old).replace(self._changed(new))

    def link(self, *_: str) -> None:
        """There are none."""
        raise PermissionError(errno.EPERM, "no links here")

    symlink = link

    def chown(self, *_: object) -> None:
        """There are no owners."""
        raise PermissionError(errno.EPERM, "no owners here")

    chmod = chown

    def utimens(self, path: str, _: object = None) -> None:
        """Times are those of the disk."""
        self._looked_at(path)

    def _looked_at(self, path: str) -> Path:
        if self._left() == 0:
            raise OSError(errno.EIO, "it was pulled out")
        place = self._disk
        for name in path.strip("/").split("/") if path != "/" else ():
            if NOT_IN_NAMES & set(name) or name.endswith((".", " ")):
                raise OSError(errno.EINVAL, "no such name on a stick")
            here = place.iterdir() if place.is_dir() else ()
            place = next((one for one in here if one.name.casefold() == name.casefold()), place / name)
        return place

    def _changed(self, path: str) -> Path:
        place, left = self._looked_at(path), self._left()
        if left is not None:
            (self._hand / "changes").write_text(str(left - 1))
        if (seconds := self._hand / "seconds").exists():
            time.sleep(float(seconds.read_text()))
        return place

    def _left(self) -> int | None:
        file = self._hand / "changes"
        return int(file.read_text()) if file.exists() else None


def main(mount: str, disk: str, hand: str) -> None:
    """Be a stick until somebody takes the mount away."""
    fuse: Any = import_module("mfusepy")
    fuse.FUSE(Files(Path(disk), Path(hand)), mount, foreground=True, nothreads=True, attr_timeout=0, entry_timeout=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
