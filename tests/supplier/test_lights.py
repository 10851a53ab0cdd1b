"""The lights of the checks of suppliers change where the catalogue says."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from tests.judge.test_shipped_checks import CHECKS, ago, ahead, verdict_of

UNSEEN: Final = Unknown("timed_out")
NO_ANSWER: Final = Unknown("no_answer")
DSPT, CE, ISO = "supplier.dspt_until", "supplier.cyber_essentials_until", "supplier.iso_27001_until"
FOUND, POLICY, TEST = "dmarc.found", "dmarc.policy", "dmarc.testing"
ENDING, BROKEN, OWN, HAS = "spf.ending", "spf.broken", "domain.is_own", "supplier.has_email_domain"
HTTPS, FAULT, STARTS, ENDS = "website.https", "certificate.fault", "certificate.starts", "certificate.ends"

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("supplier.certificate", {DSPT: ahead(60)}, "green", "lasts"),
    ("supplier.certificate", {DSPT: ahead(59)}, "amber", "ends_soon"),
    ("supplier.certificate", {DSPT: ahead(0)}, "amber", "ends_soon"),
    ("supplier.certificate", {DSPT: ago(1)}, "red", "ended"),
    ("supplier.certificate", {DSPT: None}, "amber", "none"),
    ("supplier.certificate", {DSPT: ago(1), CE: ahead(100)}, "green", "lasts"),
    ("supplier.certificate", {DSPT: ago(1), CE: ago(2), ISO: ahead(1000)}, "green", "lasts"),
    ("supplier.certificate", {DSPT: None, CE: ago(2), ISO: ago(5)}, "red", "ended"),
    ("supplier.certificate", {DSPT: ahead(2 * 366)}, "green", "lasts"),
    ("supplier.certificate", {DSPT: ahead(2 * 366 + 1)}, "unknown", None),  # a slip of the pen
    ("supplier.certificate", {DSPT: ago(1), CE: ahead(400)}, "unknown", None),
    ("supplier.certificate", {DSPT: ago(1), ISO: ahead(3 * 366 + 1)}, "unknown", None),
    ("supplier.email", {FOUND: False, POLICY: "not_used"}, "amber", "no_dmarc"),
    ("supplier.email", {FOUND: False, POLICY: "not_used", BROKEN: UNSEEN}, "amber", "no_dmarc"),
    ("supplier.email", {POLICY: "quarantine", ENDING: "~all"}, "green", "refused"),
    ("supplier.email", {POLICY: "none"}, "amber", "dmarc_does_nothing"),
    ("supplier.email", {TEST: UNSEEN}, "unknown", None),
    ("supplier.email", {BROKEN: UNSEEN}, "unknown", None),
    ("supplier.email", {OWN: UNSEEN}, "unknown", None),
    ("supplier.email", {OWN: False, FOUND: False}, "not_needed", None),
    ("supplier.email", {HAS: False, OWN: NO_ANSWER}, "not_needed", None),
    ("supplier.email", {HAS: NO_ANSWER, OWN: NO_ANSWER}, "unknown", None),
    ("supplier.website", {HTTPS: "leaves"}, "amber", "no_https"),
    ("supplier.website", {FAULT: "expired"}, "amber", "certificate"),
    ("supplier.website", {FAULT: UNSEEN}, "unknown", None),
    ("supplier.website", {STARTS: ago(88), ENDS: ahead(2)}, "amber", "ends_soon"),
    ("supplier.website", {STARTS: UNSEEN}, "unknown", None),
    ("supplier.reviewed", {"supplier.reviewed": ago(366)}, "green", "lately"),
    ("supplier.reviewed", {"supplier.reviewed": ago(367)}, "amber", "long_ago"),
    ("supplier.reviewed", {"supplier.reviewed": ahead(2)}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


@pytest.mark.parametrize("check_id", ["supplier.email", "supplier.website"])
def test_what_the_network_tells_of_a_supplier_is_never_fix_now(check_id: str) -> None:
    assert "red" not in {rule.light for rule in CHECKS[check_id].rules}
