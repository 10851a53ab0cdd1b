"""Whether an organisation manages this Linux, by the programs for that which we know.

Linux has no place in which that stands. So none of them seen is no proof.
"""

from typing import Final

from carecheck.facts.management import Management
from carecheck.facts.model import Unknown, any_of
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import services
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

# A computer gets this key when it joins a domain.
OF_DOMAIN: Final = "/etc/krb5.keytab"
OF_CLOUD: Final = ("microsoft-identity-device-broker.service", "himmelblaud.service")
MANAGERS: Final = (
    *("landscape-client.service", "orbit.service", "puppet.service", "chef-client.service"),
    *("salt-minion.service", "jcagent.service", "ninjarmm-agent.service", "adsysd.service"),
)

NOT_SEEN: Final = Unknown("not_seen", "no program that we know manages this computer")


@probe(Management, on="linux")
def management(machine: Machine) -> Management:
    """Look for the key of a domain, and for services of programs that manage computers."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Management.all_unknown(gap)
    found = services(machine, *OF_CLOUD, *MANAGERS)
    if isinstance(found, Unknown) or found is None:
        gap = Unknown("not_seen", "systemd is not in charge") if found is None else found
        return Management(domain=_seen(machine.has_file(OF_DOMAIN)), cloud=gap, enrolled=gap)
    return Management(
        domain=_seen(machine.has_file(OF_DOMAIN)),
        cloud=_seen(any_of(found[name].runs_or_starts for name in OF_CLOUD)),
        enrolled=_seen(any_of(found[name].runs_or_starts for name in MANAGERS)),
    )


def _seen(answer: bool | Unknown) -> bool | Unknown:
    return NOT_SEEN if answer is False else answer
