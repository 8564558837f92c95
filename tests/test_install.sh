#!/bin/sh
# What `make install` lays down works from there, and an out-of-tree plugin builds with one cc line.
: "${BUILD:=build}"
root=$(mktemp -d) || exit 1
tree=$PWD
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

"$S" plugin list | grep -q _template && die "templates are no importers"
ok "templates are no importers"

# A new plugin of each kind builds with one cc line, as it is, and holds every clause of the contract.
mkdir "$root/own" && cd "$root/own" || exit 1
export PATH="$root/usr/local/bin:$PATH" PKG_CONFIG_PATH="$root/usr/local/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
for kind in postings taxonomy salary talent; do
    skillgap plugin new $kind own >"$root/new" 2>&1 || { cat "$root/new"; die "plugin new $kind"; }
    sh -e <<END || die "what plugin new $kind proposes"
$(sed -n 's/^  cc /cc -std=c17 -Wall -Wextra -Wpedantic -Werror /p' "$root/new")
END
    skillgap plugin check ./${kind}_own.so ${kind}_own.csv >"$root/check" 2>&1 &&
        ! grep -E '^ *(untried|FAILS)' "$root/check" || { cat "$root/check"; die "plugin new $kind passes plugin check"; }
    ok "plugin new $kind builds, and holds every clause"
done
skillgap plugin new postings own >"$root/new" 2>&1 && die "what is there is not written over"
grep -q 'postings_own.c: is there already' "$root/new" || { cat "$root/new"; die "what is there is not written over"; }
ok "what is there is not written over"

# The tutorial of the README, as it stands there.
mkdir "$root/tutorial" && cd "$root/tutorial" || exit 1
sed -n '/^### An importer of your own/,/^## /{/^```sh/,/^```$/p}' "$tree/README.md" | grep -v '^```' >"$root/tutorial.sh"
grep -q 'plugin new' "$root/tutorial.sh" || die "the README has a tutorial"
sh -e "$root/tutorial.sh" >"$root/said" 2>&1 || { cat "$root/said"; die "the README's tutorial runs"; }
grep -qE '^ *(untried|FAILS)' "$root/said" && { cat "$root/said"; die "the tutorial's plugin holds every clause"; }
skillgap explain kafka --month 2026-11 --group acme >"$root/said" 2>&1 || { cat "$root/said"; die "the tutorial's posting is found"; }
grep -q 'acme.csv' "$root/said" || { cat "$root/said"; die "the tutorial's posting is found"; }
ok "the README's tutorial runs, and its posting is found"
