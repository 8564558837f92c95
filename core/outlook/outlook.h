/* Outlook: forecast, stage and confidence for each skill. */
#ifndef SG_OUTLOOK_OUTLOOK_H
#define SG_OUTLOOK_OUTLOOK_H

#include "outlook/verdict.h"

/* new: since the gap (or in the last two years), no forecast. rising, flat, falling: the share 24 months after as_of is
 * more than a tenth above where it would be if it did as the median skill does, more than a tenth below, or neither;
 * above and below of both the share counted now and the level. What all skills do together is so named once, and is not
 * the rise or fall of each. unclear: none of the three has an even chance. How often the calls held:
 * core/outlook/OUTLOOK.md. */
typedef enum sg_stage { SG_STAGE_NEW, SG_STAGE_RISING, SG_STAGE_FLAT, SG_STAGE_FALLING, SG_STAGE_UNCLEAR } sg_stage;

/* Market gap: demand's forecast growth against the growth of the people who practise the skill, each against that of
 * its median skill. Behind, catching up: people's is under, over demand's by more than a twentieth a year; in step:
 * neither. saturating: it is over that of the median skill by over a tenth a year and over demand's, while demand is
 * not rising and rather falls than gains. unknown: nothing is known of the people: demand side only. */
typedef enum sg_supply {
    SG_SUPPLY_UNKNOWN,
    SG_SUPPLY_BEHIND,
    SG_SUPPLY_IN_STEP,
    SG_SUPPLY_CATCHING_UP,
    SG_SUPPLY_SATURATING
} sg_supply;

/* Shares are of the postings of the group and scope; a forecast share is that of six months together that end with its
 * month, as `now` is. */
typedef struct sg_outlook {
    uint32_t skill;
    sg_stage stage;
    double stage_p; /* its probability, 0 … 1; of unclear: that of the likeliest of the three; new: that it has risen */
    double p_rising, p_flat, p_falling; /* 0 without a forecast */
    double now;                         /* share of postings over up to six months with data of the last year */
    double now_count, now_total;        /* postings that named it, postings in those months */
    double now_lo, now_hi;              /* 80 % interval of now (Wilson 1927) */
    size_t now_months;
    size_t employers;         /* distinct, in those months; 0: unknown */
    size_t openings, sources; /* distinct, among the postings of now that skillgap read */
    double largest;           /* part of these postings that are of the employer with the most, 0 … 1 */
    double design; /* variance of now_count over that of as many postings of different employers, at least 1 */
    /* the same in the last two years with data before the gap; total 0: none */
    double before, before_count, before_total;
    sg_month before_last; /* the last month of those two years */
    bool has_forecast;    /* else why_not says what is missing */
    char why_not[160];
    const sg_forecast_point *path; /* of every month after the data's end, step24 of them; NULL without a forecast */
    sg_forecast_point at18, at24;  /* 18 and 24 months after as_of */
    sg_forecast_basis basis;       /* level: the share now that the forecast starts from, freed of sampling noise */
    double p_gain, p_loss;         /* that the share at 24 is above, below basis.level */
    double talent_growth;          /* a year, last two years of the talent index; talent_n 0: unknown */
    size_t talent_n;               /* quarters compared with the same quarter of the year before */
    sg_supply supply;
    double market_gap;    /* a year: demand's growth over people's, each over its median's, less 1; supply unknown: 0 */
    double demand_growth; /* a year, on the share, forecast from the level to 24 */
    /* share of all skill mentions: now, as now is counted, and at 24; mentions_now 0: unknown */
    double mentions_now;
    sg_forecast_point mentions24;
    double mentions_change; /* ratio of the share of all skill mentions at 24 to now; 0: unknown */
    bool mentions_disagree; /* share of postings and share of mentions are forecast to move in opposite directions */
    sg_month first_seen;
} sg_outlook;

typedef struct sg_outlooks {
    sg_outlook *items; /* by skill index, only skills (no attributes) seen at all */
    size_t n, n_forecast;
    sg_forecast_point *paths; /* of all that have a forecast */
    bool employers_known;     /* of some of the postings of now */
    sg_month now_first;       /* first of the months that make up `now` */
    sg_month end;             /* last month of data */
    sg_month as_of;           /* the person's month: horizons are counted from it */
    size_t step18, step24;    /* steps after end */
    /* What a back-test said of all skills at the horizon of step24; the last month of its data, or SG_MONTH_ABSENT */
    sg_contest tested;
    sg_month tested_end;
    size_t tested_steps;                /* the horizon that was tested, the nearest to step24 */
    double tested80;                    /* of what came, in the 80 % interval */
    size_t tested_origins;              /* months from which it was forecast, */
    sg_month tested_first, tested_last; /* from the first to the last */
    size_t n_carried;                   /* of n_forecast: skills whose forecast is the last value */
    /* What all skills do together: median of share at 24 ÷ level over those that 20 or more postings name now. */
    double common_change;
    double common_mentions; /* the same of the share of all skill mentions */
    double demand_median;   /* median demand growth a year over the same skills */
    double talent_median;   /* median talent growth a year over skills; NaN: no talent index */
    double skills_per_posting, skills_per_posting_before; /* now, and in the two years before the gap; 0: unknown */
} sg_outlooks;

/* verdicts: of a back-test of the group, or NULL: none was made. The skills of a family whose forecasts lost to the
 * last value there (SG_CONTEST_LOSES) at the horizon of step24 have the last value as their forecast, with its own
 * intervals (forecast/last.h); their basis.model says so. Why only these: core/outlook/GRADE.md.
 * SG_EUSAGE: as_of before the end of the data. SG_EDATA: so late that 24 months after it lie over
 * SG_FORECAST_HORIZON_MAX months after the end. SG_EFAIL: memory. */
sg_status sg_outlook_build(const sg_market *market, const sg_demand *demand, sg_month as_of,
                           const sg_verdicts *verdicts, sg_outlooks *out, sg_error *err);
void sg_outlook_release(sg_outlooks *outlooks);
/* NULL when the skill was never seen. */
const sg_outlook *sg_outlook_of(const sg_outlooks *outlooks, uint32_t skill);
const char *sg_stage_name(sg_stage stage);
/* "demand outgrows supply", "in step", "supply catches up", "saturating", "demand side only". */
const char *sg_supply_name(sg_supply supply);
/* How its forecast was made: "shares", or "last value" where the outlook fell back to it. */
const char *sg_outlook_method(const sg_outlook *outlook);
/* "high", "medium", "low" with the reason, from n, history and interval width. */
const char *sg_outlook_confidence(const sg_outlook *outlook);

/* Wilson's interval of a share at so many standard deviations (Wilson 1927). total > 0. */
void sg_share_interval(double count, double total, double deviations, double *lo, double *hi);

#endif
