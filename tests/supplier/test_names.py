"""The names of suppliers in a profile: strangers' text, from which ids are made that no two suppliers share."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.domain_names import DomainName
from carecheck.errors import MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.judge.profileform import SupplierFile
from carecheck.judge.profiles import load_profile
from carecheck.judge.suppliers import Supplier, read_supplier

names = st.text(min_size=1, max_size=80) | st.text("aA '-&_.", min_size=1, max_size=6)


def supplier(name: str) -> Supplier:
    return read_supplier(SupplierFile(name, "care records"))


@given(names)
def test_an_id_has_small_letters_digits_hyphens_and_one_underscore_only(name: str) -> None:
    assert re.fullmatch(r"s-[a-z0-9-]+(_[0-9a-f]{8})?", supplier(name).id)


@given(names, names)
def test_two_suppliers_never_share_an_id(one: str, other: str) -> None:
    first, second = supplier(one), supplier(other)

    same_name = first.name.casefold() == second.name.casefold()
    assert same_name or first.id != second.id


def test_no_supplier_can_pass_for_a_home_a_computer_or_a_domain() -> None:
    ids = [supplier(name).id for name in ("This home", "d-4oenbfg7f4", "nhs.net", "con")]

    assert [id_.partition("_")[0] for id_ in ids] == ["s-this-home", "s-d-4oenbfg7f4", "s-nhs-net", "s-supplier-con"]


def test_a_name_is_cleaned_at_the_door() -> None:
    assert supplier("\x1b[31mRecords\u202e  Ltd\n").name == "[31mRecords Ltd"


def test_an_address_of_email_or_of_a_page_is_read_as_the_name_in_it() -> None:
    file = SupplierFile(
        "Records", "care records", email_domain="help@Records.example", website="https://app.r.example/x"
    )

    read = read_supplier(file)

    assert (read.email_domain, read.website) == (
        DomainName("records.example", "records.example"),
        DomainName("app.r.example", "app.r.example"),
    )


@pytest.mark.parametrize(
    ("suppliers", "told"),
    [
        ("{name: all, what: x}", "rose.yaml:2: 'all' cannot be the name of a supplier"),
        ("{name: Home, what: x}", "rose.yaml:2: 'Home' cannot be the name of a supplier"),
        ('{name: "\u200b", what: x}', "rose.yaml:2: '' cannot be the name of a supplier"),
        ("{name: A, what: x}\n  - {name: a, what: y}", "rose.yaml:3: 'a' stands here twice"),
        ("{name: A, what: x, email_domain: nowhere}", "rose.yaml:2: 'nowhere' is not a whole domain name"),
        ("{name: A, what: x, website: 192.0.2.1}", "rose.yaml:2: '192.0.2.1' is the number of a computer"),
        ("{name: A, what: x, wesbite: a.example}", "there is no key 'wesbite' here; did you mean 'website'?"),
    ],
)
def test_a_mistake_in_a_supplier_is_told_with_its_line(suppliers: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text(f"suppliers:\n  - {suppliers}\n", encoding="utf-8")

    with pytest.raises(MistakesInFile) as error:
        load_profile(tmp_path / "rose.yaml", {})

    assert told in str(error.value)


def test_what_a_profile_leaves_open_about_a_supplier_is_told_with_its_reason() -> None:
    told = supplier("Records").told

    assert told.has_email_domain == Unknown("no_answer", "the profile names no email domain")
    assert told.has_website == Unknown("no_answer", "the profile names no website")
    assert told.reviewed == Unknown("no_answer", "the profile has no contract_reviewed")
    assert (told.contact_given, told.dspt_until) == (False, None)


def test_what_a_profile_tells_of_a_supplier_becomes_facts() -> None:
    day = date(2026, 6, 30)
    file = SupplierFile(
        *("Records", "care records"), email_domain="none", website="r.example", contact="a@r.example",
        contract_reviewed=day, dspt_until=day, cyber_essentials_until=day, iso_27001_until=day,
    )  # fmt: skip

    told = read_supplier(file).told

    assert (told.contact_given, told.has_email_domain, told.has_website, told.reviewed) == (True, False, True, day)
    assert {told.dspt_until, told.cyber_essentials_until, told.iso_27001_until} == {day}


def test_a_plain_name_becomes_its_id_as_it_is() -> None:
    assert [supplier(name).id for name in ("Records", "Care Records")] == ["s-records", "s-care-records"]
    assert re.fullmatch(r"s-records_[0-9a-f]{8}", supplier("Récords").id) or supplier("Récords").id != "s-records"
