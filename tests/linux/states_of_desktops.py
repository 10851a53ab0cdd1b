"""States of desktops, programs and networks, and the light that must come of each."""

from typing import Final

from tests.linux.state_scripts import GDM, desktop, on_gnome, package
from tests.linux.states import State

CHANNEL: Final = "~bob/.config/xfce4/xfconf/xfce-perchannel-xml"
XFCE: Final = (
    f"mkdir -p {CHANNEL} /etc/xdg/autostart; echo '[Desktop Entry]' > /etc/xdg/autostart/xfce4-screensaver.desktop\n"
)
XFCE_SAVER: Final = XFCE + (
    f'echo \'<channel name="xfce4-screensaver"><property name="lock"><property name="enabled" value="{{}}"/></property>'
    f"</channel>' > {CHANNEL}/xfce4-screensaver.xml\n"
)
KDE: Final = "mkdir -p ~bob/.config; printf '[Daemon]\\n{}\\n' > ~bob/.config/kscreenlockerrc\n"
DESKTOP: Final = [
    State(
        "GNOME does not lock", on_gnome(screensaver="lock-enabled=false"), "screen.locks", "red never", desktop("GNOME")
    ),
    State("KDE as it comes", "", "screen.locks", "green locks", desktop("KDE")),
    State(
        "KDE locks after an hour",
        KDE.format("Timeout=60\\nLockOnResume=false"),
        "screen.locks",
        "amber late",
        desktop("KDE"),
    ),
    State(
        "KDE does not lock",
        KDE.format("Autolock=false\\nLockOnResume=false"),
        "screen.locks",
        "red never",
        desktop("KDE"),
    ),
    State("Xfce as it comes", XFCE, "screen.locks", "green locks", desktop("XFCE")),
    State("Xfce does not lock", XFCE_SAVER.format("false"), "screen.locks", "red never", desktop("XFCE")),
    State("no session on a desktop", "", "screen.locks", "unknown wrong_login"),
    State("GNOME as it comes shows no messages", GDM, "screen.previews", "green hidden", desktop("GNOME")),
    State(
        "GNOME shows nothing when locked",
        on_gnome(notifications="show-in-lock-screen=false"),
        "screen.previews",
        "green hidden",
        desktop("GNOME"),
    ),
    State("GNOME asks before a stick's program starts", GDM, "software.autorun", "green asks", desktop("GNOME")),
    State("which desktop is in use is not known", "", "software.autorun", "unknown wrong_login"),
]

ADDON: Final = (
    """mkdir -p /srv/addon; echo '{"manifest_version": 3, "name": "x", "version": "1", "host_permissions": ["<all_urls>"]}' """
    "> /srv/addon/manifest.json\n"
)
CHROMIUM: Final = (
    "su bob -c 'chromium --headless --no-sandbox --disable-gpu --user-data-dir=$HOME/.config/chromium {} "
    "--disable-features=DisableLoadExtensionCommandLineSwitch --dump-dom about:blank' >/dev/null 2>&1\n"
)

PROGRAMS: Final = [
    State("a real Chromium as it comes", CHROMIUM.format(""), "software.browser_addons", "green none"),
    State(
        "somebody loads an add-on from a folder into a real Chromium",
        ADDON + CHROMIUM.format("--load-extension=/srv/addon"),
        "software.browser_addons",
        "amber outside",
    ),
    State("no browser was used", "", "software.browser_addons", "unknown not_seen"),
    State("a Chrome of June", package("google-chrome-stable", "149.0.7827.53-1"), "software.browser", "red very_old"),
    State("a Chrome of September", package("google-chrome-stable", "154.0.7827.53-1"), "software.browser", "amber old"),
    State("the Firefox of today", package("firefox", "160.0+linuxmint1"), "software.browser", "green up_to_date"),
    State(
        "an old Firefox from the shop snap",
        "mkdir -p /snap/firefox/current/meta; echo 'version: 140.0-2' > /snap/firefox/current/meta/snap.yaml",
        "software.browser",
        "red very_old",
    ),
    State("no browser that we know", "", "software.browser", "unknown not_seen"),
    State("Flash", package("adobe-flashplugin"), "software.unsupported", "red ended"),
    State("an old LibreOffice from its maker", package("libreoffice24.8"), "software.unsupported", "red ended"),
    State("Debian's own LibreOffice", package("libreoffice", "4:7.4.7"), "software.unsupported", "green none_listed"),
]

HUB: Final = "mkdir -p /sys/bus/usb/devices/usb1; echo 1 > /sys/bus/usb/devices/usb1/authorized_default\n"
NETWORK: Final = [
    State("no Wi-Fi in use", "", "network.wifi", "not_needed"),
    State(
        "names are looked up by a service that filters",
        "rm -f /etc/resolv.conf; echo nameserver 9.9.9.9 > /etc/resolv.conf",
        "network.dns_filter",
        "green filters",
    ),
    State(
        "names are looked up by one that does not",
        "rm -f /etc/resolv.conf; echo nameserver 8.8.8.8 > /etc/resolv.conf",
        "network.dns_filter",
        "amber plain",
    ),
    State(
        "the router looks up names",
        "rm -f /etc/resolv.conf; echo nameserver 192.168.1.1 > /etc/resolv.conf",
        "network.dns_filter",
        "unknown not_seen",
    ),
    State("sticks are let in", HUB, "usb.storage", "amber no_rule"),
    State(
        "the driver of sticks is kept out",
        HUB + "mkdir -p /etc/modprobe.d; echo 'install usb-storage /bin/false' > /etc/modprobe.d/x.conf",
        "usb.storage",
        "green limited",
    ),
]
