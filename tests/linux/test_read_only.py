"""carecheck changes nothing: every system call of a look is read, and none of them writes."""

import re

import pytest

from tests.conftest import Needs
from tests.linux.test_apt_for_real import ARCHIVE, NEW_ONES, OLD_ONES
from tests.linux.world import Look, World

OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(?P<path>[^"]*)", (?P<flags>[A-Z_|]+).*\) = \d+')
CHANGED = re.compile(
    r"\b(mkdir|mkdirat|rename|renameat2?|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|mknod|mknodat|creat"
    r"|truncate|ftruncate|fallocate|chmod|fchmod|fchmodat|chown|fchown|lchown|fchownat|utimensat|utime|utimes|setxattr"
    r"|fsetxattr|lsetxattr|removexattr|mount|sethostname|settimeofday|clock_settime)\(.*= 0"
    r"|\bbind\((?!\d+, \{sa_family=AF_NETLINK).*= 0"  # ss asks the kernel of this computer in this way
)
CALLED_OUT = re.compile(r"(connect|sendto|sendmsg)\(.*sa_family=AF_INET6?.*")
ON_GNOME = {"XDG_CURRENT_DESKTOP": "GNOME"}
SEEN_AGAIN = re.compile(r"<\.\.\. (\w+) resumed>(.*)")


def whole_calls(trace: str) -> list[str]:
    """The traced calls, each on one line: strace parts those that another process interrupts."""
    begun: dict[str, str] = {}
    calls: list[str] = []
    for line in trace.splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
        elif resumed := SEEN_AGAIN.match(call):
            name, rest = resumed.groups()
            start = begun.pop(process, "")  # of an ended process with the same number, where it is another call
            calls.append((start if start.startswith(f"{name}(") else f"{name}(") + rest)
        else:
            calls.append(call)
    return calls


def writes(call: str) -> bool:
    opened = OPENED.match(call)
    if opened:
        flags = set(opened["flags"].split("|"))
        # A file without a name (O_TMPFILE) is never seen by anybody, and gone with the program; apt uses some.
        harmless = opened["path"] in ("/dev/null", "/dev/tty") or "O_TMPFILE" in flags
        return not harmless and bool(flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"})
    return bool(CHANGED.match(call) or CALLED_OUT.match(call))


@pytest.mark.parametrize(
    "look",
    [Look(), Look("root", "alice", ON_GNOME), Look("alice"), Look("alice", "", ON_GNOME)],
    ids=["root", "sudo", "alice", "alice on GNOME"],
)
def test_a_look_changes_nothing_and_calls_nobody(world: World, needs: Needs, look: Look) -> None:
    needs("strace")
    people = "useradd -m -G sudo alice; echo alice:x | chpasswd; useradd -m office; passwd -d office >/dev/null\n"
    people += "su alice -c 'mkdir -p ~/.config/borg/security ~/.cache/duplicity/x'\n"
    people += "ln -s /lib/systemd/system/gdm.service /etc/systemd/system/display-manager.service\n"

    [seen] = world(ARCHIVE + OLD_ONES + NEW_ONES + people, look, strace=True)

    calls = whole_calls(seen.trace)
    assert [call for call in calls if writes(call)] == []
    assert sum(call.startswith("execve(") for call in calls) > 5
    assert seen.updates.security_waiting == 3


def test_the_test_would_notice_a_write() -> None:
    trace = (
        '7 openat(AT_FDCWD, "/var/log/apt/eipp.log.xz", O_WRONLY|O_CREAT|O_TRUNC, 0666 <unfinished ...>\n'
        '8 openat(AT_FDCWD, "/dev/null", O_RDWR) = 3\n'
        "7 <... openat resumed>) = 5\n"
        '7 mkdir("/home/alice/.cache", 0700) = 0\n'
        '7 mkdir("/proc/x", 0700) = -1 ENOENT (No such file or directory)\n'
        '9 mkdir("/proc/x", 0700 <unfinished ...>\n'
        "9 <... wait4 resumed>, 0, NULL) = 0\n"
        "7 connect(3, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0\n"
    )

    assert [writes(call) for call in whole_calls(trace)] == [False, True, True, False, False, True]
