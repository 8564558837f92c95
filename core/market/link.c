#include "market/link.h"

#include "base/mem.h"

#include <math.h>

static double log_odds(double count, double total)
{
    return log((count + 0.5) / (total - count + 0.5));
}

typedef struct estimate {
    double offset, variance; /* sampling variance as if the two counts were independent: an upper bound */
    bool known;
} estimate;

static estimate offset_of(const sg_link_sum *s)
{
    estimate e = {.known = s->own_total > 0 && s->published_total > 0};
    if (!e.known) return e;
    e.offset = log_odds(s->own, s->own_total) - log_odds(s->published, s->published_total);
    e.variance = 1 / (s->own + 0.5) + 1 / (s->own_total - s->own + 0.5) + 1 / (s->published + 0.5) +
                 1 / (s->published_total - s->published + 0.5);
    return e;
}

static sg_link_sum sum_of(const sg_link_sum *blocks, size_t n)
{
    sg_link_sum all = {0};
    for (size_t i = 0; i < n; i++) {
        all.own += blocks[i].own;
        all.own_total += blocks[i].own_total;
        all.published += blocks[i].published;
        all.published_total += blocks[i].published_total;
    }
    return all;
}

static bool enough(const sg_link_sum *s)
{
    return s->own_total > 0 && s->published_total > 0 &&
           (s->own >= SG_LINK_POSTINGS_MIN || s->published >= SG_LINK_POSTINGS_MIN);
}

/* Sums of DerSimonian and Laird's moment estimate of the variance between units; several sets of units (each about a
 * mean of its own) add up. */
typedef struct moments {
    double w, w2, wd, wd2; /* of the set at hand */
    double q, freedom, c;  /* of the sets before it */
} moments;

static void take(moments *m, double value, double variance)
{
    double w = 1 / variance;
    m->w += w;
    m->w2 += w * w;
    m->wd += w * value;
    m->wd2 += w * value * value;
}

static void end_set(moments *m, size_t n)
{
    if (n > 1) {
        m->q += m->wd2 - m->wd * m->wd / m->w;
        m->freedom += (double)n - 1;
        m->c += m->w - m->w2 / m->w;
    }
    m->w = m->w2 = m->wd = m->wd2 = 0;
}

static double between(const moments *m)
{
    return m->c > 0 && m->q > m->freedom ? (m->q - m->freedom) / m->c : 0;
}

/* Variance of one skill's offset from one block of months to another, over all skills. */
static double drift_of(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn)
{
    moments m = {0};
    for (size_t s = 0; s < n_skills; s++) {
        size_t n = 0;
        if (learn && !learn[s]) continue;
        for (size_t b = 0; b < n_blocks; b++) {
            const sg_link_sum *block = &sums[s * n_blocks + b];
            if (block->own + block->published < SG_LINK_POSTINGS_MIN) continue;
            estimate e = offset_of(block);
            if (!e.known) continue;
            take(&m, e.offset, e.variance);
            n++;
        }
        end_set(&m, n);
    }
    return between(&m);
}

sg_status sg_link_learn(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn,
                        sg_link_offset *out, sg_error *err)
{
    moments m = {0};
    size_t n = 0;
    double drift = drift_of(sums, n_skills, n_blocks, learn);
    double a_mean = n_blocks ? drift / (double)n_blocks : 0; /* a mean over the blocks still carries that much of it */
    for (size_t s = 0; s < n_skills; s++) {
        sg_link_sum all = sum_of(sums + s * n_blocks, n_blocks);
        if ((learn && !learn[s]) || !enough(&all)) continue;
        estimate e = offset_of(&all);
        take(&m, e.offset, e.variance + a_mean);
        n++;
    }
    if (!n)
        return sg_fail(err, SG_EDATA, "linking needs a skill with %d postings in the months that both sources cover",
                       SG_LINK_POSTINGS_MIN);
    end_set(&m, n);
    double spread = between(&m), weight = 0, sum = 0;
    for (size_t s = 0; s < n_skills; s++) {
        sg_link_sum all = sum_of(sums + s * n_blocks, n_blocks);
        if ((learn && !learn[s]) || !enough(&all)) continue;
        estimate e = offset_of(&all);
        double w = 1 / (e.variance + a_mean + spread);
        weight += w;
        sum += w * e.offset;
    }
    double common = sum / weight;
    for (size_t s = 0; s < n_skills; s++) {
        sg_link_sum all = sum_of(sums + s * n_blocks, n_blocks);
        out[s] = (sg_link_offset){common, spread + 1 / weight + drift, false};
        if (!enough(&all)) continue;
        estimate e = offset_of(&all);
        double noise = e.variance + a_mean, trust = spread / (spread + noise);
        out[s].offset = common + trust * (e.offset - common);
        out[s].variance = trust * noise + (1 - trust) * (1 - trust) / weight + drift;
        out[s].own = true;
    }
    return SG_OK;
}

double sg_link_count(double count, double total, double offset)
{
    if (count <= 0) return 0;
    if (count >= total) return total;
    double odds = count / (total - count) * exp(offset);
    return total * odds / (1 + odds);
}
