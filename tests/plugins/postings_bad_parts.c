/* Says neither yes nor no to being read in parts. */
#include "bad.h"

ENTRY = {HEAD(postings_bad_parts), .parts = 2, TEXTS, WORK};
