/* Mentions as bytes, and back. */
#include "market/store_db.h"

#include <string.h>

enum { NUMBER_MAX = 10 /* bytes of 64 bits */, NUMBERS = 4 /* of one mention */ };

static unsigned char *put_number(unsigned char *at, uint64_t value)
{
    for (; value >= 0x80; value >>= 7) *at++ = (unsigned char)(value | 0x80);
    *at++ = (unsigned char)value;
    return at;
}

/* What a worker says must not be what a store cannot hold: the mentions by start, within 4 GB of text, of skills,
 * sections and asks that there are. */
static sg_status check_mention(const sg_store *store, const sg_mention *m, size_t number, uint32_t last,
                               const sg_row *row, sg_error *err)
{
    unsigned long long at = row->number;
    size_t skills = store->taxonomy->skill_ids.count;
    if (m->start < last || m->len > UINT32_MAX - m->start)
        return sg_fail(err, SG_EPLUGIN, "row %llu: mention %zu is at byte %u with %u bytes, after one at byte %u", at,
                       number, m->start, m->len, last);
    if (m->section >= SG_SECTIONS || m->ask >= SG_ASKS)
        return sg_fail(err, SG_EPLUGIN, "row %llu: mention %zu has section %u and ask %u, expected under %d and %d", at,
                       number, m->section, m->ask, SG_SECTIONS, SG_ASKS);
    if (m->skill >= skills)
        return sg_fail(err, SG_EPLUGIN, "row %llu: mention %zu is of skill %u, expected under %zu", at, number,
                       m->skill, skills);
    return SG_OK;
}

sg_status sg_mentions_pack(sg_store *store, sg_text mentions, const sg_row *row, sg_error *err)
{
    size_t n = mentions.len / sizeof(sg_mention), need = (n + 1) * NUMBERS * NUMBER_MAX;
    if (mentions.len % sizeof(sg_mention))
        return sg_fail(err, SG_EPLUGIN, "row %llu: %zu bytes of mentions, a multiple of %zu was expected",
                       (unsigned long long)row->number, mentions.len, sizeof(sg_mention));
    if (store->blob_capacity < need) {
        unsigned char *grown = sg_realloc(store->blob, need * 2);
        if (!grown) return sg_fail(err, SG_EFAIL, "store %s: no memory", store->path);
        store->blob = grown;
        store->blob_capacity = need * 2;
    }
    unsigned char *at = put_number(put_number(store->blob, 0), n);
    uint32_t last = 0;
    for (size_t i = 0; i < n; i++) {
        sg_mention m;
        memcpy(&m, mentions.at + i * sizeof m, sizeof m); /* the record's bytes need not be aligned */
        sg_status status = check_mention(store, &m, i + 1, last, row, err);
        if (status != SG_OK) return status;
        at = put_number(at, m.start - last);
        at = put_number(at, m.len);
        at = put_number(at, store->rank[m.skill]);
        at = put_number(at, m.section * (uint64_t)SG_ASKS + m.ask);
        last = m.start;
    }
    store->blob_len = (size_t)(at - store->blob);
    return SG_OK;
}

static int take_number(const unsigned char **at, const unsigned char *end, uint64_t *out)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && *at < end; shift += 7) {
        unsigned char byte = *(*at)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *out = value;
            return 0;
        }
    }
    return -1;
}

int sg_mentions_unpack(const void *blob, size_t size, sg_mention **out, size_t *capacity, size_t *n)
{
    const unsigned char *at = blob, *end = at + size;
    uint64_t count, start = 0;
    if (take_number(&at, end, &count) != 0) return -1;
    bool told = count == 0 && at < end;
    if ((told && take_number(&at, end, &count) != 0) || count > size) return -1;
    if (*capacity < count) { /* a count that lies is no larger than its blob */
        sg_mention *grown = sg_realloc(*out, (size_t)count * 2 * sizeof *grown);
        if (!grown) return -1;
        *out = grown;
        *capacity = (size_t)count * 2;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t step, len, skill, how = 0;
        if (take_number(&at, end, &step) != 0 || take_number(&at, end, &len) != 0 ||
            take_number(&at, end, &skill) != 0 || (told && take_number(&at, end, &how) != 0))
            return -1;
        if (step > UINT32_MAX - start || len > UINT32_MAX - start - step || skill >= SG_ID_NONE ||
            how >= SG_SECTIONS * SG_ASKS)
            return -1;
        start += step;
        (*out)[i] = (sg_mention){.start = (uint32_t)start,
                                 .len = (uint32_t)len,
                                 .skill = (uint32_t)skill,
                                 .form = SG_ID_NONE,
                                 .section = (uint8_t)(how / SG_ASKS),
                                 .ask = (uint8_t)(how % SG_ASKS)};
    }
    *n = (size_t)count;
    return at == end ? 0 : -1;
}
