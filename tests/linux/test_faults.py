"""The most important test: whatever one answer does, no Linux probe reassures.

Each probe looks at recorded computers that have something wrong, once for each of its questions and each fault. Then
each fact is Unknown, or what it is without the fault, or worse.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.probes import Probe, probes_for
from carecheck.look.recorded_machine import RecordedMachine
from tests.campaign.counting import Tried
from tests.machine.faults import reassured_by_bad_answers_alone, reassured_by_one_answer, wrongly_blamed
from tests.machine.reassurance import look

RECORDINGS: Final = sorted((Path(__file__).parent / "recordings").glob("*.yaml"))

# The folders without another sign by which a probe could notice that names are missing, and what is lost with a name.
NO_OTHER_SIGN: Final[Mapping[str, str]] = {
    "/etc/sudoers.d": "a rule that gives somebody control",
    "/etc/sddm.conf.d": "a file that sets automatic sign-in",
    "/etc/lightdm/lightdm.conf.d": "a file that lets guests in",
    "/etc/security/pwquality.conf.d": "a file that lets short passwords in",
    "/etc/ssh/sshd_config.d": "a file that lets passwords in by SSH",
    "/etc/exports.d": "a folder that is shared by NFS",
    "/var/lib/samba/usershares": "a folder that somebody shared",
    "/etc/systemd/system": "a text console that somebody changed",
    "/etc/systemd/system/getty@tty1.service.d": "the file in which it was changed",
}

# What no recorded computer of a topic tells, or one of them does not.
NEVER_KNOWN: Final[Mapping[str, list[str]]] = {
    "builtin": ["administrator_on", "everyday"],  # only Windows brings such a login along
    "antivirus": ["several_on", "some_expired"],
    "backup-none": ["newest"],
    "updates-opensuse": ["security_waiting"],  # its tool would write
    "firewall-fedora": ["lets_all_in"],  # firewalld has more than zones
    "openings-fedora": ["whole"],
}


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_one_bad_answer_never_reassures(recording: Path, tried: Tried) -> None:
    machine = RecordedMachine.from_file(recording)

    better = reassured_by_one_answer(probe_of(recording), machine, tried, NO_OTHER_SIGN)

    assert not better


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_a_computer_that_answers_nothing_rightly_never_reassures(recording: Path, tried: Tried) -> None:
    machine = RecordedMachine.from_file(recording)

    assert not reassured_by_bad_answers_alone(probe_of(recording), machine, tried)


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_each_fact_about_a_bad_computer_is_known_without_a_fault(recording: Path) -> None:
    seen = look(probe_of(recording), RecordedMachine.from_file(recording))

    unknown = [name for name in fact_fields(type(seen)) if isinstance(getattr(seen, name), Unknown)]
    assert unknown == NEVER_KNOWN.get(recording.stem, NEVER_KNOWN.get(seen.group_name(), []))


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_only_a_fault_of_the_machine_is_our_fault(recording: Path) -> None:
    assert not wrongly_blamed(probe_of(recording), RecordedMachine.from_file(recording))


def probe_of(recording: Path) -> Probe:
    return probes_for("linux")[recording.stem.split("-")[0]]
