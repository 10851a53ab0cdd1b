"""The text "For your supplier": what stands in it, that it can be copied, and that nothing in it does harm."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck import report
from carecheck.report import Result
from carecheck.show import for_supplier
from carecheck.show.for_supplier import render_for_supplier
from carecheck.show.terminal import FOR_SUPPLIER
from tests.show.sample_report import BACKUP, DOMAIN, OAKFIELD_HOUSE, OFFICE_PC, asks, fact, home, result
from tests.words.gate import problems_with_sentence

EXPECTED: Final = Path(__file__).parent / "expected"
WEBSITE: Final = report.Subject("https://www.oakfieldcare.example/", "website", "www.oakfieldcare.example")
SPF: Final = "v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net ~all"
DMARC: Final = "v=DMARC1; p=quarantine; rua=mailto:reports@oakfieldcare.example"
DKIM: Final = "in the Defender portal under Email authentication settings, DKIM: choose the domain"


def broken(check_id: str, title: str, subject: report.Subject = DOMAIN, code: str = "found", **more: Any) -> Result:
    """A thing for a supplier; `wanted` are its facts."""
    when = f"{check_id} == '{code}'"
    given: dict[str, Any] = {"light": "red", **asks("supplier", 30, "often_free"), **more}
    facts = tuple(fact(name, value) for name, value in given.pop("wanted", {}).items())
    return result(
        check_id, given.pop("light"), title, subject, rule=report.Rule(code, 1, when, {}), facts=facts, **given
    )


SAMPLE: Final = home(
    BACKUP,
    broken(
        "email.spf",
        "There are 2 lists of who can send your email, so none counts.",
        wanted={"wanted.spf": SPF},
        for_it=f"SPF records: 2; publish next: {SPF}; wanted: 1 TXT record (RFC 7208); rule: email.spf == 'found'",
    ),
    broken(
        "email.dmarc",
        "Your setting against fake email only watches so far.",
        code="watches",
        light="amber",
        wanted={"wanted.dmarc": DMARC},
        notes=("Your setting for a logo beside your email, called BIMI, only works when fake email is blocked.",),
    ),
    broken(
        "email.dkim",
        "The mark that shows that email comes from you was never turned on.",
        light="amber",
        wanted={"wanted.dkim": DKIM, "mx.company": "Microsoft 365"},
        for_it=f"best=leads_nowhere; mail company=Microsoft 365; turned on {DKIM}; wanted: a TXT record",
    ),
    broken(
        "domain.lock",
        "Your domain name is not locked against a move to another company.",
        light="amber",
        harm="break-in",
    ),
    broken("website.https", "Your website has no private connection.", WEBSITE, for_it="https: refused"),
    broken("email.transport", "A thing that was accepted.", accepted=report.Accepted("Why", "Role", date(2027, 1, 31))),
    result("email.mx", "green", "Email to you can arrive.", DOMAIN),
    subjects=(OFFICE_PC, DOMAIN, WEBSITE),
)

PAGES: Final = {"for-supplier-80": 80, "for-supplier-60": 60}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_looks_as_it_was_designed(name: str) -> None:
    assert render_for_supplier(SAMPLE, PAGES[name]) == (EXPECTED / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("columns", [1, 40, 60, 80, 200])
def test_each_record_stands_alone_on_its_line_however_narrow_the_window_is(columns: int) -> None:
    lines = render_for_supplier(SAMPLE, columns).splitlines()

    assert lines[lines.index(SPF) - 1] == "oakfieldcare.example"
    assert lines[lines.index(DMARC) - 1] == "_dmarc.oakfieldcare.example"


def test_a_record_is_written_once() -> None:
    text = " ".join(render_for_supplier(SAMPLE).split())

    assert [text.count(once) for once in (SPF, DMARC, DKIM)] == [1, 1, 1]


def test_each_company_gets_a_part_of_its_own() -> None:
    text = render_for_supplier(SAMPLE)

    assert re.findall("(?m)^Subject: .*", text) == [
        "Subject: Email settings of oakfieldcare.example",
        "Subject: Settings of the website www.oakfieldcare.example",
        "Subject: Settings of the domain oakfieldcare.example",
    ]


@pytest.mark.parametrize("text", ["A thing that was accepted", "Your last backup", "Email to you can arrive", "rule:"])
def test_what_is_not_for_suppliers_is_left_out(text: str) -> None:
    assert text not in render_for_supplier(SAMPLE)


def test_a_risk_whose_acceptance_has_ended_is_asked_for_again() -> None:
    ended = report.Accepted("Why", "Role", date(2026, 11, 21))

    assert "It counts again." in render_for_supplier(home(broken("email.mx", "It counts again.", accepted=ended)))


def test_a_home_with_nothing_for_a_supplier_has_no_text() -> None:
    assert render_for_supplier(home(BACKUP, result("email.spf", "green", "It is fine.", DOMAIN))) == ""


def sentences(code: str, check: str, value: str) -> str:
    name = check.removeprefix("email.")
    made = broken(check, "It is broken.", code=code, wanted={f"wanted.{name}": value})
    return " ".join(render_for_supplier(home(made)).split())


@pytest.mark.parametrize(
    ("code", "check", "value", "sentence", "told"),
    [
        ("watches", "email.dmarc", "v=DMARC1; p=quarantine", for_supplier.REPORTS_FIRST, True),
        ("testing", "email.dmarc", "v=DMARC1; p=reject", for_supplier.REPORTS_FIRST, True),
        ("missing", "email.dmarc", "v=DMARC1; p=none", for_supplier.REPORTS_FIRST, False),
        ("leads_nowhere", "email.dmarc", "v=DMARC1; p=none", for_supplier.NO_ALIAS, True),
        ("missing", "email.dmarc", "v=DMARC1; p=none", for_supplier.NO_ALIAS, False),
        ("missing", "email.dmarc", "v=DMARC1; p=none; rua=mailto:a@b.example", for_supplier.OWN_ADDRESS, True),
        ("missing", "email.dmarc", "v=DMARC1; p=none", for_supplier.OWN_ADDRESS, False),
        ("missing", "email.spf", "v=spf1 mx ~all", for_supplier.LISTS_ALL, True),
        ("missing_no_mail", "email.spf", "v=spf1 -all", for_supplier.LISTS_ALL, False),
        ("several", "email.spf", f"v=spf1 {'a:x.example ' * 19} -all", for_supplier.LONG, False),
        ("several", "email.spf", f"v=spf1 {' '.join(['a:x.example'] * 25)} -all", for_supplier.LONG, True),
        ("missing", "email.spf", "v=spf1 -all", "begins with v=spf1.", True),
        ("missing", "email.dmarc", "v=DMARC1; p=none", "begins with v=DMARC1.", True),
    ],
)
def test_what_must_be_thought_of_before_a_record_is_added_is_told(
    code: str, check: str, value: str, sentence: str, told: bool
) -> None:
    assert (sentence in sentences(code, check, value)) == told


@pytest.mark.parametrize(
    "value",
    [
        "v=spf1 a:caf\u00e9.example -all",
        "v=spf1 mx\n-all",
        "v=spf1 mx  -all",
        "v=spf1 \x1b[31mmx -all",
        "v=spf1 \u202emx -all",
        "v=spf1 " + "a:x.example " * 300,
        "",
    ],
)
def test_a_record_that_cannot_be_copied_as_it_stands_is_left_out(value: str) -> None:
    assert for_supplier.ADD_IT not in sentences("several", "email.spf", value)


@given(st.text(max_size=60), st.text(max_size=300), st.text(max_size=300))
def test_whatever_a_report_holds_the_text_is_harmless(name: str, detail: str, record: str) -> None:
    subject = report.Subject(DOMAIN.id, "domain", f"a{name}")
    made = home(
        broken("email.spf", f"We saw {name}.", subject, for_it=detail, notes=(name,), wanted={"wanted.spf": record}),
        broken("email.dkim", "x", subject, for_it=detail, wanted={"wanted.dkim": detail, "mx.company": name}),
        subjects=(subject,),
        site=report.Site("site", f"a{name}"),
    )

    text = render_for_supplier(made)

    assert re.fullmatch("[ -~\n]+", text)
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_its_fixed_sentences_pass_the_readability_gate() -> None:
    fixed = [value for name, value in vars(for_supplier).items() if name.isupper() and isinstance(value, str)]
    fixed += [*for_supplier.HEADING, FOR_SUPPLIER]
    fixed += [text.format(name="home.example") for pair in for_supplier._COMPANIES.values() for text in pair]
    shown = [text.format(version="v=spf1") for text in fixed if text != for_supplier.NO_MAIL_SPF]

    assert sorted({problem for text in shown for problem in problems_with_sentence(text)}) == []


def test_screen_readers_get_no_drawn_line() -> None:
    assert "---" not in render_for_supplier(SAMPLE, plain=True)


def test_the_sample_home_of_the_other_renderers_has_its_email_company_to_write_to() -> None:
    assert "Your email settings let other people send email as you." in " ".join(
        render_for_supplier(OAKFIELD_HOUSE).split()
    )
