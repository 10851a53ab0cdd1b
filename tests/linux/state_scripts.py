"""Parts of the scripts with which states are made on throw-away computers."""

from typing import Final

from tests.linux.world import Look

ALICE: Final = "useradd -m -G sudo -c 'Alice Manager' alice; echo alice:secret | chpasswd\n"
GDM: Final = "ln -s /lib/systemd/system/gdm.service /etc/systemd/system/display-manager.service; mkdir -p /etc/gdm3\n"


def unit(name: str, state: str = "loaded active enabled") -> str:
    return f"echo '{name} {state}' >> /run/units\n"


def package(name: str, version: str = "1.0") -> str:
    lines = f"Package: {name}\\nStatus: install ok installed\\nArchitecture: amd64\\nVersion: {version}\\n"
    return f"printf '\\n{lines}' >> /var/lib/dpkg/status\n"


def on_gnome(**settings: str) -> str:
    """GNOME's settings as its makers or an organisation can choose them for everybody."""
    folder = "/usr/share/glib-2.0/schemas"
    lines = "\n".join(f"[org.gnome.desktop.{schema}]\n{value}" for schema, value in settings.items())
    return GDM + f"cat > {folder}/99_x.gschema.override <<'END'\n{lines}\nEND\nglib-compile-schemas {folder}\n"


def desktop(name: str) -> Look:
    return Look("bob", environment={"XDG_CURRENT_DESKTOP": name})
