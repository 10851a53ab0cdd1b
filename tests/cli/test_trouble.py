"""When something is in the way: a clear sentence, the right code, and nothing lost or half-written."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from carecheck.look.lookups import Question
from tests.cli.running import CARECHECK, Person
from tests.conftest import Needs, StartMisbehaving
from tests.network.misbehaving import silent


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("skpi: [email.spf]\n", "rose.yaml:1: there is no key 'skpi' here; did you mean 'skip'?"),
        ("a: &a [x]\nb: *a\n", "rose.yaml:1: anchors (&a) are not allowed"),
        ("skip:\n\t- email.spf\n", "rose.yaml:2: this line holds a tab; use spaces"),
        ("skip: []\nskip: []\n", "rose.yaml:2: 'skip' stands here twice; it is already on line 1"),
        ("builds_on: rose\n", "rose.yaml:1: this profile builds on itself"),
        ("skip: [email.sfp]\n", "rose.yaml:1: there is no check 'email.sfp'; did you mean 'email.spf'?"),
        ("domains: [localhost]\n", "'localhost' is not a whole domain name"),
        ("#" + "x" * 50_000_000, "is larger than 1,000 kB"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_profile_is_told_and_nothing_is_scanned(person: Person, content: str, told: str) -> None:
    (person.home / "rose.yaml").write_text(content)

    ran = person.types("scan", "--profile", "rose.yaml", "--offline")

    assert (ran.code, ran.out) == (4, "")
    assert told in ran.err
    assert not person.kept()


def saved_report(person: Person) -> Path:
    profile = person.home / "only.yaml"
    profile.write_text("builds_on: domain-only\n")
    person.types("scan", "--profile", profile, "--domain", "good.example", "--offline")
    return person.kept()[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"schema_version": "1.1"', '"schema_version": "2.0"', "newer"),
        ('"light": "unknown"', '"light": "green"', "needs the rule that gave it"),
        ('"kind": "carecheck.report"', '"kind": "something"', "report"),
        ('"summary"', '"sumary"', "sumary"),
    ],
)
def test_a_report_file_that_breaks_its_rules_is_refused(person: Person, old: str, new: str, told: str) -> None:
    file = saved_report(person)
    broken = person.home / "broken.json"
    broken.write_text(file.read_text().replace(old, new, 1))

    ran = person.types("report", broken)

    assert (ran.code, ran.out) == (4, "")
    assert told in ran.err


def test_a_report_that_claims_ok_without_a_fact_is_refused(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    person.types("scan", "--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server)
    report = json.loads(person.kept()[0].read_text())
    report["results"][0]["facts"] = []
    (person.home / "broken.json").write_text(json.dumps(report))

    ran = person.types("report", "broken.json")

    assert ran.code == 4
    assert "domain.caa of good.example: a light that is OK, Fix now or Fix soon needs at least 1 fact" in ran.err


def test_a_report_file_that_is_cut_off_is_refused(person: Person) -> None:
    broken = person.home / "broken.json"
    broken.write_bytes(saved_report(person).read_bytes()[:-200])

    ran = person.types("report", broken)

    assert (ran.code, ran.out) == (4, "")
    assert "broken.json" in ran.err


def test_a_results_folder_that_cannot_be_made_is_told_before_the_scan(person: Person) -> None:
    (person.home / "taken").write_text("a file, not a folder")

    ran = person.types("scan", "--results", person.home / "taken", "--offline")

    assert (ran.code, ran.out) == (4, "")
    assert "Choose another folder with --results FOLDER." in ran.err


def test_a_user_without_rights_is_told_of_a_folder_that_may_not_be_written(person: Person, needs: Needs) -> None:
    if os.geteuid() != 0:
        pytest.skip("This test needs to be root, to become somebody else.")
    person.home.chmod(0o755)
    nobody = (needs("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups")
    closed = person.home / "closed"
    closed.mkdir(mode=0o755)

    ran = subprocess.run(
        [*nobody, *CARECHECK, "scan", "--offline", "--results", str(closed)],
        env={**person.environment, "HOME": "/nonexistent"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 4, ran.stderr
    assert "We cannot save results in" in ran.stderr


def test_a_full_disk_loses_nothing(person: Person, needs: Needs) -> None:
    """On a file system of 64 kB that is nearly full: the report is shown, the trouble told, old results stay."""
    if os.geteuid() != 0:
        pytest.skip("This test needs to be root, to make a small file system.")
    script = """
        mount -t tmpfs -o size=64k tmpfs "$1" && cd "$1" && shift
        printf old > old-report.json; head -c 50000 /dev/zero > ballast
        "$@" --results .; echo "code $?"; ls -A; find . -name '*.part'; cat old-report.json
    """
    in_a_mount_space = (needs("unshare"), "-m", "sh", "-c", script, "sh")
    disk = person.home / "disk"
    disk.mkdir()

    ran = subprocess.run(
        [*in_a_mount_space, str(disk), *CARECHECK, "scan", "--domain", "good.example", "--offline"],
        env=person.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "code 4" in ran.stdout
    assert "There is no space left" in ran.stderr
    assert "carecheck report" in ran.stdout
    assert ".part" not in ran.stdout
    assert ran.stdout.endswith("old")


def test_ctrl_c_in_the_middle_leaves_nothing_half_written(
    person: Person, domain_profile: Path, misbehaving_dns: StartMisbehaving
) -> None:
    server = misbehaving_dns({Question("good.example", "TXT"): silent, Question("good.example", "MX"): silent})
    scan = subprocess.Popen(
        [*CARECHECK, "scan", "--profile", domain_profile, "--domain", "good.example", "--nameserver", server.address],
        env=person.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not server.asked and scan.poll() is None:
        time.sleep(0.02)

    scan.send_signal(signal.SIGINT)
    out, err = scan.communicate(timeout=10)

    assert (scan.returncode, out) == (130, "")
    assert err == "Stopped. Nothing was changed.\n"
    assert not [path for path in person.results.rglob("*") if path.is_file() and path.name != ".device-key"]


def test_a_reader_who_stops_reading_is_no_fault(person: Person) -> None:
    file = saved_report(person)

    shell = subprocess.run(
        ["sh", "-c", '"$@" | head -n 1', "sh", *CARECHECK, "report", str(file)],
        env=person.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (shell.stdout, shell.stderr) == ("carecheck report\n", "")


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii", "utf-8"])
def test_the_report_comes_through_in_every_code_page(person: Person, encoding: str) -> None:
    (person.home / "anne.yaml").write_text(
        "builds_on: domain-only\nsite: {id: st-annes, name: St Anne\u2019s \u2013 Caf\u00e9}\n", encoding="utf-8"
    )

    ran = person.types(
        "scan", "--profile", "anne.yaml", "--domain", "good.example", "--offline", PYTHONIOENCODING=encoding
    )

    assert (ran.code, ran.err) == (0, "")
    assert "St Anne" in ran.out
    assert "What to do next" in ran.out
    assert "?s" not in ran.out


def test_an_existing_file_is_never_overwritten_by_output(person: Person) -> None:
    file = saved_report(person)
    (person.home / "mine.txt").write_text("mine")

    ran = person.types("report", file, "--output", "mine.txt")

    assert (person.home / "mine.txt").read_text() == "mine"
    assert "mine (2).txt" in ran.err
