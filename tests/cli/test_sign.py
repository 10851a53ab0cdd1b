"""Signing reports and telling signatures: with keys and signatures of carecheck, and of the real minisign."""

import os
import subprocess
from pathlib import Path

import pytest

from carecheck.report import report_bytes
from tests.asking.window import open_window
from tests.cli.running import CARECHECK, Person
from tests.conftest import Needs
from tests.show.sample_report import OAKFIELD_HOUSE

PASSWORD = "four plain words here"


@pytest.fixture
def report(person: Person) -> Path:
    file = person.home / "office.json"
    file.write_bytes(report_bytes(OAKFIELD_HOUSE))
    return file


@pytest.fixture
def minisign(needs: Needs) -> str:
    return needs("minisign")


@pytest.fixture
def key(person: Person, minisign: str) -> Path:
    """A key that the real minisign made, without a password; the public one is beside it."""
    file = person.home / "real.key"
    subprocess.run([minisign, "-G", "-W", "-s", file, "-p", file.with_suffix(".pub")], check=True, capture_output=True)
    return file


def real_minisign_takes(minisign: str, report: Path, public: Path) -> bool:
    ran = subprocess.run([minisign, "-V", "-m", report, "-p", public], capture_output=True, check=False)
    return ran.returncode == 0


def test_minisign_takes_our_signature_with_its_own_key(person: Person, report: Path, key: Path, minisign: str) -> None:
    ran = person.types("report", "--sign", key, report)

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"The signature is in {report}.minisig\n"
    assert real_minisign_takes(minisign, report, key.with_suffix(".pub"))


@pytest.mark.parametrize("how", [(), ("-l",)], ids=["of today", "of old"])
def test_we_take_the_signature_of_minisign(
    person: Person, report: Path, key: Path, minisign: str, how: tuple[str, ...]
) -> None:
    subprocess.run([minisign, "-S", *how, "-s", key, "-m", report], check=True, capture_output=True)

    ran = person.types("report", "--verify", "--key", key.with_suffix(".pub"), report)

    assert ran.code == 0
    assert "Signed with this key (" in ran.out


def test_a_scan_is_signed_when_it_is_saved(person: Person, domain_profile: Path, key: Path, minisign: str) -> None:
    ran = person.types("scan", "--profile", domain_profile, "--domain", "good.example", "--offline", "--sign", key)

    (saved,) = person.kept("*.json")
    assert f"The signature is in {saved}.minisig" in ran.err
    assert real_minisign_takes(minisign, saved, key.with_suffix(".pub"))


def damage_report(report: Path, _: Path) -> None:
    report.write_bytes(report.read_bytes().replace(b"Oakfield House", b"Rose Cottage"))


def damage_comment(_: Path, signature: Path) -> None:
    signature.write_text(signature.read_text().replace("timestamp:1", "timestamp:2"))


def other_algorithm(_: Path, signature: Path) -> None:
    signature.write_text(signature.read_text().replace("\nRU", "\nRW"))


@pytest.mark.parametrize("damage", [damage_report, damage_comment, other_algorithm])
def test_any_change_makes_the_signature_wrong(person: Person, report: Path, key: Path, damage: object) -> None:
    person.types("report", "--sign", key, report)
    assert callable(damage)
    damage(report, Path(f"{report}.minisig"))

    ran = person.types("report", "--verify", "--key", key.with_suffix(".pub"), report)

    assert (ran.code, "WRONG SIGNATURE." in ran.out) == (1, True)


def test_a_signature_of_another_key_is_wrong(person: Person, report: Path, key: Path, minisign: str) -> None:
    other = person.home / "other.key"
    subprocess.run(
        [minisign, "-G", "-W", "-s", other, "-p", person.home / "other.pub"], check=True, capture_output=True
    )
    person.types("report", "--sign", other, report)

    ran = person.types("report", "--verify", "--key", key.with_suffix(".pub"), report)

    assert (ran.code, "WRONG SIGNATURE." in ran.out) == (1, True)


def test_a_report_without_a_signature_is_not_checked(person: Person, report: Path, key: Path) -> None:
    ran = person.types("report", "--verify", "--key", key.with_suffix(".pub"), report)

    assert (ran.code, "Not signed." in ran.out) == (3, True)


def test_a_report_that_was_changed_is_not_signed(person: Person, report: Path, key: Path) -> None:
    damage_report(report, report)

    ran = person.types("report", "--sign", key, report)

    assert (ran.code, "was changed after it was saved, so we do not sign it." in ran.err) == (4, True)
    assert not Path(f"{report}.minisig").exists()


def test_a_signature_is_never_replaced(person: Person, report: Path, key: Path) -> None:
    person.types("report", "--sign", key, report)
    before = Path(f"{report}.minisig").read_bytes()

    assert person.types("report", "--sign", key, report).code == 4
    assert Path(f"{report}.minisig").read_bytes() == before


@pytest.mark.parametrize(
    "content", ["", "hello\n", "untrusted comment: x\nAAAA\n", "untrusted comment: x\n" + "A" * 20_000]
)
def test_what_is_no_key_is_told(person: Person, report: Path, content: str) -> None:
    (person.home / "bad").write_text(content)

    signing = person.types("report", "--sign", "bad", report)
    checking = person.types("report", "--verify", "--key", "bad", report)

    assert (signing.code, checking.code) == (4, 4)
    assert "bad is not a secret key of minisign." in signing.err
    assert "bad is not a public key of minisign." in checking.err


def test_a_key_of_ours_with_a_password_signs_here_and_in_minisign(
    person: Person, report: Path, minisign: str, needs: Needs
) -> None:
    needs("tmux")
    make = [*CARECHECK, "report", "--new-key", "ours.key"]
    with open_window(person.home, make, person.environment) as window:
        window.until("Choose a password")
        window.answers(PASSWORD)
        window.until("Type it again")
        window.answers(PASSWORD)
        shown = window.until("ended with 0.")
    assert PASSWORD not in shown
    assert (person.home / "ours.key").stat().st_mode & 0o777 == 0o600

    with open_window(person.home, [*CARECHECK, "report", "--sign", "ours.key", report], person.environment) as window:
        window.until("Password of the key")
        window.answers(PASSWORD)
        window.until("ended with 0.")
    assert real_minisign_takes(minisign, report, person.home / "ours.pub")

    signs: list[str | Path] = [
        minisign,
        "-S",
        "-s",
        person.home / "ours.key",
        "-m",
        report,
        "-x",
        person.home / "again.minisig",
    ]
    ran = subprocess.run(signs, input=f"{PASSWORD}\n".encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_wrong_password_is_told_and_nothing_is_signed(
    person: Person, report: Path, minisign: str, needs: Needs
) -> None:
    needs("tmux")
    make: list[str | Path] = [minisign, "-G", "-s", person.home / "real.key", "-p", person.home / "real.pub"]
    subprocess.run(make, input=f"{PASSWORD}\n{PASSWORD}\n".encode(), check=True, capture_output=True)

    with open_window(person.home, [*CARECHECK, "report", "--sign", "real.key", report], person.environment) as window:
        window.until("Password of the key")
        window.answers("wrong")
        shown = window.until("ended with 4.")

    assert "This password does not open the key." in shown
    assert not Path(f"{report}.minisig").exists()


def test_a_password_is_never_taken_from_a_pipe(person: Person, minisign: str) -> None:
    ran = person.types("report", "--new-key", "ours.key")

    assert (ran.code, "A password can only be typed in a window." in ran.err) == (4, True)
    assert not (person.home / "ours.key").exists()


def test_without_the_library_it_is_told_how_to_get_it(person: Person, report: Path, key: Path) -> None:
    blocked = person.home / "without" / "sitecustomize.py"
    blocked.parent.mkdir()
    blocked.write_text("import sys\nsys.modules['nacl'] = None\n")
    path = f"{blocked.parent}{os.pathsep}{person.environment['PYTHONPATH']}"

    ran = person.types("report", "--sign", key, report, PYTHONPATH=path)

    assert (ran.code, "pip install 'carecheck[signing]'" in ran.err) == (4, True)


def test_a_key_that_would_fill_the_memory_is_refused() -> None:
    from carecheck.errors import CannotRun
    from carecheck.signing.forms import BY_PASSWORD, LockedKey
    from carecheck.signing.keys import opened

    with pytest.raises(CannotRun, match="asks for more memory"):
        opened(LockedKey(BY_PASSWORD, bytes(32), 2**40, 2**40, bytes(104)), lambda: PASSWORD)


def test_minisign_takes_a_key_of_ours_without_a_password(tmp_path: Path, report: Path, minisign: str) -> None:
    from carecheck.signing.keys import locked, new_signer

    signer = new_signer()
    (tmp_path / "open.key").write_text(locked(signer, "").text())
    (tmp_path / "open.pub").write_text(signer.public.text())

    subprocess.run([minisign, "-S", "-s", tmp_path / "open.key", "-m", report], check=True, capture_output=True)

    assert real_minisign_takes(minisign, report, tmp_path / "open.pub")
