"""What the desktop in use does with sticks and messages, and how MATE and Xfce lock the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.linux.autorun import autorun
from carecheck.look.linux.lock import lock
from carecheck.look.linux.previews import previews
from carecheck.look.linux.xfconf import parse_channel
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

IDLE = {
    "busctl --allow-interactive-authorization=no get-property org.freedesktop.login1 /org/freedesktop/login1 "
    "org.freedesktop.login1.Manager IdleAction": 's "ignore"\n'
}
XFCE = "~/.config/xfce4/xfconf/xfce-perchannel-xml"


def session(
    desktop: str, settings: dict[str, str] | None = None, files: dict[str, str] | None = None
) -> RecordedMachine:
    told = {f"gsettings get {key}": f"{value}\n" for key, value in (settings or {}).items()}
    return computer(files, programs=told | IDLE, environment={"XDG_CURRENT_DESKTOP": desktop})


def channel(name: str, **values: str) -> dict[str, str]:
    """A file of Xfce's settings; `lock__enabled="false"` is /lock/enabled."""
    lines = ""
    for path, value in values.items():
        first, *rest = path.split("__")
        inside = f' type="bool" value="{value}"/>'
        for part in reversed(rest):
            inside = f' type="empty"><property name="{part.replace("_", "-")}"{inside}</property>'
        lines += f'<property name="{first}"{inside}'
    return {f"{XFCE}/{name}.xml": f'<?xml version="1.1"?>\n<channel name="{name}" version="1.0">{lines}</channel>\n'}


STARTS = {"/etc/xdg/autostart/xfce4-screensaver.desktop": "[Desktop Entry]\nExec=xfce4-screensaver\n"}
MATE = {
    "org.mate.lockdown disable-lock-screen": "false",
    "org.mate.screensaver lock-enabled": "true",
    "org.mate.screensaver idle-activation-enabled": "true",
    "org.mate.screensaver lock-delay": "1",
    "org.mate.session idle-delay": "5",
    "org.mate.power-manager lock-use-screensaver": "true",
    "org.mate.power-manager lock-suspend": "false",
}


@pytest.mark.parametrize(
    ("changed", "minutes", "asks"),
    [
        ({}, 6, True),
        ({"org.mate.screensaver lock-enabled": "false"}, None, False),
        ({"org.mate.lockdown disable-lock-screen": "true"}, None, False),
        ({"org.mate.session idle-delay": "0"}, None, True),
        ({"org.mate.power-manager lock-use-screensaver": "false"}, 6, False),
    ],
)
def test_mate_locks_by_its_screen_saver(changed: dict[str, str], minutes: int | None, asks: bool) -> None:
    told = lock(session("MATE", MATE | changed))

    assert (told.screen_saver_minutes, told.asks_on_waking) == (minutes, asks)


@pytest.mark.parametrize(
    ("settings", "minutes", "asks"),
    [
        ({}, 5, True),
        (channel("xfce4-screensaver", saver__idle_activation__delay="20"), 20, True),
        (channel("xfce4-screensaver", lock__enabled="false"), None, False),
        (channel("xfce4-screensaver", saver__enabled="false"), None, True),
        (channel("xfce4-power-manager", **{"xfce4-power-manager__presentation_mode": "true"}), None, True),
    ],
)
def test_xfce_locks_by_its_screen_saver(settings: dict[str, str], minutes: int | None, asks: bool) -> None:
    told = lock(session("XFCE", files=STARTS | settings))

    assert (told.screen_saver_minutes, told.asks_on_waking) == (minutes, asks)


@pytest.mark.parametrize(
    "files",
    [
        {},
        STARTS | {"~/.config/autostart/xfce4-screensaver.desktop": "[Desktop Entry]\nHidden=true\n"},
        STARTS | {"/etc/xdg/autostart/light-locker.desktop": "[Desktop Entry]\nExec=light-locker\n"},
        STARTS | {f"{XFCE}/xfce4-screensaver.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><channel/>"},
    ],
)
def test_xfce_with_another_program_for_the_screen_is_not_known(files: dict[str, str]) -> None:
    assert isinstance(lock(session("XFCE", files=files)).screen_saver_minutes, Unknown)


@given(st.text(max_size=200))
def test_any_text_is_read_as_settings_of_xfce_or_refused(text: str) -> None:
    assert isinstance(parse_channel(text, "thunar-volman"), (dict, Unknown))


@pytest.mark.parametrize(
    ("machine", "runs"),
    [
        (session("ubuntu:GNOME", {"org.gnome.desktop.media-handling autorun-never": "false"}), False),
        (session("X-Cinnamon", {"org.cinnamon.desktop.media-handling autorun-never": "true"}), False),
        (session("MATE", {"org.mate.media-handling autorun-never": "false"}), False),
        (session("KDE"), False),
        (session("XFCE"), False),
        (session("XFCE", files=channel("thunar-volman", autorun__enabled="true")), None),
        (session("LXQt"), None),
        (session(""), None),
    ],
)
def test_desktops_ask_before_a_program_on_a_stick_starts(machine: RecordedMachine, runs: bool | None) -> None:
    told = autorun(machine).runs_unasked

    assert told is runs if runs is not None else isinstance(told, Unknown)


SHOWS = "org.gnome.desktop.notifications show-in-lock-screen"
LISTS = "org.gnome.desktop.notifications application-children"
MAIL = "org.gnome.desktop.notifications.application:/org/gnome/desktop/notifications/application/mail/ details-in-lock-screen"


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({SHOWS: "false"}, False),
        ({SHOWS: "true", LISTS: "@as []"}, False),
        ({SHOWS: "true", LISTS: "['mail']", MAIL: "false"}, False),
        ({SHOWS: "true", LISTS: "['mail']", MAIL: "true"}, True),
        ({SHOWS: "true", LISTS: "['mail', 'more']", MAIL: "false"}, None),
        ({SHOWS: "true", LISTS: "['../x']"}, None),
    ],
)
def test_gnome_shows_what_a_message_says_only_where_somebody_chose_so(
    settings: dict[str, str], shown: bool | None
) -> None:
    told = previews(session("GNOME", settings)).on_locked_screen

    assert told is shown if shown is not None else isinstance(told, Unknown)


def test_other_desktops_do_not_tell_of_messages() -> None:
    assert isinstance(previews(session("KDE")).on_locked_screen, Unknown)
