/* Names to numbers: each distinct text gets the next index from 0. Open addressing over XXH3. */
#ifndef SG_BASE_MAP_H
#define SG_BASE_MAP_H

#include "base/mem.h"
#include "base/text.h"

#define SG_MAP_NONE UINT32_MAX

typedef struct sg_map {
    sg_text *names; /* by index; owned by the map, ended by NUL */
    size_t count, capacity;
    uint32_t *slots; /* index + 1, 0: free */
    size_t n_slots;
    sg_arena arena;
} sg_map;

/* Zero-initialise before use. */
void sg_map_release(sg_map *map);
/* Index of the name, added when new. SG_MAP_NONE when memory ends. */
uint32_t sg_map_add(sg_map *map, sg_text name);
/* Index of the name, or SG_MAP_NONE. */
uint32_t sg_map_find(const sg_map *map, sg_text name);

enum { SG_MAP_NEAR_MAX = 64 };
/* Indices of the up to max (at most SG_MAP_NEAR_MAX) names that are nearest to a mistyped one, the nearest first;
 * returns how many. Names that contain the text as a part count as near. */
size_t sg_map_near(const sg_map *map, sg_text name, uint32_t *out, size_t max);
/* The same as "a, b or c" into out (empty when none is near). */
const char *sg_map_nearest(const sg_map *map, sg_text name, size_t max, char *out, size_t size);
/* "a, b or c" into out, cut at its end; empty of none. */
const char *sg_names_or(const sg_text *names, size_t n, char *out, size_t size);

#endif
