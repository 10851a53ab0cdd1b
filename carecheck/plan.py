"""What a scan sets out to do: the checks, the subjects, and the fact groups that those checks read."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from carecheck.domain_names import DomainName, read_domain_name
from carecheck.errors import CannotRun, UsageError, did_you_mean
from carecheck.facts.model import Subject
from carecheck.group import FILE as GROUP_FILE
from carecheck.group import HomesGroup
from carecheck.judge.answers import NO_ANSWERS, Answers, answers_file, load_answers
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.profiles import Profile, load_profile, topics_of_shipped
from carecheck.judge.questions import every_question
from carecheck.judge.samples import TODAY
from carecheck.judge.suppliers import Supplier
from carecheck.judge.worlds import World
from carecheck.shipped import shipped


class Plan(msgspec.Struct, frozen=True):
    """Everything that is decided before anything is looked at; `remarks` are for the reader of the report.

    `known` has every check that was read, also those that the profile leaves out.
    """

    profile: Profile
    checks: Mapping[str, Check]
    skipped: tuple[str, ...]
    domains: tuple[DomainName, ...]
    answers: Answers
    remarks: tuple[str, ...] = ()
    websites: tuple[DomainName, ...] = ()
    known: Mapping[str, Check] = msgspec.field(default_factory=dict[str, Check])

    @property
    def suppliers(self) -> tuple[Supplier, ...]:
        """The suppliers of the home."""
        return self.profile.suppliers

    def checks_of(self, kind: Subject) -> list[Check]:
        """The planned checks of one kind of subject, by id."""
        return [check for _, check in sorted(self.checks.items()) if check.subject == kind]

    def groups_for(self, kind: Subject) -> frozenset[str]:
        """The fact groups that the checks of this kind read; a check that its limits switch off reads none."""
        return _groups_of(name for check in self._on(kind) for name in check.names)

    def groups_to_decide(self, kind: Subject) -> frozenset[str]:
        """The fact groups on which the lights of these checks rest, without what only their words need."""
        return _groups_of(name for check in self._on(kind) for name in check.decided_by)

    def _on(self, kind: Subject) -> list[Check]:
        return [check for check in self.checks_of(kind) if not self._is_off(check)]

    def _is_off(self, check: Check) -> bool:
        if check.applies_when is None or not check.applies_when.limits_only:
            return False
        world = World(check.subject, TODAY, {}, limits=self.profile.limits_of(check))
        return check.applies_when.holds(world) is False


def of_group(plan: Plan, group: HomesGroup | None) -> Plan:
    """The plan for a home of the group whose file lies with the results. Raises CannotRun for one of another group."""
    if group is None or plan.profile.group_id == group.id:
        return plan
    if plan.profile.group_id:
        raise CannotRun(
            f"The profile says that this home is of the group '{plan.profile.group_id}', but {GROUP_FILE} there is of "
            f"'{group.id}'. Correct one of them, or choose another folder with --results FOLDER."
        )
    return replace(plan, profile=replace(plan.profile, group_id=group.id))


def make_plan(
    profile: Path | None = None,
    domains: Iterable[str] = (),
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    packs: Iterable[Path] = (),
    websites: Iterable[str] = (),
    remarks: Iterable[str] = (),
) -> Plan:
    """The plan for a profile, with the domains, websites, checks and remarks that the command line adds to it.

    Raises CannotRun or MistakesInFile for the profile and its neighbours, UsageError for the command line.
    """
    only, skip, packs = tuple(only), tuple(skip), tuple(packs)
    # Reading every check takes a while, and is needed only where a name may be any of theirs. The examples of ours were
    # tried before they came here; those of a pack may not have been.
    answers_here = answers_file(profile)
    named = only or skip or packs or (answers_here and os.path.lexists(answers_here))
    topics = None if named else topics_of_shipped(profile)
    checks = load_checks(shipped("checks"), *packs, topics=topics, with_examples=bool(packs))
    if packs:
        from carecheck.judge.packs import verify_packs

        verify_packs(checks)
    chosen = load_profile(profile, checks)
    answers = _answers_beside(profile, checks)
    _all_known([*only, *skip], checks)
    planned = {
        name: check for name, check in chosen.chosen(checks).items() if (not only or name in only) and name not in skip
    }
    if not planned:
        raise UsageError(f"nothing is left to check: the profile '{chosen.id}', --only and --skip leave out everything")
    skipped = tuple(sorted({*chosen.skip, *skip}))
    names = _names("domains", domains, chosen.domains, chosen)
    where_email_lives = tuple(
        f"Email for {name.shown} lives at {name.email_domain}, so we looked there."
        for name in names
        if name.email_domain
    )
    told = (*remarks, *where_email_lives)
    by_name = {name.ascii: name for name in (_where_email_lives(name) for name in names)}
    sites = {name.ascii: name for name in _names("websites", websites, chosen.websites, chosen)}
    return Plan(chosen, planned, skipped, tuple(by_name.values()), answers, told, tuple(sites.values()), checks)


def _groups_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in names if not name.startswith("answer."))


def _answers_beside(profile: Path | None, checks: Mapping[str, Check]) -> Answers:
    file = answers_file(profile)
    return load_answers(file, every_question(checks)) if file and os.path.lexists(file) else NO_ANSWERS


def _all_known(names: Iterable[str], checks: Mapping[str, Check]) -> None:
    for name in names:
        if name not in checks:
            raise UsageError(
                f"there is no check '{name}'{did_you_mean(name, checks)}. To see all: carecheck explain checks"
            )


def _where_email_lives(name: DomainName) -> DomainName:
    return read_domain_name(name.email_domain) if name.email_domain else name


def _names(field: str, typed: Iterable[str], in_profile: Iterable[str], profile: Profile) -> list[DomainName]:
    named = [read_domain_name(name) for name in typed]
    for name in in_profile:
        try:
            named.append(read_domain_name(name))
        except UsageError as error:
            raise CannotRun(f"{profile.file}: under {field}: {error}") from None
    return named
