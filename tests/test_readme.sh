#!/bin/sh
# The README's way from nothing to a page of one's own: its lines run as they stand there, in a home of their own, with
# answers typed at a terminal. What is built already is not built again.
: "${BUILD:=build}"
tree=$PWD
ok() { echo "ok $1"; }
die() { echo "not ok $1"; [ -f "$root/out" ] && tail -n 40 "$root/out"; exit 1; }
command -v git >/dev/null 2>&1 && git rev-parse --git-dir >/dev/null 2>&1 || { echo "skip readme: no git repository"; exit 0; }
script -qec true /dev/null >/dev/null 2>&1 || { echo "skip readme: script(1) opens no terminal here"; exit 0; }
[ "$BUILD" = build ] || { echo "skip readme: another build than the usual one"; exit 0; }
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL SKILLGAP_HOME SKILLGAP_STORE XDG_DATA_HOME
export HOME="$root" SOURCE_DATE_EPOCH=1795219200 COLUMNS=80 NO_COLOR=1 TERM=dumb
awk '/^```$/ { inside = !inside; next } inside && /^git clone/ { path = 1 } inside && path { print } !inside { path = 0 }' \
    README.md >"$root/lines"
[ "$(wc -l <"$root/lines")" -ge 5 ] || die "the README shows the way"
[ "$(sed 's/#.*//; s/&&/\n/g' "$root/lines" | grep -c .)" -le 7 ] || die "the way takes seven commands or fewer"
ok "the way takes seven commands or fewer"
export URL="$tree"
git config --global safe.directory '*'
cp tests/data/jobspy.csv "$root/jobs.csv"
cp tests/data/resume.json "$root/resume.json"
cp datasets/example/offer.json "$root/offer.json"

# Role, level, place, role now, pay, two lines of skills and their end, hours, goal.
answers() { printf '\nsenior\n\nmid software engineer\n140k USD base\npython 5, aws 2\ndocker 3\n\n7\n18 months\n'; }
# The build beside the sources it is of, all older than it.
take_build() {
    find . -type f -exec touch -t 200001010000 {} +
    mkdir build && (cd "$tree/$BUILD" && tar cf - --exclude=./tests .) | tar xf - -C build
}
cd "$root" || exit 1
said() { grep -q "$1" "$root/out" || die "$2: it did not say \"$1\""; }
while IFS= read -r line; do
    name=$(echo "$line" | sed 's/ *#.*//')
    case $name in
    *"profile new"*) answers | script -qec "$name" /dev/null >"$root/out" 2>&1 || die "$name" ;;
    *) eval "$line" >"$root/out" 2>&1 </dev/null || die "$name" ;;
    esac
    case $name in
    git*) take_build ;;
    *"profile new"*)
        said "13 skills, each with the place that names it" "$name"
        [ "$(stat -c %a "$root/.local/share/skillgap/profile.json")" = 600 ] || die "$name: the profile is one's own"
        ;;
    *import*) said "posting" "$name" ;;
    *html*) grep -q '<!DOCTYPE html>' "$root/report.html" && grep -q 'senior back-end engineer' "$root/report.html" ||
        die "$name" ;;
    *) said "Learn 1 " "$name" && said "Leave 1 " "$name" && said "Stay or go  The offer is worth" "$name" ;;
    esac
    ok "$name"
done <"$root/lines"
