"""What is held under which name: fields of what Windows tells, and values of its registry."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from carecheck.look.hiding.pseudonyms import Kind

# What a text is by the name under which it is held. `secret` is never told, `open` tells of nobody.
Sort = Kind | Literal["secret", "open", "version", "rule", "doubtful"]

_NAMES: Final[Mapping[Sort, str]] = {
    "secret": r"password|passphrase|secret|psk|pin|recovery_?key|credential|token_?value|cookie",
    "person": r"user|user_?name|login|automatic_?login|timed_?login|account|owner|full_?name"
    r"|caller|member|person|default_?user_?name"
    r"|alt_?default_?user_?name|last_?used_?user_?name|last_?logged_?on_?(user|sam_?user|display_?name)"
    r"|registered_?owner|logged_?on_?user|created_?by|author|run_?as|principal",
    "domain": r"(default_?|alt_?default_?|cache_?primary_?|nv_?|dhcp_?|primary_?|dns_?)?domain(s|_?name)?|work_?group"
    r"|tenant(_?name)?|registered_?organi[sz]ation|organi[sz]ation|company|dns_?suffix|search_?list",
    "computer": r"(active_?)?computer(_?name)?|(nv_?)?host_?name|host|device_?name|server|machine",
    "email": r"e_?mail|user_?e_?mail|mail|upn|user_?principal_?name",
    "network": r"ssid|profile_?name|first_?network|network(_?name)?|access_?point|wi_?fi(_?name)?",
    "printer": r"printer(_?name)?|port_?name|share_?name",
    "label": r"(volume_?)?label|volume_?name|friendly_?name|target(_?name)?|bluetooth_?name",
    "serial": r"(system_?|volume_?|disk_?)?serial(_?number)?|service_?tag|asset_?tag|product_?id|device_?id|uuid"
    r"|(digital_?)?product_?id4?|product_?key|machine_?guid|machine_?id|hardware_?id|imei",
    "rule": r"rule",
    "version": r"(\w+_?)?version",
    "open": r"title|severity|state|status|publisher|vendor|maker|product(_?name)?"
    r"|edition(_?id)?"
    r"|release_?id|(current_?)?build(_?(number|lab|lab_?ex|branch))?|installation_?type|class(es)?|categor(y|ies)"
    r"|protocol|kind|type|letter|drive|at|modified|service|setting|file_?system|language|locale|sid|groups?|mode",
}
_SORTS: Final[Mapping[Sort, re.Pattern[str]]] = {
    sort: re.compile(names, re.IGNORECASE) for sort, names in _NAMES.items()
}

# What a field that is only called "name" names, by a word in the topic.
_NAMED: Final[Mapping[str, Sort]] = {
    "account": "person",
    "administrator": "person",
    "user": "person",
    "session": "person",
    "member": "person",
    "network": "network",
    "wifi": "network",
    "wlan": "network",
    "printer": "printer",
    "share": "share",
    "volume": "label",
    "disk": "label",
    "drive": "label",
    "program": "open",
    "antivirus": "open",
    "security": "open",
    "firewall": "open",
    "browser": "open",
    "extension": "open",
    "update": "open",
    "service": "open",
    "driver": "open",
    "product": "open",
    "feature": "open",
}

# Keys of the registry whose own keys and values are named by people, or after them.
PRIVATE_KEYS: Final[Mapping[str, Kind]] = {
    r"software\microsoft\windows nt\currentversion\print\printers": "printer",
    r"system\currentcontrolset\control\print\printers": "printer",
    r"software\microsoft\windows nt\currentversion\devices": "printer",
    r"software\microsoft\windows nt\currentversion\printerports": "printer",
    r"printers\connections": "printer",
    r"software\microsoft\terminal server client\servers": "computer",
    r"software\microsoft\windows\currentversion\explorer\mountpoints2": "label",
    r"system\currentcontrolset\enum\usbstor": "serial",
    r"system\currentcontrolset\services\lanmanserver\shares": "share",
    r"software\microsoft\identitystore\cache": "person",
}


def sort_of(field: str, topic: str = "") -> Sort:
    """What is held under that name; `topic` is what was asked."""
    name = re.sub(r"[\s-]+", "_", field)
    if name.casefold() in ("name", "display_name", "displayname"):
        topic = topic.casefold()
        for word, sort in _NAMED.items():
            if word in topic:
                return sort
        return "doubtful"
    if name.casefold() in ("wuserver", "wustatusserver", "proxyserver"):
        return "open"  # addresses, which are known by their form
    for sort, names in _SORTS.items():
        if names.fullmatch(name):
            return sort
    return "doubtful"
