"""Real logins, groups and display managers' settings, seen by root, by sudo and by an everyday login."""

import pytest

from carecheck.facts.model import Unknown
from tests.linux.world import Look, World

ALICE = "useradd -m -G sudo -c 'Alice Manager' alice; echo alice:secret | chpasswd\n"
BOB = "useradd -m -c 'Bob Carer,,,' bob; echo bob:secret | chpasswd\n"
OFFICE = "useradd -m office; passwd -d office >/dev/null\n"
LEFT = "useradd -m carol; echo carol:x | chpasswd; usermod -L carol; useradd -m nights\n"
EXPIRED = "useradd -m dave; echo dave:x | chpasswd; chage -E 2020-01-01 dave\n"


def reason(fact: object) -> str:
    return fact.reason if isinstance(fact, Unknown) else f"known: {fact}"


def test_an_administrator_sees_which_logins_are_on(world: World) -> None:
    [seen] = world(ALICE + BOB + OFFICE + LEFT + EXPIRED, Look(called_by="alice"))

    logins = seen.logins
    assert (logins.in_use, logins.shared_looking) == (3, 1)
    assert (logins.everyday_is_admin, logins.other_admins) == (True, 0)
    assert (logins.seen_without_password, logins.all_need_password) == (True, False)


def test_an_everyday_login_is_told_what_only_an_administrator_may_see(world: World) -> None:
    [seen] = world(ALICE + BOB + OFFICE, Look("bob"))

    logins = seen.logins
    assert (logins.everyday_is_admin, logins.other_admins, logins.automatic_sign_in) == (False, 1, False)
    hidden = (logins.in_use, logins.shared_looking, logins.seen_without_password, logins.all_need_password)
    assert [reason(fact) for fact in hidden] == ["needs_admin"] * 4


def test_a_shared_looking_login_that_runs_carecheck_is_certain(world: World) -> None:
    [seen] = world(ALICE + OFFICE, Look("office"))

    assert (seen.logins.shared_looking, seen.logins.seen_without_password) == (1, True)


def test_one_login_with_a_password_is_all_there_is(world: World) -> None:
    by_root, by_bob = world(BOB, Look(), Look("bob"))

    assert (by_bob.logins.in_use, by_bob.logins.everyday_is_admin, by_bob.logins.all_need_password) == (1, False, True)
    assert by_root.logins == by_bob.logins


def test_root_itself_is_nobody_who_works_here(world: World) -> None:
    [seen] = world(ALICE + BOB, Look())

    assert seen.logins.in_use == 2
    assert reason(seen.logins.everyday_is_admin) == reason(seen.logins.other_admins) == "wrong_login"


def test_a_login_that_is_off_is_nobody_who_works_here(world: World) -> None:
    [seen] = world("useradd -m nights\n", Look())

    assert reason(seen.logins.everyday_is_admin) == "wrong_login"
    assert reason(seen.logins.in_use) == reason(seen.logins.all_need_password) == "not_seen"


def test_a_computer_without_logins_of_people_is_not_seen_to_have_none(world: World) -> None:
    [seen] = world("", Look())

    assert reason(seen.logins.in_use) == reason(seen.logins.shared_looking) == "not_seen"


@pytest.mark.parametrize("group", ["sudo", "wheel", "docker"])
def test_groups_give_full_control(world: World, group: str) -> None:
    by_root, by_bob = world(BOB + f"groupadd -f {group}; usermod -aG {group} bob\n", Look(called_by="bob"), Look("bob"))

    assert by_root.logins.everyday_is_admin is by_bob.logins.everyday_is_admin is True


def test_the_first_group_of_a_login_counts(world: World) -> None:
    [seen] = world("useradd -m -g sudo bob\n", Look("bob"))

    assert seen.logins.everyday_is_admin is True


def test_a_rule_of_sudo_gives_control_that_only_an_administrator_may_see(world: World) -> None:
    rule = "echo 'bob ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/90-bob; chmod 440 /etc/sudoers.d/90-bob\n"

    by_root, by_bob = world(BOB + rule, Look(called_by="bob"), Look("bob"))

    assert by_root.logins.everyday_is_admin is True
    assert reason(by_bob.logins.everyday_is_admin) == "needs_admin"


def test_rules_of_sudo_that_were_changed_by_hand_are_not_taken_for_harmless(world: World) -> None:
    by_root, by_bob = world(BOB + "echo 'bob ALL=(ALL) ALL' >> /etc/sudoers\n", Look(called_by="bob"), Look("bob"))

    assert by_root.logins.everyday_is_admin is True
    assert reason(by_bob.logins.everyday_is_admin) == "needs_admin"


def test_a_second_name_for_root_is_an_administrator(world: World) -> None:
    [seen] = world(BOB + "useradd -o -u 0 toor\n", Look("bob"))

    assert seen.logins.other_admins == 1


GDM = "mkdir -p /etc/gdm3; echo /usr/sbin/gdm3 > /etc/X11/default-display-manager\n"
LIGHTDM = """
mkdir -p /etc/lightdm/lightdm.conf.d /etc/X11; echo /usr/sbin/lightdm > /etc/X11/default-display-manager
ln -s /lib/systemd/system/lightdm.service /etc/systemd/system/display-manager.service
"""
SDDM = "mkdir -p /etc/sddm.conf.d; ln -s /lib/systemd/system/sddm.service /etc/systemd/system/display-manager.service\n"


@pytest.mark.parametrize(
    ("setup", "automatic"),
    [
        (
            GDM + "printf '[daemon]\\nAutomaticLoginEnable = True\\n  AutomaticLogin = bob\\n' > /etc/gdm3/daemon.conf",
            True,
        ),
        (GDM + "printf '[daemon]\\nTimedLoginEnable=true\\nTimedLogin=bob\\n' > /etc/gdm3/custom.conf", True),
        (
            GDM + "printf '[daemon]\\n#AutomaticLoginEnable=true\\n#AutomaticLogin=bob\\n' > /etc/gdm3/daemon.conf",
            False,
        ),
        (GDM + "printf '[daemon]\\nAutomaticLoginEnable=true\\nAutomaticLogin=\\n' > /etc/gdm3/daemon.conf", False),
        (
            GDM + "printf '[daemon]\\nAutomaticLoginEnable=perhaps\\nAutomaticLogin=bob\\n' > /etc/gdm3/daemon.conf",
            None,
        ),
        (GDM, None),
        (LIGHTDM + "printf '[Seat:*]\\nautologin-user=bob\\n' > /etc/lightdm/lightdm.conf", True),
        (LIGHTDM + "printf '[Seat:*]\\nautologin-user=bob\\n' > /etc/lightdm/lightdm.conf.d/9.conf", True),
        (LIGHTDM + "printf '[Seat:*]\\nautologin-guest=true\\n' > /etc/lightdm/lightdm.conf", True),
        (
            LIGHTDM + "printf '[Seat:*]\\nautologin-user=bob\\n' > /etc/lightdm/lightdm.conf.d/9.conf;"
            "printf '[Seat:*]\\nautologin-user=\\n' > /etc/lightdm/lightdm.conf",
            False,
        ),
        (LIGHTDM + "printf '[Autologin]\\nUser=bob\\n' > /etc/sddm.conf", False),
        (SDDM + "printf '[Autologin]\\nUser=bob\\nSession=plasma\\n' > /etc/sddm.conf.d/kde_settings.conf", True),
        (SDDM + "printf '[Autologin]\\nUser=\\n' > /etc/sddm.conf", False),
        (SDDM + "echo /usr/sbin/lightdm > /etc/X11/default-display-manager", None),
        ("echo /usr/bin/xdm > /etc/X11/default-display-manager", None),
        ("touch /usr/sbin/lightdm", None),
        (
            "mkdir -p /etc/systemd/system/getty@tty1.service.d;"
            "printf '[Service]\\nExecStart=\\nExecStart=-/sbin/agetty --autologin bob %%I\\n'"
            " > /etc/systemd/system/getty@tty1.service.d/override.conf",
            True,
        ),
        ("", False),
    ],
)
def test_only_the_display_manager_in_use_signs_somebody_in(world: World, setup: str, automatic: bool | None) -> None:
    [seen] = world(f"mkdir -p /etc/X11; {BOB}{setup}\n", Look("bob"))

    told = seen.logins.automatic_sign_in
    assert (None if isinstance(told, Unknown) else told) is automatic


NO_PASSWORD = "groupadd nopasswdlogin; usermod -aG nopasswdlogin bob; mkdir -p /etc/X11 /etc/pam.d\n" + LIGHTDM
PAM = "echo '{}auth sufficient pam_succeed_if.so user ingroup nopasswdlogin' > /etc/pam.d/lightdm\n"


@pytest.mark.parametrize(("sign", "seen_without"), [("", True), ("# ", False)])
def test_a_login_in_the_group_without_password_is_let_in_where_the_screen_says_so(
    world: World, sign: str, seen_without: bool
) -> None:
    [seen] = world(BOB + NO_PASSWORD + PAM.format(sign), Look("bob"))

    assert (seen.logins.marked_without_password, seen.logins.seen_without_password) == (True, seen_without)


def test_logins_of_a_server_leave_the_number_open(world: World) -> None:
    server = "sed -i 's/^passwd:.*/passwd: files ldap/' /etc/nsswitch.conf\n"

    [seen] = world(ALICE + BOB + server, Look("alice"))

    assert reason(seen.logins.in_use) == "not_seen"
    assert seen.logins.everyday_is_admin is True
