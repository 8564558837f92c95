/* Has no run function. */
#include "bad.h"

ENTRY = {HEAD(postings_bad_norun), TEXTS, .probe = probe_none};
