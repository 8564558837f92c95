# Functions that have a safer twin in base/ or in the C library.
/(^|[^a-z_])(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atof|setlocale|system|popen)\(/ && FILENAME !~ /tests\/plugins/ {
    printf "%s:%d: a banned function: %s\n", FILENAME, FNR, $0
    bad = 1
}
/(^|[^a-z_])(malloc|calloc|realloc)\(/ && FILENAME ~ /^core\// && FILENAME !~ /base\/mem\.c/ {
    printf "%s:%d: allocate through base/mem.h: %s\n", FILENAME, FNR, $0
    bad = 1
}
END { exit bad }
