#!/usr/bin/env python3
"""How well first lines of hiring posts are read, against tests/data/hn_first_lines.csv (its rules: hn_first_lines.md).

usage: score_first_lines.py DATA [SKILLGAP] [--part tune|report] [--wrong] [--bars]

DATA holds postings/hn-posts-*.csv.xz; SKILLGAP is build/skillgap. --wrong lists what is read otherwise than labelled; it
is refused for the part that is for reporting. --bars: fails when a bar does not hold.
"""
import argparse
import csv
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
REMOTE = {None: "-", 0: "-", 1: "no", 2: "yes", 3: "partly"}  # sg_tristate
BARS = {"family": .85, "level": .90, "country": .95, "remote": .95}


def table(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def readings(data, program, ids, folder):
    """id → (role, level, region, remote, employer, title) as imported; id → first line."""
    posts, lines, store = os.path.join(folder, "hn.csv"), {}, os.path.join(folder, "store.db")
    with open(posts, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["id", "date", "text"])
        for span in ("2011-2019", "2026"):
            path = os.path.join(data, "postings", f"hn-posts-{span}.csv.xz")
            with lzma.open(path, "rt", encoding="utf-8", newline="") as source:
                for r in csv.DictReader(source):
                    if r["id"] in ids:
                        out.writerow([r["id"], r["date"], r["text"]])
                        lines[r["id"]] = r["text"].strip().split("\n")[0]
    subprocess.run([program, "import", "--quiet", "--plugin", "postings_hn", "--store", store, posts], check=True,
                   stdout=subprocess.DEVNULL)
    db = sqlite3.connect(store)
    rows = db.execute("SELECT id, role, level, region, remote, employer, title FROM posting")
    return {r[0]: r[1:] for r in rows}, lines


def plain(name):
    name = re.sub(r"^(https?://)?(www\.)?", "", (name or "-").lower())
    return re.sub(r"(inc|llc|gmbh|com|\W)+$", "", name) or "-"


def judge(label, read, family):
    """field → (stated, read as, right)"""
    role, level, region, remote, employer, _ = read
    got = {"family": family.get(role, "-"), "level": level or "-", "country": (region or "-").split("/")[0],
           "remote": REMOTE[remote], "employer": employer or "-"}
    out = {}
    for field, value in got.items():
        wanted = label[field]
        right = plain(value) == plain(wanted) if field == "employer" else value in wanted.split(";")
        out[field] = wanted != "-", value, right
    return out


def main():
    ask = argparse.ArgumentParser(usage=__doc__)
    ask.add_argument("data")
    ask.add_argument("program", nargs="?", default="build/skillgap")
    ask.add_argument("--part", choices=["tune", "report"], default="report")
    ask.add_argument("--wrong", action="store_true")
    ask.add_argument("--bars", action="store_true")
    args = ask.parse_args()
    if args.wrong and args.part == "report":
        sys.exit("score_first_lines.py: the part for reporting is not looked at")
    labels = {r["id"]: r for r in table(os.path.join(HERE, "data/hn_first_lines.csv")) if r["part"] == args.part}
    family = {r["id"]: r["family"] for r in table(os.path.join(HERE, "../datasets/taxonomy/roles.csv"))}
    with tempfile.TemporaryDirectory() as folder:
        read, lines = readings(args.data, args.program, set(labels), folder)
    jobs = [i for i in labels if labels[i]["job"] == "yes"]
    judged = {i: judge(labels[i], read[i], family) for i in jobs}
    missed = []
    print(f"{args.part}: {len(jobs)} posts, {len(labels) - len(jobs)} talk")
    for field in ("family", "level", "country", "remote", "employer"):
        rows = [judged[i][field] for i in jobs]
        stated, silent = [r for r in rows if r[0]], [r for r in rows if not r[0]]
        share = sum(r[2] for r in stated) / len(stated)
        both = sum(r[2] for r in rows) / len(rows)
        bar = BARS.get(field)
        print(f"  {field:9} stated {sum(r[2] for r in stated):3} of {len(stated):3} = {share:.3f}; "
              f"not stated {sum(r[2] for r in silent):3} of {len(silent):3}; all {both:.3f}" + (f"; bar {bar}" if bar else ""))
        if bar and min(share, both) < bar:
            missed.append(field)
        for i in jobs if args.wrong else []:
            _, value, right = judged[i][field]
            if not right:
                print(f"    {i} {labels[i][field]} read {value} [{read[i][5] or ''}]: {lines[i][:170]}")
    if args.bars and missed:
        sys.exit("below the bar: " + " ".join(missed))


main()
