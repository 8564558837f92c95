/* Is named after another kind than its own. */
#include "bad.h"

ENTRY = {HEAD(talent_bad_prefix), TEXTS, WORK};
