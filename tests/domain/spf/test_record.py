"""The grammar of RFC 7208 sections 4.5, 4.6.1, 5, 6, 7.1 and 12, each rule once kept and once broken."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.domain.spf_macros import domain_spec
from carecheck.look.domain.spf_record import GrammarFault, SpfRecord, is_spf, parse


@pytest.mark.parametrize(
    "txt", [b"v=spf1", b"v=spf1 ", b"v=spf1 -all", b"V=SPF1 -all", b"v=SpF1  a", b"v=spf1 \xff", b"v=spf1 v=spf1"]
)
def test_a_txt_record_counts_as_spf(txt: bytes) -> None:
    assert is_spf(txt)


@pytest.mark.parametrize(
    "txt",
    [
        *(b"", b" v=spf1 -all", b"v=spf1;", b"v=spf10 -all", b"v=spf1\t-all", b"v=spf1\n", b"v=spf1\xa0-all"),
        *(b"v=spf2 -all", b"spf1 -all", b'"v=spf1 -all"', b"v =spf1 -all", b"v=spf", b"spf2.0/pra -all"),
    ],
)
def test_a_txt_record_does_not_count_as_spf(txt: bytes) -> None:
    assert not is_spf(txt)


VALID = """
    all +all -all ~all ?all -ALL include:a.example INCLUDE:A.EXAMPLE ?include:a.example.
    include:_spf.a.example include:%{d}
    a a:b.example a/24 a//64 a/24//64 a:b.example/24//64 a/0 a//0 a/32//128 a:%{d}/8 a:b.c/d.example a:x=y.example
    mx mx:b.example mx/24 mx//64 mx/0//0 -mx:b.example./32 ptr ptr:b.example
    exists:b.example exists:%{i}._spf.b.example exists:%{d}
    ip4:192.0.2.1 ip4:192.0.2.1/0 ip4:192.0.2.1/32 ip4:192.0.2.77/24 IP4:192.0.2.1
    ip6:2001:db8::1 ip6:2001:DB8::/32 ip6:::/0 ip6:::1/128 ip6:::ffff:192.0.2.1
    redirect=b.example Redirect=b.example. exp=b.example exp=%{d}
    x= x=y x-y_z.1=anything:/%{d} include=b.example ip4=192.0.2.1 x=%{c}%{r}%{t}
    a:%%.example a:%_x.example a:%-x.example a:b.%% a:%{d1} a:%{D2R} a:%{dr.-+,/_=}.example a:%{d999} a:%{d01}
    a:%{l}%{s}%{o}%{d}%{i}%{p}%{h}%{v} a:b.xn--zckzah a:b.1-2 a:b.c1 a:.b a:b...example
"""

BROKEN = """
    moo all. -all:x all/8 al - --all =all 1up=x -x=y v:spf1 a24 a.b mxx a,mx a;mx "a"
    include include: include:b include:b. include:b.example/24 include/24
    a: a/ a// a/33 a//129 a/024 a//064 a/24/64 a/-1 a/+1 a/1e1 a:b a:b.123 a:/24 a:192.0.2.1
    a:b.example:80 a:b.-example a:b.example- a:b.ex_ample mx: mx/33 mx//129 mx:b mx/8/8 mx:b.123
    ptr: ptr/0 ptr:b exists exists: exists:b.example/24 exists/24
    ipv4:192.0.2.1 ip:192.0.2.1 ip4 ip4: ip4/8 ip4:192.0.2 ip4:192.0.2.256 ip4:192.0.02.1 ip4:192.0.2.1:25
    ip4:192.0.2.1/33 ip4:192.0.2.1/024 ip4:192.0.2.1/ ip4:192.0.2.1//32 ip4:2001:db8::1 ip4:192.0.2.1,192.0.2.2
    ip4:b.example ip6 ip6: ip6:192.0.2.1 ip6:2001:db8::1/129 ip6:2001:db8::/064 ip6:2001:db8::1%eth0
    ip6::2001::1 ip6:2001:db8::1//64 ip6:[2001:db8::1] ip6:1:2:3:4:5:6:7:8:9
    redirect= redirect=b redirect=-all redirect:b.example -redirect=b.example exp= exp=b exp=%{c}.example
    a:%.example a:%b.example a:%{b.example a:%{x}.example a:%{d0}.example a:%{d-r}.example a:%{r}.example a:%{}.example
    a:%(i).example a:%{d}x a:b.example% x=% x=%{z} x=%a
"""


@pytest.mark.parametrize(
    "terms",
    [*VALID.split(), "", " ", "a  -all", "-all ", "a a", "all -all", "redirect=b.example exp=b.example", "x=1 x=2"],
)
def test_a_record_is_valid(terms: str) -> None:
    assert isinstance(parse(f"v=spf1 {terms}".encode()), SpfRecord)


@pytest.mark.parametrize(
    "terms",
    [
        *BROKEN.split(),
        *("+ all", "include: -all", "redirect=b.example redirect=c.example", "exp=b.example exp=b.example"),
        *("a\tmx", "a\r\nmx", "a\x00", "x=\x7f", "a:b\x01.example", "\x0ba"),
    ],
)
def test_an_error_anywhere_spoils_the_record(terms: str) -> None:
    assert isinstance(parse(f"v=spf1 ip4:192.0.2.1 {terms} -all".encode()), GrammarFault)


@pytest.mark.parametrize("txt", [b"v=spf1 a:\xef\xbb\xbfb.example -all", b"v=spf1 \x80a -all", b"v=spf1 a \x96all"])
def test_other_bytes_than_ascii_spoil_the_record(txt: bytes) -> None:
    assert isinstance(parse(txt), GrammarFault)


@pytest.mark.parametrize("sign", ["+", "-", "~", "?", ""])
def test_no_sign_means_plus(sign: str) -> None:
    record = parse(f"v=spf1 {sign}a".encode())

    assert isinstance(record, SpfRecord)
    assert record.mechanisms[0].sign == (sign or "+")


@pytest.mark.parametrize(
    ("term", "network"),
    [
        ("ip4:192.0.2.77", "192.0.2.77/32"),
        ("ip4:192.0.2.77/24", "192.0.2.0/24"),
        ("ip4:192.0.2.77/0", "0.0.0.0/0"),
        ("ip6:2001:db8::77", "2001:db8::77/128"),
        ("ip6:2001:db8::77/32", "2001:db8::/32"),
    ],
)
def test_a_range_is_the_network_around_its_address(term: str, network: str) -> None:
    record = parse(f"v=spf1 {term}".encode())

    assert isinstance(record, SpfRecord)
    assert record.mechanisms[0].network == ip_network(network)


@pytest.mark.parametrize(
    ("term", "prefixes"),
    [("a", (32, 128)), ("a/8", (8, 128)), ("a//20", (32, 20)), ("mx:b.example/0//0", (0, 0)), ("a:%{d}/1", (1, 128))],
)
def test_the_ranges_around_hosts_have_their_own_lengths(term: str, prefixes: tuple[int, int]) -> None:
    record = parse(f"v=spf1 {term}".encode())

    assert isinstance(record, SpfRecord)
    assert (record.mechanisms[0].prefix4, record.mechanisms[0].prefix6) == prefixes


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("b.example", "b.example"),
        ("B.Example.", "b.example"),
        ("%{d}", "mail.home.example"),
        ("%{o}", "home.example"),
        ("x.%{d}.b.example", "x.mail.home.example.b.example"),
        ("%{d2}", "home.example"),
        ("%{d1}.x", "example.x"),
        ("%{d01}.x", "example.x"),
        ("%{d10}", "mail.home.example"),
        ("%{d9}", "mail.home.example"),
        ("%{dr}", "example.home.mail"),
        ("%{d2r}", "home.mail"),
        ("%{D1R}.b.example", "mail.b.example"),
        ("%{d-}.x", "mail.home.example.x"),
        ("a%%b%_c%-d.example", "a%b c%20d.example"),
        ("%{d/.}.x", "mail.home.example.x"),
        (f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.%{{d}}", f"{'b' * 60}.{'c' * 60}.{'d' * 60}.mail.home.example"),
        ("x" * 300 + ".example", "example"),
    ],
)
def test_a_name_is_made_from_its_macros(spec: str, name: str) -> None:
    assert domain_spec(spec).expand("mail.home.example", "home.example") == name


@pytest.mark.parametrize(
    ("spec", "depends"),
    [("%{d}.%{o}.x", False), ("b.example", False), *((f"%{{{letter}}}.x", True) for letter in "slipvh")],
)
def test_a_name_depends_on_the_sender(spec: str, depends: bool) -> None:
    assert domain_spec(spec).depends_on_sender is depends


@given(st.binary(max_size=200) | st.text("v=spf1 allincudemx:/%{}0159.-~?+", max_size=80).map(str.encode))
def test_no_bytes_make_the_parser_fail(txt: bytes) -> None:
    for record in (txt, b"v=spf1 " + txt):
        assert isinstance(parse(record), SpfRecord | GrammarFault)


def test_each_mechanism_keeps_its_text() -> None:
    terms = ["a", "mx:b.example/24", "~include:b.example", "ptr", "exists:b.example", "ip4:192.0.2.1", "-all"]
    record = parse(f"v=spf1 {' '.join(terms)}".encode())

    assert isinstance(record, SpfRecord)
    assert [mechanism.text for mechanism in record.mechanisms] == terms


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        (b"a \xff", "byte 10 is not ASCII"),
        (b"moo", "there is no mechanism 'moo'"),
        (b"include", "a ':' and a domain name are missing: 'include'"),
        (b"a:", "a domain name is missing"),
        (b"a:b", "'b' is not a full domain name"),
        (b"a/33", "what stands after the name is no domain and no prefix length: 'a/33'"),
        (b"ip4:192.0.2.256", "this is no ip4 address or range: 'ip4:192.0.2.256'"),
        (b"ip6:192.0.2.1", "this is no ip6 address or range: 'ip6:192.0.2.1'"),
        (b"a:%{x}.example", "there is no macro '%{x}' here"),
        (b"a:%{d0}.example", "the macro '%{d0}' keeps 0 parts"),
        (b"a:%.example", "'%.example' holds a '%' that is no macro, or a character that is not visible ASCII"),
    ],
)
def test_a_fault_is_told_to_it_people(terms: bytes, fault: str) -> None:
    assert parse(b"v=spf1 " + terms) == GrammarFault(fault)
