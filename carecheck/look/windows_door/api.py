"""Asking the Win32 API: what is wrong with an answer becomes Unknown."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from typing import Any, Final

import pywintypes

from carecheck.facts.model import Unknown
from carecheck.look.machine import About, Answer, refused
from carecheck.look.windows_door import (
    accounts,
    disks,
    firewall,
    firmware,
    listening,
    network,
    organisation,
    power,
    shares,
    system,
    token,
)
from carecheck.look.windows_questions import ApiTopic, Told

_ACCESS_DENIED: Final = 5

_TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {
    **accounts.TOPICS,
    **disks.API_TOPICS,
    **firewall.TOPICS,
    **firmware.TOPICS,
    **listening.TOPICS,
    **network.TOPICS,
    **organisation.TOPICS,
    **power.TOPICS,
    **shares.TOPICS,
    **system.TOPICS,
    **token.TOPICS,
}


def ask_api(about: About, topic: ApiTopic) -> Answer:
    """Ask one function."""
    try:
        return Told(_TOPICS[topic]())
    except pywintypes.error as error:
        code = int(error.winerror)
    except OSError as error:
        code = int(error.winerror or 0)
    except AttributeError:  # a library without the function
        return Unknown("tool_missing", f"{topic} is not told by this Windows")
    if code == _ACCESS_DENIED:
        return refused(about, f"{topic}: access is denied")
    return Unknown("unreadable", f"{topic}: error {code}")
