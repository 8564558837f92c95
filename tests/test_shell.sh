#!/bin/sh
# What the program writes for shells and for man: completions that complete for real, pages without a warning.
: "${BUILD:=build}"
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export SKILLGAP_HOME="$home" S="$PWD/$BUILD/skillgap" BUILD HOME="$home"
failed=0
ok() { echo "ok $1"; }
not() { failed=1; echo "not ok $1"; }
have() { command -v "$1" >/dev/null 2>&1 || { echo "skip $2: $1 is not installed"; return 1; }; }

# ---- manual ----
for page in skillgap.1 skillgap-formats.5 skillgap-plugin.7; do
    file=$BUILD/man/$page
    [ -s "$file" ] || { not "$page is made"; continue; }
    if have man "$page by man"; then
        MANWIDTH=80 man --warnings -E UTF-8 -l "$file" >"$home/page" 2>"$home/warnings"
        [ -s "$home/page" ] && [ ! -s "$home/warnings" ] && ok "$page by man" || { cat "$home/warnings"; not "$page by man"; }
    fi
    if have mandoc "$page by mandoc"; then
        mandoc -T lint -W warning "$file" >"$home/warnings" 2>&1 && ok "$page by mandoc" || { cat "$home/warnings"; not "$page by mandoc"; }
    fi
done
# Every command and option of the help stands in the manual too.
tr -d '\\' <"$BUILD/man/skillgap.1" >"$home/manual"
missing=
for command in $("$S" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\)  .*/\1/p'); do
    grep -q "^.SS \"$command\"" "$home/manual" || missing="$missing $command"
    for option in $("$S" "$command" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p'); do
        grep -qF "fB$option" "$home/manual" || missing="$missing $command:$option"
    done
done
[ -z "$missing" ] && ok "the manual has every command and option of the help" || not "the manual lacks$missing"

# ---- completions ----
bash -n "$BUILD/completions/bash" && ok "bash reads its completion" || not "bash reads its completion"
# What bash proposes for words, of which the last is being typed.
bash_next() {
    bash -c '
        skillgap() { "$S" "$@"; }
        compopt() { :; }
        source "$BUILD/completions/bash"
        COMP_WORDS=("$S" "$@") COMP_CWORD=$#
        _skillgap
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
expect() { # what, expected, got
    [ "$3" = "$2" ] && ok "$1" || { echo "expected: $2"; echo "got: $3"; not "$1"; }
}
expect "bash: a command" decide "$(bash_next dec)"
expect "bash: an option" --forfeit "$(bash_next decide --now 140k --forf)"
expect "bash: a role" data-engineer "$(bash_next gap --role data-eng)"
expect "bash: a value behind =" json "$(bash_next gap --format = js)"
mkdir "$home/in" && touch "$home/in/my posts.csv" "$home/in/other.csv"
expect "bash: a file with a space" "$home/in/my posts.csv" "$(bash_next import "$home/in/my")"
expect "bash: a folder, no file" "$home/in" "$(bash_next report --plugin-dir "$home/i")"
# As a person types it: the word, tab, return.
printf 'source %s/completions/bash\nskillgap() { case $1 in complete) "$S" "$@" ;; *) echo "called: $*" ;; esac; }\n' "$BUILD" >"$home/rc"
printf 'skillgap outl\t--role data-eng\t\nexit\n' |
    TERM=dumb INPUTRC=/dev/null bash --noprofile --rcfile "$home/rc" -i >"$home/typed" 2>&1
if grep -q '^called: outlook --role data-engineer' "$home/typed"; then
    ok "bash: typed with tab"
else
    cat "$home/typed" && not "bash: typed with tab"
fi

if have zsh "zsh's completion"; then
    zsh -n "$BUILD/completions/zsh" && ok "zsh reads its completion" || not "zsh reads its completion"
    cat >"$home/zsh.zsh" <<'Z'
autoload -U compinit && compinit -u -D
source "$BUILD/completions/zsh"
_describe() { print -l -- "${(@P)3}" } # what would be shown
words=("$S" "$@") CURRENT=$(( $# + 1 ))
_skillgap
Z
    expect "zsh: a role and what it means" "data-engineer:Data engineer" \
        "$(zsh -f "$home/zsh.zsh" gap --role data-eng 2>&1)"
fi
if have fish "fish's completion"; then
    fish --no-execute "$BUILD/completions/fish" && ok "fish reads its completion" || not "fish reads its completion"
    PATH="$PWD/$BUILD:$PATH" fish --no-config -c "source $BUILD/completions/fish; complete -C 'skillgap gap --role data-eng'" >"$home/fish" 2>&1
    expect "fish: a role and what it means" "$(printf 'data-engineer\tData engineer')" "$(cat "$home/fish")"
    PATH="$PWD/$BUILD:$PATH" fish --no-config -c "source $BUILD/completions/fish; complete -C 'skillgap import $home/in/my'" >"$home/fish" 2>&1
    grep -q 'my.* posts.csv' "$home/fish" && ok "fish: a file" || { cat "$home/fish"; not "fish: a file"; }
fi
exit $failed
