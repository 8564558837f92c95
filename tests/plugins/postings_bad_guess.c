/* Guesses with a posting in place of a proposal. */
#include "bad.h"

static int guess(const sg_services *s)
{
    return emit_one(s, 1);
}
ENTRY = {HEAD(postings_bad_guess), TEXTS, WORK, .guess = guess};
