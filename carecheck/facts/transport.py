"""Encryption of email on its way: what MTA-STS and TLS-RPT records ask of senders (RFC 8461, RFC 8460)."""

from typing import Annotated, ClassVar, Literal

from carecheck.facts.model import FactGroup, Subject, Unknown

RecordState = Literal["usable", "several", "unusable", "none"]


class Transport(FactGroup, frozen=True):
    """The two TXT records about encryption on the way; the policy that MTA-STS points to is a page, not a record."""

    serves: ClassVar[tuple[Subject, ...]] = ("domain", "supplier")

    mta_sts: Annotated[
        RecordState | Unknown,
        "The MTA-STS record, which says that there is a policy; senders use none of several, nor one without valid id",
    ]
    mta_sts_id: Annotated[str | None | Unknown, "The id in the MTA-STS record; absent: no usable record"]
    tls_reports: Annotated[RecordState | Unknown, "The TLS-RPT record, which says where reports about encryption go"]
    tls_reports_to: Annotated[tuple[str, ...] | Unknown, "The addresses for reports in a usable TLS-RPT record"]
