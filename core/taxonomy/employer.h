/* Employers' names. */
#ifndef SG_TAXONOMY_EMPLOYER_H
#define SG_TAXONOMY_EMPLOYER_H

#include "skillgap/plugin.h"

/* The name without the legal forms at its end, a part of the text given: "Lumenfield" of "Lumenfield GmbH & Co. KG",
 * but all of a name that is nothing else. */
sg_text sg_employer_core(sg_text employer);

#endif
