#!/bin/sh
# Makes all shipped tables anew, but those written by hand (skills, forms, rules, relations, effort, examples).
# usage: all.sh DATA   (the folder of originals; BUILD: where the program was built)
set -eu
export SKILLGAP_TAXONOMY=none # the shipped one, whatever the person has
[ $# -eq 1 ] && [ -d "$1" ] || { echo "usage: make datasets DATA=DIR (the folder of originals, see datasets/README.md)" >&2; exit 2; }
data=$1
program=${BUILD:-build}/skillgap
here=datasets/make
command -v python3 >/dev/null || { echo "making datasets needs python3: apt-get install -y python3" >&2; exit 1; }
python3 $here/check_taxonomy.py
echo "roles, titles, regions, places, levels"
python3 $here/roles.py "$data" datasets
python3 $here/places.py datasets
echo "pay bands and figures"
python3 $here/pay.py "$data" datasets
echo "talent, published counts"
python3 $here/talent.py "$data"
python3 $here/counts.py "$data"
echo "requirements of roles, facts of posts (skillgap reads the posts)"
python3 $here/requirements.py "$data" datasets "$program"
sh $here/hn.sh "$data" "$program"
echo "back-test of the posts"
sh $here/backtest.sh "$program" >datasets/backtest.csv
git status --short datasets 2>/dev/null || true
