/* What may become of a form at a place where its words stand. */
#ifndef SG_TAXONOMY_VERDICT_H
#define SG_TAXONOMY_VERDICT_H

typedef enum sg_verdict {
    SG_VERDICT_STANDS,
    SG_VERDICT_LONGER,   /* it lies in a form that stands */
    SG_VERDICT_OTHER,    /* another form of the same bytes stands */
    SG_VERDICT_EDGES,    /* part of something longer: "go-to-market" */
    SG_VERDICT_ADDRESS,  /* in a URL or e-mail address */
    SG_VERDICT_CASE,     /* not written as the form wants */
    SG_VERDICT_EMPLOYER, /* the employer's name, not meant as a tool */
    SG_VERDICT_VETO,     /* a veto of its rule is met */
    SG_VERDICT_NEED,     /* no need of its rule is met */
    SG_VERDICTS
} sg_verdict;

#endif
