"""Made-up addresses and ids in the form of true ones, and of the same kind: a private address stays private."""

import ipaddress
import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from carecheck.look.hiding.pseudonyms import Pseudonyms

GUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"

# By what each form is called in `Numbers.instead`; the first that fits counts. Forms within longer ones are none.
FORMS: Final[Mapping[str, str]] = {
    "sid": r"(?<![\w-])S-1-(?:5-21|12-1|11)(?:-\d+){2,}(?![\w-])",
    "group": r"(?<![\w-])S-1-\d+(?:-\d+)+(?![\w-])",  # the others are the same on every Windows
    "recovery_key": r"(?<![\w-])(?:\d{6}-){7}\d{6}(?![\w-])",
    "product_key": r"(?<![\w-])(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}(?![\w-])",
    "product_id": r"(?<![\w-])\d{5}-(?:OEM|\d{3,5})-\d{5,7}-[0-9A-Z]{5}(?![\w-])",
    "guid": rf"(?<![0-9a-z-]){GUID}(?![0-9a-z-])",
    "volume": r"(?<![\w-])[0-9a-z]{6}-(?:[0-9a-z]{4}-){5}[0-9a-z]{6}(?![\w-])",  # of Linux's LVM
    "email": r"(?<![\w.+-])[\w.+-]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[\w-]+)+",
    "phone": r"(?<![\w.+-])(?:\+44 ?|0)[1-9](?:\d{8,9}|\d{1,4} \d{3,4} ?\d{3,4}|\d{3} \d{5,6})(?![\w.-])",
    "mac": r"(?<![0-9a-z:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![0-9a-z:-])",
    "ip4": r"(?<![\w.-])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w-]|\.\d)",
    "ip6": r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])",
    "hex": r"(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])",
}

_UNIT: Final = re.compile(  # systemd's, as getty@tty1.service
    r".+\.(?:service|socket|target|timer|mount|automount|path|slice|scope|device|swap|conf)(?:\.\w+)?", re.IGNORECASE
)
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "192.168.0.0/16": ("192.168.0.", "192.168."),
    "10.0.0.0/8": ("10.0.0.", "10.0."),
    "172.16.0.0/12": ("172.16.0.", "172.16."),
    "169.254.0.0/16": ("169.254.0.", "169.254."),
}
_KEPT: Final = tuple(map(ipaddress.ip_network, ("127.0.0.0/8", "0.0.0.0/8", "255.0.0.0/8", "224.0.0.0/4")))


class Numbers:
    """Ids and addresses; those in `kept` stand in carecheck's own code, and stay."""

    def __init__(self, pseudonyms: Pseudonyms, kept: Collection[str]) -> None:
        self._names = pseudonyms
        self._kept = kept

    def instead(self, form: str, true: str) -> str:
        """What stands in the place of an id or address of that form."""
        if true.casefold() in self._kept:
            return true
        make: Callable[[str], str] = getattr(self, f"_{form}")
        return make(true)

    def authority(self, sub: bytes) -> bytes:
        """The twelve bytes instead of those in an id of a login that is no text."""
        numbers = [int.from_bytes(sub[at : at + 4], "little") for at in (0, 4, 8)]
        made = self._authority("-".join(map(str, numbers))).split("-")
        return b"".join(int(number).to_bytes(4, "little") for number in made)

    def _sid(self, true: str) -> str:
        parts = true.upper().split("-")
        if parts[2] == "5":
            kept = "-".join(parts[7:])  # the number of the login or group within its authority says what it is
            return "S-1-5-21-" + self._authority("-".join(parts[4:7])) + (f"-{kept}" if kept else "")
        head = 4 if parts[2] == "12" else 3
        rest = len(parts) - head
        made = self._names.made(true.upper(), "id", lambda number: "-".join([str(1_000_000_000 + number)] * rest))
        return "-".join([*parts[:head], made])

    def _group(self, true: str) -> str:
        return true

    def _authority(self, true: str) -> str:
        parts = len(true.split("-"))
        return self._names.made(
            true, "id", lambda number: "-".join(str(one + number) for one in (1_100_000_000,) * parts)
        )

    def _recovery_key(self, true: str) -> str:
        return "-".join(["000000"] * (true.count("-") + 1))

    def _product_key(self, true: str) -> str:
        return self._names.made(true.upper(), "serial", lambda number: "-".join(["AAAAA"] * 4 + [f"A{number:04}"]))

    def _product_id(self, true: str) -> str:
        return re.sub(r"[0-9A-Z]", "0", true, flags=re.IGNORECASE) if "OEM" not in true else "00000-OEM-0000000-00000"

    def _guid(self, true: str) -> str:
        made = self._names.made(true.casefold(), "id", lambda number: f"00000000-0000-4000-8000-{number:012x}")
        return made.upper() if true.isupper() else made

    def _volume(self, true: str) -> str:
        made = self._names.made(true.casefold(), "id", lambda number: f"{number:032d}")
        parts = (6, 4, 4, 4, 4, 4, 6)
        return "-".join(made[sum(parts[:place]) : sum(parts[: place + 1])] for place in range(len(parts)))

    def _email(self, true: str) -> str:
        if _UNIT.fullmatch(true):
            return true
        return self._names.made(true.casefold(), "email", lambda number: f"person{number}@mail{number}.example")

    def _phone(self, true: str) -> str:
        digits = re.sub(r"\D", "", true).removeprefix("44")
        # Numbers that Ofcom keeps for plays and films.
        return self._names.made(digits.lstrip("0"), "phone", lambda number: f"01632 {960000 + number % 1000}")

    def _mac(self, true: str) -> str:
        made = self._names.made(
            re.sub(r"\W", "", true.casefold()), "address", lambda number: f"0200{number % 0x100000000:08x}"
        )
        pairs = true[2].join(made[at : at + 2] for at in range(0, 12, 2))
        return pairs.upper() if true.isupper() else pairs

    def _ip4(self, true: str) -> str:
        address = ipaddress.IPv4Address(true.encode("ascii", "ignore").decode()) if true.isascii() else None
        if address is None or any(address in network for network in _KEPT):
            return true
        around = next((one for one in _TABLES if address in ipaddress.ip_network(one)), None)
        return self._names.made(true, "address", lambda number: _numbered(around, number))

    def _ip6(self, true: str) -> str:
        try:
            address = ipaddress.IPv6Address(true)
        except ValueError:
            return true  # the time of day, for one
        if address.is_loopback or address.is_unspecified or address.is_multicast:
            return true
        head = "fe80" if address.is_link_local else "fd00" if address.is_private else "2001:db8"
        return self._names.made(address.exploded, "address", lambda number: f"{head}::{number % 0x10000:x}")

    def _hex(self, true: str) -> str:
        made = self._names.made(true.casefold(), "id", lambda number: f"{number:x}".rjust(len(true), "0"))
        return made.upper() if true.isupper() else made


def _numbered(around: str | None, number: int) -> str:
    if around is None:
        return f"203.0.113.{number % 256}"
    one, many = _TABLES[around]
    return f"{one}{number}" if number < 256 else f"{many}{number // 256 % 256}.{number % 256}"
