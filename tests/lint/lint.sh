#!/bin/sh
# The shape of the house: layers, include cycles, lengths, banned functions, every header alone, both compilers'
# warnings, clang-format, cppcheck, the taxonomy's tables. Silent when all holds. What a machine lacks is said.
cd "$(dirname "$0")/../.." || exit 1
failed=0
fail() { echo "$1" && failed=1; }
check() { out=$("$@" 2>&1) || fail "$out"; }
need() { command -v "$1" >/dev/null 2>&1 || { fail "lint needs $1: apt-get install -y $2"; return 1; }; }

warn="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla"
flags="-std=c17 -D_GNU_SOURCE -Icore -Icore/include -Itests -DSG_VERSION=\"0\" -DSG_DATE=\"0\" -DSG_PREFIX=\"/usr\" $warn -Werror -fsyntax-only"
sources=$(git ls-files 'core/*.c' 'plugins/*.c' 'tests/*.c')
headers=$(git ls-files 'core/*.h' 'tests/*.h')

check awk -f tests/lint/layers.awk $(git ls-files 'core/*.c' 'core/*.h' 'plugins/*.c')
# tsort says "input contains a loop" and names it.
cycle=$(awk '/^#include "/ { split($2, q, "\""); sub(/^core\//, "", FILENAME); print FILENAME, q[2] }' \
    $(git ls-files 'core/*.h') | tsort 2>&1 >/dev/null) && [ -z "$cycle" ] || fail "include cycle: $cycle"
check awk -f tests/lint/lengths.awk $sources $headers
check awk -f tests/lint/banned.awk $sources $headers

for header in $headers; do
    check gcc $flags -x c "$header"
done
if need clang clang; then
    echo "$sources" | xargs -P2 -n4 clang $flags -Wno-unknown-warning-option >/tmp/skillgap-lint.$$ 2>&1 ||
        fail "$(cat /tmp/skillgap-lint.$$)"
    rm -f /tmp/skillgap-lint.$$
fi
need clang-format clang-format && check clang-format --dry-run -Werror $sources $headers
need cppcheck cppcheck && check cppcheck -q -j2 --std=c11 --enable=warning,performance,portability --error-exitcode=1 \
    --inline-suppr --suppress=missingIncludeSystem --suppress=nullPointerRedundantCheck --suppress=checkersReport \
    -D_GNU_SOURCE -DSG_EXPORT= -Icore -Icore/include core plugins
[ -f datasets/make/check_taxonomy.py ] && need python3 python3 && check python3 datasets/make/check_taxonomy.py
exit $failed
