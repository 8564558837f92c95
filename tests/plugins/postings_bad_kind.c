/* Is of a kind that there is not. */
#include "bad.h"

ENTRY = {.abi = SG_PLUGIN_ABI, .size = sizeof(sg_plugin), .kind = 9, .id = "postings_bad_kind", TEXTS, WORK};
