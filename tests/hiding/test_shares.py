"""Settings of shared folders give the same facts without their names."""

import pytest

from carecheck.look.hiding.hide import hide
from carecheck.look.probes import probes_for
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import recording_text
from tests.hiding.test_same_facts import seen_on
from tests.linux.archives import status
from tests.linux.recorded import computer

SAMBA = """# Samba of Rose Cottage
[global]
   workgroup = ROSECOTTAGE
   server string = %h server (Samba, of Rosemary)
   {more}
   map to guest = Bad User
[homes]
   comment = Home Directories
   read only = yes
[rota of nights]
   path = /srv/rosecottage
   valid users = rosemary, @nightcarers
"""


@pytest.mark.parametrize("more", ["", "client min protocol = NT1", "include = /etc/samba/rosemary.conf"])
def test_samba_without_its_names_is_set_to_the_same(more: str) -> None:
    files = {"/etc/samba/smb.conf": SAMBA.format(more=more), "/var/lib/dpkg/arch": "amd64\n"}
    machine = computer({**files, "/var/lib/dpkg/status": status("libsmbclient 2:4.17.12+dfsg-0+deb12u1")})
    seen = seen_on(machine)

    hidden = hide(Recording(machine.about, seen.answers), probes_for("linux"))

    assert hidden.changed == ()
    text = recording_text(hidden.recording).casefold()
    assert [name for name in ("rosecottage", "rosemary", "nightcarers", "rota of nights") if name in text] == []
