"""What systemctl tells of services, for computers in tests."""

from collections.abc import Iterable, Mapping

# How a service is said to be: known, running, and started with the computer.
STATES: Mapping[str, tuple[str, str, str]] = {
    "on": ("loaded", "active", "enabled"),
    "off": ("loaded", "inactive", "disabled"),
    "only_now": ("loaded", "active", "disabled"),
    "failed": ("loaded", "failed", "enabled"),
    "none": ("not-found", "inactive", ""),
}


def systemctl(names: Iterable[str], states: Mapping[str, str]) -> dict[str, str]:
    """The question for these services, and its answer; those without a state are not there."""
    asked = list(names)
    blocks: list[str] = []
    for name in asked:
        load, active, file = STATES[states.get(name.rpartition(".")[0], "none")]
        blocks.append(f"Id={name}\nLoadState={load}\nActiveState={active}\nUnitFileState={file}\n")
    return {" ".join(["systemctl show --property Id,LoadState,ActiveState,UnitFileState", *asked]): "\n".join(blocks)}
