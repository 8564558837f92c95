/* Any bytes as a job ad: refused with a message, or read; what is read lies within the text, and all of it is UTF-8.
 *
 *   make fuzz TARGET=ad SECONDS=60
 */
#include "vocabulary.h"

#include "base/text.h"
#include "career/ad.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static sg_taxonomy taxonomy;

static void check_place(const sg_ad *ad, const sg_ad_place *place)
{
    if (!place->line) return;
    REQUIRE(place->text.at >= ad->text.at && place->text.at + place->text.len <= ad->text.at + ad->text.len);
    REQUIRE(sg_utf8_valid(place->text.at, place->text.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sg_ad ad;
    sg_error err = {""};
    if (!taxonomy.skill_ids.count) build_vocabulary(&taxonomy);
    sg_status status = sg_ad_read((sg_text){size ? (const char *)bytes : "", size}, 1 + size % 2, &taxonomy, &ad, &err);
    REQUIRE(status == SG_OK || (err.text[0] && sg_utf8_valid(err.text, strlen(err.text))));
    if (status != SG_OK) return 0;
    check_place(&ad, &ad.title);
    check_place(&ad, &ad.where);
    check_place(&ad, &ad.paid);
    for (size_t i = 0; i < ad.n_years; i++) check_place(&ad, &ad.years[i]);
    for (size_t i = 0; i < ad.n_parts; i++) {
        const sg_ad_part *p = &ad.parts[i];
        REQUIRE(p->line <= p->last && (!i || p->line > p[-1].last));
        REQUIRE(p->title.at >= ad.whole.at && p->title.at + p->title.len <= ad.whole.at + ad.whole.len);
    }
    for (size_t i = 0; i < ad.n; i++) {
        const sg_ad_skill *s = &ad.skills[i];
        check_place(&ad, &s->place);
        REQUIRE(s->years.lo <= 60 && (!s->years.hi || s->years.hi > s->years.lo));
        REQUIRE(s->place.line && (size_t)s->start + s->len <= ad.text.len);
        REQUIRE(ad.text.at + s->start >= s->place.text.at);
        for (size_t k = 0; k < i; k++) REQUIRE(ad.skills[k].skill != s->skill);
    }
    sg_ad_release(&ad);
    return 0;
}
