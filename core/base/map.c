#include "base/map.h"

#include <stdio.h>
#include <string.h>

void sg_map_release(sg_map *map)
{
    sg_free(map->names);
    sg_free(map->slots);
    sg_arena_release(&map->arena);
    *map = (sg_map){0};
}

/* Slot that holds the name, or the free one where it belongs. n_slots is a power of two, never full. */
static size_t slot_of(const sg_map *map, sg_text name)
{
    size_t mask = map->n_slots - 1, at = (size_t)sg_hash(name.at, name.len) & mask;
    while (map->slots[at] && !sg_text_equal(map->names[map->slots[at] - 1], name)) at = (at + 1) & mask;
    return at;
}

static int rehash(sg_map *map)
{
    size_t n = map->n_slots ? map->n_slots * 2 : 64;
    uint32_t *slots = sg_zalloc(n, sizeof *slots);
    if (!slots) return -1;
    sg_free(map->slots);
    map->slots = slots;
    map->n_slots = n;
    for (size_t i = 0; i < map->count; i++) slots[slot_of(map, map->names[i])] = (uint32_t)i + 1;
    return 0;
}

uint32_t sg_map_find(const sg_map *map, sg_text name)
{
    if (!map->n_slots) return SG_MAP_NONE;
    uint32_t held = map->slots[slot_of(map, name)];
    return held ? held - 1 : SG_MAP_NONE;
}

uint32_t sg_map_add(sg_map *map, sg_text name)
{
    if ((map->count + 1) * 2 > map->n_slots && rehash(map) != 0) return SG_MAP_NONE;
    size_t slot = slot_of(map, name);
    if (map->slots[slot]) return map->slots[slot] - 1;
    if (SG_GROW(map->names, map->count, map->capacity, SG_MAP_NONE - 1) != 0) return SG_MAP_NONE;
    char *copy = sg_arena_copy(&map->arena, name.at, name.len);
    if (!copy) return SG_MAP_NONE;
    map->names[map->count] = (sg_text){copy, name.len};
    map->slots[slot] = (uint32_t)++map->count;
    return (uint32_t)map->count - 1;
}

/* Distance for ranking: edits, or 1 when one text is part of the other; above 3 is not near. */
static size_t nearness(sg_text known, sg_text asked)
{
    if (asked.len >= 3 && known.len > asked.len && memmem(known.at, known.len, asked.at, asked.len)) return 1;
    size_t limit = asked.len <= 4 ? 1 : asked.len <= 8 ? 2 : 3;
    size_t distance = sg_text_distance(known, asked, limit);
    return distance > limit ? SIZE_MAX : distance;
}

size_t sg_map_near(const sg_map *map, sg_text name, uint32_t *out, size_t max)
{
    size_t score[SG_MAP_NEAR_MAX] = {0}, n = 0;
    if (max > SG_MAP_NEAR_MAX) max = SG_MAP_NEAR_MAX;
    for (size_t i = 0; i < map->count && max; i++) {
        size_t near = nearness(map->names[i], name);
        if (near == SIZE_MAX || (n == max && near >= score[n - 1])) continue;
        size_t at = n < max ? n++ : n - 1;
        for (; at > 0 && score[at - 1] > near; at--) score[at] = score[at - 1], out[at] = out[at - 1];
        score[at] = near, out[at] = (uint32_t)i;
    }
    return n;
}

const char *sg_names_or(const sg_text *names, size_t n, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < n && used < size; i++) {
        const char *joint = i == 0 ? "" : i + 1 == n ? " or " : ", ";
        int wrote = snprintf(out + used, size - used, "%s%.*s", joint, (int)names[i].len, names[i].at);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    return out;
}

const char *sg_map_nearest(const sg_map *map, sg_text name, size_t max, char *out, size_t size)
{
    uint32_t near[SG_MAP_NEAR_MAX];
    sg_text names[SG_MAP_NEAR_MAX];
    size_t n = sg_map_near(map, name, near, max);
    for (size_t i = 0; i < n; i++) names[i] = map->names[near[i]];
    return sg_names_or(names, n, out, size);
}
