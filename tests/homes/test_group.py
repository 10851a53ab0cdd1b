"""The file of a group of homes: its key makes the device ids, and what it lists is Not checked and not absent."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from msgspec import structs

from carecheck.cli.overview_making import make_overview
from carecheck.errors import CannotRun, MistakesInFile
from carecheck.group import FILE, HomeOfGroup, HomesGroup, group_in
from carecheck.homes.expected import homes_of_group, remarks, without_report
from carecheck.homes.files import left_out
from carecheck.homes.joined import joined
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.overview import Home, Overview
from carecheck.homes.visited import Aside, homes_in
from carecheck.plan import make_plan, of_group
from carecheck.report import Group, Report, report_bytes
from carecheck.results import home_profiles, open_results
from carecheck.show.overview_page import headline
from tests.homes.many import visited
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED
from tests.words.gate import problems_with_sentence

TODAY: Final = date(2026, 11, 26)
KEY: Final = "a key of this group that nobody guesses"
TEXT: Final = f"""
id: north-homes
name: North Homes
key: {KEY}
may_see_names: [Group lead, IT volunteer]
homes:
  oakfield-house: {{name: Oakfield House, computers: [OFFICE-PC, nurse-1]}}
  elm: {{name: Elm Lodge}}
"""
NORTH: Final = HomesGroup(
    "north-homes",
    "North Homes",
    KEY,
    ("Group lead", "IT volunteer"),
    {"oakfield-house": HomeOfGroup("Oakfield House", ("OFFICE-PC", "nurse-1")), "elm": HomeOfGroup("Elm Lodge")},
)
SEEN: Final = visit([seen("red")], subjects=(OFFICE_PC,), group=None)


def written(folder: Path, text: str = TEXT) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def homes(*reports: Report) -> list[Home]:
    return [Home.of(one) for one in visited(reports)]


def of(group: str, number: int = 0) -> Report:
    return structs.replace(SEEN, group=Group(group), report_id=f"{SEEN.report_id[:-1]}{number}")


def test_the_file_is_read_and_without_one_there_is_no_group(tmp_path: Path) -> None:
    assert group_in(tmp_path) is None
    assert group_in(written(tmp_path)) == NORTH


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (TEXT.replace("north-homes", "North homes"), f"{FILE}:2: "),
        (TEXT.replace(KEY, "short"), f"{FILE}:4: the key has 5 letters; take 32 or more"),
        (TEXT.replace("computers", "computer"), "did you mean 'computers'"),
        ("homes: {}", "id"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(MistakesInFile) as error:
        group_in(written(tmp_path, wrong))

    assert told in str(error.value)


@pytest.mark.linux  # Wine shows a link as what it leads to
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (written(tmp_path) / FILE).rename(tmp_path / "elsewhere")
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CannotRun, match="link"):
        group_in(tmp_path)


def test_device_ids_are_the_same_in_each_folder_with_the_key_of_the_group_and_others_without(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder in folders:
        folder.mkdir()
    written(folders[0])
    written(folders[1])

    one, two, three = (open_results(folder).device_key() for folder in folders)

    assert one == two != three
    assert not (folders[0] / ".device-key").exists()


def test_without_a_key_in_it_each_folder_has_its_own(tmp_path: Path) -> None:
    written(tmp_path, "id: north-homes")

    assert open_results(tmp_path).device_key() == (tmp_path / ".device-key").read_bytes()


def test_the_file_is_no_profile(tmp_path: Path) -> None:
    assert home_profiles(written(tmp_path)) == []


def test_a_scan_beside_the_file_is_of_the_group(tmp_path: Path) -> None:
    plan = of_group(make_plan(), group_in(written(tmp_path)))

    assert plan.profile.group_id == "north-homes"


def test_a_profile_of_another_group_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("builds_on: quick\ngroup: {id: south-homes}\n")
    plan = make_plan(tmp_path / "profile.yaml")

    with pytest.raises(CannotRun, match=r"of the group 'south-homes', but .* is of 'north-homes'"):
        of_group(plan, NORTH)


def test_a_computer_in_the_list_without_a_report_is_not_checked() -> None:
    missed = list(without_report(homes_of_group(homes(SEEN), NORTH), NORTH, (), TODAY))

    assert missed == [NotSeen("nurse-1", "oakfield-house", "Oakfield House", STARTED.date(), "no_report")]


def test_a_computer_may_be_listed_by_its_device_id() -> None:
    group = HomesGroup("n", homes={"oakfield-house": HomeOfGroup("Oakfield House", (OFFICE_PC.id,))})

    assert not list(without_report(homes(SEEN), group, (), TODAY))


def test_a_computer_whose_reason_is_known_is_told_once() -> None:
    known = NotSeen("NURSE-1", "oakfield-house", "Oakfield House", STARTED.date(), "no_reply")

    assert not list(without_report(homes(SEEN), NORTH, (known,), TODAY))


def test_a_computer_that_was_seen_before_and_is_in_the_list_is_told_once() -> None:
    group = HomesGroup("n", homes={"oakfield-house": HomeOfGroup("Oakfield House", ("Kitchen",))})
    before = visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,))

    (home,) = homes_of_group(homes(before, SEEN), group)

    assert home.not_seen == ()
    assert [one.computer for one in without_report([home], group, (), TODAY)] == ["Kitchen"]


def test_a_home_without_a_report_is_there_and_has_no_day() -> None:
    _, elm = homes_of_group(homes(SEEN), NORTH)

    assert (elm.name, elm.day, elm.cells) == ("Elm Lodge", None, {})


def test_homes_that_the_list_does_not_have_are_named() -> None:
    group = HomesGroup("n", homes={"elm": HomeOfGroup("Elm Lodge")})

    assert list(remarks(homes(SEEN), group)) == [f"{FILE} does not list 1 home: Oakfield House."]


def test_reports_of_two_groups_are_not_joined() -> None:
    with pytest.raises(CannotRun, match="of 2 groups: north and south"):
        joined([of("north"), of("south", 1)])


def test_without_a_file_the_group_of_most_reports_is_shown_and_the_others_are_told(tmp_path: Path) -> None:
    for number, one in enumerate([of("north"), of("south", 1), of("south", 2), SEEN]):
        (tmp_path / f"{number}.json").write_bytes(report_bytes(one))
    aside = Aside()

    (home,) = homes_in(tmp_path, aside)

    assert sorted(file.name for file in home.files) == ["1.json", "2.json", "3.json"]
    assert aside.problems == ("We left out 1 report that is of another group: 0.json.",)


def test_a_folder_of_another_group_is_refused(tmp_path: Path) -> None:
    (written(tmp_path) / "0.json").write_bytes(report_bytes(of("south")))

    with pytest.raises(CannotRun, match="of other groups than 'north-homes'"):
        make_overview(tmp_path, tmp_path / "out", hide_home_names=False)


@pytest.mark.parametrize("hidden", [False, True])
def test_the_page_tells_what_the_list_asks_for_and_hides_names_on_request(tmp_path: Path, hidden: bool) -> None:
    (written(tmp_path) / "0.json").write_bytes(report_bytes(SEEN))

    make_overview(tmp_path, tmp_path / "out", hide_home_names=hidden)

    (page,) = (tmp_path / "out").rglob("all-homes.html")
    html = page.read_text("utf-8")
    assert "There is no report of 1 home yet." in html
    assert "We could not check 1 computer in 1 home." in html
    assert "Only these people may see the names of homes: Group lead and IT volunteer." in html
    names = ("North Homes: all homes", "Elm Lodge", "Oakfield House", "nurse-1")
    assert [name in html for name in names] == [not hidden] * 4


def test_what_is_told_of_a_group_is_plain() -> None:
    group = structs.replace(NORTH, may_see_names=("Manager",), homes={"elm": HomeOfGroup("Elm Lodge")})
    overview = Overview.of(homes_of_group(homes(SEEN), group))
    told = [*remarks(homes(SEEN), group), *list(headline(overview))[1:], *left_out((), ("a.json", "b.json"))]

    plain = [text.replace(FILE, "The list").replace("Oakfield House", "the home") for text in told]
    assert [problem for text in plain for problem in problems_with_sentence(text)] == []
