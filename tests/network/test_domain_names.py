"""Domain names as people type them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carecheck.domain_names import DomainName, read_domain_name, read_selector
from carecheck.errors import UsageError

ANY_LABEL = st.text(min_size=1, max_size=12) | st.from_regex(r"(xn--)?[a-z0-9-]{1,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("example.org", "example.org"),
        ("  Example.ORG. ", "example.org"),
        ("info@example.org", "example.org"),
        ("Rose Home <info@example.org>", "example.org"),
        ("mailto:info@example.org?subject=x", "example.org"),
        ("https://user:pass@example.org:8443/contact@us?x#y", "example.org"),
        ("//example.org/", "example.org"),
        ("example.org:443", "example.org"),
        ("\u201cexample.org\u201d", "example.org"),
        ("exam\u200bple\u200e.org\ufeff", "example.org"),
        ("ｅｘａｍｐｌｅ．ｏｒｇ", "example.org"),
        ("example\u3002org", "example.org"),
        ("_dmarc.example.org", "_dmarc.example.org"),
        ("rose_home.example.org", "rose_home.example.org"),
        ("x" * 63 + ".org", "x" * 63 + ".org"),
    ],
)
def test_names_are_read_however_they_are_typed(typed: str, name: str) -> None:
    assert read_domain_name(typed) == DomainName(name, name)


@pytest.mark.parametrize(
    ("typed", "ascii_name", "shown"),
    [
        ("café.example", "xn--caf-dma.example", "café.example"),
        ("CAFE\u0301.example", "xn--caf-dma.example", "café.example"),
        ("xn--caf-dma.example", "xn--caf-dma.example", "café.example"),
        ("straße.example", "xn--strae-oqa.example", "straße.example"),
        ("xn--i-7iq.example", "xn--i-7iq.example", "xn--i-7iq.example"),  # a heart: IDNA of 2003 only
    ],
)
def test_people_see_the_accents_and_dns_does_not(typed: str, ascii_name: str, shown: str) -> None:
    assert read_domain_name(typed) == DomainName(ascii_name, shown)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "'' holds no domain name."),
        ("info@", "'info@' holds no domain name."),
        ("example", "'example' is not a whole domain name: it has no dot in it."),
        ("192.0.2.1", "'192.0.2.1' is the number of a computer, not a domain name."),
        ("[2001:db8::1]", "is the number of a computer, not a domain name."),
        ("https://[::1]:8080/", "is the number of a computer, not a domain name."),
        ("::1", "'::1' is the number of a computer, not a domain name."),
        ("1.2.3.999", "'1.2.3.999' ends in a number, and no domain name does."),
        ("a.example, b.example", "is more than one name. Type one name at a time"),
        ("rose home.example", "is more than one name. Type one name at a time"),
        ("a..example", "'a..example' has two dots in a row"),
        (".example.org", "'.example.org' has two dots in a row, or one in front."),
        ("example.org..", "'example.org..' has two dots in a row"),
        ("x" * 64 + ".org", "has a part of more than 63 letters between two dots."),
        ("é" * 63 + ".org", "has a letter in it that no domain name can have, or is too long."),
        (".".join(["x" * 50] * 6), "is too long: a domain name has at most 253 letters."),
        ("x" * 2000, "is too long for a domain name."),
        ("-x.example", "a hyphen neither first nor last."),
        ("x!.example", "only letters, numbers and hyphens may stand between the dots"),
        ("x\x1b[31m.example", "'x[31m.example' is not a domain name"),
        ("i\u2764.example", "has a letter in it that no domain name can have, or is too long."),
    ],
)
def test_what_is_wrong_is_told(typed: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read_domain_name(typed)

    assert told in str(error.value)
    assert "like example.org." in str(error.value)


@pytest.mark.parametrize(
    ("typed", "parent"),
    [("https://WWW.example.org/", "example.org"), ("www.org", None), ("wwwx.example.org", None), ("example.org", None)],
)
def test_email_lives_without_the_www(typed: str, parent: str | None) -> None:
    assert read_domain_name(typed).email_domain == parent


PLAIN_LABEL = st.text("aZ9-_", min_size=1, max_size=66)


@given(st.lists(PLAIN_LABEL | st.just("www"), min_size=1, max_size=5).map(".".join), st.sampled_from(["", " ", "\n"]))
def test_a_plain_name_is_read_as_if_it_were_not(name: str, around: str) -> None:
    def told(typed: str) -> DomainName | str:
        try:
            return read_domain_name(typed)
        except UsageError as error:
            return str(error).partition("' ")[2]

    assert told(f"{around}{name}{around}") == told(f"<{name}>")


@given(st.text(max_size=80) | st.lists(ANY_LABEL, min_size=1, max_size=4).map(".".join))
@example("\u06f0.xn--")
def test_whatever_is_typed_is_a_name_that_dns_can_be_asked_or_told_wrong(typed: str) -> None:
    try:
        name = read_domain_name(typed)
    except UsageError:
        return

    assert re.fullmatch(r"(?=.{3,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9_-]{1,63}", name.ascii)
    assert read_domain_name(name.ascii) == read_domain_name(name.shown) == name


@pytest.mark.parametrize(
    ("typed", "selector"),
    [
        ("selector1", "selector1"),
        (" Selector1 ", "selector1"),
        ("mail.2026", "mail.2026"),
        ("aweber_key_a", "aweber_key_a"),
        ("s1._domainkey.example.org", "s1"),
        ("x" * 63, "x" * 63),
    ],
)
def test_the_name_of_a_key_is_read_however_it_is_typed(typed: str, selector: str) -> None:
    assert read_selector(typed) == selector


@pytest.mark.parametrize(
    "typed", ["", "a b", "s1.", ".s1", "a..b", "x" * 64, ".".join(["x"] * 200), "s1\x00", "s\u00e9l"]
)
def test_what_cannot_be_the_name_of_a_key_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="like selector1"):
        read_selector(typed)
