"""A survey of many domains on a Dask cluster, part by part. Each part is `carecheck survey LIST --shard N/M`.

    python survey.py LIST --output DIR --shards 64 --scheduler tcp://192.0.2.7:8786 -- --rate 50
    python survey.py LIST --output DIR --shards 8 --workers 4        (a cluster on this computer alone)

What stands behind `--` is for carecheck. Workers need carecheck, and no disk that they share: the list goes to them,
and rows come back. Parts that are there already are not made again, so it is safe to stop and to go on.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from distributed import Client, LocalCluster, as_completed

FILE = "domains.jsonl"


def rows_of_part(name: str, content: bytes, number: int, shards: int, options: list[str]) -> tuple[int, bytes]:
    """On a worker: check one part of the list. The number of the part, and the file of its rows."""
    with tempfile.TemporaryDirectory() as place:
        file, output = Path(place, name), Path(place, "out")
        file.write_bytes(content)
        shard = ["--shard", f"{number}/{shards}", "--output", str(output)]
        run_carecheck(["survey", str(file), *shard, *options])
        (rows,) = output.glob(f"*/{FILE}")
        return number, rows.read_bytes()


def run_carecheck(words: list[str]) -> str:
    """Run it in a process of its own, and give what it says; where it cannot run, that becomes the error."""
    ran = subprocess.run([sys.executable, "-m", "carecheck", *words], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"carecheck ended with {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout


def survey(client: Client, typed: argparse.Namespace) -> None:
    """Check the parts that are not there yet, and join all."""
    places = {number: place_of(typed.output, number, typed.shards) for number in range(1, typed.shards + 1)}
    missing = [number for number, place in places.items() if not place.exists()]
    content = client.scatter(typed.list.read_bytes(), broadcast=True)
    options = [*typed.of_list, *typed.options]
    futures = [
        client.submit(rows_of_part, typed.list.name, content, number, typed.shards, options, retries=2, pure=False)
        for number in missing
    ]
    for future in as_completed(futures):
        number, rows = future.result()
        save(places[number], rows)
        future.release()
        sys.stderr.write(f"Part {number} of {typed.shards} is there.\n")
    sys.stdout.write(
        run_carecheck(["survey", str(typed.list), "--join", "--output", str(typed.output), *typed.of_list])
    )


def place_of(output: Path, number: int, shards: int) -> Path:
    """Where carecheck looks for the rows of a part."""
    return output / f"part-{number:0{len(str(shards))}}-of-{shards}" / FILE


def save(place: Path, rows: bytes) -> None:
    """Save a part, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    begun = place.with_suffix(".begun")
    begun.write_bytes(rows)
    begun.replace(place)


def typed_by(words: list[str]) -> argparse.Namespace:
    """What somebody typed."""
    end = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("list", type=Path, help="the file with the domains")
    parser.add_argument("--output", type=Path, required=True, help="the folder for parts and results, here")
    parser.add_argument("--shards", type=int, default=16, help="how many parts")
    parser.add_argument("--scheduler", help="the address of a cluster; without it one is started on this computer")
    parser.add_argument("--workers", type=int, default=2, help="how many workers this computer has without --scheduler")
    parser.add_argument("--column", help="the part of a table that holds the domains")
    parser.add_argument("--group-by", help="the part of a table by which to count")
    typed = parser.parse_args(words[:end])
    of_list = {"--column": typed.column, "--group-by": typed.group_by}
    typed.of_list = [word for option, name in of_list.items() if name for word in (option, name)]
    typed.options = words[end + 1 :]
    return typed


def main() -> None:
    """Connect to the cluster, or start one, and do it."""
    typed = typed_by(sys.argv[1:])
    if typed.scheduler:
        with Client(typed.scheduler) as client:
            survey(client, typed)
    else:
        with (
            LocalCluster(n_workers=typed.workers, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            survey(client, typed)


if __name__ == "__main__":
    main()
