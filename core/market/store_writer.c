/* Who else writes a store. */
#include "market/store_db.h"

#include <stdio.h>
#include <sys/stat.h>

/* SQLite's lock for writing is a POSIX lock on this byte of the shared memory beside the file (www.sqlite.org,
 * "WAL-mode File Format", WAL locks). */
enum { WRITE_LOCK = 120 };

long sg_store_writer(const sg_store *store)
{
    char name[4200], line[256];
    struct stat st;
    long writer = 0;
    int len = snprintf(name, sizeof name, "%s-shm", store->path);
    if (len < 0 || (size_t)len >= sizeof name || stat(name, &st) != 0) return 0;
    /* Opening and closing the file itself would let go this process's own locks on it. */
    FILE *locks = fopen("/proc/locks", "re");
    while (locks && !writer && fgets(line, sizeof line, locks)) {
        char kind[8];
        long pid;
        unsigned long inode, first;
        if (sscanf(line, "%*s POSIX %*s %7s %ld %*x:%*x:%lu %lu", kind, &pid, &inode, &first) == 4 &&
            sg_text_is(sg_text_of(kind), "WRITE") && inode == st.st_ino && first == WRITE_LOCK)
            writer = pid;
    }
    if (locks) fclose(locks);
    return writer;
}
