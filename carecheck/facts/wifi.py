"""The Wi-Fi that the computer uses now; never its name."""

from typing import Annotated, Literal

from carecheck.facts.model import FactGroup, Unknown


class Wifi(FactGroup, frozen=True):
    """How the Wi-Fi in use is protected. What a system shows to no program is seen neither as open nor as protected."""

    in_use: Annotated[bool | Unknown, "Whether the computer uses Wi-Fi now"]
    security: Annotated[
        Literal["open", "wep", "wpa", "wpa2", "wpa3"] | None | Unknown,
        "How the Wi-Fi in use is protected; absent: none is in use",
    ]
    seen_open: Annotated[
        bool | Unknown, "Whether it was seen to be open or WEP; no, too, where the system shows that to no program"
    ]
    seen_old: Annotated[
        bool | Unknown, "Whether it was seen to use WPA or TKIP; no, too, where the system shows that to no program"
    ]
    seen_protected: Annotated[
        bool | Unknown, "Whether it was seen to be WPA2 or WPA3; no, too, where the system shows that to no program"
    ]
