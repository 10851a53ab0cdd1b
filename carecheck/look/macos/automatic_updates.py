"""Whether macOS installs its updates by itself.

macOS writes a switch down only when somebody has used it. Where the switch for installing was never written, sources
disagree on what holds, and nobody can see it here.
"""

from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.look.macos.preferences import Settings
from carecheck.look.macos.version import Version

Automatic = Literal["on", "download_only", "paused", "off", "blocked"]

SEARCHES: Final = "AutomaticCheckEnabled"
DOWNLOADS: Final = "AutomaticDownload"
INSTALLS: Final = "AutomaticallyInstallMacOSUpdates"
INSTALLS_SECURITY: Final = "CriticalUpdateInstall"

ALWAYS_SEARCHES_FROM: Final = 15


def automatic(settings: Settings, here: Version | Unknown) -> Automatic | Unknown:
    """How updates come, by the four switches; a switch that is off takes away what the later ones do."""
    if isinstance(here, Unknown):
        return here
    searches = settings.flag(SEARCHES) if here.major < ALWAYS_SEARCHES_FROM else None
    if isinstance(searches, Unknown):
        return searches
    if searches is False:
        return "off"
    downloads, installs, security = (settings.flag(key) for key in (DOWNLOADS, INSTALLS, INSTALLS_SECURITY))
    for switch in (downloads, installs, security):
        if isinstance(switch, Unknown):
            return switch
    if installs is None:
        return Unknown("not_seen", "nobody has set if updates install by themselves")
    if installs is False:
        return "off" if downloads is False else "download_only"
    return "download_only" if security is False or downloads is False else "on"
