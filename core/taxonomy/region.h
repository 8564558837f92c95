/* Regions lie in one another: a town in a state, a state in a country. */
#ifndef SG_TAXONOMY_REGION_H
#define SG_TAXONOMY_REGION_H

#include "taxonomy/taxonomy.h"

/* What the region lies in, or SG_ID_NONE. region: an index of the taxonomy; they never lie in a ring. */
uint32_t sg_region_parent(const sg_taxonomy *taxonomy, uint32_t region);
/* The outermost that it lies in: itself when it lies in none. */
uint32_t sg_region_country(const sg_taxonomy *taxonomy, uint32_t region);
/* Whether it is the outer one or lies in it; region may be SG_ID_NONE: false. */
bool sg_region_within(const sg_taxonomy *taxonomy, uint32_t region, uint32_t outer);

#endif
