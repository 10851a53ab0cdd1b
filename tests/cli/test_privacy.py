"""`carecheck explain privacy`: what is read and who is asked, for the profile at hand."""

import re
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.exposed_services import exposed_services
from carecheck.look.lookups import Lookups
from carecheck.look.probes import Place, probes_for
from carecheck.plan import make_plan
from carecheck.privacy import privacy_of
from carecheck.show.privacy_page import SAFE, render_privacy
from tests.cli.running import Person
from tests.words.gate import problems_with_sentence

HOME = "rosecottage.example.co.uk"


def told(*, columns: int = 80, profile: Path | None = None, domains: tuple[str, ...] = ()) -> str:
    return render_privacy(privacy_of(make_plan(profile, domains), "linux"), columns, "ascii")


def written(folder: Path, text: str) -> Path:
    file = folder / "rose.yaml"
    file.write_text(f"builds_on: care-home\nsite: {{id: rose, name: Rose}}\n{text}", encoding="utf-8")
    return file


def test_without_a_domain_only_the_own_internet_box_is_asked() -> None:
    asked = told().partition("Over the network")[2]

    assert re.findall(r"^- (.*)", asked, re.M) == ["your own internet box"]


def test_a_domain_adds_its_registry_and_the_host_of_its_rules() -> None:
    asked = told(domains=("rosecottage.co.uk",))

    assert "rdap.nominet.uk" in asked
    assert "mta-sts.rosecottage.co.uk" in asked


def test_a_website_and_a_supplier_are_asked_by_their_names(tmp_path: Path) -> None:
    profile = written(
        tmp_path,
        "websites: [www.rose.example]\n"
        "suppliers:\n  - {name: Records, what: care records, website: records.example, email_domain: mail.example}\n",
    )

    asked = told(profile=profile)

    assert all(name in asked for name in ("www.rose.example", "records.example", "mail.example"))


@pytest.mark.parametrize(("asked_for", "is_told"), [("yes", True), ("no", False)])
def test_the_public_list_is_named_only_where_it_is_asked(tmp_path: Path, asked_for: str, is_told: bool) -> None:
    asked = told(profile=written(tmp_path, f"limits: {{network.exposed: {{asked_for: {asked_for}}}}}\n"))

    hosts = (exposed_services().first.host, exposed_services().then.host)
    assert [host in asked for host in hosts] == [is_told, is_told]


@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_is_wider_than_the_window(columns: int) -> None:
    text = told(columns=columns, domains=("rosecottage.co.uk",))

    assert max(map(len, text.splitlines())) < columns


def test_its_fixed_sentences_pass_the_gate() -> None:
    assert [problem for line in SAFE for problem in problems_with_sentence(line)] == []


PLACES: list[Place] = ["domain", "website", "internet"]


@pytest.mark.parametrize("place", PLACES)
def test_a_probe_gets_no_page_of_a_host_that_is_not_declared(place: Place) -> None:
    for probe in probes_for(place).values():
        lookups = Lookups(HOME, {}, may_fetch_from=lambda host: False)

        probe.look(lookups)

        assert lookups.to_fetch == set()


def test_a_page_of_another_host_is_a_fault_of_ours() -> None:
    probe = probes_for("domain")["mtasts"]
    lookups = Lookups(HOME, {}, may_fetch_from=lambda host: probe.may_fetch_from(HOME, host))

    assert lookups.page("https://elsewhere.example/") == Unknown(
        "our_fault", "elsewhere.example is not among those whom this topic may ask"
    )
    lookups.page(f"https://mta-sts.{HOME}/.well-known/mta-sts.txt")
    assert len(lookups.to_fetch) == 1


def test_the_command_tells_it(person: Person) -> None:
    ran = person.types("explain", "privacy", "--domain", "rosecottage.co.uk")

    assert (ran.code, ran.err) == (0, "")
    assert "mta-sts.rosecottage.co.uk" in ran.out
