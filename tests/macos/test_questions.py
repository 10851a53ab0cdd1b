"""What a Mac is asked: it only ever tells, nobody is asked for consent, and nothing goes to the network."""

import re
from typing import Final

import pytest

from carecheck.look.machine import ListFolder, LookAt, Question, ReadFile, ReadLink, RunProgram
from carecheck.look.probes import probes_for
from tests.machine.reassurance import questions
from tests.macos.macs import NAMES, mac

# Each program with the words that make it only tell. Its other words change settings, or go to the network.
ONLY_TELLS: Final = {
    "/bin/df": r"-P -k \S+",
    "/bin/launchctl": "print-disabled system",
    "/sbin/route": "-n get default",
    "/usr/bin/defaults": r"(-currentHost )?export \S+ -",
    "/usr/bin/dscl": r"-plist (\.|/Search) -read(all)? .+",
    "/usr/bin/fdesetup": "status",
    "/usr/bin/last": "-y",
    "/usr/bin/pgrep": "-l -x .+",
    "/usr/bin/pmset": "-g (batt|custom)",
    "/usr/bin/profiles": "status -type enrollment",
    "/usr/bin/pwpolicy": "-getaccountpolicies",
    "/usr/bin/stat": "-f %Su /dev/console",
    "/usr/bin/xprotect": "status|version",
    "/usr/libexec/ApplicationFirewall/socketfilterfw": "--getglobalstate",
    "/usr/sbin/diskutil": "list -plist internal physical|apfs list -plist",
    "/usr/sbin/netstat": "-anv? -p tcp",
    "/usr/sbin/scutil": "--dns",
    "/usr/sbin/sharing": "-l",
    "/usr/sbin/spctl": "--status",
    "/usr/sbin/sshd": "-G",
    "/usr/sbin/sysadminctl": r"-\w+ status",
    "/usr/sbin/sysctl": "-n machdep.cpu.brand_string",
    "/usr/sbin/system_profiler": r"-json( SP\w+DataType)+",
}

# Places before which macOS asks the person who works there, or refuses without a word.
GUARDED: Final = re.compile(
    r"~/(Desktop|Documents|Downloads"
    r"|Library/(CloudStorage|Mail|Messages|Safari|Containers|Group Containers|Mobile Documents))"
    r"|/Volumes|/Users"
)


def asked_of(name: str) -> list[Question]:
    return [question for probe in probes_for("macos").values() for question in questions(probe, mac(name))]


@pytest.mark.parametrize("name", NAMES)
def test_programs_are_named_in_full_and_only_tell(name: str) -> None:
    for question in asked_of(name):
        if isinstance(question, RunProgram):
            program, *words = question.argv
            assert re.fullmatch(ONLY_TELLS.get(program, "(?!)"), " ".join(words)), question


@pytest.mark.parametrize("name", NAMES)
def test_no_place_is_touched_before_which_macos_asks(name: str) -> None:
    for question in asked_of(name):
        if isinstance(question, (ReadFile, ListFolder, LookAt, ReadLink)):
            assert not GUARDED.match(question.path), question
