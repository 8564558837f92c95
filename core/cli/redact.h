/* A report to be shown to others: without names, employers and pay. */
#ifndef SG_CLI_REDACT_H
#define SG_CLI_REDACT_H

#include "career/offer.h"
#include "cli/load.h"
#include "view/decide.h"

/* Takes out of what was loaded whatever tells who the person is: name, note and pay of the profile, name and note of
 * the offer (NULL: none), names of files that the person imported, and what those call themselves; the amounts of a
 * decision become hundredths of what staying pays. To be called when all is computed that needs them, and before
 * anything is shown. */
void sg_cli_redact(sg_loaded *loaded, sg_decide_view *decide, sg_offer *offer);
/* What the reader of such a report is told of it. */
extern const char sg_redacted[];

#endif
