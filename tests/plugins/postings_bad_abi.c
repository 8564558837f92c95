/* Built for a version of the contract that is not ours. */
#include "bad.h"

ENTRY = {.abi = SG_PLUGIN_ABI + 1,
         .size = sizeof(sg_plugin),
         .kind = SG_KIND_POSTINGS,
         .id = "postings_bad_abi",
         TEXTS,
         WORK};
