#include "market/link.h"

#include "forecast/trend.h"

#include <math.h>

/* A block's weight halves every two blocks back from the last. */
static const double half_life = 2;
/* An offset that jumps by more than a half (1.65 times the odds) in a year changed its words, it did not walk. */
static const double jump_max = .25;
/* Log of three: offsets further from the common one are of counts that do not count one thing. */
static const double unlike_min = 1.0986122886681098;
/* Fewer pairs of years cannot tell walk from noise. */
enum { PAIRS_MIN = 20 };

typedef struct estimate {
    double offset, variance; /* variance as if the two counts shared no posting: an upper bound */
} estimate;

static bool known(const sg_link_sum *s)
{
    return s->own_total > 0 && s->published_total > 0;
}

static estimate offset_of(const sg_link_sum *s)
{
    return (estimate){sg_log_odds(s->own, s->own_total) - sg_log_odds(s->published, s->published_total),
                      1 / (s->own + 0.5) + 1 / (s->own_total - s->own + 0.5) + 1 / (s->published + 0.5) +
                          1 / (s->published_total - s->published + 0.5)};
}

static bool enough(const sg_link_sum *s)
{
    return known(s) && (s->own >= SG_LINK_POSTINGS_MIN || s->published >= SG_LINK_POSTINGS_MIN);
}

/* Over all blocks: plain sums, or each block by its weight. */
static sg_link_sum sum_of(const sg_link_sum *blocks, size_t n, bool weighted)
{
    sg_link_sum all = {0};
    for (size_t i = 0; i < n; i++) {
        double weight = weighted ? pow(0.5, (double)(n - 1 - i) / half_life) : 1;
        all.own += weight * blocks[i].own;
        all.own_total += weight * blocks[i].own_total;
        all.published += weight * blocks[i].published;
        all.published_total += weight * blocks[i].published_total;
    }
    return all;
}

/* How far the weighted middle of n blocks lies before the end, in blocks. */
static double age_of(size_t n)
{
    double sum = 0, ages = 0;
    for (size_t i = 0; i < n; i++) {
        double weight = pow(0.5, (double)i / half_life);
        sum += weight;
        ages += weight * (double)i;
    }
    return sum > 0 ? ages / sum : 0;
}

/* What all skills share. */
typedef struct common {
    double walk;  /* variance gained a block */
    double noise; /* part of the upper bound that is noise: both sides count mostly the same postings */
    double offset, weight;
    double spread; /* variance of the skills' offsets about the common one */
} common;

/* E (d[b+1] - d[b])² = walk + noise × bound, by least squares over all skills, weights of variances of squares. */
static void learn_walk(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn, common *c)
{
    double w1 = 0, wv = 0, wvv = 0, we = 0, wve = 0;
    size_t pairs = 0;
    *c = (common){.noise = 1};
    for (size_t s = 0; s < n_skills; s++)
        for (size_t b = 0; b + 1 < n_blocks && (!learn || learn[s]); b++) {
            const sg_link_sum *first = &sums[s * n_blocks + b], *next = first + 1;
            if (first->own + first->published < SG_LINK_POSTINGS_MIN ||
                next->own + next->published < SG_LINK_POSTINGS_MIN || !known(first) || !known(next))
                continue;
            estimate x = offset_of(first), y = offset_of(next);
            double v = x.variance + y.variance, e = (y.offset - x.offset) * (y.offset - x.offset);
            double w = 1 / ((v + .005) * (v + .005));
            e = fmin(e, jump_max);
            w1 += w, wv += w * v, wvv += w * v * v, we += w * e, wve += w * v * e;
            pairs++;
        }
    double det = w1 * wvv - wv * wv;
    if (pairs >= PAIRS_MIN && det > 1e-9 * w1 * wvv) {
        c->walk = (we * wvv - wve * wv) / det;
        c->noise = fmin(1, fmax(.05, (w1 * wve - wv * we) / det));
    }
    if (pairs && (pairs < PAIRS_MIN || c->walk <= 0)) c->walk = (we - c->noise * wv) / w1;
    c->walk = fmax(0, c->walk);
}

static estimate estimate_of(const sg_link_sum *blocks, size_t n_blocks, const common *c)
{
    sg_link_sum sum = sum_of(blocks, n_blocks, true);
    estimate e = offset_of(&sum);
    e.variance *= c->noise;
    return e;
}

/* The mean, with their spread about it, of the skills' offsets that lie within `reach` of the mean so far. Returns how
 * many taught it. */
static size_t learn_common(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn,
                           double reach, common *c)
{
    double w = 0, w2 = 0, wd = 0, wd2 = 0, sum = 0, center = c->offset;
    size_t n = 0;
    c->spread = c->weight = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t s = 0; s < n_skills; s++) {
            const sg_link_sum *blocks = sums + s * n_blocks;
            sg_link_sum all = sum_of(blocks, n_blocks, false);
            if ((learn && !learn[s]) || !enough(&all)) continue;
            estimate e = estimate_of(blocks, n_blocks, c);
            if (fabs(e.offset - center) > reach) continue;
            double weight = 1 / (e.variance + c->spread);
            if (pass == 0) {
                w += weight, w2 += weight * weight, wd += weight * e.offset, wd2 += weight * e.offset * e.offset;
                n++;
            } else {
                c->weight += weight;
                sum += weight * e.offset;
            }
        }
        if (pass == 0 && n > 1) c->spread = fmax(0, (wd2 - wd * wd / w - (double)(n - 1)) / (w - w2 / w));
    }
    if (n) c->offset = sum / c->weight;
    return n;
}

sg_status sg_link_learn(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn,
                        sg_link_offset *out, double *walk, sg_error *err)
{
    common c;
    learn_walk(sums, n_skills, n_blocks, learn, &c);
    if (!learn_common(sums, n_skills, n_blocks, learn, INFINITY, &c) ||
        !learn_common(sums, n_skills, n_blocks, learn, unlike_min, &c))
        return sg_fail(err, SG_EDATA, "linking needs a skill with %d postings in the months that both sources cover",
                       SG_LINK_POSTINGS_MIN);
    double lag = c.walk * age_of(n_blocks); /* the weighted middle speaks for the end */
    for (size_t s = 0; s < n_skills; s++) {
        const sg_link_sum *blocks = sums + s * n_blocks;
        sg_link_sum all = sum_of(blocks, n_blocks, false);
        out[s] = (sg_link_offset){c.offset, c.spread + 1 / c.weight + lag, false, false};
        if (!enough(&all)) continue;
        estimate e = estimate_of(blocks, n_blocks, &c);
        double trust = c.spread / (c.spread + e.variance);
        out[s].offset = c.offset + trust * (e.offset - c.offset);
        out[s].variance = trust * e.variance + (1 - trust) * (1 - trust) / c.weight + lag;
        out[s].own = true;
        out[s].unlike = fabs(e.offset - c.offset) - 2 * sqrt(e.variance) > unlike_min; /* more than luck */
    }
    *walk = c.walk;
    return SG_OK;
}

double sg_link_count(double count, double total, double offset)
{
    if (count <= 0) return 0;
    if (count >= total) return total;
    double odds = count / (total - count) * exp(offset);
    return total * odds / (1 + odds);
}
