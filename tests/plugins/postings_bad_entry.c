/* Exports its description under another name. */
#include "bad.h"

SG_EXPORT const sg_plugin sg_plugin_start = {HEAD(postings_bad_entry), TEXTS, WORK};
