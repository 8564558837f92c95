#!/bin/sh
# Inputs that are big or odd: each is read whole and in a quarter, and must take about in proportion. MB sets the size
# of the largest (1000).
: "${BUILD:=build}" "${MB:=1000}"
failed=0
seconds() { # CPU of skillgap extract on standard input
    sh -c '"$0" extract - >/dev/null || echo "skillgap failed" >&2; times' "$BUILD/skillgap" | tail -n 1 |
        sed 's/[ms]/ /g' | awk '{ printf "%.2f", $1 * 60 + $2 + $3 * 60 + $4 }'
}
one_line() { yes "$2" | tr -d '\n' | head -c "$1"; }
lines() { yes "$2" | head -c "$1"; }
noise() { head -c "$1" /dev/urandom; }
zeros() { head -c "$1" /dev/zero; }
try() { # name, megabytes, generator, its text
    quarter=$("$3" $(($2 * 250000)) "$4" | seconds) whole=$("$3" $(($2 * 1000000)) "$4" | seconds)
    verdict=$(awk -v q="$quarter" -v w="$whole" 'BEGIN { print (w > 0 && w <= 6 * q + 1) ? "in" : "NOT IN" }')
    [ "$verdict" = in ] || failed=1
    printf '%-38s %6s MB  quarter %7s s  whole %7s s  %s proportion\n' "$1" "$2" "$quarter" "$whole" "$verdict"
}
try "one line" "$MB" one_line "Go, Python and C++ on Kubernetes; we go to market. "
try "short lines" $((MB / 5)) lines "Senior Go engineer"
try "random bytes" $((MB / 5)) noise
try "NUL bytes" $((MB / 5)) zeros
try "one word" $((MB / 5)) one_line "a"
try "one ideograph" $((MB / 10)) one_line "使"
try "single letters" $((MB / 10)) one_line "C R C "
try "marks" $((MB / 10)) one_line "C ----"
try "one chunk" $((MB / 10)) one_line "Python/Go."
try "list" $((MB / 10)) one_line "go, rust, swift, "
exit $failed
