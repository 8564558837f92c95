/* Crashes as it is loaded. */
#include "bad.h"

#include <stdlib.h>

__attribute__((constructor)) static void start(void)
{
    abort();
}
ENTRY = {HEAD(postings_bad_constructor), TEXTS, WORK};
