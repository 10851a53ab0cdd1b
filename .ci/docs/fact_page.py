"""The page of every fact, from the declarations in carecheck/facts."""

from collections.abc import Iterator

from writing import code, table, text

from carecheck.facts.catalogue import Fact, catalogue, groups
from carecheck.judge.checkfiles import load_checks
from carecheck.shipped import shipped
from carecheck.show.topics import topic_of


def page() -> str:
    """All facts, a table for each group."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    readers = _readers()
    yield "# Every fact"
    yield ""
    yield "What carecheck can know. A check asks these and nothing else."
    yield "`carecheck explain FACT` also tells how each was tried."
    yield "Each fact may be Unknown, with a reason. [Add a fact](../add-a-fact.md) tells how there come to be more."
    yield ""
    for name, group in groups().items():
        facts = [fact for fact in catalogue().values() if fact.group is group]
        yield f"## {name} {{#group-{name}}}"
        yield ""
        yield f"{text((group.__doc__ or '').splitlines()[0])} Of a {' or a '.join(group.serves)}."
        yield ""
        yield table(
            ("Fact", "Kind", "What it is", "Read by"),
            ((_named(fact), _kind(fact), _meaning(fact), _links(readers.get(fact.name, []))) for fact in facts),
        )


def _named(fact: Fact) -> str:
    return f'{code(fact.name)}{{id="{fact.name}"}}'


def _kind(fact: Fact) -> str:
    kind = f"one of {', '.join(map(code, fact.choices))}" if fact.choices else fact.kind
    return f"{kind}, may be absent" if fact.may_be_absent else kind


def _meaning(fact: Fact) -> str:
    return text(fact.meaning) + (" (worked out from the others)" if fact.derived else "")


def _links(checks: list[str]) -> str:
    return ", ".join(f"[{code(one)}](checks/{topic_of(one)}.md#{one})" for one in checks)


def _readers() -> dict[str, list[str]]:
    readers: dict[str, list[str]] = {}
    for name, check in sorted(load_checks(shipped("checks")).items()):
        for fact in check.names:
            readers.setdefault(fact, []).append(name)
    return readers
