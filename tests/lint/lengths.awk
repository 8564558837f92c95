# No function over 70 lines, no file over 420 (but the contract, which is one), no line over 120 columns. Functions open with a brace in column 1.
FNR == 1 { if (last) file_end(); last = FILENAME; open = 0 }
{ lines = FNR }
{
    columns = $0
    gsub(/[\200-\277]/, "", columns) # continuation bytes of UTF-8
    if (length(columns) > 120) { printf "%s:%d: %d columns, at most 120\n", FILENAME, FNR, length(columns); bad = 1 }
}
/^\{/ { open = FNR }
/^\}/ {
    if (open && FNR - open - 1 > 70) { printf "%s:%d: a function of %d lines, at most 70\n", FILENAME, open, FNR - open - 1; bad = 1 }
    open = 0
}
function file_end() { if (lines > 420 && last !~ /skillgap\/plugin.h$/) { printf "%s: %d lines, at most 420\n", last, lines; bad = 1 } }
END { if (last) file_end(); exit bad }
