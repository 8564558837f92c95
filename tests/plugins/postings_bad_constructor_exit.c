/* Ends the process as it is loaded, as if all were well. */
#include "bad.h"

#include <stdlib.h>

__attribute__((constructor)) static void start(void)
{
    exit(0);
}
ENTRY = {HEAD(postings_bad_constructor_exit), TEXTS, WORK};
