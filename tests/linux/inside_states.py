"""Builds one throw-away computer for each state of a table, and looks at it with the probes that the state needs.

Runs as root in a mount and network namespace of its own (see states.py), so nothing waits on a port and nothing is left.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from carecheck.facts.model import FactGroup
from carecheck.look.computer import look_at_computer
from carecheck.look.local_machine import LocalMachine
from carecheck.look.probes import probes_for
from tests.linux.inside import A_REAL_COMPUTER, open_the_way, take_rights
from tests.linux.states import TODAY, Asked, Groups

PLACE = Path("/mnt")

# systemd and its bus cannot run here. These say what they would: the states of units stand in /run/units, as in
# `ssh.service loaded active enabled`. Of the packages of this computer, only dpkg itself is left.
STAND_INS = r"""
mkdir -p /run/systemd/system /usr/sbin; : > /run/units; rm -f /usr/sbin/sshd /usr/sbin/dropbear /usr/bin/systemctl
cat > /usr/bin/systemctl <<'END'
#!/bin/bash
[ "$1" = show ] || exit 1
shift 2; IFS=, read -ra properties <<< "$1"; shift; first=yes
for unit in "$@"; do
  [ $first ] || echo; first=
  read -r _ load active file < <(grep -m1 "^$unit " /run/units || echo "x not-found inactive")
  for property in "${properties[@]}"; do case $property in
    Id|Names) echo "$property=$unit";; LoadState) echo "LoadState=$load";; ActiveState) echo "ActiveState=$active";;
    UnitFileState) echo "UnitFileState=$file";; *) echo "$property=";;
  esac; done
done
END
rm -f /usr/bin/busctl; cat > /usr/bin/busctl <<'END'
#!/bin/sh
[ "$6" = IdleAction ] || exit 1
echo 's "ignore"'
END
chmod 755 /usr/bin/systemctl /usr/bin/busctl
for name in $(sed -n 's/^ *\([^: ]*\):.*/\1/p' /proc/net/dev); do
  mkdir -p /sys/class/net/$name; echo down > /sys/class/net/$name/operstate
done
awk -v RS= -v ORS='\n\n' '/^Package: dpkg\n/' /var/lib/dpkg/status > /tmp/status; cat /tmp/status > /var/lib/dpkg/status
useradd -m -c 'Bob Carer' bob; echo bob:secret | chpasswd
"""


def main() -> None:
    """Read the states from standard input, and write what was seen to standard output."""
    asked = cast(list[Asked], pickle.load(sys.stdin.buffer))
    sys.dont_write_bytecode = True
    probes_for("linux")
    _run("mount", "-t", "tmpfs", "tmpfs", str(PLACE))
    _in_a_copy("base", "/", _base)
    lower = f"{PLACE / 'base'}:/"
    seen = [_in_a_copy(f"state{nth}", lower, partial(_state, one)) for nth, one in enumerate(asked)]
    pickle.dump(seen, sys.stdout.buffer)


def _base() -> None:
    open_the_way(Path(__file__))
    _set_up(A_REAL_COMPUTER + STAND_INS)


def _in_a_copy(name: str, lower: str, do: Callable[[], object]) -> object:
    """Do something in a child process whose disk is a copy of those below; its changes lie in the folder of that name."""
    changes, work, root = PLACE / name, PLACE / f"{name}-work", PLACE / "root"
    for folder in (changes, work, root):
        folder.mkdir(exist_ok=True)
    _run("mount", "-t", "overlay", "overlay", "-o", f"lowerdir={lower},upperdir={changes},workdir={work}", str(root))
    _run("mount", "-t", "proc", "proc", str(root / "proc"))
    _run("mount", "--bind", "/dev", str(root / "dev"))
    done = _in_a_child(lambda: _inside(root, do))
    _run("umount", "--recursive", str(root))
    return done


def _inside(root: Path, do: Callable[[], object]) -> object:
    os.chroot(root)
    os.chdir("/")
    return do()


def _state(asked: Asked) -> Groups:
    _set_up(asked.setup)
    return cast(Groups, _in_a_child(lambda: _look(asked)))


def _look(asked: Asked) -> dict[str, FactGroup]:
    take_rights(asked.look)
    probes = {name: probe for name, probe in probes_for("linux").items() if name in asked.groups}
    return dict(look_at_computer(LocalMachine(today=TODAY), probes, 60).groups)


def _set_up(script: str) -> None:
    done = subprocess.run(["bash", "-ec", script], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The throw-away computer could not be set up:\n{script[-400:]}\n{done.stdout}{done.stderr}")


def _in_a_child(do: Callable[[], object]) -> object:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with open(writing, "wb") as pipe:  # noqa: PTH123 - a handle is no path
            pickle.dump(do(), pipe)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a handle is no path
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told)


def _run(*argv: str) -> None:
    subprocess.run(argv, check=True)


if __name__ == "__main__":
    main()
