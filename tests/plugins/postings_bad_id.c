/* Has another id than its file. */
#include "bad.h"

ENTRY = {HEAD(postings_other), TEXTS, WORK};
