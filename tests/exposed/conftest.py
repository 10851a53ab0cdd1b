"""The fixtures of the web servers, for the website checks too."""

from tests.web.conftest import authority, door_to, web_server

__all__ = ["authority", "door_to", "web_server"]
