#!/bin/sh
# The import of one file: CPU against libcsv alone, two workers against one, memory, the same store for any number of
# workers; and CSV in parts against libcsv on 100,000 made-up files. usage: import.sh FILE.csv
: "${BUILD:=build}"
file=$1 folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
export SKILLGAP_HOME="$folder"
import() { rm -f "$folder"/store.db*; "$BUILD/skillgap" import --quiet "$@" "$file" >/dev/null; }

cpu() { ( import "$@"; times ) | tail -n 1 | sed 's/[ms]/ /g' | awk '{ print $1 * 60 + $2 + $3 * 60 + $4 }'; }
real() { # the shortest of three
    for turn in 1 2 3; do
        start=$(date +%s%N) && import "$@" && echo $(($(date +%s%N) - start))
    done | sort -n | head -n 1
}
# The most that all processes had for themselves at one moment, in kB.
memory() {
    import "$@" &
    shell=$! most=0
    while kill -0 "$shell" 2>/dev/null; do
        now=0 main=$(pgrep -P "$shell")
        for process in $main $([ -n "$main" ] && pgrep -P "$main"); do
            own=$(awk '/^Private/ { n += $2 } END { print n + 0 }' "/proc/$process/smaps_rollup" 2>/dev/null)
            now=$((now + ${own:-0}))
        done
        [ "$now" -gt "$most" ] && most=$now
        sleep 0.02
    done
    echo "$most"
}

alone=$("$BUILD/tests/bench_libcsv" "$file") whole=$(cpu --jobs 1) one=$(real --jobs 1) two=$(real --jobs 2)
awk -v a="$alone" -v w="$whole" 'BEGIN { printf "import, whole                      %8.2f CPU s  %6.2f x libcsv alone (%.2f s)\n", w, w / a, a }'
awk -v a="$one" -v b="$two" 'BEGIN { printf "two workers                        %8.2f x one (%.2f s, %.2f s)\n", a / b, b / 1e9, a / 1e9 }'
for jobs in 1 2 7; do
    awk -v j="$jobs" -v m="$(memory --jobs "$jobs")" 'BEGIN { printf "private memory, %s worker%s          %8.0f MB\n", j, (j == 1 ? " " : "s"), m / 1024 }'
done
for jobs in 1 2 3 7; do
    import --jobs "$jobs" && "$BUILD/skillgap" data check --format json | grep -o '"digest": "[0-9a-f]*"'
done | sort -u | wc -l | sed 's/^/stores of 1, 2, 3 and 7 workers that differ from the first: /; s/: 1$/: none/'
CSV_FILES=100000 "$BUILD/tests/test_csv_parts" >/dev/null 2>&1 &&
    echo "CSV in parts: the rows of libcsv in 100,000 made-up files, of the uncut reader in as many broken ones"
