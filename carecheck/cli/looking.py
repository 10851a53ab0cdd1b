"""Looking, as `scan` and `look` both do it: this computer and the network, within one deadline."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carecheck.look.collected import Collected
    from carecheck.look.machine import Machine
    from carecheck.plan import Plan


def look_now(
    plan: "Plan",
    device_key: "Callable[[], bytes]",
    *,
    offline: bool,
    name_server: str | None,
    selectors: "Sequence[str] | None",
    deadline_seconds: float,
    hide_computer_names: bool,
    serial_number: bool,
    quiet: bool,
    allow_private: bool = False,
    meanwhile: "Callable[[], None] | None" = None,
) -> "Collected":
    """Look at all that the plan needs; a long look says on standard error that it goes on, unless `quiet`.

    `selectors` are DKIM selectors as a person typed them; raises UsageError when one of them cannot be any.
    `meanwhile` is done while others answer.
    """
    from carecheck.cli.output import say
    from carecheck.domain_names import read_selector
    from carecheck.look.exposed_services import told_before
    from carecheck.look.network import open_network, open_web
    from carecheck.scan import look
    from carecheck.show.paper import wrapped
    from carecheck.show.progress import waiting
    from carecheck.show.streams import window_columns

    if "exposed" in plan.groups_for("computer") and not offline:
        say("\n".join(wrapped(told_before(), window_columns() - 1)))
    given = tuple(map(read_selector, selectors or ()))
    network = open_network(name_server, offline=offline)
    web = open_web(network, allow_private=allow_private)
    try:
        with waiting(quiet=quiet):
            return look(
                plan,
                partial(_open_machine, offline=offline),
                network,
                device_key,
                web=web,
                deadline_seconds=deadline_seconds,
                hide_computer_names=hide_computer_names,
                serial_number=serial_number,
                selectors=given,
                meanwhile=meanwhile,
            )
    finally:
        web.close()
        network.close()


def _open_machine(*, offline: bool) -> "Machine":
    from carecheck.look.router_door import WithRouter
    from carecheck.look.this_computer import this_computer

    machine = this_computer()
    return machine if offline else WithRouter(machine)
