#!/bin/sh
# First lines of posts as labelled in tests/data/hn_first_lines.csv are read as well as they must be. The posts
# themselves are not shipped: DATA names the folder that has them.
program=${BUILD:-build}/skillgap
if [ -z "${DATA:-}" ] || [ ! -f "$DATA/postings/hn-posts-2026.csv.xz" ]; then
    echo "skip first lines: DATA does not name a folder with postings/hn-posts-*.csv.xz"
    exit 0
fi
python3 tests/score_first_lines.py "$DATA" "$program" --part report --bars || exit 1
echo "ok first lines"
