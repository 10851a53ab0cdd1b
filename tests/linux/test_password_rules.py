"""Rules for passwords: how many tries, how long, and whether they run out."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.facts.passwords import Passwords
from carecheck.look.linux.pam import pam_lines
from carecheck.look.linux.password_rules import passwords
from tests.linux.people import with_logins
from tests.linux.recorded import computer

UNIX = "auth [success=1 default=ignore] pam_unix.so nullok\nauth requisite pam_deny.so\n"
FAILLOCK = "auth required pam_faillock.so preauth\n" + UNIX + "auth [default=die] pam_faillock.so authfail{}\n"
PWQUALITY = "password requisite pam_pwquality.so retry=3{}\npassword sufficient pam_unix.so use_authtok\n"
OWN = "bob P 2026-11-22 0 {} 7 -1\n"


def told(
    auth: str = UNIX,
    password: str = "password required pam_unix.so\n",
    *,
    own: str = "99999",
    files: Mapping[str, str] | None = None,
) -> Passwords:
    rules = {
        "/etc/pam.d/login": "@include common-auth\n",
        "/etc/pam.d/common-auth": auth,
        "/etc/pam.d/passwd": password,
    }
    machine = computer({**rules, **(files or {})})
    return passwords(with_logins(machine, status={"--status": OWN.format(own)}))


@pytest.mark.parametrize(
    ("auth", "settings", "tries"),
    [
        (UNIX, "", None),
        (FAILLOCK.format(""), "", 3),
        (FAILLOCK.format(""), "# deny = 3\ndeny = 12\n", 12),
        (FAILLOCK.format(" deny=4"), "deny = 12\n", 4),
        (FAILLOCK.format(" deny=0"), "", None),
        ("auth required pam_faillock.so preauth\n" + UNIX, "", None),  # it looks at a count that nobody keeps
        ("auth required pam_tally2.so deny=5\n" + UNIX, "", 5),
        ("#" + FAILLOCK.replace("\n", "\n#").format("") + "\n" + UNIX, "", None),
    ],
)
def test_tries_are_counted_where_a_module_locks(auth: str, settings: str, tries: int | None) -> None:
    seen = told(auth, files={"/etc/security/faillock.conf": settings} if settings else {})

    assert (seen.tries_seen, seen.tries) == (tries, tries)


def test_the_way_in_with_the_most_tries_counts() -> None:
    by_ssh = told(FAILLOCK.format(""), files={"/etc/pam.d/sshd": UNIX})
    by_all = told(FAILLOCK.format(""), files={"/etc/pam.d/sshd": "@include common-auth\n"})

    assert (by_ssh.tries, by_all.tries) == (None, 3)


@pytest.mark.parametrize(
    ("password", "settings", "shortest"),
    [
        ("password required pam_unix.so\n", {}, 6),
        ("password required pam_unix.so minlen=14\n", {}, 14),
        (PWQUALITY.format(""), {}, 8),
        (PWQUALITY.format(" minlen=12"), {}, 12),
        (PWQUALITY.format(""), {"pwquality.conf": "minlen = 14\n"}, 14),
        (PWQUALITY.format(""), {"pwquality.conf": "minlen = 14\ndcredit = 2\nucredit = -1\n"}, 12),
        (PWQUALITY.format(""), {"pwquality.conf": "", "pwquality.conf.d/a.conf": "minlen = 16\n"}, 16),
        (PWQUALITY.format(""), {"pwquality.conf": "minlen = 14\nenforcing = 0\n"}, 6),
        ("password requisite pam_cracklib.so minlen=10\npassword required pam_unix.so\n", {}, 6),
        ("password requisite pam_passwdqc.so min=disabled,24,11,9,8\n", {}, 8),
        ("password optional pam_pwquality.so minlen=20\npassword required pam_unix.so\n", {}, 6),
    ],
)
def test_the_shortest_password_that_can_be_chosen(password: str, settings: dict[str, str], shortest: int) -> None:
    seen = told(password=password, files={f"/etc/security/{name}": text for name, text in settings.items()})

    assert (seen.shortest_seen, seen.shortest) == (shortest, shortest)


def test_a_login_without_a_password_has_the_shortest_of_all() -> None:
    seen = passwords(with_logins(computer(), {"alice": 0, "bob": 0, "office": 2}))

    assert seen.shortest == 0


@pytest.mark.parametrize(("days", "expire"), [("90", True), ("365", True), ("99999", None), ("-1", None)])
def test_an_everyday_login_sees_its_own_timer_only(days: str, expire: bool | None) -> None:
    answer = told(own=days).expire

    assert answer is expire if expire else isinstance(answer, Unknown)


def test_somebody_signs_in_with_a_password() -> None:
    assert told().none_used is False


@given(st.text(max_size=200))
def test_any_rules_are_read_or_refused(text: str) -> None:
    lines = pam_lines(computer({"/etc/pam.d/login": text.replace("\ufeff", "")}), "login", "auth")

    assert isinstance(lines, (list, Unknown))


def test_rules_that_take_each_other_in_come_to_an_end() -> None:
    machine = computer({"/etc/pam.d/a": "@include b\n", "/etc/pam.d/b": "@include a\n"})

    assert isinstance(pam_lines(machine, "a", "auth"), Unknown)
