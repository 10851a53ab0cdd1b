"""Looks at the TXT records of MTA-STS (RFC 8461 section 3.1) and TLS-RPT (RFC 8460 section 3)."""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.transport import RecordState, Transport
from carecheck.look.domain.dmarc_walk import text_at
from carecheck.look.lookups import Found, Lookups, NotThere
from carecheck.look.probes import probe
from carecheck.words import clean

_ID: Final = re.compile("[A-Za-z0-9]{1,32}")
_FIELD: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=([!-:<-~]+(?:[ \t]+[!-:<-~]+)*)")
_REPORT_URI: Final = re.compile(r"mailto:[^@\s]+@[^@\s]+|https://[^/\s]+(?:/\S*)?", re.IGNORECASE)


@probe(Transport, on="domain")
def transport(dns: Lookups) -> Transport:
    """What the two records say."""
    policy = text_at(dns, f"_mta-sts.{dns.domain}")
    reports = text_at(dns, f"_smtp._tls.{dns.domain}")
    has_policy, policy_id = _policy(policy)
    has_reports, reports_to = _reports(reports)
    return Transport(mta_sts=has_policy, mta_sts_id=policy_id, tls_reports=has_reports, tls_reports_to=reports_to)


def _policy(answer: Found[bytes] | NotThere | Unknown) -> tuple[RecordState | Unknown, str | None | Unknown]:
    if isinstance(answer, Unknown):
        return answer, answer
    state, fields = _only_record(answer, b"v=STSv1;")
    if fields is None:
        return state, None
    id_ = fields.get("id", "")
    return ("usable", id_) if _ID.fullmatch(id_) else ("unusable", None)


def _reports(answer: Found[bytes] | NotThere | Unknown) -> tuple[RecordState | Unknown, tuple[str, ...] | Unknown]:
    if isinstance(answer, Unknown):
        return answer, answer
    state, fields = _only_record(answer, b"v=TLSRPTv1;")
    if fields is None:
        return state, ()
    uris = [uri.strip() for uri in fields.get("rua", "").split(",")]
    usable = tuple(clean(uri) for uri in uris if _REPORT_URI.fullmatch(uri))
    return ("usable", usable) if usable else ("unusable", ())


def _only_record(answer: Found[bytes] | NotThere, version: bytes) -> tuple[RecordState, Mapping[str, str] | None]:
    """The fields of the one record that begins with the version; what begins otherwise is discarded."""
    records = answer.records if isinstance(answer, Found) else ()
    versioned = [text for text in records if text.startswith(version)]
    if len(versioned) != 1:
        return "several" if versioned else "none", None
    parts = [part.strip(" \t") for part in versioned[0].decode("latin-1").split(";")[1:]]
    fields = [_FIELD.fullmatch(part) for part in (parts[:-1] if parts[-1] == "" else parts)]
    read = {field[1]: field[2] for field in reversed(fields) if field}  # the first of two counts
    return ("usable", read) if all(fields) and read else ("unusable", None)
