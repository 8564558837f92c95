#!/bin/sh
# Forecasts of general series: score on the M3 competition, series a second a core, the same bytes for any number of
# threads; and, where R's package forecast is (apt-get install r-cran-forecast), a race against its ets on 100 series.
: "${BUILD:=build}" "${DATA:?a folder of originals}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
m3="$DATA/forecast/m3_monthly.csv"
[ -f "$DATA/../tools/score_forecast.py" ] &&
    python3 "$DATA/../tools/score_forecast.py" m3 "$m3" -- "$BUILD/skillgap" forecast
# Training parts as series,month,value: all of them ten times over, and a hundred spread over the set.
long() { awk -F, -v every="$1" -v most="$2" -v times="$3" 'BEGIN { print "series,month,value" }
    NR % every == 0 && n < most && ++n { for (k = 0; k < times; k++) for (i = 0; i < $3; i++)
        printf "%s.%d,%d-%02d,%s\n", $1, k, 1980 + int(i / 12), i % 12 + 1, $(i + 4) }' "$m3"; }
long 1 9999 10 >"$tmp/all.csv"
long 14 100 1 >"$tmp/some.csv"
count() { cut -d, -f1 "$1" | sort -u | awk 'END { print NR - 1 }'; }
cpu() { # user + system seconds of one command
    sh -c '"$@" >/dev/null 2>&1; times' sh "$@" | tail -n 1 | sed 's/[ms]/ /g' | awk '{ printf "%.3f", $1 * 60 + $2 + $3 * 60 + $4 }'
}
forecast() { "$BUILD/skillgap" forecast --horizon 18 "$@"; }
echo "$(count "$tmp/all.csv") $(cpu "$BUILD/skillgap" forecast --jobs 1 --horizon 18 "$tmp/all.csv")" |
    awk '{ printf "general series a second of CPU      %.0f (aim: 600), reading and writing included\n", $1 / $2 }'
for jobs in 1 2 7; do forecast --jobs $jobs "$tmp/all.csv" | cksum; done | sort -u |
    awk 'END { print "1, 2 and 7 threads                  " (NR == 1 ? "the same bytes" : "DIFFERENT bytes") }'
Rscript -e 'library(forecast)' >/dev/null 2>&1 || { echo "no race against R: r-cran-forecast is not here"; exit 0; }
cat >"$tmp/race.R" <<'R'
suppressMessages(library(forecast))
rows <- read.csv(commandArgs(TRUE)[1])
series <- lapply(split(rows$value, rows$series), ts, frequency = 12)
took <- system.time(for (x in series) forecast(ets(x), h = 18, level = c(80, 95)))
cat(length(series), took[["user.self"]] + took[["sys.self"]], "\n")
R
Rscript "$tmp/race.R" "$tmp/some.csv" >"$tmp/r" || exit 1
# The hundred are too soon done to be timed alone: their mean of 20 runs, the start of the program included.
ours=$(cpu sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    "$0" forecast --jobs 1 --horizon 18 "$1"; done' "$BUILD/skillgap" "$tmp/some.csv")
echo "$(cat "$tmp/r") $ours" | awk '{ printf "%d series: R ets %.1f CPU s, ours %.3f  %.0f x (aim: 150)\n", $1, $2, $3 / 20, $2 / ($3 / 20) }'
