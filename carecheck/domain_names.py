"""Domain names as people type them: an address of email or of a page, capitals, accents, a dot too many."""

import ipaddress
import re
import unicodedata
from typing import Final

import msgspec

from carecheck.errors import UsageError
from carecheck.words import clean

MOST_TYPED: Final = 1_000
MOST_IN_NAME: Final = 253
MOST_IN_LABEL: Final = 63
HOW: Final = "Type the part of your email address after the @, like example.org."

_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")  # IDNA takes the full stops of East Asia for dots
_JOINERS: Final = "\u200c\u200d"  # belong to words of some scripts; other invisible marks come along by copying
_LABEL: Final = re.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_PLAIN: Final = re.compile(  # what nearly all names look like: nothing in them has to be changed or refused
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII
)


class DomainName(msgspec.Struct, frozen=True):
    """A domain name: `ascii` is what DNS is asked, `shown` is what people read.

    `email_domain` is the name without `www.`, where there is one: email lives there.
    """

    ascii: str
    shown: str
    email_domain: str | None = None


def read_selector(typed: str) -> str:
    """The DKIM selector that a person typed, in lower case: `s1`, or the whole `s1._domainkey.home.example`.

    Raises UsageError with what to type.
    """
    selector = typed.strip().lower().partition("._domainkey")[0]
    labels = selector.split(".")
    if len(selector) > MOST_IN_NAME or not all(map(_is_label, labels)):
        raise UsageError(
            f"'{clean(typed, 80)}' is not the name of a DKIM key. Type it as your supplier wrote it, like selector1."
        )
    return selector


def read_domain_name(typed: str) -> DomainName:
    """The domain name in what a person typed: a name, an email address or the address of a page.

    Follows UTS 46, non-transitional. Raises UsageError with what is wrong and what to type.
    """
    plain = typed.strip().lower()
    if len(plain) <= MOST_IN_NAME and typed.isascii() and _PLAIN.fullmatch(plain):
        return _named(plain)
    return _named(_read(typed))


def _named(name: str) -> DomainName:
    parent = name.removeprefix("www.")
    return DomainName(name, shown_name(name), parent if parent != name and "." in parent else None)


def _read(typed: str) -> str:
    said = f"'{clean(typed, 80)}'"
    if len(typed) > MOST_TYPED:
        raise UsageError(f"{said} is too long for a domain name. {HOW}")
    host = _host(typed)
    if not host:
        raise UsageError(f"{said} holds no domain name. {HOW}")
    if re.search(r"[\s,;]", host):
        raise UsageError(f"{said} is more than one name. Type one name at a time, like example.org.")
    if _is_address(host):
        raise UsageError(f"{said} is the number of a computer, not a domain name. {HOW}")
    labels = [_ascii_label(label, said) for label in _DOTS.split(_mapped(host, said))]
    name = ".".join(labels)
    if len(labels) < 2:
        raise UsageError(f"{said} is not a whole domain name: it has no dot in it. {HOW}")
    if labels[-1].isdigit():
        raise UsageError(f"{said} ends in a number, and no domain name does. {HOW}")
    if len(name) > MOST_IN_NAME:
        raise UsageError(f"{said} is too long: a domain name has at most {MOST_IN_NAME} letters. {HOW}")
    return name


def shown_name(name: str) -> str:
    """A name for people to read: with its accents, where IDNA knows them."""
    return ".".join(_shown_label(label) for label in name.split("."))


def _is_label(text: str) -> bool:
    return len(text) <= MOST_IN_LABEL and _LABEL.fullmatch(text) is not None


def _host(typed: str) -> str:
    """The part between scheme, user and `@` before it, and port, path and question mark behind it."""
    seen = "".join(letter for letter in typed if unicodedata.category(letter) != "Cf" or letter in _JOINERS)
    text = seen.strip().strip("<>\"'\u2018\u2019\u201c\u201d").strip()
    text = re.sub(r"^(mailto:|[a-z][a-z0-9+.-]*://|//)", "", text, flags=re.IGNORECASE)
    text = re.split(r"[/?#\\]", text, maxsplit=1)[0].rpartition("@")[2].strip().rstrip(">")
    if not text.startswith("[") and text.count(":") == 1:
        text = re.sub(r":[0-9]*$", "", text)
    return text[:-1] if _DOTS.match(text[-1:]) else text


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(re.sub(r"^\[(.*)\](:[0-9]*)?$", r"\1", host))
    except ValueError:
        return False
    return True


def _mapped(host: str, said: str) -> str:
    """Lower case and one way of writing each letter (UTS 46)."""
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.uts46_remap(unicodedata.normalize("NFC", host), std3_rules=False)
    except idna.IDNAError:
        raise UsageError(f"{said} has a letter in it that no domain name can have, or is too long. {HOW}") from None


def _ascii_label(label: str, said: str) -> str:
    if not label:
        raise UsageError(f"{said} has two dots in a row, or one in front. {HOW}")
    if not label.isascii():
        import idna

        try:
            label = idna.encode(label).decode("ascii")
        except idna.IDNAError:
            raise UsageError(f"{said} has a letter in it that no domain name can have, or is too long. {HOW}") from None
    if len(label) > MOST_IN_LABEL:
        raise UsageError(f"{said} has a part of more than {MOST_IN_LABEL} letters between two dots. {HOW}")
    if not _LABEL.fullmatch(label):
        raise UsageError(
            f"{said} is not a domain name: only letters, numbers and hyphens may stand between the dots, "
            f"and a hyphen neither first nor last. {HOW}"
        )
    return label


def _shown_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    import idna

    try:
        return idna.decode(label)
    except idna.IDNAError:
        return label
