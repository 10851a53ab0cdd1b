"""Builds a throw-away computer out of this one, changes it, and looks at it with several logins.

Runs as root in a mount namespace of its own (see world.py). All changes go to memory, and are gone with this process.
"""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import cast

from carecheck.look.computer import ComputerFacts, look_at_computer
from carecheck.look.local_machine import LocalMachine
from carecheck.look.probes import probes_for
from tests.linux.world import Job, Look, Seen

# A real computer: not the container in which the tests may run, with a kernel and a package that belong together.
A_REAL_COMPUTER = r"""
rm -f /.dockerenv /run/.containerenv /dev/.cros_milestone
printf '#!/bin/sh\necho none\nexit 1\n' > /usr/bin/systemd-detect-virt; chmod 755 /usr/bin/systemd-detect-virt
kernel=$(cat /proc/sys/kernel/osrelease)
rm -rf /run/systemd/system /run/reboot-required* /boot /etc/sudoers /etc/sudoers.d /etc/systemd/system
rm -rf /lib/modules; mkdir -p /boot /lib/modules/$kernel/kernel /etc/sudoers.d /etc/systemd/system
touch /boot/vmlinuz-$kernel /lib/modules/$kernel/modules.dep
for package in libc6:amd64 dbus linux-image-$kernel; do
  echo /. > /var/lib/dpkg/info/$package.list; touch -d 2020-01-01 /var/lib/dpkg/info/$package.list
done
echo 'Defaults env_reset' > /etc/sudoers; echo '%sudo ALL=(ALL:ALL) ALL' >> /etc/sudoers
echo '@includedir /etc/sudoers.d' >> /etc/sudoers; echo '# nothing' > /etc/sudoers.d/README
chmod 440 /etc/sudoers /etc/sudoers.d/README; touch -d 2026-04-11 /etc/sudoers /etc/sudoers.d/README
for login in $(awk -F: '$3 >= 1000 && $3 < 60000 {print $1}' /etc/passwd); do userdel -f $login 2>/dev/null; done
groupadd -f sudo
rm -rf /etc/apt/sources.list* /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log*
mkdir -p /etc/apt/sources.list.d /var/lib/apt/lists/partial /var/log/apt
rm -rf /etc/gdm3 /etc/lightdm /etc/sddm* /etc/X11/default-display-manager /etc/sssd /var/lib/sss
"""


def main() -> None:
    """Read a job from standard input, and write what was seen to standard output."""
    job = cast(Job, pickle.load(sys.stdin.buffer))
    sys.dont_write_bytecode = True
    enter_a_copy_of_this_computer()
    done = subprocess.run(["bash", "-ec", A_REAL_COMPUTER + job.setup], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The throw-away computer could not be set up:\n{done.stdout}{done.stderr}")
    seen = [_look_as(look, job.today, job.strace) for look in job.looks]
    pickle.dump(seen, sys.stdout.buffer)


def enter_a_copy_of_this_computer() -> None:
    """Make this computer's files the root of this process; what it changes goes to memory, below /mnt/changes."""
    place = Path("/mnt")  # only in this namespace; nothing is left on the real disk
    _run("mount", "-t", "tmpfs", "tmpfs", str(place))
    for name in ("changes", "work", "root"):
        (place / name).mkdir()
    options = f"lowerdir=/,upperdir={place}/changes,workdir={place}/work"
    _run("mount", "-t", "overlay", "overlay", "-o", options, str(place / "root"))
    _run("mount", "-t", "proc", "proc", str(place / "root/proc"))
    _run("mount", "--bind", "/dev", str(place / "root/dev"))
    os.chroot(place / "root")
    os.chdir("/")
    open_the_way(Path(__file__))


def open_the_way(module: Path) -> None:
    """Let every login reach the Python that runs this, and carecheck."""
    for home in (sys.prefix, sys.base_prefix, str(module.resolve())):
        for folder in Path(home).parents:
            folder.chmod(folder.stat().st_mode | 0o011)


def _run(*argv: str) -> None:
    subprocess.run(argv, check=True)


def _look_as(look: Look, today: date, strace: bool) -> Seen:
    """Look in a child process with the rights of a login, traced if that is wanted."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        take_rights(look)
        if strace:
            os.kill(os.getpid(), signal.SIGSTOP)
        seen = look_at_computer(LocalMachine(today=today), probes_for("linux"), 60)
        with open(writing, "wb") as pipe:  # noqa: PTH123 - a handle is no path
            pickle.dump(seen, pipe)
        os._exit(0)
    os.close(writing)
    tracer = _trace(child) if strace else None
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a handle is no path
        facts = cast(ComputerFacts, pickle.loads(pipe.read()))
    os.waitpid(child, 0)
    if tracer:
        tracer.wait(20)
    return Seen(facts, Path("/tmp/trace").read_text(errors="replace") if strace else "")


def _trace(child: int) -> "subprocess.Popen[bytes]":
    os.waitpid(child, os.WUNTRACED)
    strace = shutil.which("strace") or "strace"
    tracer = subprocess.Popen([strace, "-f", "-qq", "-o", "/tmp/trace", "-p", str(child)])
    for _ in range(200):
        if "TracerPid:\t0" not in Path(f"/proc/{child}/status").read_text():
            break
        time.sleep(0.02)
    os.kill(child, signal.SIGCONT)
    return tracer


def take_rights(look: Look) -> None:
    """Give this process the rights of a login, and its environment."""
    import pwd

    os.environ.clear()
    os.environ.update(look.environment)
    login = pwd.getpwnam(look.login)
    if look.called_by:
        os.environ["SUDO_UID"] = str(pwd.getpwnam(look.called_by).pw_uid)
    os.environ["HOME"] = login.pw_dir
    os.initgroups(login.pw_name, login.pw_gid)
    os.setgid(login.pw_gid)
    os.setuid(login.pw_uid)


if __name__ == "__main__":
    main()
