r"""A made-up computer of tests/windows_facts/recordings as a Windows under Wine: the same rows that the quick tests read.

What the computer answers goes where Windows keeps it: keys with their types, views and times into the registry, files
and folders onto the disk, services into the list of services (one tiny program runs as many as are running). What
Windows tells through COM and the Win32 API is told by stand-ins (tests/windows/doubles). Which questions will come is
known from the quick run of all probes: what is not there must not be there in Wine either, and what is refused is
refused by the key's own access list.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final, get_args

from carecheck.facts.model import Unknown
from carecheck.look.computer import look_at_computer
from carecheck.look.machine import Answer, Entry, ListFolder, LookAt, Question, ReadFile
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.windows_questions import (
    ApiTopic,
    AskApi,
    AskCom,
    AskService,
    ComTopic,
    ListKey,
    ReadValue,
    RegistryKey,
    RegistryValue,
    Service,
    Told,
)
from carecheck.look.windows_questions import Hive as Root
from tests.cli.running import Ran
from tests.windows.clock import Clock
from tests.windows.doubles.com_topics import CLASSES
from tests.windows.hive import Hive
from tests.windows.lane import Lane, compiled_dll
from tests.windows.pc import WindowsPc
from tests.windows.registry import Expand, Qword, Registry, Value
from tests.windows.win32_rows import rows_as_c
from tests.windows.wine import WINE_CRASHED, Prefix, windows_path
from tests.windows_facts.pcs import EVERYTHING, Pc

HERE: Final = Path(__file__).resolve().parent / "doubles"
DOUBLES: Final = r"C:\windows\doubles"
SERVICE: Final = r"C:\windows\doubles\service.exe"
REFUSALS: Final = ("needs_admin", "blocked")
TIME_OF_DAY: Final = time(9, 30, tzinfo=UTC)

CURRENT: Final = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
UNINSTALL: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall"
RULES_OF_FIREWALL: Final = (
    "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules"
)
TOLD_BY_KEYS: Final = {"programs": UNINSTALL, "firewall_rules": RULES_OF_FIREWALL}
SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"
PRODUCT: Final = "SYSTEM\\CurrentControlSet\\Control\\ProductOptions"
# By the registry or doubles/injected.py; tests/inside_windows reads a serial number.
TOLD_OTHERWISE: Final = {"programs", "firewall_rules", "token", "listening", "serial"}
PRODUCT_TYPES: Final = {1: "WinNT", 2: "LanmanNT", 3: "ServerNT"}
AUTOMATIC, ON_DEMAND, OWN_PROCESS = 2, 3, 0x10

# In these Wine keeps what it runs by, so its own keys and values stay beside those of the computer.
WINE_LIVES_ON: Final = frozenset(
    key.lower() for key in (CURRENT, SERVICES, "SYSTEM\\CurrentControlSet\\Control\\Session Manager")
)
WINE_RUNS: Final = frozenset({"plugplay", "rpcss", "winebus", "mountmgr", "nsiproxy"})


class SeededPc(WindowsPc):
    """A computer of the recordings, under Wine, on the day for which it was recorded."""

    def __init__(self, folder: Path, lane: Lane, pc: Pc) -> None:
        super().__init__(folder, lane)
        self.pc = pc
        machine = pc.machine()
        self.about = machine.about
        self.asked = self._recorded() | look_at_computer(machine, probes_for("windows")).answers
        self._clock: Clock | None = None

    def switch_on(self, *how: str) -> None:
        """Put everything in its place, and start it."""
        Prefix(self.lane.template).clone_to(self.folder)
        self._seed_registry()
        self._seed_files()
        self._seed_doubles()
        self._clock = Clock(datetime.combine(self.about.today, TIME_OF_DAY))
        super().switch_on(*how)
        self._settle()

    def switch_off(self) -> None:
        """End everything that runs on it, and its clock."""
        super().switch_off()
        if self._clock:
            self._clock.stop()

    def scan(self, *options: str, **how: Any) -> Ran:
        """Run a whole scan of this computer."""
        profile = ("--profile", windows_path(EVERYTHING))
        return self.carecheck("scan", *profile, "--offline", "--json", "--results", r"C:\results", *options, **how)

    def lights(self) -> dict[str, str]:
        """The light of each check of the computer in a scan's report, with its rule, or the reason of an unknown."""
        ran = self.scan()
        if WINE_CRASHED in ran.err:  # once in some thousand scans; twice in a row it is a fault
            ran = self.scan()
        assert (ran.code in (0, 1), ran.err) == (True, ""), ran
        told = json.loads(ran.out)
        computers = {subject["id"] for subject in told["subjects"] if subject["kind"] == "computer"}
        found: dict[str, str] = {}
        for result in (one for one in told["results"] if one["subject_id"] in computers):
            because = (result.get("rule") or {}).get("code") or (result.get("unknown") or {}).get("reason") or ""
            found[result["check_id"]] = f"{result['light']} {because}".strip()
        return found

    def environment(self) -> dict[str, str]:
        """What a program finds: also the day on which this computer lives, and where the stand-ins lie."""
        clock = self._clock.environment if self._clock else {}
        return super().environment() | clock | {"CARECHECK_DOUBLES": DOUBLES}

    # The registry

    def _seed_registry(self) -> None:
        computer, person = Hive(self.folder / "system.reg"), Hive(self.folder / "user.reg")
        hives = {"HKLM": computer, "HKCU": person}
        self._drop_what_is_not_there(hives)
        for question, answer in self._registry_rows():
            if question.hive == "HKCU" and not self._is_our_own_person():
                continue  # loaded beside ours, by _settle
            hive, key = hives[question.hive], _real_key(question)
            if isinstance(question, ReadValue) and isinstance(answer, RegistryValue):
                hive.set_value(key, question.name, answer)
            elif isinstance(answer, RegistryKey):
                hive.make_key(key, answer.modified)
                for name in answer.values:
                    if name.lower() not in hive.values(key):
                        hive.set_value(key, name, RegistryValue("REG_SZ", ""))
        self._seed_what_is_told(computer)
        self._seed_services(computer)
        self._seed_com(computer)
        computer.save()
        person.save()

    def _registry_rows(self) -> Iterator[tuple[ReadValue | ListKey, Answer]]:
        rows: list[tuple[ReadValue | ListKey, Answer]] = [*self._program_rows()]
        rows += [(q, a) for q, a in self._recorded().items() if isinstance(q, (ReadValue, ListKey))]
        yield from sorted(rows, key=lambda row: isinstance(row[0], ListKey))  # the times of keys come last

    def _recorded(self) -> dict[Question, Answer]:
        machine = self.pc.machine()
        return machine.answers if isinstance(machine, RecordedMachine) else {}

    def _drop_what_is_not_there(self, hives: Mapping[str, Hive]) -> None:
        for question, answer in self.asked.items():
            if isinstance(question, ReadValue) and answer is None:
                hives[question.hive].drop_value(_real_key(question), question.name)
            elif isinstance(question, ListKey) and answer is None:
                hives[question.hive].drop_key(_real_key(question))
        rows = {f"{row['key']}|{row.get('view', 64)}".lower() for row in self.pc.answers if "key" in row}
        for question, answer in self.asked.items():
            if not isinstance(question, ListKey) or not isinstance(answer, RegistryKey):
                continue
            hive, key = hives[question.hive], _real_key(question)
            if f"{question.hive}\\{question.key}|{question.view}".lower() not in rows or key.lower() in WINE_LIVES_ON:
                continue
            for name in {*hive.values(key)} - {name.lower() for name in answer.values}:
                hive.drop_value(key, name)
            for name in {*hive.keys(key)} - {name.lower() for name in answer.keys}:
                hive.drop_key(f"{key}\\{name}")

    def _seed_what_is_told(self, computer: Hive) -> None:
        """What Windows' functions read from the registry: its version, its programs, and who works here."""
        version = self._told("version")
        if version:
            for name, text in {"CurrentVersion": "10.0", "CSDVersion": ""}.items():
                computer.set_value(CURRENT, name, RegistryValue("REG_SZ", text))
            for name in ("CurrentBuild", "CurrentBuildNumber"):
                computer.set_value(CURRENT, name, RegistryValue("REG_SZ", str(version["build"])))
            kind = PRODUCT_TYPES[version["product_type"]]
            computer.set_value(PRODUCT, "ProductType", RegistryValue("REG_SZ", kind))
        for number, row in enumerate(self._told("firewall_rules").get("rows", [])):
            computer.set_value(RULES_OF_FIREWALL, f"rule {number}", RegistryValue("REG_SZ", row["rule"]))
        guid = RegistryValue("REG_SZ", self.about.machine_id)
        computer.set_value("SOFTWARE\\Microsoft\\Cryptography", "MachineGuid", guid)
        home = RegistryValue("REG_EXPAND_SZ", self.about.home.replace("/", "\\"))
        computer.set_value(f"{CURRENT}\\ProfileList\\{self.about.person}", "ProfileImagePath", home)

    def _program_rows(self) -> Iterator[tuple[ReadValue, RegistryValue]]:
        """The programs that Windows lists, where they list themselves: for everyone in two views, or for one person."""
        names = {"DisplayName": "name", "DisplayVersion": "version", "Publisher": "publisher"}
        for number, row in enumerate(self._told("programs").get("rows", [])):
            hive: Root = "HKCU" if row.get("for_person") else "HKLM"
            for name, entry in names.items():
                if row.get(entry) is not None:
                    question = ReadValue(hive, f"{UNINSTALL}\\program {number}", name, row.get("bits", 64))
                    yield question, RegistryValue("REG_SZ", row[entry])

    def _seed_services(self, computer: Hive) -> None:
        for question, answer in self.asked.items():
            if isinstance(question, AskService) and answer is None and question.name.lower() not in WINE_RUNS:
                computer.drop_value(f"{SERVICES}\\{question.name}", "ImagePath")  # Windows knows no such service then
        for name, state in self._services().items():
            key = f"{SERVICES}\\{name}"
            if "start" not in computer.values(key):
                start = AUTOMATIC if state == "running" else ON_DEMAND
                computer.set_value(key, "Start", RegistryValue("REG_DWORD", start))
            computer.set_value(key, "Type", RegistryValue("REG_DWORD", OWN_PROCESS))
            computer.set_value(key, "ErrorControl", RegistryValue("REG_DWORD", 1))
            computer.set_value(key, "ImagePath", RegistryValue("REG_EXPAND_SZ", f'{SERVICE} "{name}" {state}'))
            computer.set_value(key, "ObjectName", RegistryValue("REG_SZ", "LocalSystem"))

    def _services(self) -> dict[str, str]:
        rows = self._recorded().items()
        return {q.name: a.state for q, a in rows if isinstance(q, AskService) and isinstance(a, Service)}

    def _seed_com(self, computer: Hive) -> None:
        """Put our classes behind the ids of Windows' own."""
        library = self.lane.python.parent / "Lib" / "site-packages" / "pywin32_system32" / "pythoncom313.dll"
        for clsid, one in CLASSES.items():
            key = f"SOFTWARE\\Classes\\CLSID\\{clsid}"
            values = {
                "InprocServer32": windows_path(library),
                "PythonCOM": f"tests.windows.doubles.com.{one.make}",
                "PythonCOMPolicy": "win32com.server.policy.DynamicPolicy",
            }
            for inner, text in values.items():
                computer.set_value(f"{key}\\{inner}", "", RegistryValue("REG_SZ", text))
            computer.set_value(f"{key}\\InprocServer32", "ThreadingModel", RegistryValue("REG_SZ", "Both"))

    # Files

    def _seed_files(self) -> None:
        home = self._place("~")
        home.mkdir(parents=True, exist_ok=True)
        times: dict[Path, datetime] = {}
        for question, answer in self._recorded().items():
            match question, answer:
                case ReadFile(path), bytes():
                    self._make(path, "file").write_bytes(answer)
                case ListFolder(path), tuple():
                    folder = self._make(path, "folder")
                    for entry in answer:
                        times[self._make_entry(f"{path}/{entry.name}", entry)] = entry.modified
                    for other in {found.name for found in folder.iterdir()} - {entry.name for entry in answer}:
                        _remove(folder / other)
                case LookAt(path), Entry():
                    times[self._make_entry(path, answer)] = answer.modified
                case _:
                    pass
        for place, modified in times.items():
            os.utime(place, (modified.timestamp(), modified.timestamp()))
        for question, answer in self.asked.items():
            if isinstance(question, (LookAt, ReadFile, ListFolder)) and answer is None:
                _remove(self._place(question.path))

    def _make_entry(self, path: str, entry: Entry) -> Path:
        place = self._make(path, entry.kind)
        if entry.kind == "file" and place.stat().st_size != entry.size:
            os.truncate(place, entry.size)
        return place

    def _make(self, path: str, kind: str) -> Path:
        place = self._place(path)
        if kind == "folder":
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
        return place

    def _place(self, path: str) -> Path:
        """Where a file lies on this computer: in the folders that are there, whatever the size of their letters."""
        whole = self.about.home + path[1:] if path == "~" or path.startswith("~/") else path
        drive, *parts = whole.replace("\\", "/").split("/")
        assert drive.upper() == "C:", f"{path} lies on no disk that a made-up computer has"
        place = self.drive_c
        for part in parts:
            listed = place.iterdir() if place.is_dir() else ()
            place = next((one for one in listed if one.name.casefold() == part.casefold()), place / part)
        return place

    # What is told, and what is refused

    def _told(self, topic: str) -> dict[str, Any]:
        told: dict[str, Any] = self._topics()[topic].get("told", {})
        return told

    def _topics(self) -> dict[str, dict[str, Any]]:
        machine = self.pc.machine()
        questions: list[AskCom | AskApi] = [AskCom(topic) for topic in get_args(ComTopic)]
        questions += [AskApi(topic) for topic in get_args(ApiTopic)]
        found: dict[str, dict[str, Any]] = {topic: {"unknown": "tool_missing"} for topic in TOLD_BY_KEYS}
        for question in questions:
            answer = machine.ask(question)
            if isinstance(answer, Told):
                found[question.topic] = {"told": dict(answer.entries)}
            else:
                found[question.topic] = {"unknown": answer.reason if isinstance(answer, Unknown) else "tool_missing"}
        return found

    def _seed_doubles(self) -> None:
        folder = self.here(DOUBLES)
        folder.mkdir(parents=True)
        topics = self._topics()
        person = {"sid": self.about.person, "login": self.about.login, "elevated": self.about.elevated}
        (folder / "pc.json").write_text(json.dumps({"topics": topics, "person": person}), encoding="utf-8")
        library = compiled_dll(self.lane, rows_as_c(topics), *sorted((HERE / "win32").glob("*.c")))
        shutil.copyfile(library, folder / "win32.dll")
        shutil.copyfile(self.lane.service, self.here(SERVICE))

    def _settle(self) -> None:
        """Do what needs a Windows that runs: load the settings of another person, start services, refuse keys."""
        if not self._is_our_own_person():
            self.seed(self._settings_of_person())
        refused = [
            [question.hive, question.key, question.view]
            for question, answer in self.asked.items()
            if isinstance(question, (ReadValue, ListKey)) and isinstance(answer, Unknown)
        ]
        topics = self._topics()
        refused += [
            ["HKLM", key, 64] for topic, key in TOLD_BY_KEYS.items() if topics[topic].get("unknown") in REFUSALS
        ]
        task = {
            "refused": [key for number, key in enumerate(refused) if key not in refused[:number]],
            "running": {name: state for name, state in self._services().items() if state != "stopped"},
        }
        if any(task.values()):
            ran = self.python("-m", "tests.windows.doubles.settle", json.dumps(task))
            assert ran.code == 0, ran.err

    def _is_our_own_person(self) -> bool:
        """Whether carecheck runs with the rights of the person who works here."""
        return bool(self._told("token").get("user", self.about.person) == self.about.person)

    def _settings_of_person(self) -> Registry:
        settings: dict[str, dict[str, Value]] = {}
        for question, answer in self._registry_rows():
            if question.hive == "HKCU":
                values = settings.setdefault(f"HKU\\{self.about.person}\\{question.key}", {})
                if isinstance(question, ReadValue) and isinstance(answer, RegistryValue):
                    values[question.name] = _as_value(answer)
                elif isinstance(answer, RegistryKey):
                    values.update({name: "" for name in answer.values if name not in values})
        return settings


def _as_value(value: RegistryValue) -> Value:
    match value:
        case RegistryValue("REG_QWORD", int(number)):
            return Qword(number)
        case RegistryValue("REG_EXPAND_SZ", str(text)):
            return Expand(text)
        case _:
            return value.data


def _real_key(question: ReadValue | ListKey) -> str:
    """The key as it lies in the registry: what 32-bit programs see of SOFTWARE lies apart."""
    root, _, rest = question.key.partition("\\")
    apart = question.view == 32 and question.hive == "HKLM" and root.lower() == "software"
    return f"{root}\\Wow6432Node\\{rest}".rstrip("\\") if apart else question.key


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
