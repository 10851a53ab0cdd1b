"""What the walk makes of a record and all that it includes (RFC 7208 sections 4.5 to 4.7, 5 and 6)."""

from ipaddress import IPv4Network

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.domain.spf import spf
from carecheck.look.lookups import Found, Question
from tests.domain.spf.worlds import HOME, look, world_with
from tests.domain.world import DANGLING, NO_DATA, Records, World

OPEN = {"open.example": "v=spf1 +all"}
SHUT = {"shut.example": "v=spf1 ip4:192.0.2.1 -all"}
TWO_RECORDS = Found((b"v=spf1 -all", b"v=spf1 ~all"))


@pytest.mark.parametrize(
    ("txt", "records"),
    [
        (["v=spf1 -all"], 1),
        (["google-site-verification=x", "v=spf1 -all", "\x96"], 1),
        (["v=spf1 -all", "v=spf1 -all"], 2),
        (["v=spf1 -all", "V=SPF1", "v=spf10 -all"], 2),
        (["v=spf1;-all", " v=spf1 -all"], 0),
        (NO_DATA, 0),
        (DANGLING, 0),
    ],
)
def test_the_spf_records_of_a_domain_are_counted(txt: Records, records: int) -> None:
    facts = World({HOME: {"TXT": txt}}).look(spf, HOME)

    assert facts.records == records
    assert facts.broken is (records > 1)


def test_a_record_of_the_name_above_is_not_inherited() -> None:
    world = World({HOME: {"TXT": ["v=spf1 -all"]}, f"mail.{HOME}": {"A": ["192.0.2.1"]}})

    assert world.look(spf, f"mail.{HOME}").records == 0


def test_a_domain_that_does_not_exist_is_unknown_and_not_without_a_record() -> None:
    facts = World({}).look(spf, HOME)

    assert facts == type(facts).all_unknown(Unknown("no_such_name"))


@pytest.mark.parametrize(
    ("record", "ending"),
    [
        *((f"v=spf1 a {sign}all", f"{sign}all") for sign in "-~?+"),
        ("v=spf1 all", "+all"),
        ("v=spf1 -ALL", "-all"),
        ("v=spf1", "none"),
        ("v=spf1 a", "none"),
        ("v=spf1 ~all -all", "~all"),
        ("v=spf1 redirect=shut.example", "-all"),
        ("v=spf1 REDIRECT=SHUT.example.", "-all"),
        ("v=spf1 redirect=open.example ?all", "?all"),
        ("v=spf1 ?all redirect=shut.example", "?all"),
        ("v=spf1 include:shut.example", "none"),
        ("v=spf1 ?include:open.example -all", "?all"),
        ("v=spf1 ?ip4:0.0.0.0/0 -all", "?all"),
        ("v=spf1 ?ip6:2000::/4 ?ip6:3000::/4 ~all", "?all"),
        ("v=spf1 ?exists:host.example -all", "?all"),
        ("v=spf1 ?include:shut.example -all", "-all"),
        ("v=spf1 ?ip4:0.0.0.0/1 -all", "-all"),
    ],
)
def test_the_ending_is_what_is_said_of_strangers(record: str, ending: str) -> None:
    assert look(record, OPEN | SHUT).ending == ending


@pytest.mark.parametrize(
    "record",
    [
        *("v=spf1 +all", "v=spf1 all", "v=spf1 a ALL", "v=spf1 -ip4:192.0.2.1 all", "v=spf1 all -all"),
        *("v=spf1 ip4:0.0.0.0/0 -all", "v=spf1 ip6:::/0 -all", "v=spf1 ip4:192.0.2.1/0 -all"),
        "v=spf1 ip6:2000::/3 ~all",
        *("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", "v=spf1 ip6:2000::/4 a ip6:3000::/4 -all"),
        *("v=spf1 a/0 -all", "v=spf1 a:host.example//0 -all", "v=spf1 mx/0 -all", "v=spf1 mx:mail.example//0 -all"),
        *("v=spf1 exists:host.example -all", "v=spf1 exists:%{o} ~all"),
        *("v=spf1 include:open.example -all", "v=spf1 include:outer.example -all", "v=spf1 redirect=open.example"),
        *("v=spf1 redirect=outer.example", "v=spf1 ip4:0.0.0.0/1 include:half.example -all"),
        *("v=spf1 include:half.example include:other-half.example -all", "v=spf1 include:nobody.example +all"),
        "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/2 ip4:192.0.0.0/3 -all",  # the rest is never a sender's address
        "v=spf1 -include:open.example +all",
    ],
)
def test_a_record_passes_everyone(record: str) -> None:
    others = {
        "outer.example": "v=spf1 include:open.example -all",
        "half.example": "v=spf1 ip4:128.0.0.0/1 -all",
        "other-half.example": "v=spf1 ip4:0.0.0.0/1 ?all",
        "nobody.example": "v=spf1 -all",
    }

    assert look(record, OPEN | others).passes_everyone is True


@pytest.mark.parametrize(
    "record",
    [
        *("v=spf1", "v=spf1 -all", "v=spf1 ?all", "v=spf1 ~all +all", "v=spf1 a mx -all", "v=spf1 ptr -all"),
        *("v=spf1 ip4:0.0.0.0/1 -all", "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/2 -all", "v=spf1 ip6:2000::/4 -all"),
        *("v=spf1 ip4:0.0.0.0/1 -ip4:128.0.0.0/1 -all", "v=spf1 ip4:0.0.0.0/1 ip6:8000::/1 -all"),
        *("v=spf1 -ip4:0.0.0.0/0 -all", "v=spf1 ?ip4:0.0.0.0/0 -all", "v=spf1 ~ip6:::/0 -all"),
        *("v=spf1 ?include:open.example -all", "v=spf1 ~include:open.example -all"),
        "v=spf1 -include:open.example -all",
        *("v=spf1 include:shut.example -all", "v=spf1 include:soft.example -all", "v=spf1 redirect=open.example -all"),
        *("v=spf1 include:no.example -all", "v=spf1 ?all include:open.example", "v=spf1 exp=open.example -all"),
        *("v=spf1 a:empty.example/0 -all", "v=spf1 mx:empty.example/0 -all", "v=spf1 exists:empty.example -all"),
        *("v=spf1 a//0 -all", "v=spf1 a/1 -all", "v=spf1 a:host.example/1//4 -all"),  # the home has no AAAA
        *("v=spf1 exists:%{i}._spf.host.example -all", "v=spf1 a:%{i}.host.example -all", "v=spf1 ptr:%{d} -all"),
    ],
)
def test_a_record_does_not_pass_everyone(record: str) -> None:
    others = {"soft.example": "v=spf1 ip4:192.0.2.1 ?all", "no.example": "v=spf1 ?include:open.example -all"}

    assert look(record, OPEN | SHUT | others).passes_everyone is False


def test_ranges_that_leave_out_one_address_are_wide_and_not_everyone() -> None:
    ranges = IPv4Network("0.0.0.0/0").address_exclude(IPv4Network("8.8.8.8/32"))

    facts = look(f"v=spf1 {' '.join(f'ip4:{found}' for found in ranges)} -all")

    assert (facts.passes_everyone, facts.wide_range) == (False, True)


@pytest.mark.parametrize(
    "record",
    [
        *("v=spf1 a:%{h} -all", "v=spf1 mx:%{p} -all", "v=spf1 exists:%{l} -all"),
        "v=spf1 exists:%{l}.host.example -all",
        *("v=spf1 a:%{i}.host.example/1 -all", "v=spf1 include:%{i}.host.example -all"),
        "v=spf1 redirect=%{i}.host.example",
    ],
)
def test_a_name_that_only_an_email_shows_leaves_open_who_passes(record: str) -> None:
    facts = look(record)

    assert isinstance(facts.passes_everyone, Unknown)
    assert facts.passes_everyone.reason == "not_seen"
    assert facts.lookups_at_least == 1


@pytest.mark.parametrize(
    "record", ["a:%{i}.x.example", "exists:%{ir}.%{v}.x.example", "mx:%{s}.x.example", "exists:%{h}.x.example"]
)
def test_a_name_that_only_an_email_shows_is_not_asked_and_never_leads_nowhere(record: str) -> None:
    world = world_with(f"v=spf1 {record} -all")

    facts = world.look(spf, HOME)

    assert world.asked() == [Question(HOME, "TXT")]
    assert (facts.void_lookup, facts.broken) == (False, False)


def test_macros_of_the_domain_are_asked_with_the_names_they_stand_for() -> None:
    inner = "v=spf1 a:%{d2}.%{o} exists:%{dr} include:x.%{d} -all"
    world = world_with("v=spf1 redirect=_spf.%{d}", {f"_spf.{HOME}": inner})

    world.look(spf, HOME)

    asked = {question.name for question in world.asked()}
    assert asked == {HOME, f"_spf.{HOME}", f"{HOME}.{HOME}", "example.home._spf", f"x._spf.{HOME}"}


@pytest.mark.parametrize("name", ["a..example", f"{'x' * 64}.example"])
def test_a_name_that_cannot_exist_is_not_asked(name: str) -> None:
    world = world_with(f"v=spf1 a:{name} mx:{name} exists:{name} include:{name} -all")

    facts = world.look(spf, HOME)

    assert world.asked() == [Question(HOME, "TXT")]
    assert facts.faults == (f"{name} has 0 SPF records", "more than 2 names in it lead nowhere")


def test_a_name_with_the_longest_label_is_asked() -> None:
    world = world_with(f"v=spf1 include:{'x' * 63}.example -all", {f"{'x' * 63}.example": "v=spf1 -all"})

    assert world.look(spf, HOME).broken is False


def test_a_loop_is_told_as_one() -> None:
    facts = look("v=spf1 include:loop.example -all", {"loop.example": f"v=spf1 include:{HOME} -all"})

    assert facts.faults == (f"loop.example leads back to {HOME}",)
    assert facts.lookups_at_least == 2


@pytest.mark.parametrize(
    "record",
    [
        *("v=spf1 a moo -all", "v=spf1 -all moo", "v=spf1 a:%{z} -all", "v=spf1 \xfc -all", "v=spf1 redirect=x -all"),
        *("v=spf1 include:empty.example -all", "v=spf1 include:nowhere.example -all", "v=spf1 include:a..example -all"),
        *("v=spf1 include:two.example -all", "v=spf1 include:bad.example -all", "v=spf1 ?include:bad.example -all"),
        *("v=spf1 include:deep.example ~all", "v=spf1 redirect=empty.example", "v=spf1 redirect=bad.example"),
        *(f"v=spf1 include:{HOME} -all", f"v=spf1 redirect={HOME.upper()}.", "v=spf1 include:%{d} -all"),
        *("v=spf1 include:loop.example -all", "v=spf1 redirect=loop.example", "v=spf1 include:empty.example +all"),
    ],
)
def test_a_record_is_broken(record: str) -> None:
    others = {
        "bad.example": "v=spf1 ipv4:192.0.2.1 -all",
        "deep.example": "v=spf1 include:bad.example -all",
        "loop.example": "v=spf1 include:back.example -all",
        "back.example": "v=spf1 include:loop.example -all",
    }
    world = world_with(record, others).but(Question("two.example", "TXT"), TWO_RECORDS)

    facts = world.look(spf, HOME)

    assert facts.broken is True
    assert facts.faults


@pytest.mark.parametrize(
    "record",
    [
        *("v=spf1", "v=spf1 -all", "v=spf1 a mx -all", "v=spf1 include:shut.example -all"),
        "v=spf1 redirect=shut.example",
        *("v=spf1 -all redirect=empty.example", "v=spf1 redirect=empty.example ~all"),
        "v=spf1 -all include:empty.example",
        *("v=spf1 exp=empty.example -all", "v=spf1 x=%{d} -all", f"v=spf1 -all include:{HOME}"),
        *("v=spf1 include:shut.example include:shut.example -all", "v=spf1 a:a..example -all"),
    ],
)
def test_a_record_is_not_broken(record: str) -> None:
    facts = look(record, SHUT)

    assert facts.broken is False
    assert facts.faults == ()


@pytest.mark.parametrize(
    ("record", "names_sender"),
    [
        *(("v=spf1 -all", False), ("v=spf1 ~all", False), ("v=spf1", False), ("v=spf1 -a ?mx -all", False)),
        *(("v=spf1 a -all", True), ("v=spf1 include:shut.example -all", True), ("v=spf1 +all", True)),
        *(("v=spf1 redirect=shut.example", True), ("v=spf1 redirect=none.example", False), ("v=spf1 -all a", False)),
    ],
)
def test_a_record_names_someone_who_may_send(record: str, names_sender: bool) -> None:
    assert look(record, SHUT | {"none.example": "v=spf1 -all"}).names_sender is names_sender


@pytest.mark.parametrize(
    ("record", "after"),
    [
        *(("v=spf1 a -all", False), ("v=spf1 -all redirect=shut.example exp=a.example x=y", False)),
        ("v=spf1 a", False),
        *(("v=spf1 -all a", True), ("v=spf1 ~all -all", True), ("v=spf1 redirect=late.example", True)),
        *((f"v=spf1 include:_spf.{HOME} -all", True), ("v=spf1 include:late.example -all", False)),
    ],
)
def test_mechanisms_after_all_are_told_of_records_of_the_domains_own(record: str, after: bool) -> None:
    late = "v=spf1 -all ip4:192.0.2.1"

    assert look(record, SHUT | {"late.example": late, f"_spf.{HOME}": late}).terms_after_all is after


@pytest.mark.parametrize(
    ("record", "wide"),
    [
        *(("v=spf1 ip4:10.0.0.0/8 -all", True), ("v=spf1 ip4:10.0.0.0/9 -all", False)),
        *(("v=spf1 ip6:2001::/20 -all", True), ("v=spf1 ip6:2001::/21 -all", False)),
        *(("v=spf1 a/8 -all", True), ("v=spf1 a/9 -all", False), ("v=spf1 mx//20 -all", True)),
        *(("v=spf1 mx//21 -all", False), ("v=spf1 ?ip4:10.0.0.0/8 -all", True), ("v=spf1 ~ip4:10.0.0.0/8 -all", False)),
        *(("v=spf1 -all ip4:10.0.0.0/8", False), ("v=spf1 redirect=wide.example", True)),
        *(("v=spf1 include:wide.example -all", False), (f"v=spf1 include:_spf.{HOME} -all", True)),
    ],
)
def test_a_wide_range_is_told_of_records_of_the_domains_own(record: str, wide: bool) -> None:
    text = "v=spf1 ip4:10.0.0.0/8 -all"

    assert look(record, {"wide.example": text, f"_spf.{HOME}": text}).wide_range is wide


@pytest.mark.parametrize(
    ("record", "uses_ptr"),
    [
        *(("v=spf1 ptr -all", True), ("v=spf1 -PTR:host.example -all", True)),
        ("v=spf1 exists:%{p}.x.example -all", True),
        *(("v=spf1 include:old.example -all", True), ("v=spf1 redirect=old.example", True)),
        *(("v=spf1 a -all", False), ("v=spf1 -all ptr", False), ("v=spf1 x=%{p} -all", False)),
    ],
)
def test_ptr_is_told_wherever_it_counts(record: str, uses_ptr: bool) -> None:
    assert look(record, {"old.example": "v=spf1 ptr ~all"}).uses_ptr is uses_ptr


def test_what_is_published_is_told_without_what_could_harm() -> None:
    facts = World({HOME: {"TXT": ["v=spf1 \x1b[31m -all", "x" * 430]}}).look(spf, HOME)

    assert facts.texts == ("v=spf1 [31m -all",)
    assert facts.txt_bytes == 17 + 430
