"""Evidence: what was asked to learn a fact, and a seal of the answer, never the answer itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was looked at.

    `kind` says in one word what it was (`command`, `file`, `folder`, `link`, `dns`). `where` names it for an IT
    person, with the home folder shown as `~` and without login names. `sha256` seals the raw answer, in hex.
    `hidden` says what was left out of `where` (`home`, `login`, `place`).
    """

    kind: str
    where: str
    sha256: str
    hidden: tuple[str, ...] = ()
