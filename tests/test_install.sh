#!/bin/sh
# What `make install` lays down works from there, and an out-of-tree plugin builds with one cc line.
: "${BUILD:=build}"
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
ok() { echo "ok $1"; }
die() { echo "not ok $1"; exit 1; }
export SKILLGAP_HOME="$root/home"
unset MAKEFLAGS MFLAGS MAKELEVEL

make -s install BUILD="$BUILD" DESTDIR="$root" >"$root/log" 2>&1 || { cat "$root/log"; die "install"; }
ok "install"
S=$root/usr/local/bin/skillgap
[ "$("$S" --version)" = "skillgap $(sed -n 's/^VERSION := //p' Makefile)" ] || die "installed program tells its version"
ok "installed program tells its version"
"$S" plugin list >"$root/list" 2>&1 || { cat "$root/list"; die "installed plugins are found"; }
grep -q '^ *postings_hn ' "$root/list" || { cat "$root/list"; die "installed plugins are found"; }
ok "installed plugins are found"
"$S" outlook --as-of 2026-11 >"$root/outlook" 2>&1 || { cat "$root/outlook"; die "installed datasets are found"; }
ok "installed datasets are found"

for file in man/man1/skillgap.1 man/man5/skillgap-formats.5 man/man7/skillgap-plugin.7 \
    bash-completion/completions/skillgap zsh/site-functions/_skillgap fish/vendor_completions.d/skillgap.fish; do
    [ -s "$root/usr/local/share/$file" ] || die "manual and completions are installed: no $file"
done
ok "manual and completions are installed"

mkdir "$root/own" && sed 's/postings_template/postings_own/' plugins/postings_template.c >"$root/own/postings_own.c"
export PKG_CONFIG_PATH="$root/usr/local/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
cc -shared -fPIC -fvisibility=hidden $(pkg-config --cflags skillgap) -o "$root/own/postings_own.so" \
    "$root/own/postings_own.c" || die "out-of-tree plugin builds with one cc line"
ok "out-of-tree plugin builds with one cc line"
"$S" plugin check "$root/own/postings_own.so" >"$root/check" 2>&1 || { cat "$root/check"; die "out-of-tree plugin passes plugin check"; }
ok "out-of-tree plugin passes plugin check"
