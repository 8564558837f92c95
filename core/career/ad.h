/* A job ad as a person pastes it: the skills that it asks for and how, each with its line; title, place, pay and years
 * as far as they are stated. Nothing is inferred. */
#ifndef SG_CAREER_AD_H
#define SG_CAREER_AD_H

#include "base/buf.h"
#include "career/ad_text.h"
#include "career/ad_years.h"
#include "career/profile.h"
#include "reading/pay_text.h"
#include "taxonomy/matcher.h"

enum { SG_AD_YEARS = 12 /* lines that state years of experience, kept */ };

/* Where in the ad something stands. */
typedef struct sg_ad_place {
    size_t line;  /* from 1; 0: nowhere */
    sg_text text; /* that line, the ad's own */
} sg_ad_place;

typedef struct sg_ad_skill {
    uint32_t skill;
    sg_ask ask; /* the strongest: required, desired, mentioned, denied */
    sg_ad_place place;
    uint32_t start, len; /* of the name in the ad */
    uint32_t group;      /* those of one number are alternatives ("Go or Rust"); 0: none */
    bool attribute;      /* of the job: remote, full-time */
    sg_years years;      /* of experience with it; lo 0: none are stated */
} sg_ad_skill;

typedef struct sg_ad_name {
    sg_text text; /* a name that it asks for and that no skill here stands for */
    size_t line;
} sg_ad_name;

/* One of several ads that the file holds. */
typedef struct sg_ad_part {
    sg_text title; /* the line that names its role */
    size_t line, last;
} sg_ad_part;

typedef struct sg_ad {
    /* UTF-8, without markup; what places and names borrow from. Of several ads the one that was read: before it stand
     * but the line ends, so that lines are the file's. */
    sg_buf text;
    sg_buf whole;         /* of several ads: all of them; titles borrow from it */
    sg_ad_part *parts;    /* of several ads; else NULL */
    size_t n_parts, part; /* the one that was read, from 0 */
    sg_ad_skill *skills;  /* by the place in the ad */
    size_t n, cap;
    sg_ad_name *unknown;
    size_t n_unknown, cap_unknown;
    sg_position position; /* role and level of the title, region of the place */
    uint8_t remote;       /* sg_tristate, of the place's line */
    sg_ad_left_out left_out;
    bool has_pay;
    sg_pay_text pay;
    sg_ad_place title, where, paid, years[SG_AD_YEARS];
    size_t n_years;
} sg_ad;

/* Reads the ad, at most 4 MB, as text or HTML; of several that stand one behind another (career/ads.h) the given one,
 * from 1. The title is looked for in the first three lines that are not empty, the place there and in lines such as
 * "Location: …". SG_EFAIL: no text, or memory; SG_EUSAGE: there are fewer. To be released after success. */
sg_status sg_ad_read(sg_text bytes, size_t which, const sg_taxonomy *taxonomy, sg_ad *out, sg_error *err);
void sg_ad_release(sg_ad *ad);

#endif
