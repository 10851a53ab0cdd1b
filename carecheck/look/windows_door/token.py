"""Whose rights carecheck has, by its own token."""

import sys

assert sys.platform == "win32"

from collections.abc import Callable, Mapping
from typing import Any, Final

import win32api
import win32security

from carecheck.look.windows_questions import ApiTopic


def our_sid() -> str:
    """The id of the login whose rights carecheck has."""
    user, _ = _told_by_token(win32security.TokenUser)
    return str(win32security.ConvertSidToStringSid(user))


def is_elevated() -> bool:
    """Whether carecheck has an administrator's rights now."""
    return bool(_told_by_token(win32security.TokenElevation))


def _told_by_token(what: int) -> Any:
    """What the token of carecheck, by which Windows knows its rights, says."""
    security: Any = win32security
    token = security.OpenProcessToken(win32api.GetCurrentProcess(), win32security.TOKEN_QUERY)
    return security.GetTokenInformation(token, what)


def _our_token() -> dict[str, Any]:
    groups = _told_by_token(win32security.TokenGroups)
    sids = [str(win32security.ConvertSidToStringSid(sid)) for sid, _ in groups]
    return {"user": our_sid(), "count": len(groups), "groups": sids}


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"token": _our_token}
