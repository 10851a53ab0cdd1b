"""One computer to visit: a copy of this one with logins of its own and an ssh server; see hosts.py.

Runs as root in mount, network and process namespaces of its own, and is gone with this process.
"""

import json
import os
import subprocess
import sys

from tests.linux.inside import enter_a_copy_of_this_computer

SETUP = r"""
mount -t devpts devpts /dev/pts
for login in $logins; do
  useradd --create-home --shell /bin/sh --password '*' $login
  mkdir /home/$login/.ssh; echo "$public_key" > /home/$login/.ssh/authorized_keys; chown -R $login /home/$login
done
rm -rf /run/sshd; mkdir -p -m 755 /run/sshd /var/log; touch /tmp/of-test /etc/of-test; touch /var/log/lastlog /var/log/wtmp /var/log/btmp /run/utmp
(umask 077; echo "$host_key" > /etc/ssh/key_of_test)
cat > /etc/ssh/config_of_test <<'END'
HostKey /etc/ssh/key_of_test
UsePAM no
PasswordAuthentication no
Subsystem sftp internal-sftp
PidFile none
END
eval "$more"
"""


def main() -> None:
    """Set up the computer that standard input tells of, and be its ssh server."""
    told = json.loads(sys.stdin.readline())
    enter_a_copy_of_this_computer()
    subprocess.run(["bash", "-ec", SETUP], check=True, env={**os.environ, **told}, stdout=sys.stderr)
    print("ready", flush=True)  # noqa: T201 - hosts.py waits for it
    os.execv("/usr/sbin/sshd", ["/usr/sbin/sshd", "-D", "-e", "-f", "/etc/ssh/config_of_test"])


if __name__ == "__main__":
    main()
