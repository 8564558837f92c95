#!/bin/sh
# libcurl is loaded by fetch when it asks, and by nothing else: the program and its plugins are not linked with it.
: "${BUILD:=build}"
failed=0
for file in "$BUILD"/skillgap "$BUILD"/plugins/*.so; do
    if ldd "$file" | grep -i curl; then
        echo "not ok $file is linked with libcurl"
        failed=1
    fi
done
[ "$failed" = 0 ] && echo "ok nothing is linked with libcurl"
# The loader tells what it loads.
home=$(mktemp -d) && trap 'rm -rf "$home"' EXIT
loaded() { SKILLGAP_HOME=$home LD_DEBUG=files "$BUILD"/skillgap "$@" 2>&1 >/dev/null | grep -c 'calling init:.*/libcurl'; }
for words in "bands backend-engineer" "data check" "fetch hn --dry-run"; do
    # shellcheck disable=SC2086
    if [ "$(loaded $words)" = 0 ]; then
        echo "ok skillgap $words loads no libcurl"
    else
        echo "not ok skillgap $words loads libcurl"
        failed=1
    fi
done
# That this look would see it:
if [ "$(loaded fetch lever acme --base http://127.0.0.1:9 --tries 1 --no-import)" -gt 0 ]; then
    echo "ok fetch loads it when it asks"
else
    echo "not ok fetch does not load libcurl, or the loader does not tell"
    failed=1
fi
[ "$failed" = 0 ]
