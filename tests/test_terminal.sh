#!/bin/sh
# What a person at a terminal sees: widths, colour by the conventions, progress that goes away, the next step.
: "${BUILD:=build}"
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
S=$PWD/$BUILD/skillgap
unset NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE LC_ALL LC_CTYPE COLUMNS
export SKILLGAP_HOME="$home" SOURCE_DATE_EPOCH=1795219200 TERM=xterm LANG=C.UTF-8 S
failed=0 escape=$(printf '\033')
ok() { echo "ok $1"; }
not() { failed=1; echo "not ok $1"; }
holds() { # what, pattern: in $home/out
    grep -qE -- "$2" "$home/out" && ok "$1" || { head -c 600 "$home/out"; not "$1"; }
}
lacks() { grep -qE -- "$2" "$home/out" && { head -c 600 "$home/out"; not "$1"; } || ok "$1"; }

me="--profile datasets/example/profile.json"
# No line is wider than the terminal, but for addresses, which stay whole.
wide=
for width in 60 80 120; do
    for command in "gap $me" "plan $me" "report $me --offer datasets/example/offer.json" "outlook --all" "skill python" \
        "bands sre" "decide --now 140k --offer 165k --details" "explain rust" "data check" "data skills go" "data taxonomy" \
        "data blindspots" "plugin list" "plugin info postings_columns" "profile check datasets/example/profile.json" \
        "--help" "data --help" "import --help" "fetch --help"; do
        COLUMNS=$width "$S" $command >"$home/out" 2>&1
        LC_ALL=C awk -v width="$width" -v command="$command" '
            { shown = $0; gsub(/[\200-\277]/, "", shown) } # continuation bytes of UTF-8
            length(shown) > width && !/:\/\// && !/^  skillgap / { print width ": " command ": " $0; bad = 1 }
            END { exit bad }' \
            "$home/out" || wide="$wide $width:$command"
    done
done
[ -z "$wide" ] && ok "no line is wider than 60, 80 or 120 columns" || not "too wide:$wide"

# Colour.
"$S" bands sre >"$home/out" && lacks "no colour in a pipe" "$escape"
FORCE_COLOR=1 "$S" bands sre >"$home/out" && holds "FORCE_COLOR colours a pipe" "$escape"
CLICOLOR_FORCE=1 "$S" bands sre >"$home/out" && holds "CLICOLOR_FORCE too" "$escape"
FORCE_COLOR=1 "$S" bands sre --no-color >"$home/out" && lacks "--no-color is the strongest" "$escape"
LANG=C "$S" outlook --top 3 >"$home/out"
LC_ALL=C grep -q '[^ -~]' "$home/out" && not "ASCII alone without UTF-8" || ok "ASCII alone without UTF-8"

command -v script >/dev/null || { echo "skip a terminal of its own: script (bsdutils) is not installed"; exit $failed; }
at_terminal() { script -qec "$*" /dev/null </dev/null >"$home/out" 2>&1; }
at_terminal '$S gap --role data-engineer'
holds "colour at a terminal" "$escape\[1m"
holds "what is done is told" "reading the postings"
holds "and taken away" "forecasting demand ….*$escape\[K"
holds "the next step is proposed" "skillgap plan --hours 6 +the gap as milestones"
at_terminal 'NO_COLOR=1 $S gap --role data-engineer'
lacks "NO_COLOR" "$escape\[[0-9;]*m"
at_terminal 'TERM=dumb $S gap --role data-engineer'
lacks "a dumb terminal gets no escapes" "$escape"
at_terminal '$S gap --role data-engineer --quiet'
lacks "--quiet proposes nothing" "^Next|reading the postings"
at_terminal '$S gap --role data-engineer 2>/dev/null | cat'
lacks "a pipe gets results alone" "Next|$escape"
at_terminal '$S gap --role dataengineer'
holds "an error stands on a line of its own" "^(.*$escape\[K)?skillgap: "
exit $failed
