"""The lights of the website checks: every row from both sides, and each look-up failing in turn."""

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.web import Fetch
from tests.campaign.counting import Tried
from tests.website.worlds import CASES, CHECKS, GOOD_SITE, Site, light_and_code, verdict_of

WEBSITE_CHECKS = [name for name in CHECKS if name.startswith("website.")]
ROW = pytest.mark.parametrize(
    ("check", "site", "light", "code"),
    [
        pytest.param(f"website.{check}", site, light, code, id=f"{check}: {what}")
        for check, what, site, light, code in CASES
    ],
)


@ROW
def test_a_website_gives_the_light_of_its_row(check: str, site: Site, light: str, code: str | None) -> None:
    assert light_and_code(check, site) == (light, code)


@ROW
@pytest.mark.parametrize("gap", [Unknown("timed_out"), Unknown("no_reply", "SERVFAIL")], ids=["late", "no reply"])
def test_no_failure_makes_a_light_fine(
    check: str, site: Site, light: str, code: str | None, gap: Unknown, tried: Tried
) -> None:
    site.asked.clear()
    verdict_of(check, site)

    for asked in list(dict.fromkeys(site.asked)):
        tried("web servers")
        with_gap, _ = light_and_code(check, site.but(asked, gap))
        assert with_gap not in ("green", "not_needed") or with_gap == light, asked


@pytest.mark.parametrize("check", WEBSITE_CHECKS)
def test_every_check_has_rows_for_all_its_lights(check: str) -> None:
    tested = {code for name, _, _, _, code in CASES if f"website.{name}" == check}

    assert {rule.code for rule in CHECKS[check].rules} <= tested


def test_a_privacy_link_is_asked_for_once_and_no_other_link_is() -> None:
    site = Site(GOOD_SITE)
    site.look("notices")

    assert [asked.url for asked in site.asked if isinstance(asked, Fetch)] == [
        *("https://home.example/", "https://home.example/privacy"),
    ]
