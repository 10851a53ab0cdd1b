"""What `--sign`, `--new-key` and `--verify --key` do: the files of keys and signatures, and what is said of them."""

import os
import re
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from carecheck.cli.output import say
from carecheck.errors import CannotRun
from carecheck.readfile import read_file
from carecheck.report import bytes_of, parse_with_state
from carecheck.savefile import save_under_this_name
from carecheck.signing.forms import MOST_BYTES, PublicKey, Signature, read_locked_key, read_public_key, read_signature
from carecheck.signing.keys import Signer, locked, new_signer, opened
from carecheck.words import clean, long_date

ENDING: Final = ".minisig"
_TIMESTAMP: Final = re.compile(r"timestamp:(\d{1,10})\b")
NEW_KEY: Final = """Your new key is in 2 files.
{secret}
    Signs reports. Keep it secret, and keep a copy in a safe place.
{public}
    Tells your signatures. Give it to everyone who checks your reports.
To sign each new report: carecheck scan --sign "{secret}"
"""


def signer_of(file: Path) -> Signer:
    """The secret key in a file; asks for its password where it has one. Raises CannotRun."""
    return opened(read_locked_key(read_file(file, MOST_BYTES), str(file)), lambda: _ask("Password of the key: "))


def sign(signer: Signer, file: Path) -> Path:
    """Sign a report file as it was saved, in a new file beside it. Raises CannotRun, also for one that was changed."""
    content = bytes_of(file)
    if parse_with_state(content, str(file))[1] == "changed":
        raise CannotRun(f"{file} was changed after it was saved, so we do not sign it.")
    moment = int(time.time())
    comment = f"timestamp:{moment}\tfile:{clean(file.name, 200)}\thashed"
    return save_under_this_name(_beside(file), signer.sign(content, comment).text().encode())


def sign_all(files: Iterable[Path], key: Path) -> None:
    """Sign each of these report files, with the key in a file. Raises CannotRun."""
    signer = signer_of(key)
    for file in files:
        say(f"The signature is in {sign(signer, file)}")


def make_key(file: Path) -> None:
    """Make a new key: the secret part in that file, the public part beside it. Raises CannotRun; then there is none."""
    public = file.with_suffix(".pub")
    for path in (file, public):
        if path.exists() or path.is_symlink():
            raise CannotRun(f"There is a file {path} already, and it was not changed. Choose another name.")
    signer = new_signer()
    password = _ask("Choose a password for the key. Without one, press Enter: ")
    if password != _ask("Type it again: "):
        raise CannotRun("These are 2 different passwords. No key was made. Try again.")
    save_under_this_name(file, locked(signer, password).text().encode())
    save_under_this_name(public, signer.public.text().encode())
    say(NEW_KEY.format(secret=file, public=public).rstrip())


def public_key_of(file: Path) -> PublicKey:
    """The public key in a file. Raises CannotRun."""
    return read_public_key(read_file(file, MOST_BYTES), str(file))


def signature_beside(file: Path) -> Signature | None:
    """The signature beside a file; None where there is none. Raises CannotRun for one that cannot be read."""
    beside = _beside(file)
    return read_signature(read_file(beside, MOST_BYTES), str(beside)) if os.path.lexists(beside) else None


def signed_when(signature: Signature) -> str:
    """The day on which a signature was made, as the signed comment tells it: "on 25 November 2026"; may be empty."""
    told = _TIMESTAMP.match(signature.comment)
    return f" on {long_date(datetime.fromtimestamp(int(told[1])).astimezone().date())}" if told else ""


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}{ENDING}")


def _ask(question: str) -> str:
    """A password from a person; never from a pipe, in which it would be seen by others."""
    from getpass import getpass

    if not sys.stdin.isatty():
        raise CannotRun("A password can only be typed in a window. To sign without one, make a key without a password.")
    try:
        return getpass(question)
    except (EOFError, KeyboardInterrupt):
        raise CannotRun("No password was typed, so nothing was signed.") from None
