"""A person at a computer, and a home's email domain on a real name server."""

from pathlib import Path

import pytest

from tests.cli.running import Person
from tests.conftest import DnsWorld
from tests.domain.dkim.keys import STRONG

KEY = f'default._domainkey TXT "{STRONG[:200]}" "{STRONG[200:]}"'
GOOD = f"""
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:reports@good.example"
@ CAA 0 issue "letsencrypt.org"
{KEY}
"""
OPEN = f"""
@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 +all"
{KEY}
"""

SIGNED = f"good.example. DS 12345 13 2 {'AB' * 32}"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a fresh home folder."""
    return Person(tmp_path)


@pytest.fixture(scope="module")
def name_server(dns_world: DnsWorld) -> str:
    """HOST:PORT of a name server with good.example, open.example, and no other names."""
    return dns_world({"good.example": GOOD, "open.example": OPEN, ".": SIGNED})


@pytest.fixture
def domain_profile(tmp_path: Path) -> Path:
    """A profile that looks at domains only."""
    file = tmp_path / "rose.yaml"
    file.write_text("builds_on: domain-only\nsite: {id: rose-cottage, name: Rose Cottage}\n")
    return file
