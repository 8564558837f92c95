#!/usr/bin/env python3
"""Makes datasets/hn/counts.csv from the published counts of ryanwi/hiringtrends (MIT).

usage: counts.py DATA   (DATA holds demand/hn_hiringtrends_counts_long.csv)

Posts of Hacker News' monthly "Who is hiring?" that mention each of 261 terms. 2011-12, of which the source saw three
posts, is left out; 2011-07 is missing there.
"""
import csv
import os
import sys

POSTS_MIN = 50


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "hn", "counts.csv")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(os.path.join(sys.argv[1], "demand", "hn_hiringtrends_counts_long.csv"), encoding="utf-8") as source:
        rows = [(r["month"], int(r["postings"]), r["skill"], int(r["count"])) for r in csv.DictReader(source)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["month", "total", "skill", "count"])
        out.writerows(row for row in sorted(rows) if row[1] >= POSTS_MIN)


if __name__ == "__main__":
    main()
