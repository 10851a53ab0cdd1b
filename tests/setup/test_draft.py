"""The profile that setup writes: whatever people type, carecheck reads it back as they meant it."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import MistakesInFile
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profileform import SupplierFile
from carecheck.judge.profiles import Profile, load_profile
from carecheck.setup.draft import PROFILE_FOR, Computer, LooksAfter, Told, profile_text, read_told
from carecheck.shipped import shipped
from carecheck.words import clean
from carecheck.yamlfile import parse_yaml

TODAY: Final = date(2026, 11, 25)
CHECKS: Final = load_checks(shipped("checks"))

texts = st.text(min_size=1, max_size=80).filter(clean) | st.sampled_from(
    ["yes", "null", "2026-11-25", "0x1", "- a", "a: b", "# c", '"', "'", "\\", "{x}", "*a", "!tag", "caf\u00e9 \U0001f3e0", "=1+1"]
)  # fmt: skip
names = texts.filter(lambda name: clean(name).lower() not in ("all", "home"))


def loaded(text: str, folder: Path) -> Profile:
    file = folder / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    return load_profile(file, CHECKS)


@pytest.fixture(name="folder", scope="module")
def folder_of_this_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiles")


@given(home=texts, company=names, what=texts, contact=texts)
def test_what_was_typed_is_what_is_read(home: str, company: str, what: str, contact: str, folder: Path) -> None:
    told = Told(home, ("caf\u00e9.example",), (), "company", "office", (SupplierFile(company, what, contact=contact),))

    profile = loaded(profile_text(told, TODAY), folder)

    assert (profile.site_name, profile.domains) == (clean(home), ("caf\u00e9.example",))
    assert [(one.name, one.what) for one in profile.suppliers] == [(clean(company), clean(what))]


def test_every_date_of_a_supplier_is_kept(folder: Path) -> None:
    day = date(2027, 6, 30)
    told = Told("Rose Cottage", suppliers=(SupplierFile("A", "b", website="none", dspt_until=day),))

    (supplier,) = loaded(profile_text(told, TODAY), folder).suppliers

    assert (supplier.told.dspt_until, supplier.told.has_website) == (day, False)


@pytest.mark.parametrize("computer", PROFILE_FOR)
def test_the_kind_of_computer_chooses_the_profile_to_build_on(computer: Computer, folder: Path) -> None:
    text = profile_text(Told("Rose Cottage", computer=computer), TODAY)

    assert f"builds_on: {PROFILE_FOR[computer]}\n" in text
    assert loaded(text, folder).chosen(CHECKS)


@pytest.mark.parametrize(("who", "expected"), [("group", True), ("person", False), (None, False)])
def test_computers_of_a_group_are_expected_to_be_managed(who: LooksAfter | None, expected: bool, folder: Path) -> None:
    profile = loaded(profile_text(Told("Rose Cottage", looks_after_computers=who), TODAY), folder)

    assert profile.limits_of(CHECKS["device.managed"])["expected"] is expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("home: ''", "answers.yaml:1:"),
        ("home: \"\u200b\"", "answers.yaml:1: the name of the home is missing here"),
        ("hom: Rose", "answers.yaml:1: there is no key 'hom' here; did you mean 'home'?"),
        ("home: R\ndomains: [nowhere]", "answers.yaml:2: 'nowhere' is not a whole domain name"),
        ("home: R\ncomputer: tablet", "answers.yaml:2: 'tablet' is not one of the words"),
        ("home: R\nsuppliers:\n- {name: A, what: b}\n- {name: a, what: c}", "answers.yaml:4: 'a' stands here twice"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_answers_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(MistakesInFile) as error:
        read_told(parse_yaml(text, "answers.yaml"))

    assert told in str(error.value)
