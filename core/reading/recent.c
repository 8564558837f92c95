#include "reading/recent.h"

#include "base/mem.h"

#include <string.h>

static size_t place_of(const sg_recent_key *key)
{
    return key->whole % SG_RECENT_TEXTS;
}

void sg_recent_release(sg_recent *recent)
{
    for (size_t i = 0; i < SG_RECENT_TEXTS; i++) sg_free(recent->texts[i].mentions);
    *recent = (sg_recent){0};
}

bool sg_recent_find(const sg_recent *recent, const sg_recent_key *key, sg_reading *out)
{
    const sg_recent_text *text = &recent->texts[place_of(key)];
    if (text->key.body != key->body || text->key.whole != key->whole) return false;
    out->mentions = (sg_text){(const char *)text->mentions, text->n * sizeof *text->mentions};
    if (text->is_signed) out->near = (sg_text){(const char *)text->near, sizeof text->near};
    return true;
}

void sg_recent_keep(sg_recent *recent, const sg_recent_key *key, const sg_reading *reading)
{
    sg_recent_text *text = &recent->texts[place_of(key)];
    text->key = (sg_recent_key){0, 0};
    text->n = reading->mentions.len / sizeof *text->mentions;
    if (text->n > SG_RECENT_MENTIONS) return;
    while (text->cap < text->n)
        if (SG_GROW(text->mentions, text->cap, text->cap, SIZE_MAX) != 0) return;
    if (text->n) memcpy(text->mentions, reading->mentions.at, reading->mentions.len);
    text->is_signed = reading->near.len == sizeof text->near;
    if (text->is_signed) memcpy(text->near, reading->near.at, sizeof text->near);
    text->key = *key;
}
