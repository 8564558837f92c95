/* Its summary has two lines. */
#include "bad.h"

ENTRY = {HEAD(postings_bad_summary),        .version = "1",
         .summary = "two\nlines",           .licence = "none",
         .homepage = "https://example.org", WORK};
