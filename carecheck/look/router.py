"""What the internet box answers: the same on every system, once its address is found."""

from ipaddress import AddressValueError, IPv4Address

from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.knock import SECURE_WEB, TELNET, WEB, Knock, Knocked
from carecheck.look.machine import Machine, only
from carecheck.look.public_address import is_of_own_network

NO_WAY_OUT = Unknown("no_network", "this computer has no way to the internet now")
ANOTHER_WAY = Unknown("not_seen", "the way to the internet is a tunnel, a phone or several boxes")


def router_at(machine: Machine, gateway: str | Unknown) -> Router:
    """Knock at the box with that address, if it is one of the own network.

    A gateway with a public address is the internet company's, and in a range that companies share (RFC 6598) it may be.
    """
    if isinstance(gateway, Unknown):
        return Router.all_unknown(gateway)
    try:
        address = str(IPv4Address(gateway))
    except AddressValueError:
        return Router.all_unknown(Unknown("unreadable", "the address of the internet box is none"))
    if not is_of_own_network(address):
        return Router.all_unknown(Unknown("not_seen", "the way to the internet is not a box of this network"))
    telnet, web = _knock(machine, address, TELNET), _knock(machine, address, WEB)
    plain_web = _answers_plainly(web)
    return Router(
        telnet=telnet if isinstance(telnet, Unknown) else telnet.state == "open",
        plain_web=plain_web,
        encrypted_web=_encrypted(machine, address) if plain_web is True else None,
    )


def _answers_plainly(web: Knocked | Unknown) -> bool | Unknown:
    if isinstance(web, Unknown):
        return web
    if web.state == "closed":
        return False
    if web.status is None or not 100 <= web.status <= 599:
        return Unknown("unreadable", "the internet box answered with no web page")
    return not web.to_https


def _encrypted(machine: Machine, address: str) -> bool | Unknown:
    answer = _knock(machine, address, SECURE_WEB)
    return answer if isinstance(answer, Unknown) else answer.state == "open"


def _knock(machine: Machine, address: str, port: int) -> Knocked | Unknown:
    answer = only(Knocked, machine.ask(Knock(address, port)))
    if isinstance(answer, Knocked) and answer.state in ("open", "closed"):
        return answer
    return answer if isinstance(answer, Unknown) else Unknown("unreadable", f"port {port} gave no answer")
