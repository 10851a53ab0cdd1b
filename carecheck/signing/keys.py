"""Keys that sign and keys that tell a signature: Ed25519, by the library that the extra `signing` installs."""

import hashlib
import hmac
import importlib.util
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from carecheck.errors import CannotRun
from carecheck.signing.forms import BY_PASSWORD, HASHED, NO_PASSWORD, PLAIN, LockedKey, PublicKey, Signature

if TYPE_CHECKING:
    from nacl.signing import SigningKey

NEEDED: Final = (
    "To make or to check signatures, carecheck needs one more package, PyNaCl. "
    "To get it, install carecheck again like this: pip install 'carecheck[signing]'"
)
WRONG_PASSWORD: Final = "This password does not open the key. Try again."
# What minisign takes: slow on purpose, so that nobody can try many passwords.
OPERATIONS: Final = 33_554_432
MEMORY: Final = 1_073_741_824
_BLOCK: Final = 8
_LONGEST: Final = 104

AskPassword = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Signer:
    """A secret key, open and ready to sign."""

    id: bytes
    key: "SigningKey"

    def sign(self, content: bytes, comment: str) -> Signature:
        """The signature of a file's content, and of a comment of one line."""
        of_file = self.key.sign(_hashed(content)).signature
        return Signature(HASHED, self.id, of_file, comment, self.key.sign(of_file + comment.encode()).signature)

    @property
    def public(self) -> PublicKey:
        """The key for those who are to tell its signatures."""
        return PublicKey(self.id, bytes(self.key.verify_key))


def is_signed(content: bytes, signature: Signature, key: PublicKey) -> bool:
    """Whether that key made that signature of that content and of its comment. Raises CannotRun without the library."""
    _need_library()
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    if not hmac.compare_digest(signature.key_id, key.id):
        return False
    signed = _hashed(content) if signature.algorithm == HASHED else content
    try:
        known = VerifyKey(key.key)
        known.verify(signed, signature.of_file)
        known.verify(signature.of_file + signature.comment.encode(), signature.of_all)
    except (CryptoError, ValueError):
        return False
    return True


def new_signer() -> Signer:
    """A new secret key. Raises CannotRun without the library."""
    _need_library()
    from nacl.signing import SigningKey

    return Signer(secrets.token_bytes(8), SigningKey.generate())


def opened(locked: LockedKey, ask: AskPassword) -> Signer:
    """The secret key of a file, for which a password is asked where it has one. Raises CannotRun."""
    _need_library()
    from nacl.signing import SigningKey

    content = locked.content
    if locked.kdf == BY_PASSWORD:
        content = _mixed(content, _stretched(ask(), locked.salt, locked.operations, locked.memory))
    key_id, seed, public, checksum = content[:8], content[8:40], content[40:72], content[72:]
    # minisign writes no checksum where there is no password.
    if locked.kdf == BY_PASSWORD and not hmac.compare_digest(checksum, _checksum(content[:72])):
        raise CannotRun(WRONG_PASSWORD)
    key = SigningKey(seed)
    if bytes(key.verify_key) != public:
        raise CannotRun("This secret key is damaged.")
    return Signer(key_id, key)


def locked(signer: Signer, password: str) -> LockedKey:
    """The secret key for its file, locked with a password; without one where it is empty."""
    content = signer.id + bytes(signer.key) + signer.public.key
    content += _checksum(content)
    if not password:
        return LockedKey(NO_PASSWORD, bytes(32), 0, 0, content)
    salt = secrets.token_bytes(32)
    return LockedKey(
        BY_PASSWORD, salt, OPERATIONS, MEMORY, _mixed(content, _stretched(password, salt, OPERATIONS, MEMORY))
    )


def _need_library() -> None:
    if importlib.util.find_spec("nacl") is None:
        raise CannotRun(NEEDED)


def _hashed(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(PLAIN + content, digest_size=32).digest()


def _mixed(content: bytes, stream: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(content, stream, strict=True))


def _stretched(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    """The bytes that lock a key, made of a password as libsodium does: its two limits choose the numbers of scrypt."""
    if operations > OPERATIONS or memory > MEMORY:
        raise CannotRun("This secret key asks for more memory than minisign uses. Use a key that minisign has made.")
    operations = max(operations, 32_768)
    if operations < memory // 32:
        most, parallel = operations // (_BLOCK * 4), 1
        power = _power(most)
    else:
        power = _power(memory // (_BLOCK * 128))
        parallel = min(operations // 4 // (1 << power), 0x3FFFFFFF) // _BLOCK
    try:
        return hashlib.scrypt(
            password.encode(),
            salt=salt,
            n=1 << power,
            r=_BLOCK,
            p=max(parallel, 1),
            maxmem=2**31 - 1,
            dklen=_LONGEST,
        )
    except (MemoryError, ValueError):
        raise CannotRun("This computer has not enough memory to open the key. It takes 1 GB for a moment.") from None


def _power(most: int) -> int:
    """The power of two that libsodium chooses for a limit."""
    return next((power for power in range(1, 63) if (1 << power) > most // 2), 1)
