/* Exports more than its description. */
#include "bad.h"

SG_EXPORT int more_than_the_description = 1;
ENTRY = {HEAD(postings_bad_export), TEXTS, WORK};
