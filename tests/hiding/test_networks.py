"""Networks give the same facts without the names and addresses of a home."""

from datetime import date

import pytest

from carecheck.look.hiding.hide import hide
from carecheck.look.probes import probes_for
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import recording_text
from tests.hiding.test_same_facts import seen_on
from tests.linux.recorded import computer


@pytest.mark.parametrize("address", ["81.2.69.142", "192.168.178.1", "2a02:c7f:1234::9", "9.9.9.9"])
def test_who_looks_up_names_is_known_as_well_as_before(address: str) -> None:
    machine = computer({"/etc/resolv.conf": f"nameserver {address}\n"}, today=date(2026, 11, 26))
    seen = seen_on(machine)

    hidden = hide(Recording(machine.about, seen.answers), probes_for("linux"))

    assert hidden.changed == ()
    assert (address in recording_text(hidden.recording)) is (address == "9.9.9.9")  # the same for everybody
