# Functions that have a safer twin in base/ or in the C library.
/(^|[^a-z_])(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atof|setlocale)\(/ && FILENAME !~ /tests\/plugins/ {
    printf "%s:%d: a banned function: %s\n", FILENAME, FNR, $0
    bad = 1
}
/(^|[^a-z_])(malloc|calloc|realloc)\(/ && FILENAME ~ /^core\// && FILENAME !~ /base\/mem\.c/ {
    printf "%s:%d: allocate through base/mem.h: %s\n", FILENAME, FNR, $0
    bad = 1
}
/(^|[^a-z_])(system|popen)\(/ && FILENAME ~ /^core\// {
    printf "%s:%d: the program runs no other program: %s\n", FILENAME, FNR, $0
    bad = 1
}
END { exit bad }
