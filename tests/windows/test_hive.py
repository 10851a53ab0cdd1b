"""Wine's file of a registry, changed by hand: what is touched changes, and all else stays as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from carecheck.look.windows_questions import RegistryValue
from tests.windows.hive import Hive

WRITTEN = r"""WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\Machine

#arch=win64

[Software] 1795628393

[Software\\Other] 1795628393
#time=1dd7d03fa720b1e
"Long"=hex:00,01,\
  02,03
@="default"

[Software\\Other\\Inner] 1795628393
#time=1dd7d03fa720b1e
"Caf\xe9 \"x\""=dword:00000001
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "system.reg").write_text(WRITTEN, encoding="ascii")
    return tmp_path / "system.reg"


def test_what_nobody_touches_stays_as_it_is(file: Path) -> None:
    hive = Hive(file)
    hive.make_key("SOFTWARE\\other")
    hive.save()

    assert file.read_text(encoding="ascii") == WRITTEN


def test_keys_and_values_are_named_without_case(file: Path) -> None:
    hive = Hive(file)

    assert hive.values("software\\OTHER") == ["long", ""]
    assert hive.values("SOFTWARE\\Other\\inner") == ['café "x"']
    assert (hive.keys("Software\\Other"), hive.keys("Software"), hive.values("None")) == (["inner"], ["other"], [])


def test_a_value_replaces_that_of_the_same_name(file: Path) -> None:
    hive = Hive(file)
    hive.set_value("Software\\Other\\Inner", 'CAFÉ "X"', RegistryValue("REG_SZ", "é"))
    hive.save()

    assert file.read_text(encoding="ascii").endswith('"CAF\\x00c9 \\"X\\""=hex(1):e9,00,00,00\n')
    assert Hive(file).values("Software\\Other\\Inner") == ['café "x"']


def test_a_key_gets_the_time_of_its_change_and_those_around_it(file: Path) -> None:
    hive = Hive(file)
    hive.make_key("Software\\A [b]\\C", datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    hive.save()

    written = file.read_text(encoding="ascii")
    assert "[Software\\\\A \\[b\\]] 0\n" in written
    assert "[Software\\\\A \\[b\\]\\\\C] 1795512600\n#time=1dd7bf6605f1c00\n" in written
    assert Hive(file).keys("Software\\A [b]") == ["c"]


def test_what_is_dropped_is_gone_with_all_that_is_in_it(file: Path) -> None:
    hive = Hive(file)
    hive.drop_value("Software\\Other", "LONG")
    hive.drop_key("SOFTWARE\\Other\\Inner")
    hive.drop_key("SOFTWARE\\Never there")
    hive.save()

    assert (Hive(file).values("Software\\Other"), Hive(file).keys("Software\\Other")) == ([""], [])
