"""`carecheck scan` from end to end: what a person types, sees and finds afterwards."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Person


def test_a_sound_domain_has_nothing_to_fix(person: Person, name_server: str, domain_profile: Path) -> None:
    only = [word for check in ("spf", "dmarc", "mx", "dkim") for word in ("--only", f"email.{check}")]
    where = ("--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server)
    ran = person.types("scan", *where, *only)

    assert (ran.code, ran.err) == (0, "")
    assert "There is nothing to fix now." in ran.out
    assert re.search(r"We could check ([0-9]+) of \1 things\.", ran.out)


def test_a_domain_that_lets_anyone_send_is_to_be_fixed_now(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    ran = person.types("scan", "--profile", domain_profile, "--domain", "open.example", "--nameserver", name_server)

    assert ran.code == 1
    assert "There are 2 things to fix now. Start with number 1." in ran.out
    assert "Rose Cottage" in ran.out


def test_a_misspelt_domain_is_told_once(person: Person, name_server: str, domain_profile: Path) -> None:
    ran = person.types(
        "scan", "--profile", domain_profile, "--domain", "gone.example", "--nameserver", name_server, "--json"
    )

    results = {result["check_id"]: result for result in json.loads(ran.out)["results"]}
    assert results["domain.exists"]["light"] == "red"
    others = {name: result["unknown"]["reason"] for name, result in results.items() if name != "domain.exists"}
    assert set(others.values()) - {"no_answer"} == {"no_such_name"}


def test_json_is_the_only_thing_on_standard_output(person: Person, name_server: str, domain_profile: Path) -> None:
    ran = person.types(
        "scan", "--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server, "--json"
    )

    assert json.loads(ran.out)["kind"] == "carecheck.report"
    assert ran.out == person.kept()[0].read_text(encoding="utf-8")


def test_every_scan_is_kept_and_none_is_overwritten(person: Person, name_server: str, domain_profile: Path) -> None:
    for _ in range(2):
        person.types("scan", "--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server)

    assert [path.name for path in person.kept()] == ["good-example (2).json", "good-example.json"]
    assert [path.name for path in person.kept("*.html")] == ["good-example (2).html", "good-example.html"]
    assert [path.name for path in person.kept("*.txt")] == [
        *("good-example (2) for your supplier.txt", "good-example for your supplier.txt"),
    ]
    assert person.kept()[0].parent.parent.name == "Rose Cottage"


def test_a_saved_report_is_shown_again_as_it_was(person: Person, name_server: str, domain_profile: Path) -> None:
    scan = person.types(
        "scan", "--profile", domain_profile, "--domain", "open.example", "--nameserver", name_server, "--all"
    )

    again = person.types("report", person.kept()[0], "--all")

    assert again.code == 0
    assert again.out.split("What to do next")[0] == scan.out.split("What to do next")[0]


def test_what_to_send_to_suppliers_is_a_file_of_its_own_that_the_report_names(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    scan = person.types("scan", "--profile", domain_profile, "--domain", "open.example", "--nameserver", name_server)

    (file,) = person.kept("* for your supplier.txt")
    (to_read,) = person.kept("*.html")
    again = person.types("report", person.kept()[0])
    assert "Subject: Email settings of open.example" in file.read_text("ascii")
    assert f"    {file}\n" in scan.out
    assert f"    {file}\n" in again.out
    assert "Subject: Email settings of open.example" in to_read.read_text("utf-8")


def test_a_report_without_its_other_files_still_tells_what_to_send_to_suppliers(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    person.types("scan", "--profile", domain_profile, "--domain", "open.example", "--nameserver", name_server)
    alone = person.kept()[0].rename(person.home / "alone.json")

    short, whole = person.types("report", alone), person.types("report", alone, "--all")

    assert "For your supplier\n" not in short.out
    assert "For your supplier\n" in whole.out
    assert "Subject: Email settings of open.example" in whole.out


def test_where_no_supplier_has_to_do_anything_there_is_no_text_for_one(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    where = ("--domain", "good.example", "--nameserver", name_server)
    ran = person.types("scan", "--profile", domain_profile, *where, "--only", "email.spf")

    assert person.kept("* for your supplier.txt") == []
    assert "For your supplier" not in ran.out


def test_saved_facts_are_judged_like_fresh_ones(person: Person, name_server: str, domain_profile: Path) -> None:
    facts = person.home / "facts.json"
    where = ("--domain", "open.example", "--nameserver", name_server)
    person.types("look", "--profile", domain_profile, *where, "--output", facts)

    fresh = person.types("scan", "--profile", domain_profile, *where, "--json")
    saved = person.types("scan", "--profile", domain_profile, "--facts", facts, "--json")

    assert saved.code == fresh.code == 1
    lights = [[(one["check_id"], one["light"]) for one in json.loads(ran.out)["results"]] for ran in (fresh, saved)]
    assert lights[0] == lights[1]


def test_offline_checks_no_domain_and_calls_none_of_it_ok(person: Person, domain_profile: Path) -> None:
    ran = person.types(
        "scan", "--profile", domain_profile, "--domain", "good.example", "--offline", "--strict", "--json"
    )

    results = {result["check_id"]: result for result in json.loads(ran.out)["results"]}
    assert ran.code == 3
    assert {result["light"] for result in results.values()} == {"unknown"}
    assert results["email.spf"]["unknown"]["reason"] == "offline"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--domain", "good.example"], 0),
        (["--domain", "open.example"], 1),
        (["--domain", "open.example", "--exit-zero"], 0),
        (["--domain", "good.example", "--offline"], 0),
        (["--domain", "good.example", "--offline", "--strict"], 3),
        (["--domain", "good.example", "--colour"], 2),
        (["--domain", "not a domain"], 2),
        (["--only", "email.dmrc"], 2),
        (["--profile", "gone.yaml"], 4),
        (["--facts", "gone.json"], 4),
        (["--nameserver", "127.0.0.1:99999", "--domain", "good.example"], 2),
    ],
)
def test_the_exit_code_says_how_it_ended(
    person: Person, name_server: str, domain_profile: Path, arguments: list[str], code: int
) -> None:
    own = [] if "--profile" in arguments else ["--profile", str(domain_profile)]
    server = [] if "--nameserver" in arguments else ["--nameserver", name_server]

    assert person.types("scan", *own, *server, *arguments).code == code


def test_an_accepted_risk_keeps_its_light_and_does_not_count(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    text = domain_profile.read_text() + "domains: [open.example]\naccept:\n"
    for check in ("email.spf", "email.dmarc"):
        text += f"  - {{check: {check}, because: We move it soon, by: Registered manager, until: 2099-01-31}}\n"
    domain_profile.write_text(text)

    ran = person.types("scan", "--profile", domain_profile, "--nameserver", name_server)

    assert ran.code == 0
    assert "31 January 2099" in ran.out
    assert "[X]" in ran.out


def test_www_in_front_of_a_domain_is_told_and_the_email_domain_is_checked(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    ran = person.types("scan", "--profile", domain_profile, "--domain", "www.good.example", "--nameserver", name_server)

    assert "Email for www.good.example lives at good.example, so we looked there." in ran.out


def test_one_line_is_one_line(person: Person, name_server: str, domain_profile: Path) -> None:
    ran = person.types(
        "scan", "--profile", domain_profile, "--domain", "open.example", "--nameserver", name_server, "--one-line"
    )

    (line,) = ran.out.splitlines()
    assert re.match(r"carecheck: [1-9]\d* to fix now, \d+ to fix soon, \d+ not checked, \d+ OK\. Rose Cottage, ", line)


def test_without_standard_streams_the_report_is_kept_all_the_same(person: Person) -> None:
    command = (sys.executable, "-m", "carecheck", "scan", "--offline", "--one-line", "--only", "system.supported")

    ran = subprocess.run(["sh", "-c", f"{shlex.join(command)} <&- >&- 2>&-"], env=person.environment, check=False)

    assert (ran.returncode in (0, 1), len(person.kept())) == (True, 1)


def test_several_domains_are_checked_without_a_profile_and_without_this_computer(
    person: Person, name_server: str
) -> None:
    ran = person.types("domain", "good.example", "open.example", "--nameserver", name_server, "--json")

    report = json.loads(ran.out)
    assert ran.code == 1
    assert [subject["id"] for subject in report["subjects"]] == [
        *("good.example", "open.example", "https://good.example/", "https://open.example/"),
    ]
    # The good domain keeps to what a name server alone can show; no registry keeps names that end in example.
    good = {one["check_id"]: one["light"] for one in report["results"] if one["subject_id"] == "good.example"}
    assert {check: light for check, light in good.items() if light != "green"} == {
        "domain.expiry": "unknown",
        "domain.lock": "unknown",
        "email.transport": "amber",
    }


def test_a_key_of_a_given_name_is_found(person: Person, name_server: str) -> None:
    where = ("domain", "good.example", "--nameserver", name_server, "--only", "email.dkim", "--json")

    ran = person.types(*where, "--dkim-selector", "default", "--dkim-selector", "Care")

    assert "selectors tried: default and care;" in json.loads(ran.out)["results"][0]["verdict"]["for_it"]


def test_a_key_name_that_cannot_be_is_told(person: Person, name_server: str) -> None:
    ran = person.types("domain", "good.example", "--nameserver", name_server, "--dkim-selector", "two words")

    assert ran.code == 2
    assert "like selector1" in ran.err
