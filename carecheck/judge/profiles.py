"""Profiles: which checks, with which limits, for which home; read, verified and merged, never judging."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import asdict, replace

from carecheck.errors import MOST_MISTAKES, Mistake, MistakesInFile, did_you_mean
from carecheck.judge.checks import SCHEMES, Check
from carecheck.judge.given import kind_of, limit_value
from carecheck.judge.profileform import ProfileFile
from carecheck.judge.suppliers import Supplier, mistakes_of_suppliers, read_supplier
from carecheck.judge.terms import KIND_WORDS
from carecheck.judge.worlds import LimitValue
from carecheck.shipped import shipped
from carecheck.structured import structured
from carecheck.words import clean
from carecheck.yamlfile import Document, Place, read_yaml

DEFAULT: Final = "care-home"
BY_PEOPLE: Final = "by:people"  # checks that only people can answer
BY_SCHEME: Final = "refs:"  # checks that a scheme asks for
BY_TRAIT: Final = (BY_PEOPLE, *(f"{BY_SCHEME}{scheme}" for scheme in SCHEMES))


class Accepted(msgspec.Struct, frozen=True):
    """A risk that the home takes knowingly until a date."""

    check: str
    because: str
    by: str
    until: date


class Profile(msgspec.Struct, frozen=True):
    """What to check for one home, all that it builds on included.

    `sha256` is over the merged content, so that two results can be known to rest on the same profile.
    """

    id: str
    version: str
    sha256: str
    file: str
    site_id: str | None
    site_name: str | None
    group_id: str | None
    means: str  # what it is for; of the nearest profile of the chain that says so
    checks: tuple[str, ...]  # patterns such as `email.*`
    skip: tuple[str, ...]
    domains: tuple[str, ...]
    websites: tuple[str, ...]
    suppliers: tuple[Supplier, ...]
    limits: Mapping[str, Mapping[str, LimitValue]]
    accept: tuple[Accepted, ...]

    def chosen(self, checks: Mapping[str, Check]) -> dict[str, Check]:
        """The checks that this profile asks for, without those that it skips."""
        return {name: check for name, check in checks.items() if self._wants(check) and name not in self.skip}

    def _wants(self, check: Check) -> bool:
        """The last pattern that fits a check decides; one with "!" in front leaves it out."""
        fitting = [one for one in self.checks if _fits(one, check)]
        return bool(fitting) and not fitting[-1].startswith("!")

    def limits_of(self, check: Check) -> dict[str, LimitValue]:
        """The limits of a check: its own, overridden by the profile's."""
        return {**check.default_limits, **self.limits.get(check.id, {})}

    def acceptance(self, check_id: str, today: date) -> Accepted | None:
        """The acceptance of a check's risk that still holds on that day."""
        return next((one for one in self.accept if one.check == check_id and one.until >= today), None)


def _fits(pattern: str, check: Check) -> bool:
    """Whether a pattern of a profile means a check: by its id, by a scheme that asks for it, or by who tells."""
    wanted = pattern.removeprefix("!")
    if wanted == BY_PEOPLE:
        return check.told_by_people
    if wanted.startswith(BY_SCHEME):
        return wanted.removeprefix(BY_SCHEME) in check.refs.schemes
    return fnmatchcase(check.id, wanted)


def find_profile(named: Path | None) -> Path:
    """The file of a profile that a person named: their own, or by its name alone one that comes with carecheck."""
    if named is None:
        return shipped("profiles") / f"{DEFAULT}.yaml"
    is_a_name = str(named) in shipped_profiles() and not named.is_file()
    return shipped("profiles") / f"{named}.yaml" if is_a_name else named


def load_profile(named: Path | None, checks: Mapping[str, Check]) -> Profile:
    """The profile that a person named, or the default one. Raises CannotRun or MistakesInFile."""
    start = find_profile(named)
    chain = _chain(start)
    all_mistakes = (mistake for document, file in chain for mistake in _mistakes(document, file, checks))
    mistakes = list(islice(all_mistakes, MOST_MISTAKES))
    if mistakes:
        raise MistakesInFile(mistakes)
    return _merged(start, [file for _, file in chain])


def topics_of_shipped(named: Path | None) -> frozenset[str] | None:
    """The topics whose checks a profile that comes with carecheck asks for; None: of all, or it is somebody's own."""
    start = find_profile(named)
    if start.parent != shipped("profiles"):
        return None
    profile = _merged(start, [file for _, file in _chain(start)])
    topics = {pattern.partition(".")[0] for pattern in profile.checks if not pattern.startswith("!")}
    named_one_by_one = not (profile.limits or profile.accept or profile.skip)
    are_topics = all("*" not in topic and not topic.startswith(BY_SCHEME) for topic in topics)
    return frozenset(topics) if named_one_by_one and are_topics else None


def shipped_meanings() -> dict[str, str]:
    """What each profile that comes with carecheck is for, by its name."""
    return {name: _merged(path, [file for _, file in _chain(path)]).means for name in shipped_profiles()
            for path in [shipped("profiles") / f"{name}.yaml"]}  # fmt: skip


def shipped_profiles() -> list[str]:
    """The names of the profiles that come with carecheck."""
    return sorted(path.stem for path in shipped("profiles").glob("*.yaml"))


def _chain(start: Path) -> list[tuple[Document, ProfileFile]]:
    """The profile and all that it builds on, itself first."""
    chain: list[tuple[Document, ProfileFile]] = []
    seen: list[Path] = []
    path: Path | None = start
    while path:
        if path.resolve() in seen:
            first = chain[-1][0]
            raise MistakesInFile([first.mistake(("builds_on",), "this profile builds on itself")])
        seen.append(path.resolve())
        document = read_yaml(path, follow=path == start)  # what it builds on was named by a file
        file = structured(document, ProfileFile) if document.content is not None else ProfileFile()
        chain.append((document, file))
        path = _base(file.builds_on, path, document) if file.builds_on else None
    return chain


def _base(name: str, path: Path, document: Document) -> Path:
    """The file of the profile to build on: a shipped one, or one beside this file."""
    places = [shipped("profiles") / f"{name}.yaml", path.parent / f"{name}.yaml"]
    for place in places:
        if place.is_file():
            return place
    guess = did_you_mean(name, shipped_profiles()) or f"; there are {', '.join(shipped_profiles())}"
    raise MistakesInFile([document.mistake(("builds_on",), f"there is no profile '{name}'{guess}")])


def _mistakes(document: Document, file: ProfileFile, checks: Mapping[str, Check]) -> Iterable[Mistake]:
    named: list[tuple[Place, str]] = [(("skip", index), name) for index, name in enumerate(file.skip)]
    named += [(("accept", index, "check"), accept.check) for index, accept in enumerate(file.accept)]
    named += [(("limits", name), name) for name in file.limits]
    for place, name in named:
        if name not in checks:
            yield document.mistake(place, f"there is no check '{name}'{did_you_mean(name, checks)}")
    for index, pattern in enumerate(file.checks if isinstance(file.checks, list) else []):
        is_by_trait = pattern.removeprefix("!") in BY_TRAIT
        if not is_by_trait and not any(_fits(pattern, check) for check in checks.values()):
            yield document.mistake(
                ("checks", index), f"no check is named '{pattern}'{did_you_mean(pattern, [*checks, *BY_TRAIT])}"
            )
    for name, limits in file.limits.items():
        if name in checks:
            yield from _limit_mistakes(document, checks[name], limits)
    yield from mistakes_of_suppliers(document, file.suppliers)


def _limit_mistakes(
    document: Document, check: Check, limits: Mapping[str, bool | float | list[str]]
) -> Iterable[Mistake]:
    for name, written in limits.items():
        place = ("limits", check.id, name)
        if name not in check.limits:
            guess = did_you_mean(name, check.limits)
            yield document.mistake(place, f"the check '{check.id}' has no limit '{name}'{guess}")
            continue
        kind = kind_of(limit_value(written))
        wanted = check.limits[name].kind
        if kind != wanted:
            yield document.mistake(place, f"'{name}' must be {KIND_WORDS[wanted]}, but this is {KIND_WORDS[kind]}")


def _merged(start: Path, chain: list[ProfileFile]) -> Profile:
    """One profile of a chain: what stands nearer to the home overrides, lists add up."""
    own = chain[0]
    limits: dict[str, dict[str, LimitValue]] = {}
    for file in reversed(chain):
        for name, values in file.limits.items():
            limits.setdefault(name, {}).update({limit: limit_value(value) for limit, value in values.items()})
    checks = next((file.checks for file in chain if file.checks is not None), "all")
    site = next((file.site for file in chain if file.site), None)
    group = next((file.group for file in chain if file.group), None)
    accept = {
        one.check: Accepted(one.check, one.because, one.by, one.until) for f in reversed(chain) for one in f.accept
    }
    profile = Profile(
        id=site.id if site else start.stem,
        version=next((file.version for file in chain if file.version), "1"),
        sha256="",
        means=next((clean(file.means) for file in chain if file.means), ""),
        file=str(start),
        site_id=site.id if site else None,
        site_name=site.name if site else None,
        group_id=group.id if group else None,
        checks=("*",) if checks == "all" else tuple(checks),
        skip=tuple(sorted({name for file in chain for name in file.skip})),
        domains=own.domains,
        websites=own.websites,
        suppliers=tuple(map(read_supplier, own.suppliers)),
        limits=limits,
        accept=tuple(accept.values()),
    )
    return replace(profile, sha256=_digest(profile))


def _digest(profile: Profile) -> str:
    content = {**asdict(profile), "file": "", "sha256": ""}  # where it lies does not change what it says
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
