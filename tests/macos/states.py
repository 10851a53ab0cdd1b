"""States of a Mac, each written as the answer that shows it."""

from typing import Any, Final

from tests.windows_facts.pcs import Row


def system(version: str, **more: str) -> Row:
    path = "/System/Library/CoreServices/SystemVersion.plist"
    return {"read": path, "plist": {"ProductName": "macOS", "ProductVersion": version, **more}}


def settings(domain: str, **values: Any) -> Row:
    return {"run": ["/usr/bin/defaults", "export", f"/Library/Preferences/{domain}", "-"], "plist": values}


def persons(domain: str, *options: str, **values: Any) -> Row:
    return {"run": ["/usr/bin/defaults", *options, "export", domain, "-"], "rights": "person", "plist": values}


def managed(domain: str, login: str = "", **values: Any) -> Row:
    path = "/".join(filter(None, ["/Library/Managed Preferences", login, f"{domain}.plist"]))
    return {"read": path, "plist": values, "binary": True}


def sysadminctl(switch: str, words: str, rights: str = "") -> Row:
    row: Row = {
        "run": ["/usr/sbin/sysadminctl", f"-{switch}", "status"],
        "err": f"2026-11-24 sysadminctl[1:2] {words}\n",
    }
    return row | ({"rights": rights} if rights else {})


def lock(words: str) -> Row:
    return sysadminctl("screenLock", words, "person")


def program(*argv: str, out: str = "", **more: Any) -> Row:
    return {"run": list(argv), "out": out, **more}


def updates(**values: Any) -> Row:
    fresh = {"LastSuccessfulDate": "2026-11-23T16:27:14Z", "RecommendedUpdates": []}
    return settings("com.apple.SoftwareUpdate", **fresh, **values)


def waiting(name: str, version: str) -> dict[str, Any]:
    return {"RecommendedUpdates": [{"Display Name": name, "Display Version": version}]}


def installed(day: str, name: str = "macOS 26.6.2", **more: str) -> Row:
    row = {"date": f"{day}T08:00:00Z", "displayName": name, "processName": "softwareupdated", **more}
    return {"read": "/Library/Receipts/InstallHistory.plist", "plists": [row]}


def reports(state: str = "spfirewall_globalstate_limit_connections", boot: str = "Full Security", **apps: str) -> Row:
    return {
        "run": ["/usr/sbin/system_profiler", "-json", "SPFirewallDataType", "SPiBridgeDataType"],
        "json": {
            "SPFirewallDataType": [{"spfirewall_globalstate": state, "spfirewall_applications": apps}],
            "SPiBridgeDataType": [{"ibridge_secure_boot": boot}],
        },
    }


def firewall_tool(out: str = "", **more: Any) -> Row:
    return program("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate", out=out, **more)


def wifi(mode: str, **more: str) -> Row:
    network = {"spairport_security_mode": mode, **more}
    interface = {
        "spairport_status_information": "spairport_status_connected",
        "spairport_current_network_information": {key: value for key, value in network.items() if value},
    }
    return {
        "run": ["/usr/sbin/system_profiler", "-json", "SPAirPortDataType"],
        "json": {"SPAirPortDataType": [{"spairport_airport_interfaces": [interface]}]},
    }


def time_machine(*disks: dict[str, Any], **more: Any) -> Row:
    return settings("com.apple.TimeMachine", Destinations=list(disks), **more)


def ports(*rows: str) -> list[Row]:
    head = "Active Internet connections (including servers)\nProto Recv-Q Send-Q  Local Address  Foreign Address  (state)\n"
    lines = "".join(f"tcp4       0      0  {row}  *.*  LISTEN\n" for row in rows)
    return [program("/usr/sbin/netstat", form, "-p", "tcp", out=head + lines) for form in ("-anv", "-an")]


def services(**states: str) -> Row:
    lines = "".join(f'\t\t"{name.replace("__", ".")}" => {state}\n' for name, state in states.items())
    return program("/bin/launchctl", "print-disabled", "system", out=f"\n\tdisabled services = {{\n{lines}\t}}\n")


def applications(*names: str) -> Row:
    return {"list": "/Applications", "entries": [{"name": name, "kind": "folder"} for name in (*names, "Utilities")]}


def app(name: str, version: str) -> list[Row]:
    path = f"/Applications/{name}.app/Contents/Info.plist"
    return [applications(f"{name}.app"), {"read": path, "plist": {"CFBundleShortVersionString": version}}]


def started(*labels: str) -> Row:
    return {"list": "/Library/LaunchDaemons", "entries": [f"{label}.plist" for label in labels]}


def group(name: str, *members: str, nested: tuple[str, ...] = ()) -> Row:
    content: dict[str, Any] = {"dsAttrTypeStandard:GroupMembership": list(members)}
    if nested:
        content["dsAttrTypeStandard:NestedGroups"] = list(nested)
    return {
        "run": ["/usr/bin/dscl", "-plist", ".", "-read", f"/Groups/{name}", "GroupMembership", "NestedGroups"],
        "plist": content,
    }


def sshd(out: str) -> Row:
    return program("/usr/sbin/sshd", "-G", out=out)


def vault(out: str) -> Row:
    return program("/usr/bin/fdesetup", "status", out=out)


def volume(role: str, covered: bool | None) -> dict[str, Any]:
    """A volume as diskutil lists it; `covered`: what it says of FileVault, None for nothing."""
    said = {} if covered is None else {"FileVault": covered}
    return {"Name": f"{role} volume", "Roles": [role] if role else [], "CryptoMigrationOn": False, **said}


def volumes(**containers: list[dict[str, Any]]) -> Row:
    """What lies in the container on each part of a disk, beside the Mac's own volumes on disk0s2."""
    own = [volume("System", True), volume("Data", True), volume("Preboot", False), volume("VM", False)]
    found = {"disk0s2": own, **containers}
    listed = [{"DesignatedPhysicalStore": part, "Volumes": some} for part, some in found.items()]
    return {"run": ["/usr/sbin/diskutil", "apfs", "list", "-plist"], "plist": {"Containers": listed}}


def disks_inside(*others: dict[str, Any]) -> Row:
    """The disk of a good Mac, and other disks inside."""
    parts = [
        {"Content": "Apple_APFS_ISC", "DeviceIdentifier": "disk0s1"},
        {"Content": "Apple_APFS", "DeviceIdentifier": "disk0s2"},
    ]
    first = {"Content": "GUID_partition_scheme", "DeviceIdentifier": "disk0", "Partitions": parts}
    command = ["/usr/sbin/diskutil", "list", "-plist", "internal", "physical"]
    return {"run": command, "plist": {"AllDisksAndPartitions": [first, *others]}}


def second_disk(kind: str, parted: bool = True) -> Row:
    part = {"Content": kind, "DeviceIdentifier": "disk1s1" if parted else "disk1"}
    whole = {"Content": "GUID_partition_scheme", "DeviceIdentifier": "disk1", "Partitions": [part]}
    return disks_inside(whole if parted else part)


def power(custom: str) -> Row:
    return program("/usr/bin/pmset", "-g", "custom", out=custom)


DARK_NEVER: Final = "Battery Power:\n displaysleep 0\nAC Power:\n displaysleep 0\n"
SAVER_NEVER: Final = persons("com.apple.screensaver", "-currentHost", idleTime=0)
PASSWORDS: Final = "passwordauthentication yes\nkbdinteractiveauthentication yes\n"
KEYS: Final = "passwordauthentication no\nkbdinteractiveauthentication no\n"
NO_STICKS: Final[Row] = {
    "read": "/Library/Managed Preferences/com.apple.systemuiserver.plist",
    "plist": {"mount-controls": {"harddisk-external": ["deny", "eject"]}},
}
