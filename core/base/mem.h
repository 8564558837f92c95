/* Memory: one replaceable allocator, so that tests can count and fail it; growing arrays; arenas. */
#ifndef SG_BASE_MEM_H
#define SG_BASE_MEM_H

#include <stddef.h>

/* As malloc, calloc, realloc and free; NULL when there is no memory. */
void *sg_alloc(size_t size);
void *sg_zalloc(size_t count, size_t size);
void *sg_realloc(void *at, size_t size);
void sg_free(void *at);

/* For tests: the allocation of this number (from 1) fails, and all later ones too when `onwards`. 0: none. */
void sg_alloc_fail_at(size_t number, int onwards);
/* Allocations asked for since sg_alloc_fail_at. */
size_t sg_alloc_count(void);

/* Makes room for one more item in an array that grows by doubling. items: address of the array's pointer;
 * count, capacity: in items. Returns 0, or -1 with nothing changed when memory ends or max items are reached. */
int sg_grow_at(void **items, size_t count, size_t *capacity, size_t item_size, size_t max);
#define SG_GROW(array, count, capacity, max) sg_grow_at((void **)&(array), (count), &(capacity), sizeof *(array), (max))

/* Arena: many small pieces, released at once. Zero-initialise. */
typedef struct sg_arena {
    struct sg_arena_block *blocks;
    size_t size; /* bytes handed out */
} sg_arena;

/* size bytes, aligned for any object, valid until sg_arena_release; NULL when there is no memory. */
void *sg_arena_alloc(sg_arena *arena, size_t size);
/* A copy of len bytes, ended by NUL. */
char *sg_arena_copy(sg_arena *arena, const char *at, size_t len);
/* The pieces of the other become this one's, where they are. */
void sg_arena_join(sg_arena *arena, sg_arena *other);
void sg_arena_release(sg_arena *arena);

#endif
