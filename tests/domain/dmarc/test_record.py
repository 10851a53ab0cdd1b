"""The grammar of a DMARC record: RFC 9989 sections 4.7, 4.8 and 4.10.1, RFC 6376 section 3.2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.domain.dmarc_record import DmarcRecord, is_dmarc, looks_like_dmarc, parse_dmarc


def record(text: str) -> DmarcRecord:
    read = parse_dmarc(text.encode("latin-1"))
    assert read is not None, text
    return read


@pytest.mark.parametrize(
    "text",
    [
        "v=DMARC1",
        "v=DMARC1;",
        "v=DMARC1; p=reject",
        "v=DMARC1;p=reject;",
        "v = DMARC1 ; p = reject",
        "v\t=\tDMARC1\t;p=reject",
        "V=DMARC1; p=reject",
        "v=DMARC1 ",
    ],
)
def test_a_record_begins_with_its_version(text: str) -> None:
    assert is_dmarc(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " v=DMARC1; p=reject",
        "v=dmarc1; p=reject",
        "v=Dmarc1; p=reject",
        "v=DMARC2; p=reject",
        "v=DMARC10; p=reject",
        "v=DMARC1 p=reject",
        "v=DMARC1, p=reject",
        "v=DMARC1\\; p=reject",
        '"v=DMARC1; p=reject"',
        "p=reject; v=DMARC1",
        "v=DMARC1:p=reject",
        "vv=DMARC1",
        "v=spf1 -all",
        "google-site-verification=abc",
    ],
)
def test_what_does_not_begin_so_is_no_record(text: str) -> None:
    assert not is_dmarc(text.encode())
    assert parse_dmarc(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (" v=DMARC1; p=reject", True),
        ("v=dmarc1; p=reject", True),
        ('"v=DMARC1; p=reject"', True),
        ("v=DMARC1 p=reject", True),
        ("\xef\xbb\xbfv=DMARC1; p=reject", True),
        ("p=reject; v=DMARC1", True),
        ("v=spf1 -all", False),
        ("k=rsa; p=MIGfMA0", False),
        ("verification=none", False),
        ("", False),
    ],
)
def test_what_was_meant_as_a_record_is_recognised(text: str, meant: bool) -> None:
    assert looks_like_dmarc(text.encode("latin-1")) is meant


@pytest.mark.parametrize(("written", "read"), [("none", "none"), ("QUARANTINE", "quarantine"), ("Reject", "reject")])
def test_policy_words_ignore_case(written: str, read: str) -> None:
    found = record(f"v=DMARC1; p={written}; sp={written}; np={written}")

    assert (found.p, found.sp, found.np) == (read, read, read)


def test_tags_come_in_any_order_after_the_version() -> None:
    assert record("v=DMARC1; rua=mailto:a@home.example; t=y; p=reject").p == "reject"


def test_tags_that_are_missing_have_their_defaults() -> None:
    assert record("v=DMARC1") == DmarcRecord(
        p=None,
        sp=None,
        np=None,
        psd="u",
        testing=False,
        percent=100,
        report_uris=(),
        tags_not_valid=(),
        capital_tags=False,
    )


@pytest.mark.parametrize(
    "extra", ["x=1", "rf=afrf; ri=86400", "fo=1:d", "nonsense", "=", ";;;", "p p=none", "\x00\xff", "9=9"]
)
def test_unknown_tags_and_what_is_no_tag_are_ignored(extra: str) -> None:
    assert record(f"v=DMARC1; {extra}; p=reject") == record("v=DMARC1; p=reject")


@pytest.mark.parametrize(
    "text",
    [
        "v=DMARC1; p=none; p=reject",
        "v=DMARC1; p=reject; p=reject",
        "v=DMARC1; p=reject; P=none",
        "v=DMARC1; p=reject; v=DMARC1",
        "v=DMARC1; p=reject; x=1; x=2",
    ],
)
def test_a_tag_that_stands_there_twice_makes_the_record_void(text: str) -> None:
    assert parse_dmarc(text.encode()) is None


@pytest.mark.parametrize(
    ("tag", "value"),
    [("t", "yes"), ("t", ""), ("psd", "x"), ("adkim", "strict"), ("aspf", "x"), ("pct", "101"), ("pct", "half")],
)
def test_a_value_that_is_not_valid_gives_way_to_its_default(tag: str, value: str) -> None:
    found = record(f"v=DMARC1; p=reject; {tag}={value}")

    assert found.tags_not_valid == (tag,)
    assert (found.testing, found.psd, found.percent, found.misspelt) == (False, "u", 100, False)


@pytest.mark.parametrize(
    "text",
    [
        "p=none; sp=quarantine; np=reject; psd=u",
        "psd=y; t=y; adkim=r; aspf=s; pct=0",
        "psd=n; t=n; adkim=s; aspf=r; pct=100",
        "PSD=Y; T=N; ADKIM=S; ASPF=R",
        "rua=mailto:a@home.example; ruf=mailto:a@home.example,https://home.example/",
    ],
)
def test_values_of_the_standard_are_valid(text: str) -> None:
    assert record(f"v=DMARC1; {text}").tags_not_valid == ()


@pytest.mark.parametrize("text", ["rua=a@home.example", "ruf=a@home.example", "rua=mailto:a@home.example,x"])
def test_a_list_of_addresses_with_one_that_is_not_valid_is_told(text: str) -> None:
    assert record(f"v=DMARC1; {text}").tags_not_valid == (text[:3],)


@pytest.mark.parametrize(("written", "percent"), [("0", 0), ("99", 99), ("100", 100)])
def test_the_old_percentage_is_read(written: str, percent: int) -> None:
    assert record(f"v=DMARC1; p=reject; pct={written}").percent == percent


@pytest.mark.parametrize(
    ("text", "capitals"), [("V=DMARC1", True), ("v=DMARC1; P=none", True), ("v=DMARC1; X=1", False)]
)
def test_known_tag_names_in_capitals_are_told(text: str, capitals: bool) -> None:
    assert record(text).capital_tags is capitals


@pytest.mark.parametrize(
    ("rua", "valid"),
    [
        ("mailto:reports@home.example", ("mailto:reports@home.example",)),
        ("MAILTO:reports@home.example", ("MAILTO:reports@home.example",)),
        ("mailto:a@home.example!10m", ("mailto:a@home.example",)),
        ("mailto:a@home.example , mailto:b@home.example", ("mailto:a@home.example", "mailto:b@home.example")),
        ("reports@home.example, mailto:b@home.example", ("mailto:b@home.example",)),
        ("https://reports.example/dmarc", ("https://reports.example/dmarc",)),
        ("mailto:a@home.example?subject=x", ("mailto:a@home.example?subject=x",)),
        ("reports@home.example", ()),
        ("mailto:reports", ()),
        ("mailto:reports@", ()),
        ("mailto:@home.example", ()),
        ("mailto:reports@localhost", ()),
        ("mailto:two words@home.example", ()),
        ("mailto:a@home.example!x", ()),
        (f"mailto:a@{'x' * 64}.example", ()),
        ("mailto:%zz@home.example", ()),
        ("https:", ()),
        ("", ()),
    ],
)
def test_only_valid_report_addresses_count(rua: str, valid: tuple[str, ...]) -> None:
    assert record(f"v=DMARC1; p=none; rua={rua}").report_uris == valid


def test_only_addresses_of_mail_name_a_host() -> None:
    found = record("v=DMARC1; p=none; rua=mailto:a@Home.example,https://other.example/x,mailto:b@home.example")

    assert found.report_hosts == ("home.example",)


REPORTS = "; rua=mailto:a@home.example"


@pytest.mark.parametrize(
    ("text", "name", "subdomain", "missing"),
    [
        ("v=DMARC1; p=reject", "reject", "reject", "reject"),
        ("v=DMARC1; p=reject; sp=none", "reject", "none", "none"),
        ("v=DMARC1; p=reject; np=none", "reject", "reject", "none"),
        ("v=DMARC1; p=none; sp=quarantine; np=reject", "none", "quarantine", "reject"),
        (f"v=DMARC1{REPORTS}", "none", "none", "none"),
        (f"v=DMARC1; p=rejct{REPORTS}", "none", "none", "none"),
        (f"v=DMARC1; p={REPORTS}", "none", "none", "none"),
        (f"v=DMARC1; p=reject; sp=rejct{REPORTS}", "none", "none", "none"),
        (f"v=DMARC1; p=reject; np=rejct{REPORTS}", "none", "none", "none"),
        ("v=DMARC1", None, None, None),
        ("v=DMARC1; p=rejct", None, None, None),
        ("v=DMARC1; p=reject, rua=mailto:a@home.example", None, None, None),
        ("v=DMARC1; p=reject; sp=rejct", None, None, None),
        ("v=DMARC1; p=reject; np=", None, None, None),
        ("v=DMARC1; p=reject; sp=rejct; rua=a@home.example", None, None, None),
    ],
)
def test_the_policy_follows_section_4_10_1(
    text: str, name: str | None, subdomain: str | None, missing: str | None
) -> None:
    found = record(text)

    assert found.policy_for("name") == name
    assert found.policy_for("subdomain") == subdomain
    assert found.policy_for("missing_subdomain") == missing


@pytest.mark.parametrize(
    ("text", "misspelt"),
    [("p=rejct", True), ("p=reject; sp=", True), ("p=reject; np=x", True), ("p=none", False), ("t=maybe", False)],
)
def test_a_policy_that_is_no_valid_word_is_told(text: str, misspelt: bool) -> None:
    assert record(f"v=DMARC1; {text}").misspelt is misspelt


TAGS = st.sampled_from(["v", "p", "P", "sp", "np", "t", "psd", "pct", "rua", "adkim", "x", ""])
VALUES = st.one_of(
    st.sampled_from(["DMARC1", "none", "reject", "y", "n", "50", "mailto:a@b.example"]), st.text(max_size=9)
)
TAG_LISTS = st.lists(st.tuples(TAGS, VALUES), max_size=8).map(
    lambda pairs: ";".join(f"{name}={value}" for name, value in pairs).encode()
)


@given(st.one_of(st.binary(), TAG_LISTS, TAG_LISTS.map(lambda tags: b"v=DMARC1;" + tags)))
def test_no_bytes_make_the_parser_raise(text: bytes) -> None:
    found = parse_dmarc(text)

    looks_like_dmarc(text)
    assert found is None or (is_dmarc(text) and found.policy_for("name") in (None, "none", found.p))


@given(TAG_LISTS)
def test_a_record_that_asks_for_protection_says_so_with_valid_words_only(tags: bytes) -> None:
    found = parse_dmarc(b"v=DMARC1;" + tags)

    if found is not None and found.policy_for("name") in ("quarantine", "reject"):
        assert found.p == found.policy_for("name")
        assert not found.misspelt
