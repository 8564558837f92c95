/* What of an ad's text is the employer's, and how it is read: marks for the readers of skills, byte for byte in
 * place. */
#ifndef SG_CAREER_AD_TEXT_H
#define SG_CAREER_AD_TEXT_H

#include "base/buf.h"
#include "base/status.h"
#include "taxonomy/title.h"

/* Lines that are left out: made blank, so that all others keep their numbers. */
typedef struct sg_ad_left_out {
    size_t quoted;    /* begin with '>': of an e-mail, the reader's own words; none where the whole text does */
    size_t signature; /* behind "--", or behind a line that takes leave ("Best regards,") to a short end of the text */
} sg_ad_left_out;
sg_ad_left_out sg_ad_leave_out(char *text, size_t len);

/* Appends to out, which is empty, the text as skills are to be found in it, of the same length: blank are the names of
 * the employer and of places in a head of parts ("Acme Robotics | Data Engineer | Austin, TX": two bars at least), in
 * "Company: Acme Robotics" and in "Acme Robotics is hiring"; a line end within a sentence is a space. *employer: the
 * first such name, in text; absent when there is none. SG_EFAIL: memory. */
sg_status sg_ad_reading(const sg_titles *titles, sg_text text, sg_buf *out, sg_text *employer, sg_error *err);

#endif
