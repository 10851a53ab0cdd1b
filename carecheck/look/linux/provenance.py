"""On what each topic about a Linux rests: one table, to be changed when a real desktop has shown it."""

from collections.abc import Mapping
from typing import Final, Literal

Provenance = Literal["from documents", "seen on Debian 12, without a desktop"]

_SEEN: Final = "seen on Debian 12, without a desktop"

PROVENANCE: Final[Mapping[str, Provenance]] = {
    "addons": _SEEN,
    "antivirus": "from documents",
    "autorun": "from documents",
    "backup": _SEEN,
    "boot": _SEEN,
    "browsers": "from documents",
    "builtin": "from documents",
    "clock": _SEEN,
    "disks": _SEEN,
    "dnsfilter": "from documents",
    "firewall": _SEEN,
    "idle": "from documents",
    "listening": _SEEN,
    "lock": "from documents",
    "logins": _SEEN,
    "management": "from documents",
    "networks": "from documents",
    "openings": _SEEN,
    "passwords": "from documents",
    "previews": "from documents",
    "programs": "from documents",
    "rdp": "from documents",
    "remote": "from documents",
    "restart": _SEEN,
    "router": "from documents",
    "shares": _SEEN,
    "smb1": _SEEN,
    "space": _SEEN,
    "ssh": _SEEN,
    "system": _SEEN,
    "updates": _SEEN,
    "usb": "from documents",
    "wifi": "from documents",
    "wifimemory": "from documents",
}
