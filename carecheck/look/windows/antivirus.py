"""The antivirus programs of this Windows, as its security centre tells of them.

A server has no security centre: there, Microsoft Defender speaks for itself, and of others only a service is seen.
"""

from datetime import date
from typing import Final

from carecheck.facts.antivirus import Antivirus
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.defender_state import DEFENDER, defender_state, defender_watches
from carecheck.look.windows.registry import read_value
from carecheck.look.windows.security_centre import DEFENDER as OWN
from carecheck.look.windows.security_centre import Product, antivirus_products
from carecheck.look.windows.services import is_running
from carecheck.look.windows.silent_antivirus import SILENT, Services
from carecheck.look.windows.times import day_of_filetime
from carecheck.look.windows.version import windows_version

SERVICE: Final = "WinDefend"
UPDATES: Final = f"{DEFENDER}\\Signature Updates"

NO_CENTRE: Final = Unknown("not_possible_here", "a server does not tell of every antivirus")


@probe(Antivirus, on="windows")
def antivirus(machine: Machine) -> Antivirus:
    """Ask the security centre, and where there is none, Defender and the services."""
    services = Services(machine)
    products = antivirus_products(machine)
    if isinstance(products, Unknown):
        return _without_centre(machine, services, products)
    return _by_centre(machine, services, products)


def _by_centre(machine: Machine, services: Services, products: tuple[Product, ...]) -> Antivirus:
    on = [(product, product.is_on) for product in products]
    own = any_of(is_on for product, is_on in on if product.is_defender)
    others = any_of(is_on for product, is_on in on if not product.is_defender)
    at_least = sum(is_on is True for _, is_on in on)
    unsure = next((is_on for _, is_on in on if isinstance(is_on, Unknown)), None)
    made = _list_made(machine) if own is True else own if isinstance(own, Unknown) else others
    return Antivirus(
        products=_once(*(product.name for product, is_on in on if is_on is True), *services.names),
        on=any_of([own, others, services.some_run]),
        watching=any_of([*(_watches(machine, product) for product in products), services.some_watch]),
        tells_all=True,
        several_on=at_least > 1 or (False if unsure is None else unsure),
        some_expired=any_of(product.is_in("expired") for product in products),
        list_made=None if made is True else SILENT if made is False else made,
        says_current=_says(products, old=False),
        says_old=_says(products, old=True),
    )


def _watches(machine: Machine, product: Product) -> bool | Unknown:
    """Whether a program watches. The security centre says so, and Defender must say it, too."""
    on = product.is_in("on")
    if on is not True or not product.is_defender:
        return on
    return defender_watches(machine, defender_state(machine))


def _says(products: tuple[Product, ...], *, old: bool) -> bool | Unknown:
    """Whether one that is on says that its list of viruses is old, or that it is not."""
    return any_of(
        all_of([product.is_on, says if isinstance(says, Unknown) else says is old])
        for product, says in ((product, product.list_is_old) for product in products)
    )


def _without_centre(machine: Machine, services: Services, gap: Unknown) -> Antivirus:
    """What Defender and the services say. On other Windows than servers, another antivirus may be on unseen."""
    windows = windows_version(machine)
    is_server = not isinstance(windows, Unknown) and windows.is_server
    unseen = [] if is_server else [gap]
    own, watches = _defender_alone(machine)
    running = services.some_run
    alone = all_of([own, running if isinstance(running, Unknown) else not running])
    made = _list_made(machine) if own is True else own if isinstance(own, Unknown) else SILENT
    says_old = False if alone is True else alone if isinstance(alone, Unknown) else SILENT
    names = _once(*([OWN] if own is True else []), *services.names)
    return Antivirus(
        products=names if names or is_server else gap,
        on=any_of([own, running, *unseen]),
        watching=any_of([watches, services.some_watch, *unseen]),
        tells_all=False if is_server else gap,
        several_on=NO_CENTRE if is_server else gap,
        some_expired=NO_CENTRE if is_server else gap,
        list_made=made,
        says_current=SILENT if is_server else gap,
        says_old=says_old if is_server else gap,
    )


def _defender_alone(machine: Machine) -> tuple[bool | Unknown, bool | Unknown]:
    """Whether Defender is in charge, and whether it watches."""
    service = is_running(machine, SERVICE)
    if isinstance(service, Unknown) or not service:
        return (service, service) if isinstance(service, Unknown) else (False, False)
    state = defender_state(machine)
    if isinstance(state, Unknown):
        return state, state
    return state.is_in_charge, state.watches


def _list_made(machine: Machine) -> date | Unknown:
    """The day on which the list of viruses was made that Defender uses."""
    value = read_value(machine, "HKLM", UPDATES, "AVSignatureApplied")
    if value is None or isinstance(value, Unknown):
        return Unknown("not_seen", "Defender does not tell of its list of viruses") if value is None else value
    if value.type == "REG_BINARY" and isinstance(value.data, bytes):
        return day_of_filetime_bytes(value.data)
    if value.type == "REG_QWORD" and isinstance(value.data, int):
        return day_of_filetime(value.data)
    return Unknown("unreadable", f"AVSignatureApplied is of an unexpected form ({value.type})")


def day_of_filetime_bytes(raw: bytes) -> date | Unknown:
    """The day of a FILETIME as the 8 bytes that Windows keeps of it, the lowest first."""
    if len(raw) != 8:
        return Unknown("unreadable", f"a time of {len(raw)} bytes")
    return day_of_filetime(int.from_bytes(raw, "little"))


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
