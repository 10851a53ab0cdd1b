"""Parsers of what comes over the network: DNS, records, web pages, certificates, registries."""

import io
import json
import random
import re
import ssl
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from typing import Any, Final, cast

import certifi
import dns.message
import dns.name

from carecheck.domain_names import read_domain_name, shown_name
from carecheck.facts.model import FactGroup
from carecheck.look.certificate import read_certificate
from carecheck.look.dns_exchange import told_by
from carecheck.look.dns_network import own_servers
from carecheck.look.domain.dkim_record import parse_key
from carecheck.look.domain.dkim_rsa import rsa_bits
from carecheck.look.domain.dmarc_record import parse_dmarc
from carecheck.look.domain.mta_sts import BrokenPolicy, read_policy
from carecheck.look.domain.spf_record import parse as parse_spf
from carecheck.look.https import _body, _page  # pyright: ignore[reportPrivateUsage]
from carecheck.look.lookups import Answer, Found, Lookups, Mx, Question, RecordType
from carecheck.look.network import parse_name_server
from carecheck.look.probes import Probe, probes_for
from carecheck.look.public_address import is_public
from carecheck.look.trail import web_address
from carecheck.look.web import Fetch, Page
from carecheck.look.website import html
from tests.domain.dkim import keys
from tests.fuzz.rows import Row, in_file, row
from tests.network.test_dns_wire import KINDS, SHAPES, query_of

RECORDS: Final = (
    "v=spf1 include:spf.protection.outlook.com ip4:192.0.2.0/24 ip6:2001:db8::/32 a:mx.home.example/24//64 mx -all",
    "v=spf1 exists:%{ir}.%{v}.%{d2r-._}.home.example redirect=_spf.%{d} exp=why.home.example",
    "v=spf1 ptr ~all v=spf1",
    "v=DMARC1; p=reject; sp=none; pct=50; rua=mailto:a@home.example!10m,mailto:b@x.example; fo=1:d:s; adkim=s; np=none",
    *(keys.STRONG, keys.SHORT, keys.NEW_KIND, keys.REVOKED, keys.BROKEN),
    "v=BIMI1; l=https://home.example/logo.svg; a=https://home.example/vmc.pem",
    "v=STSv1; id=20261122T000000;",
    "v=TLSRPTv1; rua=mailto:tls@home.example,https://home.example/tls",
)
OTHER_RECORDS: Final = (
    '0 issue "letsencrypt.org; validationmethods=dns-01"',
    '128 iodef "mailto:a@home.example"',
    "60485 13 2 2BB183AF5F22588179A53B0A98631FAD1A292118A53B0A98631FAD1A292118AA",
    "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==",
    "3 1 1 " + "AB" * 32,
)
POLICY: Final = "version: STSv1\r\nmode: enforce\r\nmx: mail.home.example\r\nmx: *.outlook.com\r\nmax_age: 604800\r\n"
FRONT: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rose Cottage &amp; care</title>
<meta name="generator" content="WordPress 6.4.2"><script>var a = "<a href='x'>";</script></head>
<body><a href="/privacy-policy/" title="Privacy">Privacy&nbsp;notice</a>
<A HREF='https://other.example/opt-out'>Your data opt-out</A></body></html>"""
RDAP: Final = json.dumps(
    {
        "ldhName": "HOME.EXAMPLE.COM",
        "status": ["client transfer prohibited", "active"],
        "events": [{"eventAction": "expiration", "eventDate": "2027-06-30T09:00:00Z"}],
        "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Example Names Ltd"]]]}],
    }
)
EXPOSED: Final = '{"ip": "198.51.100.7", "ports": [3389, 445, 80], "vulns": ["CVE-2019-0708"], "tags": [], "cpes": []}'
ADDRESS: Final = "198.51.100.7\n"
HEAD: Final = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nStrict-Transport-Security: max-age=31536000; "
    "includeSubDomains\r\nContent-Security-Policy: default-src 'self'\r\nX-Frame-Options: DENY\r\nServer: \"x\"\r\n"
    "Content-Length: 5\r\n\r\nHello"
)
MOVED: Final = "HTTP/1.0 301 Moved\r\nLocation: https://www.home.example/?a=b#c\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
DOMAIN: Final = "home.example.com"


def _replies(kind: RecordType) -> list[bytes]:
    query = dns.message.from_wire(query_of(kind))
    return [reply for one, behave in SHAPES.values() if one == kind for reply in behave(query, "udp")]


def _reply_row(kind: RecordType) -> Row:
    return row(f"dns.{kind}", lambda raw: told_by(raw, query_of(kind), kind), _replies(kind))


class _Sent:
    """A socket of which only what came is read."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._raw)


def _http(raw: bytes) -> Page:
    response = HTTPResponse(cast(Any, _Sent(raw)))
    response.begin()
    body, whole = _body(response)
    return _page("https://home.example/", response, body, whole=whole, certificate=None)


def _page_of(raw: bytes) -> Page:
    """A page from bytes: the first line is the value of its header fields, the rest is its body."""
    head, _, body = raw.partition(b"\n")
    value = head.decode("latin-1")
    told = [(name, value) for name in ("content-type", "location", "content-security-policy", "server")]
    return Page("https://home.example/", 200, tuple(told), body, True)


def _html(raw: bytes) -> object:
    source = html.text_of(_page_of(raw))
    return html.words_of(source), list(html.links_of(source)), html.generator_of(source), html.title_of(source)


def _records(raw: bytes, kind: RecordType) -> Answer:
    """Lines of bytes as the records of any kind, as far as a DNS message can hold them."""
    lines = raw.split(b"\n")
    match kind:
        case "TXT":
            return Found(tuple(lines))
        case "A" | "AAAA":
            return Found(tuple(str(ip_address(line.ljust(16)[: 4 if kind == "A" else 16])) for line in lines))
        case "MX":
            return Found(tuple(Mx(number % 65_536, _host(line)) for number, line in enumerate(lines)))
        case "NS":
            return Found(tuple(map(_host, lines)))
        case _:
            return Found(tuple(line.decode("ascii", "backslashreplace") for line in lines if not _CONTROL.search(line)))


_CONTROL: Final = re.compile(rb"[\x00-\x1f\x7f]")


def _host(line: bytes) -> str:
    labels = [label[:63] for label in line[:200].split(b".") if label]
    return dns.name.Name([*labels[:60], b""]).to_text(omit_final_dot=True).lower() if labels else ""


def _look(probe: Probe, name: str) -> Callable[[bytes], FactGroup]:
    """The probe in a world in which each question gets these bytes, once as records and once as a page."""

    def look(raw: bytes) -> FactGroup:
        known: dict[Question, Answer] = {}
        pages: dict[Fetch, Page] = {}
        group = probe.look(Lookups(name, known, pages=pages))
        for _ in range(6):
            lookups = Lookups(name, known, pages=pages)
            group = probe.look(lookups)
            known |= {question: _records(raw, question.type) for question in lookups.wanted}
            pages |= {fetch: _page_of(raw) for fetch in lookups.to_fetch}
        return group

    return look


def _of_names(place: Any) -> list[Row]:
    seeds = [
        *RECORDS,
        *OTHER_RECORDS,
        "\n".join([*RECORDS, "mail.home.example"]),
        "text/plain\n" + POLICY,
        "\n" + FRONT,
    ]
    seeds += [
        "application/rdap+json\n" + RDAP,
        "application/json\n" + EXPOSED,
        "text/plain\n" + ADDRESS,
        "https://www.a.example/x",
    ]
    return [
        row(f"{place}.{name}", _look(probe, DOMAIN), seeds, shown=True) for name, probe in probes_for(place).items()
    ]


def _text(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda raw: parse(raw.decode("utf-8", "replace"))


def _certificates() -> list[bytes]:
    context = ssl.create_default_context(cafile=certifi.where())
    return random.Random(1).sample(context.get_ca_certs(binary_form=True), 5)


ROWS: Final = (
    *(_reply_row(kind) for kind in KINDS),
    row("spf", parse_spf, [*RECORDS[:3]]),
    row("dmarc", parse_dmarc, [RECORDS[3]]),
    row("dkim", parse_key, RECORDS[4:9]),
    row("dkim.rsa", rsa_bits, [keys.rsa_der((1 << 2047) | 1, 65537), keys.rsa_der(1 << 511 | 1, 3)], ValueError),
    row("mta_sts.policy", read_policy, [POLICY], BrokenPolicy),
    row("certificate", read_certificate, _certificates(), shown=True),
    row("http", _http, [HEAD, MOVED], HTTPException, OSError, ValueError),
    row(
        "html", _html, ["text/html; charset=utf-16\n" + FRONT, "\n" + FRONT, b"\n\xff\xfe" + FRONT.encode("utf-16-le")]
    ),
    row(
        "redirect",
        _text(lambda text: web_address(text, "https://home.example/a")),
        ["https://b.example:8443/x?y#z", "//c"],
    ),
    row(
        "name",
        _text(read_domain_name),
        ["www.Rose-Cottage.co.uk", "bücher.example", "a@home.example", "https://x.example/y"],
    ),
    row("name.shown", _text(shown_name), ["xn--bcher-kva.example", "xn--a.xn--b.uk"]),
    row("nameserver", _text(parse_name_server), ["192.0.2.1:5353", "[2001:db8::1]:53", "dns.example"]),
    row(
        "resolv.conf",
        in_file("resolv.conf", lambda path: own_servers(str(path))),
        ["# a\nnameserver 192.0.2.1\nnameserver fe80::1%eth0\nsearch home\noptions a:b"],
    ),
    row("address", _text(is_public), ["198.51.100.7", "::ffff:192.0.2.1", "64:ff9b::c000:201", "2002:c000:204::"]),
    *_of_names("domain"),
    *_of_names("website"),
    *_of_names("internet"),
)
