"""A recording with names hidden gives the same facts as the true one, and no name."""

import base64
import re
from pathlib import Path
from typing import Final

import pytest

from carecheck.look.computer import ComputerFacts, look_at_computer
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.hiding.hide import Hidden, hide
from carecheck.look.machine import Machine
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import recording_text
from carecheck.look.shared_names import looks_shared
from tests.macos.macs import NAMES as MACS
from tests.macos.macs import load_mac, mac
from tests.windows_facts.pcs import NAMES, load_pc, pc

LINUX: Final = sorted((Path(__file__).parents[1] / "linux" / "recordings").glob("*.yaml"))
NAMES_OF_LINUX: Final = re.compile(r"alice|bob|carol|dave|nights|carebox|carer", re.IGNORECASE)
NAMES_OF_MACS: Final = re.compile(
    r"\b(anna|paul|smith|jones|carol|brown|smithadmin|oakfield\w*|rotas|nas|1\.20|203\.0\.113\.9|3c:06:30\S*)\b",
    re.IGNORECASE,
)
PLAIN: Final = re.compile(r"[A-Za-z]{4,}")


def seen_on(machine: Machine) -> ComputerFacts:
    return look_at_computer(machine, probes_for(machine.about.system))


def hidden_from(machine: Machine, seen: ComputerFacts) -> Hidden:
    return hide(Recording(machine.about, seen.answers), probes_for(machine.about.system))


def as_read_back(hidden: Hidden) -> Machine:
    return RecordedMachine.from_text(recording_text(hidden.recording))


@pytest.mark.parametrize("name", NAMES)
def test_a_windows_gives_the_same_facts_without_its_names(name: str) -> None:
    machine = pc(name)
    seen = seen_on(machine)

    hidden = hidden_from(machine, seen)

    assert hidden.changed == ()
    # Reasons in words may hold a name: there, too, it is hidden.
    assert repr(seen_on(as_read_back(hidden)).groups) == hidden.hider.text(repr(seen.groups))


@pytest.mark.parametrize("name", MACS)
def test_a_mac_gives_the_same_facts_without_its_names(name: str) -> None:
    machine = mac(name)
    seen = seen_on(machine)

    hidden = hidden_from(machine, seen)

    assert hidden.changed == ()
    assert repr(seen_on(as_read_back(hidden)).groups) == hidden.hider.text(repr(seen.groups))


@pytest.mark.parametrize("name", MACS)
def test_no_name_of_a_mac_stays(name: str) -> None:
    machine = mac(name)
    about = load_mac(name).about

    text = recording_text(hidden_from(machine, seen_on(machine)).recording)

    packed = [base64.b64decode(found) for found in re.findall(r"base64: (\S+)", text)]
    everything = " ".join([text, *(raw.decode("latin-1") for raw in packed)])
    true = {name for name in (about["host_name"].removesuffix(".local"), about["machine_id"]) if not looks_shared(name)}
    assert [one for one in true if re.search(rf"\b{re.escape(one)}\b", everything, re.IGNORECASE)] == []
    assert NAMES_OF_MACS.findall(everything) == []


@pytest.mark.parametrize("path", LINUX, ids=lambda path: path.stem)
def test_a_linux_gives_the_same_facts_without_its_names(path: Path) -> None:
    machine = RecordedMachine.from_file(path)
    seen = seen_on(machine)

    hidden = hidden_from(machine, seen)

    assert hidden.changed == ()
    assert repr(seen_on(as_read_back(hidden)).groups) == hidden.hider.text(repr(seen.groups))
    assert not NAMES_OF_LINUX.findall(recording_text(hidden.recording))


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_windows_stays(name: str) -> None:
    machine = pc(name)
    about = load_pc(name).about

    text = recording_text(hidden_from(machine, seen_on(machine)).recording)

    true = {
        about["login"],
        about["host_name"],
        about["machine_id"],
        *re.findall(r"S-1-(?:5-21|12-1)-[\d-]+", str(about)),
    }
    assert [one for one in true if one != "Administrator" and re.search(rf"\b{re.escape(one)}\b", text, re.I)] == []
    assert not re.search(r"\b(anna|paul|smith|jones|jörg|müller|groß|nightstaff|helpdesk|\w+smith)\b", text, re.I)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["good_11_pro", "ltsc_2021"])
def test_bad_answers_are_hidden_too(name: str, fault: Fault) -> None:
    machine: Machine = FaultyMachine(pc(name), None, fault)
    seen = seen_on(machine)

    text = recording_text(hidden_from(machine, seen).recording) if fault != "wrong_type" else ""

    assert not re.search(r"\b(anna|paul|smith|jones|nightstaff|helpdesk)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "wrong_type"])
@pytest.mark.parametrize("name", ["good_26", "ventura_13"])
def test_bad_answers_of_a_mac_are_hidden_too(name: str, fault: Fault) -> None:
    machine: Machine = FaultyMachine(mac(name), None, fault)

    text = recording_text(hidden_from(machine, seen_on(machine)).recording)

    assert NAMES_OF_MACS.findall(text) == []


def test_a_shared_looking_name_stays_shared_looking() -> None:
    machine = pc("reception")
    seen = seen_on(machine)

    hidden = hidden_from(machine, seen)

    assert re.fullmatch(r"reception\d", hidden.recording.about.login)
    assert seen_on(as_read_back(hidden)).groups["logins"] == seen.groups["logins"]
