#!/usr/bin/env python3
"""Times crossfoot and its peers on a nation's figures, from the files to the list of wrong totals.

./dev bench-national builds what this runs. Nothing but Python itself is needed; a peer that is not
installed is left out and named.
"""

import argparse
import collections
import csv
import os
import platform
import shutil
import statistics
import string
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = ROOT / "build/national"
PROGRAM = ROOT / "build/release/bin/crossfoot"
GENERATOR = ROOT / "build/release/bin/national_generator"

# A month is denser than those of a year: both are to have round numbers of figures.
SIZES = {
    "XS": ["--months", "1", "--density", "120", "--units", "1,4,30,400,6000"],
    "S": ["--months", "1", "--density", "120"],
    "M": ["--months", "12"],
    "L": ["--months", "60"],
}
CELL = ("place", "period", "indicator", "tier", "category")


def fail(message):
    sys.exit(f"bench-national: {message}")


def printed_by(*command, env=None):
    """What a command prints, or None where it is not there or does not work."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


# ---- the workload --------------------------------------------------------------------------------


def made_workload(size, shuffled):
    """The folder of a size, written anew where the generator is newer."""
    folder = WORK / (size + "-shuffled" if shuffled else size)
    command = [str(GENERATOR), "--out", str(folder), *SIZES[size]]
    if shuffled:
        command.append("--shuffled")
    made = folder / "made-by.txt"
    if made.exists() and made.read_text() == " ".join(command):
        if made.stat().st_mtime >= GENERATOR.stat().st_mtime:
            return folder
    subprocess.run(command, check=True)
    made.write_text(" ".join(command))
    return folder


def rows_and_bytes(path):
    """Reads a file through, so that every program finds it in memory, the first as well."""
    rows = -1
    size = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            rows += block.count(b"\n")
            size += len(block)
    return rows, size


def describe_workload(folder):
    counted = {name: rows_and_bytes(folder / f"{name}.csv") for name in
               ("places", "figures-own", "figures-total", "planted")}
    print(f"workload {folder}")
    for name, (rows, size) in counted.items():
        print(f"    {name + '.csv':18} {rows:12,} rows {size / 1e6:10,.1f} MB")


def planted_in(folder):
    with open(folder / "planted.csv", newline="") as file:
        rows = csv.DictReader(file)
        return collections.Counter((*(row[column] for column in CELL), row["reported"], row["true"])
                                   for row in rows)


# ---- who does it ---------------------------------------------------------------------------------


class Contender:
    """A program that writes the wrong totals of a workload to a file."""

    exits = (0,)
    env = None
    takes_threads = True

    def command(self, data, out, threads):
        raise NotImplementedError

    def wrong_totals(self, out):
        with open(out, newline="") as file:
            return collections.Counter(tuple(row) for row in csv.reader(file))


class Crossfoot(Contender):
    name = "crossfoot"
    exits = (0, 1)
    to_install = "./dev bench-national builds it"

    def version(self):
        self.takes_threads = "--threads" in (printed_by(PROGRAM, "check", "--help") or "")
        return printed_by(PROGRAM, "--version")

    def command(self, data, out, threads):
        words = [PROGRAM, "check", data, "--codebook", HERE / "codebook.toml", "--format", "csv"]
        return words + ["--threads", threads] if self.takes_threads else words

    def wrong_totals(self, out):
        """What fails and follows from nothing else."""
        with open(out, newline="") as file:
            return collections.Counter(
                (*(row[column] for column in CELL), row["reported"], row["computed"])
                for row in csv.DictReader(file)
                if row["verdict"] == "fails" and not row["follows_from"]
            )


def filled_in(name, **values):
    """A script of peers/ with file names put in, as a file of its own."""
    script = WORK / "scripts" / name
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(string.Template((HERE / "peers" / name).read_text()).substitute(values))
    return script


class DuckDB(Contender):
    name = "DuckDB"
    to_install = f"npm install --prefix {WORK} @duckdb/node-api, or the Python package duckdb"

    def version(self):
        path = [str(WORK / "node_modules"), os.environ.get("NODE_PATH", "")]
        self.env = os.environ | {"NODE_PATH": ":".join(filter(None, path))}
        ask = "console.log(require('@duckdb/node-api').version())"
        if version := printed_by("node", "-e", ask, env=self.env):
            self.runner = ["node", HERE / "peers/duckdb.cjs"]
            return f"{version}, through node {printed_by('node', '--version')}"
        ask = "import duckdb; print(duckdb.__version__)"
        if version := printed_by(sys.executable, "-c", ask):
            run = "import sys, duckdb; duckdb.connect().execute(open(sys.argv[1]).read())"
            self.runner = [sys.executable, "-c", run]
            return f"{version}, through Python"
        return None

    def command(self, data, out, threads):
        return [*self.runner, filled_in("duckdb.sql", DATA=data, OUT=out, THREADS=threads)]


class DataTable(Contender):
    name = "data.table"
    to_install = "Debian package r-cran-data.table"

    def version(self):
        ask = "cat(as.character(packageVersion('data.table')), 'with', R.version.string)"
        return printed_by("Rscript", "-e", ask)

    def command(self, data, out, threads):
        return ["Rscript", HERE / "peers/datatable.R", data, out, threads]


class Pandas(Contender):
    name = "pandas"
    takes_threads = False
    to_install = "Debian package python3-pandas"

    def version(self):
        for python in (sys.executable, "/usr/bin/python3"):
            ask = "import pandas, platform; print(pandas.__version__, 'with Python', "
            if version := printed_by(python, "-c", ask + "platform.python_version())"):
                self.python = python
                return version
        return None

    def command(self, data, out, threads):
        return [self.python, HERE / "peers/with_pandas.py", data, out]


class SQLite(Contender):
    name = "SQLite"
    takes_threads = False
    to_install = "Debian package sqlite3"

    def version(self):
        said = printed_by("sqlite3", "--version")
        return said and said.split()[0]

    def command(self, data, out, threads):
        script = filled_in("sqlite.sql", DATA=data, OUT=out)
        return [shutil.which("sqlite3"), ":memory:", f".read {script}"]


def those_here(wanted):
    here = []
    for contender in (Crossfoot(), DuckDB(), DataTable(), Pandas(), SQLite()):
        if wanted and contender.name.lower() not in wanted:
            continue
        version = contender.version()
        if version:
            print(f"    {contender.name:12} {version}")
            here.append(contender)
        else:
            print(f"    {contender.name:12} left out, not installed ({contender.to_install})")
    return here


# ---- measuring -----------------------------------------------------------------------------------

Cost = collections.namedtuple("Cost", "wall cpu peak_mb")


def cost_of(command, out, err, contender):
    """Runs a whole process, with what it started."""
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        started = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                   stdout=stdout, stderr=stderr, env=contender.env)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in contender.exits:
        print(Path(err).read_text(errors="replace")[-2000:], file=sys.stderr)
        fail(f"{contender.name} ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def differences(name, found, planted):
    """Says what was not found, and what was found that is right."""
    missed, invented = planted - found, found - planted
    if not missed and not invented:
        return 0
    print(f"{name}: {missed.total()} wrong totals not found, {invented.total()} found that are "
          "not there or with other numbers", file=sys.stderr)
    for what, cells in (("not found", missed), ("found", invented)):
        for cell in sorted(cells)[:5]:
            print(f"    {what}: {','.join(cell)}", file=sys.stderr)
    return 1


def runs_of(contenders, threads):
    """Who runs with how many threads; None where that cannot be said."""
    return [
        (each, count) for each in contenders for count in (threads if each.takes_threads else [None])
    ]


def measured(runs, data, rounds, planted):
    costs = {run: [] for run in runs}
    faults = set()
    for number in range(1, rounds + 1):
        for run in runs:
            contender, threads = run
            out, err = WORK / "wrong.csv", WORK / "errors.txt"
            out.unlink(missing_ok=True)
            # Scripts write their list themselves; what crossfoot prints is its list.
            prints = contender.name == "crossfoot"
            command = contender.command(data, out, str(threads))
            cost = cost_of(command, out if prints else WORK / "printed.txt", err, contender)
            if differences(contender.name, contender.wrong_totals(out), planted):
                faults.add(contender.name)
            costs[run].append(cost)
            print(f"    round {number}: {title(run):24} {cost.wall:8.2f} s", flush=True)
    return costs, faults


# ---- what came of it -----------------------------------------------------------------------------


def title(run):
    contender, threads = run
    if threads is None:
        return contender.name
    return f"{contender.name}, {threads} thread{'s' if threads > 1 else ''}"


def print_table(costs):
    """Medians, and wall time as a multiple of crossfoot's in the same round."""
    ours = [run for run in costs if run[0].name == "crossfoot"]
    heads = ["", "wall s", "from – to", "processor s", "peak MB"]
    heads += [f"wall ÷ {title(run)}" for run in ours]
    print("\n| " + " | ".join(heads) + " |")
    print("|" + " --- |" * len(heads))
    for run, seen in costs.items():
        walls = [cost.wall for cost in seen]
        cells = [title(run), f"{statistics.median(walls):.2f}",
                 f"{min(walls):.2f} – {max(walls):.2f}",
                 f"{statistics.median(cost.cpu for cost in seen):.2f}",
                 f"{statistics.median(cost.peak_mb for cost in seen):,.0f}"]
        for our in ours:
            ratios = [cost.wall / base.wall for cost, base in zip(seen, costs[our])]
            cells.append(f"{statistics.median(ratios):.3g}")
        print("| " + " | ".join(cells) + " |")


def machine():
    model = platform.processor() or platform.machine()
    system = platform.platform()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            system = line.split("=", 1)[1].strip('"')
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {system}; "
            f"load before: {os.getloadavg()[0]:.1f}")


def options():
    parser = argparse.ArgumentParser(prog="./dev bench-national", description=__doc__.split("\n")[0])
    parser.add_argument("--size", choices=SIZES, default="S",
                        help="a month (S), a year (M), five years (L); XS is for trying (default S)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each runs (default 5)")
    parser.add_argument("--shuffled", action="store_true", help="own parts in an order of no meaning")
    parser.add_argument("--data", type=Path, help="a folder that is there, instead of a size")
    parser.add_argument("--threads", default="2 1", help='how many, in turn (default "2 1")')
    parser.add_argument("--only", default="", help='of all, those: "crossfoot duckdb"')
    parser.add_argument("--words-only", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.data and not (asked.data / "planted.csv").exists():
        parser.error(f"--data: there is no {asked.data / 'planted.csv'}")
    if asked.data and asked.shuffled:
        parser.error("--shuffled: the rows of --data have an order of their own")
    try:
        asked.threads = [int(word) for word in asked.threads.split()]
    except ValueError:
        parser.error(f"--threads: expected numbers such as \"2 1\", not {asked.threads!r}")
    if asked.rounds < 1 or not asked.threads or min(asked.threads) < 1:
        parser.error("--rounds and --threads: expected numbers from 1 up")
    return asked


def main():
    asked = options()
    if asked.words_only:
        return
    WORK.mkdir(parents=True, exist_ok=True)
    data = asked.data.resolve() if asked.data else made_workload(asked.size, asked.shuffled)
    print(f"machine  {machine()}")
    describe_workload(data)
    print("programs")
    contenders = those_here(asked.only.lower().split())
    planted = planted_in(data)
    costs, faults = measured(runs_of(contenders, asked.threads), data, asked.rounds, planted)
    print_table(costs)
    if faults:
        fail(f"not exactly what was planted: {', '.join(sorted(faults))}")
    print(f"\neach found exactly the {planted.total():,} totals that are wrong")


main()
