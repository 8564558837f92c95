/* Where several job ads stand one behind another in one text. */
#ifndef SG_CAREER_ADS_H
#define SG_CAREER_ADS_H

#include "base/status.h"
#include "taxonomy/matcher.h"
#include "taxonomy/title.h"

enum { SG_ADS_MAX = 200 };

/* One of them: bytes from … to - 1, from a line's start to a line's end. */
typedef struct sg_ads_part {
    size_t from, to;
    size_t line, last; /* its first line and its last, from 1 */
    sg_text title;     /* the line that names its role; absent for an only ad */
} sg_ads_part;

/* An ad begins with a line that is a title and little else ("Senior Backend Engineer - Acme", "Acme | Data Engineer |
 * Berlin"), behind a line of dashes within three lines, or at once behind an empty line; and it names a skill beyond
 * that line. A title that stands there twice, a list of other titles, a rule between parts of one ad begin none. What
 * stands before the first is of the first. *n: 1 … SG_ADS_MAX. SG_EFAIL: memory. */
sg_status sg_ads_find(const sg_titles *titles, const sg_taxonomy *taxonomy, sg_text text, const sg_mention *mentions,
                      size_t n_mentions, sg_ads_part out[static SG_ADS_MAX], size_t *n, sg_error *err);

#endif
