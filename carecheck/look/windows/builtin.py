"""The logins that Windows brings along, by their ids: its guest and its own administrator, whatever they are called."""

from carecheck.facts.builtin import Builtin
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.accounts import accounts


@probe(Builtin, on="windows")
def builtin(machine: Machine) -> Builtin:
    """Look whether they are switched on; the administrator also counts as on where people work with it."""
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Builtin.all_unknown(found)
    person = machine.about.person
    return Builtin(
        guest_on=Unknown("unreadable", "the list has no guest") if found.guest is None else found.guest.on,
        administrator_on=found.administrator.on,
        everyday=(
            Unknown("wrong_login", "carecheck runs with a login that is no person's")
            if person is None
            else person == found.administrator.sid
        ),
    )
