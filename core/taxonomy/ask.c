#include "taxonomy/ask.h"

const char *const sg_section_ids[SG_SECTIONS] = {"other",  "title",    "requirements", "desired",
                                                 "duties", "benefits", "about",        "legal"};
const char *const sg_ask_ids[SG_ASKS] = {"mentioned", "required", "desired", "denied"};
