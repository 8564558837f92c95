/* A disk that fails at a given write: SQLite's own VFS, with the writes counted. */
#ifndef SG_TESTS_FAULTY_DISK_H
#define SG_TESTS_FAULTY_DISK_H

#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

typedef enum disk_fault { DISK_SOUND, DISK_KILLS /* the process, half of that write done */, DISK_FULL } disk_fault;

/* Writes, truncations, syncs and deletions since disk_is. */
static size_t disk_writes;
static size_t disk_fails_at; /* 0: never; a full disk stays full */
static disk_fault disk_fault_is;

static void disk_is(disk_fault fault, size_t at)
{
    disk_fault_is = fault;
    disk_fails_at = at;
    disk_writes = 0;
}

typedef struct disk_file {
    sqlite3_file base;
    sqlite3_file *real; /* lies behind */
} disk_file;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((disk_file *)file)->real;
}

/* Whether this write fails; when it kills, it does so. */
static bool fails(sqlite3_file *real, const void *bytes, int size, sqlite3_int64 at)
{
    disk_writes++;
    if (!disk_fails_at || disk_writes < disk_fails_at) return false;
    if (disk_fault_is == DISK_KILLS) {
        if (bytes) real->pMethods->xWrite(real, bytes, size / 2, at);
        kill(getpid(), SIGKILL);
    }
    return disk_fault_is == DISK_FULL;
}

static int disk_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}
static int disk_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}
static int disk_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (fails(real_of(f), from, n, at)) return SQLITE_FULL;
    return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}
static int disk_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (fails(real_of(f), NULL, 0, 0)) return SQLITE_IOERR_TRUNCATE;
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}
static int disk_sync(sqlite3_file *f, int flags)
{
    if (fails(real_of(f), NULL, 0, 0)) return SQLITE_IOERR_FSYNC;
    (void)flags; /* what was written outlives the process that wrote it; only the computer's end needs more */
    return SQLITE_OK;
}
static int disk_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}
static int disk_lock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xLock(real_of(f), how);
}
static int disk_unlock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), how);
}
static int disk_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}
static int disk_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}
static int disk_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}
static int disk_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}
static int disk_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}
static int disk_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}
static void disk_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}
static int disk_shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static sqlite3_vfs *real_disk;

static int disk_open(sqlite3_vfs *disk, const char *name, sqlite3_file *file, int flags, int *out)
{
    static const sqlite3_io_methods methods = {2, /* of version 2: with shared memory */
                                               disk_close,
                                               disk_read,
                                               disk_write,
                                               disk_truncate,
                                               disk_sync,
                                               disk_size,
                                               disk_lock,
                                               disk_unlock,
                                               disk_reserved,
                                               disk_control,
                                               disk_sector,
                                               disk_traits,
                                               disk_shm_map,
                                               disk_shm_lock,
                                               disk_shm_barrier,
                                               disk_shm_unmap,
                                               NULL,
                                               NULL};
    disk_file *f = (disk_file *)file;
    (void)disk;
    f->real = (sqlite3_file *)(f + 1);
    int code = real_disk->xOpen(real_disk, name, f->real, flags, out);
    f->base.pMethods = f->real->pMethods ? &methods : NULL;
    return code;
}

static int disk_delete(sqlite3_vfs *disk, const char *name, int sync)
{
    (void)disk;
    disk_writes++;
    if (disk_fault_is == DISK_KILLS && disk_writes == disk_fails_at) kill(getpid(), SIGKILL);
    return real_disk->xDelete(real_disk, name, sync);
}

/* From now on SQLite writes through it. */
static void disk_install(void)
{
    static sqlite3_vfs disk;
    real_disk = sqlite3_vfs_find(NULL);
    disk = *real_disk;
    disk.szOsFile = (int)sizeof(disk_file) + real_disk->szOsFile;
    disk.zName = "faulty";
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    sqlite3_vfs_register(&disk, 1);
}

#endif
