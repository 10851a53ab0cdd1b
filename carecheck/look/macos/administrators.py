"""Which logins have full control of this Mac: the members of its group of administrators."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import ADMIN_GID, Account, Accounts, Group, group

NAME: Final = "admin"


def administrators(machine: Machine) -> Group | Unknown:
    """The group of administrators. Root is always in it, so a list without root is not whole."""
    found = group(machine, NAME)
    if isinstance(found, Unknown) or "root" in found.members:
        return found
    return Unknown("unreadable", "the list of administrators is not whole")


def full_control(everyone: Accounts, admins: Group, one: Account) -> bool | Unknown:
    """Whether a login has full control; groups within the group may hold more than we know."""
    if admins.members & set(one.names) or one.gid == ADMIN_GID:
        return True
    if admins.nested:
        return Unknown("not_seen", "the group of administrators holds other groups")
    return False if everyone.gap is None else everyone.gap


def other_administrators(everyone: Accounts, admins: Group, everyday: Account) -> int | Unknown:
    """How many logins besides the everyday one have full control, root included where it is on."""
    if everyone.gap is not None:
        return everyone.gap
    answers = [full_control(everyone, admins, one) for one in everyone.people if one is not everyday and one.on]
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    return sum(answer is True for answer in answers) + everyone.root_on
