"""What has to be done in a Windows that runs, before it is looked at: start services, and refuse keys to everyone."""

import sys

assert sys.platform == "win32"

import json
import time
import winreg
from contextlib import suppress
from typing import Any, Final

import psutil
import pywintypes
import win32security as security
import win32service

ROOTS: Final = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
VIEWS: Final = {64: winreg.KEY_WOW64_64KEY, 32: winreg.KEY_WOW64_32KEY}
SECONDS: Final = 30.0
EVERYONE: Final = "S-1-1-0"
WRITE_DAC: Final = 0x40000


def start(name: str, state: str) -> None:
    """Start a service, and wait until it is as it shall be."""
    shown = "running" if state == "running" else "paused"
    with suppress(pywintypes.error):  # it runs already
        manager = win32service.OpenSCManager(None, None, win32service.SC_MANAGER_CONNECT)
        win32service.StartService(win32service.OpenService(manager, name, win32service.SERVICE_START), None)
    until = time.monotonic() + SECONDS
    while psutil.win_service_get(name).status() != shown:
        if time.monotonic() > until:
            sys.exit(f"the service {name} is not {shown} but {psutil.win_service_get(name).status()}")
        time.sleep(0.02)


def refuse(handle: winreg.HKEYType) -> None:
    """Let nobody read a key, as its own access list says."""
    acl = security.ACL()
    acl.AddAccessDeniedAce(security.ACL_REVISION, winreg.KEY_READ, security.ConvertStringSidToSid(EVERYONE))
    what = security.DACL_SECURITY_INFORMATION
    setting: Any = security.SetSecurityInfo
    setting(int(handle), security.SE_REGISTRY_KEY, what, None, None, acl, None)


def main(task: str) -> None:
    """Do everything."""
    wanted = json.loads(task)
    for name, state in wanted["running"].items():
        start(name, state)
    rights = winreg.KEY_WRITE | WRITE_DAC
    handles = [
        winreg.CreateKeyEx(ROOTS[hive], key, 0, rights | VIEWS[view]) for hive, key, view in wanted["refused"]
    ]  # all are opened before the first is refused: keys have no case, so one may come twice
    for handle in handles:
        refuse(handle)


if __name__ == "__main__":
    main(sys.argv[1])
