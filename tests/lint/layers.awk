# A file includes only its own room and rooms of lower layers; a plugin only its contract.
BEGIN {
    layer["base"] = 1
    layer["input"] = 2
    layer["plugin"] = layer["forecast"] = layer["taxonomy"] = layer["report"] = layer["fetch"] = 3
    layer["reading"] = 4
    layer["market"] = layer["pay"] = 5
    layer["outlook"] = 6
    layer["career"] = 7
    layer["view"] = 8
    layer["cli"] = 9
}
/^#include "/ {
    split($2, quoted, "\"")
    header = quoted[2]
    split(header, to, "/")
    n = split(FILENAME, from, "/")
    if (from[1] == "plugins") {
        own = n > 2 && index(header, "/") == 0
        if (header != "skillgap/plugin.h" && !own) complain("a plugin sees only skillgap/plugin.h")
        next
    }
    if (from[2] == "include" || to[1] == "skillgap") next
    if (!(from[2] in layer)) complain("the folder " from[2] " has no layer")
    else if (!(to[1] in layer)) complain("the folder " to[1] " has no layer")
    else if (to[1] != from[2] && layer[to[1]] >= layer[from[2]]) complain("it is not in a lower layer")
}
function complain(why) {
    printf "%s:%d: includes \"%s\": %s\n", FILENAME, FNR, header, why
    bad = 1
}
END { exit bad }
