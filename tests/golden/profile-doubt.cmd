# a text that may be no CV: without a terminal to ask at, what was taken is told with its lines
printf '# loom\n\nWeaves things.\n\n```\nmake install PREFIX=/usr   # needs Docker\n```\n\nWritten in Rust with PostgreSQL.\n' >"$TMP/README.md"
$S profile new --from "$TMP/README.md" --output "$TMP/doubt.json"
$S profile new --from tests/data/cv.txt --output "$TMP/cv.json"
