"""Reading the registry so that a wrong answer is noticed: each answer is held against another one.

A key lists the names of its values, and the key around it lists the key. Where the two disagree, it is `unreadable`.
"""

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, only
from carecheck.look.windows_questions import Hive, ListKey, ReadValue, RegistryKey, RegistryValue, View


def read_value(machine: Machine, hive: Hive, key: str, name: str, view: View = 64) -> RegistryValue | None | Unknown:
    """A value as the registry holds it; None: it is not set."""
    listed = _listed(machine, hive, key, view)
    value = only(RegistryValue, machine.ask(ReadValue(hive, key, name, view)))
    if isinstance(value, Unknown):
        return value
    if isinstance(listed, Unknown):
        return listed
    if (value is not None) != (listed is not None and _among(name, listed.values)):
        return Unknown("unreadable", f"{hive}\\{key} contradicts itself about {name}")
    return value


def read_number(machine: Machine, hive: Hive, key: str, name: str) -> int | None | Unknown:
    """A DWORD or QWORD; a value of another type is `unreadable`."""
    value = read_value(machine, hive, key, name)
    if value is None or isinstance(value, Unknown):
        return value
    if value.type in ("REG_DWORD", "REG_QWORD") and isinstance(value.data, int):
        return value.data
    return _wrong_type(hive, key, name, value)


def read_text(machine: Machine, hive: Hive, key: str, name: str, view: View = 64) -> str | None | Unknown:
    """A text; an empty or damaged one, or a value of another type, is `unreadable`."""
    value = read_value(machine, hive, key, name, view)
    if value is None or isinstance(value, Unknown):
        return value
    if value.type in ("REG_SZ", "REG_EXPAND_SZ") and isinstance(value.data, str) and _is_whole(value.data):
        return value.data.strip()
    return _wrong_type(hive, key, name, value)


def is_set(machine: Machine, hive: Hive, key: str, name: str) -> bool | Unknown:
    """Whether a switch is on: 1 is on, 0 or no value is off, anything else is `unreadable`."""
    number = read_number(machine, hive, key, name)
    if isinstance(number, Unknown):
        return number
    return bool(number) if number in (None, 0, 1) else Unknown("unreadable", f"{hive}\\{key}: {name} is {number}")


def read_key(machine: Machine, hive: Hive, key: str, view: View = 64) -> RegistryKey | None | Unknown:
    """The names in a key, and the time of its last change; None: there is no such key."""
    found = _listed(machine, hive, key, view)
    if isinstance(found, Unknown):
        return found
    parent, _, name = key.rpartition("\\")
    around = _listed(machine, hive, parent, view)
    if isinstance(around, Unknown):
        return around
    if (found is not None) != (around is not None and _among(name, around.keys)):
        return Unknown("unreadable", f"{hive}\\{parent} contradicts itself about {name}")
    return found


def _listed(machine: Machine, hive: Hive, key: str, view: View) -> RegistryKey | None | Unknown:
    found = only(RegistryKey, machine.ask(ListKey(hive, key, view)))
    if isinstance(found, RegistryKey) and (len(found.keys), len(found.values)) != (found.key_count, found.value_count):
        return Unknown("unreadable", f"{hive}\\{key} was not listed whole")
    return found


def _among(name: str, names: tuple[str, ...]) -> bool:
    return name.casefold() in (one.casefold() for one in names)


def _is_whole(text: str) -> bool:
    return bool(text.strip()) and "\ufffd" not in text


def _wrong_type(hive: Hive, key: str, name: str, value: RegistryValue) -> Unknown:
    return Unknown("unreadable", f"{hive}\\{key}: {name} is of an unexpected form ({value.type})")
