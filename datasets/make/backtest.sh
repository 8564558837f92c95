#!/bin/sh
# The back-test of the shipped postings, all skills together, as backtest.csv holds it: printed.
# usage: backtest.sh PROGRAM
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export SKILLGAP_HOME="$home" SKILLGAP_TAXONOMY=none
"$1" backtest --quiet --format csv --output "$home/tested.csv"
origins=$("$1" backtest --quiet | tr '\n' ' ' | grep -o '[0-9]* origins from [0-9-]* to [0-9-]*')
end=$("$1" outlook --quiet --top 1 | tr '\n' ' ' | grep -o 'Back-test of the data to [0-9-]*' | grep -o '[0-9-]*$')
awk -F, -v origins="$origins" -v end="$end" '
    BEGIN { split(origins, o, " "); print "group,horizon,forecasts,skills,ratio,ratio_lo,ratio_hi,cover80,cover95,origins,first,last,end" }
    $1 == "horizons" { printf "hn,%d,%d,%d,%.6f,%.6f,%.6f,%.6f,%.6f,%d,%s,%s,%s\n", $3, $4, $5, $6, $7, $8, $10, $11, o[1], o[4], o[6], end }' \
    "$home/tested.csv"
