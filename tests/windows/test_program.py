"""carecheck as a person meets it on Windows: in pipes and in windows, and every ending."""

import json
import subprocess
import sys
import time

import pytest

from carecheck import __version__
from carecheck.look.lookups import Question
from tests.cli.running import Ran
from tests.conftest import DnsWorld, StartMisbehaving
from tests.network.misbehaving import silent
from tests.windows.pc import WindowsPc
from tests.windows.wine import windows_path

ACCENTS = "C:\\Caf\u00e9 of St Anne\\Berichte f\u00fcr uns"
PROFILE = "builds_on: domain-only\nsite: {id: st-annes, name: St Anne\u2019s \u2013 Caf\u00e9}\n"
ONE_DOMAIN = ("scan", "--domain", "good.example", "--only", "email.spf", "--only", "email.dmarc")
GOOD = """
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:reports@good.example"
"""


def test_the_version_is_told(pc: WindowsPc) -> None:
    here = subprocess.run([sys.executable, "-m", "carecheck", "--version"], capture_output=True, check=True, text=True)

    ran = pc.carecheck("--version")

    assert here.stdout.startswith(f"carecheck {__version__}\n")
    assert (ran.code, ran.out, ran.err) == (0, here.stdout, "")


def test_help_names_the_commands(pc: WindowsPc) -> None:
    ran = pc.carecheck("--help")

    assert (ran.code, ran.err) == (0, "")
    assert "Start with: carecheck scan" in ran.out


def test_wrong_typing_is_told(pc: WindowsPc) -> None:
    ran = pc.carecheck("scan", "--onlyy")

    assert (ran.code, ran.out) == (2, "")
    assert "carecheck scan --help" in ran.err


def test_a_scan_of_a_computer_is_shown_and_kept_in_documents(pc: WindowsPc) -> None:
    ran = pc.carecheck("scan", "--offline", "--json")

    (kept,) = pc.kept()
    assert (ran.code in (0, 1), ran.err) == (True, "")
    assert ran.out == kept.read_text(encoding="utf-8")
    systems = {one["kind"]: one["system"] for one in json.loads(ran.out)["subjects"]}
    assert systems == {"computer": "windows", "home": None}
    assert [path.name for path in pc.kept("*.html")] == [kept.with_suffix(".html").name]


def test_a_domain_is_checked_through_a_name_server(pc: WindowsPc, dns_world: DnsWorld) -> None:
    name_server = dns_world({"good.example": GOOD})

    ran = pc.carecheck(*ONE_DOMAIN, "--nameserver", name_server)

    assert (ran.code, ran.err) == (0, "")
    assert "We could check 2 of 2 things." in ran.out


def test_a_name_server_that_says_nothing_makes_nothing_ok(pc: WindowsPc, misbehaving_dns: StartMisbehaving) -> None:
    silence = {Question(name, "TXT"): silent for name in ("good.example", "_dmarc.good.example")}

    ran = pc.carecheck(*ONE_DOMAIN, "--nameserver", misbehaving_dns(silence).address, "--json")

    lights = {result["check_id"]: result["light"] for result in json.loads(ran.out)["results"]}
    assert (lights["email.spf"], lights["email.dmarc"]) == ("unknown", "unknown")


def test_results_and_profiles_may_lie_where_names_have_spaces_and_accents(pc: WindowsPc) -> None:
    folder = pc.here(ACCENTS)
    folder.mkdir(parents=True)
    (folder / "unser Heim \u00e9.yaml").write_text(PROFILE, encoding="utf-8")

    ran = pc.carecheck(
        *("scan", "--profile", "unser Heim \u00e9.yaml", "--domain", "good.example", "--offline"),
        *("--results", ACCENTS),
        cwd=folder,
    )

    assert (ran.code, ran.err) == (0, "")
    assert [path.name for path in folder.rglob("*.json")] == ["good-example.json"]


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "utf-8"])
def test_a_report_comes_through_a_pipe_in_every_code_page(pc: WindowsPc, encoding: str) -> None:
    pc.here(r"C:\anne.yaml").write_text(PROFILE, encoding="utf-8")

    ran = pc.carecheck("scan", "--profile", r"C:\anne.yaml", "--domain", "good.example", "--offline", encoding=encoding)

    assert (ran.code, ran.err) == (0, "")
    plainer = ran.out.translate({0x2019: "'", 0x2013: "-"})  # as older code pages have to write it
    assert "St Anne's - Caf\u00e9, good.example" in plainer
    assert "What to do next" in ran.out


def test_without_settings_a_pipe_gets_the_code_page_of_windows(pc: WindowsPc) -> None:
    pc.here(r"C:\anne.yaml").write_text(PROFILE, encoding="utf-8")

    ran = pc.python(
        *("-m", "carecheck", "scan", "--profile", r"C:\anne.yaml", "--domain", "good.example", "--offline"),
        encoding="cp1252",
    )

    assert (ran.code, ran.err) == (0, "")
    assert "Caf\u00e9" in ran.out


def scan_in_window(pc: WindowsPc, page: int, **environment: str) -> Ran:
    pc.here(r"C:\anne.yaml").write_text(PROFILE, encoding="utf-8")
    scan = "-m carecheck scan --profile C:\\anne.yaml --domain good.example --offline"
    command = f"chcp {page} & {windows_path(pc.lane.python)} {scan}"
    return pc.start_in_window("cmd", "/c", command, environment=environment).finish()


@pytest.mark.parametrize("page", [437, 850, 1252, 65001])
def test_a_report_comes_through_in_a_window_of_every_code_page(pc: WindowsPc, page: int) -> None:
    ran = scan_in_window(pc, page)

    assert ran.code == 0
    assert "Caf\u00e9" in ran.out
    assert "What to do next" in ran.out


def test_a_window_as_python_wrote_to_it_before_3_6_loses_no_report(pc: WindowsPc) -> None:
    ran = scan_in_window(pc, 850, PYTHONLEGACYWINDOWSSTDIO="1")

    assert ran.code == 0
    assert "What to do next" in ran.out


@pytest.mark.parametrize("in_window", [False, True], ids=["in a pipe", "in a window"])
def test_ctrl_c_in_the_middle_leaves_nothing_half_written(
    pc: WindowsPc, misbehaving_dns: StartMisbehaving, in_window: bool
) -> None:
    server = misbehaving_dns({Question("good.example", "TXT"): silent})
    start = pc.start_in_window if in_window else pc.start
    scan = start(
        *(pc.lane.python, "-m", "carecheck", *ONE_DOMAIN),
        *("--nameserver", server.address, "--results", r"C:\stopped", "--plain"),
    )
    while not server.asked and scan.process.poll() is None:
        time.sleep(0.05)

    scan.interrupt()
    ran = scan.finish()

    assert (ran.code, ran.out + ran.err) == (130, "Stopped. Nothing was changed.\n")
    assert [path.name for path in pc.here(r"C:\stopped").rglob("*") if path.is_file()] == []
