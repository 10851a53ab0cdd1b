"""Marks stand wherever a name or number can lie on a computer, and none of them is left in what may be shared."""

import base64
import bz2
import gzip
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final, cast

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.hiding.hide import hide
from carecheck.look.linux.sign_ins import RECORD
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.probes import probes_for
from carecheck.look.recording import Recording
from carecheck.look.recording_writing import recording_text
from carecheck.look.windows_questions import (
    AskApi,
    AskCom,
    ListKey,
    ReadValue,
    RegistryKey,
    RegistryType,
    RegistryValue,
    Told,
)

MARK: Final = re.compile("zq|qz", re.IGNORECASE)
LATER: Final = datetime(2026, 11, 20, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)

NUMBERS: Final = (
    *("S-1-5-21-1004336348-1177238915-682003330", "S-1-12-1-1943430372-1249052806-2496021943-3034400218"),
    *("S-1-11-96-3623454863-58364", "192.168.178.57", "10.44.3.2", "81.2.69.142", "2a02:c7f:1234:5678::9"),
    *("fe80::1c2d:3e4f", "00-1A-2B-3C-4D-5E", "a4:5e:60:c1:22:33", "VK7JG-NPHTM-C97JM-9MPGT-3V66T"),
    *(
        "00330-80000-00017-AA123",
        "3f0c7f52-64a8-4c3e-9a55-0d5b8a1c2e77",
        "5CD1234XYZ",
        "9f86d081884c7d659a2feaa0c55ad015",
    ),
    *(
        "07700 900461",
        "+44 20 7946 0991",
        "236753-128832-557234-110022-447788-003366-558899-112233",
    ),
)
NUMBER: Final = re.compile("|".join(map(re.escape, (*NUMBERS, "7946 0992", "2079460993"))), re.IGNORECASE)
MACHINE: Final = NUMBERS[0]
GUID: Final = "{3F0C7F52-64A8-4C3E-9A55-0D5B8A1C2E77}"


def decoded(text: str) -> Iterator[str]:
    """A text, and what lies in its base64: as letters of one byte, of two, and unpacked."""
    yield re.sub(r"base64: \S+", "base64", text)
    for word in re.findall(r"[A-Za-z0-9+/]{8,}={0,2}", text):
        try:
            raw = base64.b64decode(word, validate=True)
        except ValueError:
            continue
        for one in (raw, *unpacked(raw)):
            yield from (one.decode("latin-1"), one.decode("utf-16-le", "replace"), one.decode("utf-16-be", "replace"))


def unpacked(raw: bytes) -> Iterator[bytes]:
    if raw.startswith(b"\x1f\x8b"):
        yield gzip.decompress(raw)
    if raw.startswith(b"BZh"):
        yield bz2.decompress(raw)


def left(about: About, answers: dict[Question, Answer]) -> list[str]:
    """The lines in which a mark is left."""
    hidden = hide(Recording(about, answers), probes_for(about.system)).recording
    text = "\n".join(decoded(recording_text(hidden)))
    return [line for line in text.splitlines() if MARK.search(line) or NUMBER.search(line)]


WINDOWS: Final = About(
    "windows",
    TODAY,
    home="C:/Users/Zqanna Qzsmith.ZQDOM",
    person=f"{MACHINE}-1001",
    login="zqanna",
    host_name="ZQ-PC.zqhome.local",
    machine_id="3f0c7f52-64a8-4c3e-9a55-0d5b8a1c2e77",
    environment={"USERNAME": "zqanna", "OneDrive": "C:\\Users\\Zqanna Qzsmith\\OneDrive - Zq Care Ltd"},
)
KEY: Final = "SOFTWARE\\Anything"


def value(data: Any, name: str = "Something", key: str = KEY, form: RegistryType = "REG_SZ") -> tuple[Question, Answer]:
    return ReadValue("HKLM", key, name), RegistryValue(form, data)


def accounts() -> tuple[Question, Answer]:
    rows = [
        {"sid": f"{MACHINE}-500", "name": "zqboss", "full_name": "Zq Boss", "flags": 512, "microsoft": False},
        {"sid": f"{MACHINE}-1001", "name": "zqanna", "full_name": "Zqanna Qzsmith", "flags": 512, "microsoft": True},
        {"sid": f"{MACHINE}-1002", "name": "zqpaul@zqhome.org", "full_name": "", "flags": 512, "microsoft": True},
    ]
    return AskApi("accounts"), Told({"count": len(rows), "rows": rows})


def topic(topic: str, /, **row: Any) -> tuple[Question, Answer]:
    """An answer on a topic that nobody has thought of yet."""
    return AskApi(cast(Any, topic)), Told({"count": 1, "rows": [row]})


ON_WINDOWS: Final[dict[str, tuple[Question, Answer]]] = {
    "accounts": accounts(),
    "a home folder": value("C:\\Users\\Zqpeter\\AppData\\Roaming\\x.exe"),
    "a home folder in a longer text": value("v2.31|App=C:\\users\\zqmary\\AppData\\a.exe|Name=Zqanna's phone|"),
    "a short name of a folder": value("C:\\Users\\ZQANNA~1\\x"),
    "folders below a home": value("C:\\Users\\zqanna\\Zq residents\\list.txt"),
    "a login in small and large letters": value("zQaNnA and ZQANNA"),
    "a full name glued together": value("zqannaqzsmith"),
    "a first letter and a surname": value("ZQzsmith"),
    "a name in UTF-16": value("zqanna".encode("utf-16-le"), form="REG_BINARY"),
    "a name in bytes": value(b"\x00\x01\xff\xfe\x80zqanna\x00\x99", form="REG_BINARY"),
    "an id in bytes": value(
        b"\x01\x05\x00\x00\x00\x00\x00\x05\x15\x00\x00\x00zqzqzqzqzqzq\xe9\x03\x00\x00", form="REG_BINARY"
    ),
    "a product key in bytes": value(b"zq" * 82, "DigitalProductId", form="REG_BINARY"),
    "who signs in": value("Zqpeter", "DefaultUserName"),
    "who signed in last": value(".\\zqsusan", "LastLoggedOnUser"),
    "who signed in last in a domain": value("ZQDOMAIN\\zqsusan", "LastLoggedOnUser"),
    "a domain": value("ZQDOMAIN", "DefaultDomainName"),
    "an owner": value("Zq Rose Cottage", "RegisteredOwner"),
    "an organisation": value("Zq Rose Cottage Ltd", "RegisteredOrganization"),
    "an update server": value("http://wsus.zqhome.local:8530", "WUServer"),
    "a login in an address": value("https://zqanna:zqsecret@files.zqhome.org/x"),
    "a share": value("\\\\ZQNAS\\zqbackup\\zq anna"),
    "a drive of one's own": value("D:\\Zq Backup\\zqanna.vhdx"),
    "an address of email": value("mail to zqsomebody.else@zqhome.co.uk now"),
    "several texts": value(("C:\\Users\\zqmulti", "zqanna"), form="REG_MULTI_SZ"),
    "ids and addresses": value(" ; ".join(NUMBERS)),
    "an id as the name of a value": (
        ListKey("HKLM", KEY),
        RegistryKey((f"{MACHINE}-1001", GUID), ("C:\\Users\\zqval\\a",), LATER, 2, 1),
    ),
    "a name in a question": value(1, "zqanna", f"{KEY}\\{MACHINE}-1001\\ZQANNA", "REG_DWORD"),
    "printers": (
        ListKey("HKLM", "SYSTEM\\CurrentControlSet\\Control\\Print\\Printers"),
        RegistryKey(("Zq printer of the office",), (), LATER, 1, 0),
    ),
    "a password": value("zqpassword", "DefaultPassword"),
    "a text in a setting that nobody knows": value("Zqunknown words"),
    "wi-fi": topic("wifi", ssid="Zq Rose WiFi", name="Zq guest", security=3),
    "volumes": topic("volumes", letter="D:", label="ZQ BACKUP", serial="zq12", guid=GUID),
    "printers as rows": topic("printers", name="Zq HP", port="ZQPORT"),
    "something new": topic("something.new", what="Zq new", inner={"deep": ["zq deep"], "Zqanna": 1}),
    "names as fields": topic("something.newest", **{"Zq printer": {"zqanna": 1}}),
    "numbers in a new topic": topic("something.newer", serial_number=1234, note=" ".join(NUMBERS)),
    "updates that name a home": (
        AskCom("update.history"),
        Told({"count": 1, "rows": [{"title": "For Zqanna Qzsmith"}]}),
    ),
    "an error": (AskApi("form"), Unknown("unreadable", "C:\\Users\\zqerror\\x of zqanna")),
    "a folder of a drive": (ListFolder("D:/Zq files"), (Entry("Zq resident.docx", "file", LATER, 1),)),
    "a file outside": (LookAt("C:/Users/zqseen.ZQDOM"), Entry("zqseen.ZQDOM", "folder", LATER, 0)),
    "a file in UTF-16": (ReadFile("C:/ProgramData/a.xml"), "\ufeff<user>zqanna</user>".encode("utf-16-le")),
    "a file of bytes": (ReadFile("C:/ProgramData/b.db"), b"\x00\x01\xff\xfezq\x00" * 40),
}


@pytest.mark.parametrize("place", ON_WINDOWS)
def test_no_mark_is_left_in_a_recording_of_windows(place: str) -> None:
    question, answer = ON_WINDOWS[place]

    assert left(WINDOWS, dict([ON_WINDOWS["accounts"]]) | {question: answer}) == []


def test_no_mark_is_left_when_all_of_them_stand_together() -> None:
    assert left(WINDOWS, dict(ON_WINDOWS.values())) == []


LINUX: Final = About(
    "linux",
    TODAY,
    home="/home/zqbob",
    person="1001",
    login="zqbob",
    host_name="zqcarebox",
    machine_id="9f86d081884c7d659a2feaa0c55ad015",
    environment={"RESTIC_REPOSITORY": "/srv/zqcopies/restic"},
)
PASSWD: Final = b"""root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
zqroot:x:0:0::/root:/bin/bash
zqbob:x:1001:1001:Zqbob Qzcarer,Zqroom 12,020 7946 0992,2079460993:/home/zqbob:/bin/bash
zqalice:x:1000:1000:Zqalice:/data/zqpeople/zqalice:/bin/bash
zqldap:x:1200033:1200033:Zqldap Of Server:/home/ZQHOME/zqldap:/bin/bash
"""
GROUP: Final = b"root:x:0:\nsudo:x:27:zqalice,zqfar\nzqstaff:x:1500:zqbob\n"


def read(path: str, content: str | bytes) -> tuple[Question, Answer]:
    return ReadFile(path), content if isinstance(content, bytes) else content.encode()


SAMBA: Final = """[global]
    workgroup = ZQHOME
    netbios name = ZQBOX
    server string = Zq server of the home
    valid users = zqcarer, @zqteam, ZQHOME\\zqfar
[zq rota]
    path = /srv/zqrota
    comment = Zq who works when
    force user = zqowner
"""

ON_LINUX: Final[dict[str, tuple[Question, Answer]]] = {
    "logins": read("/etc/passwd", PASSWD),
    "groups": (RunProgram(("getent", "group")), Ran(0, GROUP)),
    "logins in an answer": (RunProgram(("getent", "passwd")), Ran(0, PASSWD, b"zqbob: no such")),
    "rules of sudo": read(
        "/etc/sudoers", "zqother\tALL=(ALL) ALL\nUser_Alias ZQTEAM = zqbob, zqmember\n%zqgroup ALL=(ALL) ALL\n"
    ),
    "files with names": (
        ListFolder("/etc/sudoers.d"),
        (Entry("zqbob", "file", LATER, 1), Entry("zqalice", "file", LATER, 1)),
    ),
    "a rule of somebody": read("/etc/sudoers.d/zqbob", "zqbob ALL=(ALL) ALL\n"),
    "automatic sign-in": read("/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=zqauto\n"),
    "a console": read(
        "/etc/systemd/system/getty@tty1.service.d/a.conf", "ExecStart=-/sbin/agetty --autologin zqbob %I\n"
    ),
    "a backup": read(
        "~/.config/backintime/config",
        "profile1.snapshots.path=/media/zqbob/Zq Disk/copies\nprofile1.snapshots.path.host=zqoldbox\n"
        "profile1.snapshots.path.user=zqolduser\nprofile1.name=zqbob's profile\n",
    ),
    "a question that comes of it": (
        ReadLink("/media/zqbob/Zq Disk/copies/backintime/zqoldbox/zqolduser/1/last_snapshot"),
        "20260910-132031-648",
    ),
    "what is mounted": read(
        "/proc/mounts",
        "//zqnas.zqhome.local/zqshare /mnt/zqshare cifs rw,username=zqbob\n/dev/sda1 /media/zqbob/ZQUSB ext4 rw\n",
    ),
    "a repository": (ListFolder("/srv/zqcopies/restic/snapshots"), (Entry("zqsnapshot", "file", LATER, 1),)),
    "a packed log": read(
        "/var/log/apt/history.log.1.gz", gzip.compress(b"Requested-By: zqbob (1001)\nStart-Date: 2026-11-01  1:00\n")
    ),
    "another packed file": read("/var/log/x.bz2", bz2.compress(b"zqbob was here")),
    "a source of packages": read(
        "/etc/apt/sources.list", "deb https://zquser:zqpass@apt.zqhome.org/debian stable main\n"
    ),
    "a list of packages from there": (
        ListFolder("/var/lib/apt/lists"),
        (Entry("apt.zqhome.org_debian_dists_stable_InRelease", "file", LATER, 1),),
    ),
    "an archive of a home": read(
        "/var/lib/apt/lists/apt.zqhome.org_debian_dists_stable_InRelease", "Origin: zqbob\nDate: x\n"
    ),
    "a secret in settings": read("/etc/x.conf", "[a]\nRESTIC_PASSWORD='zqsecret1'\npassphrase = Zq secret 2\n"),
    "a list from there": (ListFolder("/etc/apt/sources.list.d"), (Entry("zqbob-ppa.list", "file", LATER, 1),)),
    "a disk": (ReadLink("/dev/disk/by-label/ZQBOB"), "../../sda1"),
    "an answer of the bus": (
        RunProgram(("busctl", "x")),
        Ran(0, b'{"UserName":{"type":"s","data":"zqbob"},"Email":"zq@zq.org"}'),
    ),
    "numbers": read("/etc/anything", " ; ".join(NUMBERS)),
    "wi-fi": (ListFolder("/etc/NetworkManager/system-connections"), (Entry("Zq WiFi.nmconnection", "file", LATER, 1),)),
    "wi-fi settings": read("/etc/NetworkManager/x.conf", "[wifi]\nssid=Zq Rose WiFi\n"),
    "what Samba is set to": read("/etc/samba/smb.conf", SAMBA),
    "what is in force in Samba": (RunProgram(("testparm", "-s"), "nobody"), Ran(0, SAMBA.encode())),
    "shares of people": (
        ListFolder("/var/lib/samba/usershares"),
        (Entry("zq photos", "file", LATER, 1), Entry("zqrota", "file", LATER, 1)),
    ),
    "a share of somebody": read(
        "/var/lib/samba/usershares/zqrota", "path=/srv/zqrota\ncomment=Zq of carers\nsharename=zqrota\nguest_ok=y\n"
    ),
    "folders of NFS": read("/etc/exports", "/srv/zqcare 192.168.178.57/24(rw) zqnas(ro)\n"),
    "disks": read(
        "/etc/fstab", "//zqnas/zq /mnt/zq cifs credentials=/home/zqbob/.creds 0 0\nLABEL=ZQDISK /srv/zq ext4\n"
    ),
    "a service of somebody": (
        RunProgram(("systemctl", "show")),
        Ran(0, b"Id=chrome-remote-desktop@zqunheard.service\nNames=vncserver@zqbob.service\n"),
    ),
    "a network": (
        RunProgram(
            (
                *("nmcli", "--escape", "no", "--get-values", "connection.zone,connection.id", "connection", "show"),
                "3f0c7f52-64a8-4c3e-9a55-0d5b8a1c2e77",
            )
        ),
        Ran(0, b"home\nZq Rose WiFi\n"),
    ),
    "who signed in": read(
        "/var/log/wtmp", RECORD.pack(7, 1, b"pts/0", b"", b"zqleft", b"zqnotebook", *[0] * 5, b"zqzqzqzqzqzqzqzq")
    ),
    "who signed in last": (
        RunProgram(("lastlog",)),
        Ran(0, b"zqbob            pts/0    zqnotebook.zqhome  Mon Feb  2 10:15:00 +0000 2026\n"),
    ),
    "damaged sign-ins": read("/var/log/wtmp.1", b"zqbob" * 9),
    "an error": (RunProgram(("id",)), Unknown("unreadable", "/home/zqelse/x: no")),
    "bytes": read("/etc/bytes", b"\xff\xfe\x00zqbob\x80" * 9),
    "a home of another": (
        ListFolder("/home"),
        (Entry("zqbob", "folder", LATER, 0), Entry("zqunheard", "folder", LATER, 0)),
    ),
}


@pytest.mark.parametrize("place", ON_LINUX)
def test_no_mark_is_left_in_a_recording_of_linux(place: str) -> None:
    question, answer = ON_LINUX[place]

    assert (
        left(
            LINUX,
            dict(ON_LINUX[one] for one in ("logins", "a backup", "groups", "a source of packages"))
            | {question: answer},
        )
        == []
    )


def test_no_mark_is_left_when_a_whole_linux_is_marked() -> None:
    assert left(LINUX, dict(ON_LINUX.values())) == []
