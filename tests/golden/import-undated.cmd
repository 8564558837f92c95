# a date that is not there, one before all counts, and one that is none: each is told so, by each reader
cat >"$TMP/days.csv" <<'END'
id,date,title,text
1,,Backend Engineer,Python and Go
2,1960-01-01,Backend Engineer,Java
3,soon,Backend Engineer,Docker
4,2026-10-05,Backend Engineer,Docker and Java
END
for plugin in postings_columns postings_hn; do
    set -- --plugin $plugin
    [ $plugin = postings_columns ] && set -- "$@" --group own --set id=id --set date=date --set title=title --set body=text
    $S import --store "$TMP/$plugin.db" "$@" "$TMP/days.csv" | sed -n '/Left out/,/Which/{/Which/!p}'
    $S data check --store "$TMP/$plugin.db" | sed -n '/Rejected rows/,/^$/p'
    head -n 2 "$TMP/days.csv" >"$TMP/none.csv"
    $S import --dry-run "$@" "$TMP/none.csv"
done
