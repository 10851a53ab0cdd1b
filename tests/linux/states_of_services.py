"""States of what others can reach, and of the system itself, and the light that must come of each."""

from typing import Final

from tests.linux.state_scripts import ALICE, package, unit
from tests.linux.states import AS_ROOT, State

SSHD: Final = (
    unit("ssh.service")
    + "mkdir -p /etc/ssh/sshd_config.d; printf '%s\\n' 'Include /etc/ssh/sshd_config.d/*.conf' {} > /etc/ssh/sshd_config\n"
)
REMOTE: Final = [
    State("no SSH", "", "remote.ssh", "green turned_off"),
    State("SSH with passwords", SSHD.format("'UsePAM yes'"), "remote.ssh", "amber passwords"),
    State("SSH with passwords for root", SSHD.format("'PermitRootLogin yes'"), "remote.ssh", "red admin_passwords"),
    State(
        "SSH with passwords, and a manager may do everything",
        ALICE + SSHD.format("'UsePAM yes'"),
        "remote.ssh",
        "red admin_passwords",
    ),
    State(
        "SSH with keys only",
        SSHD.format("'PasswordAuthentication no' 'KbdInteractiveAuthentication no'"),
        "remote.ssh",
        "green keys_only",
    ),
    State(
        "SSH with keys only, by a file of its own",
        SSHD.format("'PasswordAuthentication yes'")
        + "printf 'PasswordAuthentication no\\nKbdInteractiveAuthentication no\\n' > /etc/ssh/sshd_config.d/a.conf",
        "remote.ssh",
        "green keys_only",
    ),
    State(
        "SSH that starts with its socket",
        SSHD.format("'UsePAM yes'").replace("ssh.service", "ssh.socket"),
        "remote.ssh",
        "amber passwords",
    ),
    State("no Remote Desktop", "", "remote.desktop", "green turned_off"),
    State("xrdp, and no firewall", unit("xrdp.service"), "remote.desktop", "red open_to_any_network"),
    State("no remote control", "", "remote.tools", "green none_we_know"),
    State("AnyDesk by its package", package("anydesk") + unit("anydesk.service"), "remote.tools", "red at_any_time"),
    State("AnyDesk and TeamViewer", package("anydesk") + package("teamviewer"), "remote.tools", "red several"),
    State("TeamViewer by its package", package("teamviewer"), "remote.tools", "amber one_program"),
    State(
        "RustDesk from Flatpak",
        "mkdir -p /var/lib/flatpak/app/com.rustdesk.RustDesk",
        "remote.tools",
        "amber one_program",
    ),
]

TESTPARM: Final = """cat > /usr/bin/testparm <<'END'
#!/bin/sh
case "$*" in
  *"server min protocol"*) echo {0};; *"client min protocol"*) echo SMB2_02;;
  *) printf '[global]\\nserver min protocol = {0}\\n[rota]\\npath = /srv\\nguest ok = {1}\\nread only = {2}\\n';;
esac
END
chmod 755 /usr/bin/testparm; mkdir -p /var/lib/samba/usershares
"""
SMB: Final = unit("smbd.service") + TESTPARM
SHARES: Final = [
    State("no Samba", "", "sharing.old_protocol", "green turned_off"),
    State("Samba with SMB version 1", SMB.format("NT1", "No", "Yes"), "sharing.old_protocol", "red shares"),
    State("Samba as it comes", SMB.format("SMB2_02", "No", "Yes"), "sharing.old_protocol", "green turned_off"),
    State(
        "a folder of others, opened in the old way",
        "echo '//nas/x /mnt cifs vers=1.0 0 0' >> /etc/fstab",
        "sharing.old_protocol",
        "amber reaches_others",
    ),
    State(
        "guests may change files", SMB.format("SMB2_02", "Yes", "No"), "sharing.open_folders", "red everyone_may_change"
    ),
    State(
        "guests may read files", SMB.format("SMB2_02", "Yes", "Yes"), "sharing.open_folders", "amber everyone_may_read"
    ),
    State("only logins open a folder", SMB.format("SMB2_02", "No", "No"), "sharing.open_folders", "green none"),
    State(
        "NFS for a whole network",
        unit("nfs-server.service") + "echo '/srv 10.0.0.0/8(rw)' > /etc/exports",
        "sharing.open_folders",
        "red everyone_may_change",
    ),
    State(
        "NFS for one computer",
        unit("nfs-server.service") + "echo '/srv 10.0.0.7(rw)' > /etc/exports",
        "sharing.open_folders",
        "green none",
    ),
    State("nothing waits for others", "", "sharing.open_ports", "green none"),
]

UFW: Final = (
    "mkdir -p /etc/ufw; echo ENABLED={} > /etc/ufw/ufw.conf; echo DEFAULT_INPUT_POLICY={} > /etc/default/ufw\n"
    + unit("ufw.service")
)
NFT: Final = (
    unit("nftables.service")
    + """cat > /usr/sbin/nft <<'END'
#!/bin/sh
[ "$(id -u)" = 0 ] || {{ echo 'Operation not permitted' >&2; exit 1; }}
echo '{{"nftables": [{{"metainfo": {{}}}}, {{"chain": {{"family": "inet", "table": "t", "name": "i",'
echo '"hook": "input", "policy": "{}"}}}}]}}'
END
chmod 755 /usr/sbin/nft
"""
)
FIREWALL: Final = [
    State("no firewall, as Debian comes", "", "firewall.on", "red off"),
    State("ufw is on", UFW.format("yes", '"DROP"'), "firewall.on", "green on"),
    State("ufw is off, and its service runs", UFW.format("no", '"DROP"'), "firewall.on", "red off"),
    State("rules of nftables keep out", NFT.format("drop"), "firewall.on", "green on", AS_ROOT),
    State("rules of nftables, seen by an everyday login", NFT.format("drop"), "firewall.on", "unknown needs_admin"),
    State("rules of nftables keep out nobody", NFT.format("accept"), "firewall.on", "red off", AS_ROOT),
    State("ufw keeps out", UFW.format("yes", '"DROP"'), "firewall.inbound", "green blocks"),
    State("ufw lets everything in", UFW.format("yes", '"ACCEPT"'), "firewall.inbound", "red lets_all_in"),
    State("no firewall marks networks", "", "firewall.network_type", "green none_wrong"),
]

UBUNTU: Final = "echo /. > /var/lib/dpkg/info/ubuntu-desktop.list\n"
OS: Final = 'printf \'ID={0}\\nVERSION_ID="{1}"\\nPRETTY_NAME="{0} {1}"\\n\' > /etc/os-release\n'
SYSTEM: Final = [
    State("Ubuntu 20.04", OS.format("ubuntu", "20.04") + UBUNTU, "system.supported", "red ended"),
    State("Ubuntu 24.04", OS.format("ubuntu", "24.04") + UBUNTU, "system.supported", "green supported"),
    State("Fedora 42", OS.format("fedora", "42"), "system.supported", "red ended"),
    State("a Linux that our list does not have", OS.format("other", "1"), "system.supported", "unknown not_listed"),
    State("no antivirus", "", "antivirus.on", "amber none_seen"),
    State("a restart waits", "touch /run/reboot-required", "system.restart", "amber waits"),
    State("only Windows tells of two antivirus programs", "", "antivirus.two", "not_needed"),
]
