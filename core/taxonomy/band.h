/* Bands of pay in the taxonomy's words: what they must say, and which role and region they are of. */
#ifndef SG_TAXONOMY_BAND_H
#define SG_TAXONOMY_BAND_H

#include "base/buf.h"
#include "taxonomy/title.h"

/* Whether a text is one of these words, which spaces separate. */
bool sg_word_in(sg_text text, const char *words);
/* "2025" or "2025-06". */
bool sg_band_date(sg_text date);
/* Three capitals. */
bool sg_band_currency(sg_text text);

/* What every band must say: SG_EFAIL names source, occupation, region and field: percentiles that fall, an amount that
 * is not above zero, a date, level, currency or word that is unknown. */
sg_status sg_band_check(const sg_band *band, sg_error *err);

/* Puts ids where the band has none. Its role, where it is absent: those whose O*NET-SOC code is of the occupation, when
 * the scheme is the US one ("SOC", "SOC 2018"): 15-1252 has 15-1252.00 and what is below, 15-1299.08 itself alone. Its
 * region, where it is a code: that of this code; where it is absent: that which the place names. A place that only
 * lies in a region ("Plano, TX" where no Plano is known) has none, as has a code that is not known. Of a date the month
 * is kept.
 * roles: holds the text of the role, to be kept with the band. SG_EFAIL: memory. */
sg_status sg_band_settle(const sg_titles *titles, const sg_taxonomy *taxonomy, sg_band *band, sg_buf *roles,
                         sg_error *err);

#endif
