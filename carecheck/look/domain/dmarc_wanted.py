"""The DMARC record that a domain needs next: one step on from what it has (RFC 9989). Text in, text out."""

from typing import Final

from carecheck.look.domain.dmarc_record import ENFORCED, parse_dmarc, tags_of

NO_MAIL: Final = "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"

_GONE: Final = ("pct", "rf", "ri")  # RFC 9989 has them no more, and older receivers do less because of them


def next_dmarc(text: bytes | None, domain: str) -> str | None:
    """The record to publish; `text` is the valid one that stands there now. None: it is right as it is.

    First reports, then quarantine when somebody reads them, and then no exceptions. Whether to go on to reject is a
    choice that mailing lists may speak against (RFC 9989 section 7.4).
    """
    reports = f"mailto:dmarc@{domain}"
    record = parse_dmarc(text) if text is not None else None
    if text is None or record is None:
        return f"v=DMARC1; p=none; rua={reports}"
    tags = {name.lower(): value for name, value in tags_of(text.decode("latin-1"))}
    tags = {name: value for name, value in tags.items() if name not in (*_GONE, "t", *record.tags_not_valid)}
    tags |= {} if record.report_uris else {"rua": reports}
    policy = record.policy_for("name")
    if policy in ENFORCED:
        tags = {name: value for name, value in tags.items() if name not in ("sp", "np") or value.lower() != "none"}
    else:
        tags["p"] = "quarantine" if record.report_uris and not record.misspelt and record.p else "none"
        tags = {name: value for name, value in tags.items() if name not in ("sp", "np")}
    order = ["v", "p", *(name for name in tags if name not in ("v", "p"))]
    wanted = "; ".join(f"{name}={tags[name]}" for name in order)
    now = "; ".join(f"{name}={value}" for name, value in tags_of(text.decode("latin-1")))
    return None if wanted == now else wanted
