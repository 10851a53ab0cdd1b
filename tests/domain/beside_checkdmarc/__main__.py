"""Asks checkdmarc about every state again, and says where the file is not what it says today.

    .venv/bin/python -m tests.domain.beside_checkdmarc         (from the project's folder; needs nsd and PyPI)

checkdmarc comes into an environment of its own. It is for development only; the tests read the file alone.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.peer import peer_python
from tests.domain.beside_checkdmarc.zone_states import agree, states, told_by_us, zones
from tests.network.nsd import running_nsd

PEER = Path(__file__).with_name("peer.py")


def main() -> None:
    """Ask both, and print a line for each state."""
    every = states().states
    with tempfile.TemporaryDirectory() as folder:
        python = sys.argv[1] if len(sys.argv) > 1 else peer_python(Path(folder))
        with running_nsd("nsd", zones(every), Path(folder) / "nsd") as address:
            ours = told_by_us(every, address)
            lines = "".join(f"{state.about} {state.name}\n" for state in every)
            ran = subprocess.run([python, str(PEER), address], input=lines, text=True, capture_output=True, check=True)
    theirs = json.loads(ran.stdout)
    sys.stdout.write(f"checkdmarc {theirs['version']}\n")
    for state in every:
        verdict, why = theirs["told"][state.name]
        changed = "" if (str(ours[state.id]), verdict) == (state.carecheck, state.checkdmarc) else "  CHANGED"
        unlisted = "  NOT EXPLAINED" if agree(ours[state.id].light, verdict) == bool(state.differs) else ""
        sys.stdout.write(f"{state.id:30} {ours[state.id]!s:34} {verdict:8}{changed}{unlisted}  {why[:150]!r}\n")


if __name__ == "__main__":
    main()
