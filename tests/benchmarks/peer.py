"""checkdmarc in an environment of its own: for development, never a part of carecheck."""

import subprocess
import sys
from pathlib import Path


def peer_python(folder: Path) -> str:
    """The Python of a new environment in that folder, in which checkdmarc is."""
    environment = folder / "peer"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "install", "-q", "checkdmarc"], check=True, capture_output=True)
    return str(environment / "bin" / "python")
