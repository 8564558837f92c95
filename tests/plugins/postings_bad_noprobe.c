/* Has no probe function. */
#include "bad.h"

ENTRY = {HEAD(postings_bad_noprobe), TEXTS, .run = run_none};
