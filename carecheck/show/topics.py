"""What topics of checks and of questions are called, in the order in which people are asked about them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

TOPICS: Final[Mapping[str, str]] = {
    "people": "your staff",
    "plan": "when things go wrong",
    "policy": "rules and records",
    "home": "your home",
    "care": "call bells and other machines",
    "devices": "phones and old computers",
    "supplier": "suppliers",
    "email": "email",
    "domain": "your domain",
    "website": "your website",
    "network": "Wi-Fi",
    "backup": "backups",
    "logins": "logins and passwords",
    "disk": "disks",
    "software": "programs",
    "system": "the system and its updates",
    "antivirus": "antivirus",
    "firewall": "the firewall",
    "screen": "the screen",
    "remote": "control from another place",
    "sharing": "what others can reach",
    "device": "who manages the computer",
    "usb": "memory sticks",
}


def topic_of(check_id: str) -> str:
    """The topic of a check: the first part of its id."""
    return check_id.partition(".")[0]


def topic_name(topic: str) -> str:
    """What people call a topic; one that somebody else's checks bring goes by its own name."""
    return TOPICS.get(topic, topic.replace("_", " "))


def place_of_topic(topic: str) -> tuple[int, str]:
    """Where a topic stands among the others; those that we do not know come last, by name."""
    known = list(TOPICS)
    return (known.index(topic) if topic in TOPICS else len(known), topic)


def by_topic(topics: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many there are of each topic, by the names that people use and in our order."""
    counted = Counter(topics)
    return tuple((topic_name(topic), counted[topic]) for topic in sorted(counted, key=place_of_topic))
