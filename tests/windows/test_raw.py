"""`carecheck look --raw` on a Windows: one file that people can read and tests can ask."""

from carecheck.look.computer import look_at_computer
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from tests.windows.pc import WindowsPc


def test_the_answers_of_a_windows_are_saved_without_its_names(pc: WindowsPc) -> None:
    ran = pc.carecheck("look", "--raw")
    shown = pc.carecheck("look", "--raw", "--show-names", "--output", r"C:\shown.yaml")

    (file,) = pc.kept("*.yaml")
    true = RecordedMachine.from_file(pc.here(r"C:\shown.yaml")).about
    text = file.read_text(encoding="utf-8")
    assert (ran.code, ran.out, shown.code) == (0, "", 0)
    assert "carecheck sent nothing." in ran.err
    assert true.login
    assert true.host_name
    assert [one for one in (true.person, true.machine_id, true.home) if one and one in text] == []
    assert f"login: {true.login}\n" not in text
    assert f"host_name: {true.host_name}\n" not in text


def test_they_give_facts_as_the_windows_did(pc: WindowsPc) -> None:
    pc.carecheck("look", "--raw", "--output", r"C:\hidden.yaml")
    pc.carecheck("look", "--raw", "--show-names", "--output", r"C:\shown.yaml")

    hidden, shown = (RecordedMachine.from_file(pc.here(rf"C:\{name}.yaml")) for name in ("hidden", "shown"))

    assert (
        look_at_computer(hidden, probes_for("windows")).groups == look_at_computer(shown, probes_for("windows")).groups
    )
