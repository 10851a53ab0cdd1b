"""`carecheck survey` as a person runs it: stopped, killed, started again."""

import json
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import dns.rcode
import pytest

from carecheck.look.lookups import Question
from tests.cli.running import CARECHECK, Person
from tests.conftest import DnsWorld, StartMisbehaving
from tests.network.misbehaving import Behaviour, MisbehavingDns, fails, in_turn, records, silent

GOOD = """
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:reports@{name}"
"""
NUMBER = 60


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a home folder."""
    return Person(tmp_path)


def rows_of(folder: Path) -> list[dict[str, object]]:
    """The rows in the file of a survey, without its first line."""
    lines = (folder / "domains.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


def lights_of(folder: Path, check: str) -> dict[object, object]:
    return {row["domain"]: dict(row["checks"])[check] for row in rows_of(folder)}  # type: ignore[call-overload]


def test_a_list_becomes_rows_tables_and_a_page(person: Person, dns_world: DnsWorld, tmp_path: Path) -> None:
    address = dns_world({"rose.example": GOOD.format(name="rose.example"), "oak.example": '@ TXT "v=spf1 +all"'})
    (tmp_path / "homes.csv").write_text("home,domain\nRose,rose.example\nOak,www.oak.example\nElm,elm\n")

    ran = person.types("survey", "homes.csv", "--nameserver", address, "--rate", "0", "--processes", "2")

    folder = person.results / "Surveys" / "homes"
    assert (ran.code, lights_of(folder, "email.spf")) == (
        0,
        {"rose.example": ["green", "stops_strangers"], "oak.example": ["red", "passes_everyone"]},
    )
    assert sorted(file.name for file in folder.iterdir()) == [
        *("domains.csv", "domains.jsonl", "not used.csv", "summary.csv", "summary.html"),
    ]
    assert "A list says who can send email (SPF): OK for 1 of 2 domains that we could check." in ran.out
    assert "1 line of your list could not be used." in ran.out
    assert "2 of 2 domains done." in ran.err


def world_of(number: int, behaviour: Behaviour) -> dict[Question, Behaviour]:
    return {Question(f"home{one}.example", "TXT"): behaviour for one in range(number)}


def write_list(folder: Path, number: int) -> Path:
    file = folder / "homes.txt"
    file.write_text("".join(f"home{one}.example\n" for one in range(number)))
    return file


def start(person: Person, server: MisbehavingDns, output: Path, *more: str) -> "subprocess.Popen[str]":
    words = ("survey", "homes.txt", "--nameserver", server.address, "--output", str(output), "--processes", "2", *more)
    return subprocess.Popen(
        [*CARECHECK, *words],
        cwd=person.home,
        env=person.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_rows(folder: Path, number: int) -> None:
    until = time.monotonic() + 60
    file = folder / "domains.jsonl"
    while time.monotonic() < until and (not file.exists() or file.read_bytes().count(b"\n") <= number):
        time.sleep(0.02)


def test_killed_in_the_middle_and_started_again_it_has_each_domain_once(
    person: Person, misbehaving_dns: StartMisbehaving, tmp_path: Path
) -> None:
    server = misbehaving_dns(world_of(NUMBER, records('"v=spf1 -all"')))
    write_list(tmp_path, NUMBER)
    output = tmp_path / "out"
    first = start(person, server, output, "--rate", "200")
    wait_for_rows(output, 5)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=60)  # the processes that it began end, too, or this would wait for ever
    done = len(rows_of_whole_lines(output))
    assert 0 < done < NUMBER

    second = start(person, server, output, "--rate", "0")
    _, err = second.communicate(timeout=120)

    counted = Counter(row["domain"] for row in rows_of(output))
    assert (second.returncode, len(counted), set(counted.values())) == (0, NUMBER, {1})
    assert f"{NUMBER} of {NUMBER} domains done." in err


def rows_of_whole_lines(folder: Path) -> list[str]:
    text = (folder / "domains.jsonl").read_text(encoding="utf-8")
    return text.split("\n")[1:-1]


def test_ctrl_c_says_how_to_go_on_and_loses_nothing(
    person: Person, misbehaving_dns: StartMisbehaving, tmp_path: Path
) -> None:
    server = misbehaving_dns(world_of(NUMBER, records('"v=spf1 -all"')))
    write_list(tmp_path, NUMBER)
    output = tmp_path / "out"
    survey = start(person, server, output, "--rate", "200")
    wait_for_rows(output, 5)

    survey.send_signal(signal.SIGINT)
    _, err = survey.communicate(timeout=60)

    done = len(rows_of(output))
    assert survey.returncode == 130
    assert err.endswith(f"Stopped. {done} domains done. To go on, run the same command again.\n")
    assert (
        person.types("survey", "homes.txt", "--nameserver", server.address, "--output", output, "--rate", "0").code
    ) == 0
    assert sorted(Counter(row["domain"] for row in rows_of(output)).values()) == [1] * NUMBER


def test_what_failed_is_tried_once_more_at_the_end(
    person: Person, misbehaving_dns: StartMisbehaving, tmp_path: Path
) -> None:
    down, up = fails(dns.rcode.SERVFAIL), records('"v=spf1 -all"')
    server = misbehaving_dns({Question("home0.example", "TXT"): in_turn(down, down, up)})
    write_list(tmp_path, 1)

    ran = start(person, server, tmp_path / "out", "--rate", "0")
    ran.communicate(timeout=60)

    assert lights_of(tmp_path / "out", "email.spf") == {"home0.example": ["green", "no_mail"]}


@pytest.mark.parametrize("behaviour", [silent, fails(dns.rcode.SERVFAIL)])
def test_what_fails_for_good_is_not_checked_and_never_missing(
    person: Person, misbehaving_dns: StartMisbehaving, tmp_path: Path, behaviour: Behaviour
) -> None:
    server = misbehaving_dns({Question("home0.example", kind): behaviour for kind in ("TXT", "MX", "A", "AAAA", "NS")})
    write_list(tmp_path, 1)

    ran = start(person, server, tmp_path / "out", "--rate", "0")
    ran.communicate(timeout=60)

    assert ran.returncode == 0
    assert lights_of(tmp_path / "out", "email.spf")["home0.example"] in (
        ["unknown", "timed_out"],
        ["unknown", "no_network"],
        ["unknown", "no_reply"],
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nothing.txt"], "Is it the file with your list?"),
        (["homes.txt", "--nameserver", "not a server"], "is not a name server"),
        (["homes.txt", "--column", "domain"], "has no column 'domain'"),
    ],
)
def test_trouble_is_told_in_words_and_leaves_nothing(
    person: Person, tmp_path: Path, words: list[str], told: str
) -> None:
    write_list(tmp_path, 1)

    ran = person.types("survey", *words, "--output", tmp_path / "out")

    assert ran.code in (2, 4)
    assert told in ran.err
    assert not (tmp_path / "out").exists()


def test_one_part_is_checked_alone_and_joined_when_none_is_missing(
    person: Person, dns_world: DnsWorld, tmp_path: Path
) -> None:
    address = dns_world({"rose.example": GOOD.format(name="rose.example"), "oak.example": '@ TXT "v=spf1 +all"'})
    (tmp_path / "homes.csv").write_text("home,domain\nRose,rose.example\nOak,www.oak.example\nElm,elm\n")
    ask = ("--nameserver", address, "--rate", "0", "--processes", "1")

    first = person.types("survey", "homes.csv", "--shard", "1/2", *ask)
    too_early = person.types("survey", "homes.csv", "--join")
    second = person.types("survey", "homes.csv", "--shard", "2/2", *ask)
    joined = person.types("survey", "homes.csv", "--join")

    folder = person.results / "Surveys" / "homes"
    assert (first.code, too_early.code, second.code, joined.code) == (0, 4, 0, 0)
    assert f"The rows of part 1 of 2 are in {folder / 'part-1-of-2'}" in first.out
    assert "Run part 2 of 2 again, and then join." in too_early.err
    assert lights_of(folder, "email.spf") == {
        "rose.example": ["green", "stops_strangers"],
        "oak.example": ["red", "passes_everyone"],
    }
    assert "OK for 1 of 2 domains that we could check." in joined.out
    assert "1 line of your list could not be used." in joined.out
