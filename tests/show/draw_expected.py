"""Draws the expected texts anew after a change that was wanted: python -m tests.show.draw_expected. Read the diff."""

from carecheck.show.for_supplier import render_for_supplier
from carecheck.show.terminal import render_terminal
from tests.show.sample_report import OAKFIELD_HOUSE
from tests.show.test_for_supplier import PAGES, SAMPLE
from tests.show.test_terminal import EXPECTED, SNAPSHOTS

if __name__ == "__main__":
    for name, options in SNAPSHOTS.items():
        (EXPECTED / f"{name}.txt").write_bytes(render_terminal(OAKFIELD_HOUSE, options).encode())
    for name, columns in PAGES.items():
        (EXPECTED / f"{name}.txt").write_bytes(render_for_supplier(SAMPLE, columns).encode())
