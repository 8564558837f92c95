#include "base/mem.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static atomic_size_t alloc_count; /* threads allocate too */
static size_t fail_at;
static int fail_onwards;

static int must_fail(void)
{
    size_t number = ++alloc_count;
    return fail_at != 0 && (number == fail_at || (fail_onwards && number > fail_at));
}

void sg_alloc_fail_at(size_t number, int onwards)
{
    alloc_count = 0;
    fail_at = number;
    fail_onwards = onwards;
}

size_t sg_alloc_count(void)
{
    return alloc_count;
}

void *sg_alloc(size_t size)
{
    return must_fail() ? NULL : malloc(size ? size : 1);
}

/* Large tables come in large pages, where the system has them for who asks: each page costs a fault when it is first
 * touched, and in small ones that took a tenth of a report's time. Arrays that grow are left out: they move, by small
 * pages. */
static void *prefer_large_pages(void *at, size_t size)
{
    enum { PAGE = 4096, LARGE = 4 << 20 };
    if (!at || size < LARGE) return at;
    uintptr_t start = ((uintptr_t)at + PAGE - 1) & ~(uintptr_t)(PAGE - 1), end = (uintptr_t)at + size;
    (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
    return at;
}

void *sg_zalloc(size_t count, size_t size)
{
    return must_fail() ? NULL : prefer_large_pages(calloc(count ? count : 1, size ? size : 1), count * size);
}

void *sg_realloc(void *at, size_t size)
{
    return must_fail() ? NULL : realloc(at, size ? size : 1);
}

void sg_free(void *at)
{
    free(at);
}

int sg_grow_at(void **items, size_t count, size_t *capacity, size_t item_size, size_t max)
{
    if (count < *capacity) return 0;
    if (count >= max) return -1;
    size_t want = *capacity < 8 ? 8 : *capacity * 2;
    if (want > max) want = max;
    if (want > SIZE_MAX / item_size) return -1;
    void *grown = sg_realloc(*items, want * item_size);
    if (!grown) return -1;
    *items = grown;
    *capacity = want;
    return 0;
}

#define BLOCK_BYTES ((size_t)64 * 1024)

struct sg_arena_block {
    struct sg_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

void *sg_arena_alloc(sg_arena *arena, size_t size)
{
    size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX / 2) return NULL;
    size = (size + unit - 1) / unit * unit;
    struct sg_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        block = sg_alloc(sizeof *block + room);
        if (!block) return NULL;
        *block = (struct sg_arena_block){.next = arena->blocks, .size = room};
        arena->blocks = block;
    }
    void *at = (char *)block->data + block->used;
    block->used += size;
    arena->size += size;
    return at;
}

/* Strings need no alignment of their own, but share the blocks: small and simple before tight. */
char *sg_arena_copy(sg_arena *arena, const char *at, size_t len)
{
    char *copy = sg_arena_alloc(arena, len + 1);
    if (!copy) return NULL;
    if (len) memcpy(copy, at, len);
    copy[len] = '\0';
    return copy;
}

/* Behind the first block, which is the one with room left. */
void sg_arena_join(sg_arena *arena, sg_arena *other)
{
    struct sg_arena_block **end = arena->blocks ? &arena->blocks->next : &arena->blocks, *rest = *end;
    *end = other->blocks;
    while (*end) end = &(*end)->next;
    *end = rest;
    arena->size += other->size;
    *other = (sg_arena){0};
}

void sg_arena_release(sg_arena *arena)
{
    for (struct sg_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        sg_free(block);
    }
    *arena = (sg_arena){0};
}
