/* Says that its description is shorter than version 1 has it. */
#include "bad.h"

ENTRY = {.abi = SG_PLUGIN_ABI,
         .size = offsetof(sg_plugin, run),
         .kind = SG_KIND_POSTINGS,
         .id = "postings_bad_size",
         TEXTS,
         WORK};
