#!/usr/bin/env python3
"""Makes datasets/talent/github_topics.csv from the GitHub Innovation Graph's topics (CC0).

usage: talent.py DATA   (DATA holds supply/github_topics_quarterly.csv.xz)

Cells of under about 100 accounts are hidden by the source, so that economies come and go, and their plain sum would
grow because more of them pass that line. Each topic is therefore summed over a fixed panel of its own: the economies
that report it in every quarter of the whole span. The row "EU" repeats its members and is left out. A topic without
such an economy has no index. Growth means something; levels are not comparable.
"""
import csv
import lzma
import os
import sys

ECONOMIES_MIN = 1


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    people, quarters = {}, set()
    with lzma.open(os.path.join(sys.argv[1], "supply", "github_topics_quarterly.csv.xz"), "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quarter = (int(row["year"]), int(row["quarter"]))
            quarters.add(quarter)
            if row["iso2_code"] == "EU":
                continue
            cells = people.setdefault(row["topic"], {}).setdefault(row["iso2_code"], {})
            cells[quarter] = cells.get(quarter, 0) + int(row["num_pushers"])
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "talent")
    wanted = None
    names = os.path.join(here, "topic_skill.csv")  # topics that stand for a skill; without it, all
    if os.path.exists(names):
        with open(names, encoding="utf-8") as file:
            wanted = {row["topic"] for row in csv.DictReader(file)}
    os.makedirs(here, exist_ok=True)
    kept = 0
    with open(os.path.join(here, "github_topics.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["topic", "year", "quarter", "economies", "num_pushers"])
        for topic in sorted(people):
            panel = [cells for cells in people[topic].values() if len(cells) == len(quarters)]
            if len(panel) < ECONOMIES_MIN or (wanted is not None and topic not in wanted):
                continue
            kept += 1
            for quarter in sorted(quarters):
                out.writerow([topic, *quarter, len(panel), sum(cells[quarter] for cells in panel)])
    print(f"{kept} topics of {len(people)}, {min(quarters)} to {max(quarters)}", file=sys.stderr)


if __name__ == "__main__":
    main()
