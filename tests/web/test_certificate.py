"""The reader of certificates, against openssl and the standard library's own reading, and against rubbish."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.certificate import read_certificate
from carecheck.look.web import Certificate
from tests.web.authority import Authority, Certified

DAY = timedelta(days=1)


def der_of(certified: Certified) -> bytes:
    return ssl.PEM_cert_to_DER_cert(certified.certificate.read_text(encoding="ascii"))


@pytest.mark.parametrize("names", [("home.example",), ("home.example", "*.home.example", "xn--caf-dma.example")])
def test_names_and_issuer_are_read(authority: Authority, names: tuple[str, ...]) -> None:
    read = read_certificate(der_of(authority.issue(*names)))

    assert isinstance(read, Certificate)
    assert (read.names, read.issuer) == (names, "Example Trust")


@pytest.mark.parametrize("years", [-20, 1, 25, 100])
def test_dates_of_either_form_are_read(authority: Authority, years: int) -> None:
    """From 2050 on, times are written in another form."""
    starts, ends = years * 365 * DAY, (years * 365 + 90) * DAY
    now = datetime.now(UTC)

    read = read_certificate(der_of(authority.issue("home.example", starts=starts, ends=ends)))

    assert isinstance(read, Certificate)
    assert abs(read.starts - (now + starts).date()) <= DAY
    assert abs(read.ends - (now + ends).date()) <= DAY


def test_every_certificate_that_this_computer_trusts_is_read_as_python_reads_it() -> None:
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    pairs = zip(context.get_ca_certs(binary_form=True), context.get_ca_certs(), strict=True)

    for der, told in pairs:
        read = read_certificate(der)
        assert isinstance(read, Certificate)
        assert read.ends == datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC).date()
        assert read.starts == datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notBefore"])), UTC).date()


@given(st.binary(max_size=200))
def test_rubbish_is_unreadable(rubbish: bytes) -> None:
    assert isinstance(read_certificate(rubbish), Unknown)


@given(st.data())
def test_a_damaged_certificate_is_read_or_unreadable(authority: Authority, data: st.DataObject) -> None:
    whole = der_of(authority.issue("home.example"))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + bytes((data.draw(st.integers(0, 255)),)) + whole[at + 1 :]

    assert isinstance(read_certificate(damaged), Certificate | Unknown)
    assert isinstance(read_certificate(whole[:at]), Unknown)
