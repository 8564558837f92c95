#include "taxonomy/region.h"

uint32_t sg_region_parent(const sg_taxonomy *t, uint32_t region)
{
    sg_text parent = t->regions[region].parent;
    return parent.len ? sg_map_find(&t->region_ids, parent) : SG_ID_NONE;
}

uint32_t sg_region_country(const sg_taxonomy *t, uint32_t region)
{
    for (uint32_t up; (up = sg_region_parent(t, region)) != SG_ID_NONE;) region = up;
    return region;
}

bool sg_region_within(const sg_taxonomy *t, uint32_t region, uint32_t outer)
{
    for (; region != SG_ID_NONE; region = sg_region_parent(t, region))
        if (region == outer) return true;
    return false;
}
