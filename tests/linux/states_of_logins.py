"""States of logins and passwords, and the light that must come of each."""

import base64
from datetime import UTC, date, datetime
from typing import Final

from carecheck.look.linux.sign_ins import RECORD, SIGNED_IN, STARTED
from tests.linux.state_scripts import ALICE, GDM
from tests.linux.states import AS_ROOT, TODAY, State

LIGHTDM: Final = (
    "ln -s /lib/systemd/system/lightdm.service /etc/systemd/system/display-manager.service; mkdir -p /etc/lightdm\n"
)
SDDM: Final = "ln -s /lib/systemd/system/sddm.service /etc/systemd/system/display-manager.service\n"
SEAT: Final = "printf '[Seat:*]\\n%s\\n' '{}' > /etc/lightdm/lightdm.conf\n"
DAEMON: Final = "printf '[daemon]\\n%s\\n%s\\n' '{}' '{}' > /etc/gdm3/daemon.conf\n"


GUESTS: Final = [
    State("one login and no sign-in screen", "", "logins.guest", "green turned_off"),
    State("LightDM as it comes today", LIGHTDM + SEAT.format("#allow-guest=true"), "logins.guest", "green turned_off"),
    State(
        "a guest session", LIGHTDM + SEAT.format("guest-account-script=guest-account"), "logins.guest", "red turned_on"
    ),
    State(
        "a guest session turned off",
        LIGHTDM + SEAT.format("allow-guest=false\\nguest-account-script=guest-account"),
        "logins.guest",
        "green turned_off",
    ),
    State("GDM, which has no guests", GDM, "logins.guest", "green turned_off"),
    State("a guest without a password", "useradd -m guest; passwd -d guest", "logins.guest", "red turned_on", AS_ROOT),
    State(
        "a guest with a password",
        "useradd -m guest; echo guest:x | chpasswd",
        "logins.guest",
        "green turned_off",
        AS_ROOT,
    ),
]

PASSWORDS: Final = [
    State("all logins need a password", ALICE, "logins.password", "green needed", AS_ROOT),
    State(
        "the office's login has none",
        "useradd -m office; passwd -d office",
        "logins.password",
        "red no_password",
        AS_ROOT,
    ),
    State(
        "GDM signs in by itself",
        GDM + DAEMON.format("AutomaticLoginEnable = True", "AutomaticLogin=bob"),
        "logins.password",
        "red opens_on_its_own",
    ),
    State(
        "GDM's lines are only remarks",
        GDM + DAEMON.format("# AutomaticLoginEnable = true", "# AutomaticLogin = user1"),
        "logins.password",
        "green needed",
        AS_ROOT,
    ),
    State(
        "LightDM signs in by itself",
        LIGHTDM + SEAT.format("autologin-user=bob"),
        "logins.password",
        "red opens_on_its_own",
    ),
    State(
        "SDDM signs in by itself",
        SDDM + "mkdir /etc/sddm.conf.d; printf '[Autologin]\\nUser=bob\\n' > /etc/sddm.conf.d/a.conf",
        "logins.password",
        "red opens_on_its_own",
    ),
    State(
        "a text console signs in by itself",
        "mkdir '/etc/systemd/system/getty@tty1.service.d'; "
        "printf '[Service]\\nExecStart=-/sbin/agetty --autologin bob %%I\\n'"
        " > '/etc/systemd/system/getty@tty1.service.d/a.conf'",
        "logins.password",
        "red opens_on_its_own",
    ),
    State(
        "another screen's setting does not count",
        GDM + DAEMON.format("", "") + "mkdir /etc/lightdm\n" + SEAT.format("autologin-user=bob"),
        "logins.password",
        "green needed",
        AS_ROOT,
    ),
    State("the only login may do everything", "usermod -aG sudo bob", "logins.everyday", "red full_control"),
    State("the everyday login is a standard one", ALICE, "logins.everyday", "green standard"),
    State(
        "a rule of sudo lets the everyday login do everything",
        "echo 'bob ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/bob; chmod 440 /etc/sudoers.d/bob",
        "logins.everyday",
        "red full_control",
        AS_ROOT,
    ),
    State("names of people", ALICE, "logins.shared", "green none_looks_shared", AS_ROOT),
    State(
        "a login called office",
        "useradd -m office; echo office:x | chpasswd",
        "logins.shared",
        "amber looks_shared",
        AS_ROOT,
    ),
]

PAM: Final = "/etc/pam.d"
FAILLOCK: Final = (
    f"printf 'auth required pam_faillock.so preauth\\nauth [success=1 default=ignore] pam_unix.so\\n"
    f"auth [default=die] pam_faillock.so authfail\\nauth required pam_deny.so\\n' > {PAM}/common-auth\n"
)
PWQUALITY: Final = (
    "printf 'password requisite pam_pwquality.so retry=3{}\\npassword sufficient pam_unix.so use_authtok\\n'"
    f" > {PAM}/common-password\n"
)
RULES: Final = [
    State("nothing locks a login, as Debian comes", "", "logins.guessing", "red never_locks"),
    State("logins lock after 3 wrong passwords", FAILLOCK, "logins.guessing", "green locks"),
    State(
        "logins lock after 20",
        FAILLOCK + "mkdir -p /etc/security; echo 'deny = 20' > /etc/security/faillock.conf",
        "logins.guessing",
        "amber many_tries",
    ),
    State("passwords of 6 letters, as Debian comes", "", "logins.length", "amber short"),
    State("passwords of 12 letters", PWQUALITY.format(" minlen=12"), "logins.length", "green long"),
    State(
        "12 letters, and digits count twice", PWQUALITY.format(" minlen=12 dcredit=1"), "logins.length", "amber short"
    ),
    State(
        "the settings file asks for 14",
        PWQUALITY.format("") + "mkdir -p /etc/security; echo 'minlen = 14' > /etc/security/pwquality.conf",
        "logins.length",
        "green long",
    ),
    State("passwords never run out", "", "logins.expiry", "green not_forced", AS_ROOT),
    State("a password runs out after 90 days", "chage -M 90 bob", "logins.expiry", "amber forced"),
    State("what others must do shows only to an administrator", ALICE, "logins.expiry", "unknown needs_admin"),
]


def signed(*rows: tuple[int, str, date]) -> str:
    raw = b"".join(
        RECORD.pack(
            kind,
            1,
            b"tty7",
            b"",
            name.encode(),
            b":0",
            0,
            0,
            0,
            int(datetime(*day.timetuple()[:3], tzinfo=UTC).timestamp()),
            0,
            bytes(16),
        )
        for kind, name, day in rows
    )
    return f"echo {base64.b64encode(raw).decode()} | base64 -d > /var/log/wtmp\n"


NOW: Final = (STARTED, "reboot", TODAY)
UNUSED: Final = [
    State(
        "everyone was here last week",
        ALICE + signed(NOW, (SIGNED_IN, "alice", date(2026, 11, 19))),
        "logins.unused",
        "green used",
        AS_ROOT,
    ),
    State(
        "a login was not used since spring",
        ALICE + signed(NOW, (SIGNED_IN, "alice", date(2026, 3, 2))),
        "logins.unused",
        "amber unused",
        AS_ROOT,
    ),
    State("a login that was never used may be new", ALICE + signed(NOW), "logins.unused", "unknown not_seen", AS_ROOT),
    State(
        "a locked login is not asked for",
        ALICE + "usermod -L alice\n" + signed(NOW),
        "logins.unused",
        "green used",
        AS_ROOT,
    ),
    State(
        "nobody keeps the list of sign-ins", ALICE + "rm -f /var/log/wtmp", "logins.unused", "unknown not_seen", AS_ROOT
    ),
]
