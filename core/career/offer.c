#include "career/offer.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void read_growth(sg_fields *fields, const json_t *object, const char *field, sg_path *out)
{
    out->growth_given = sg_field_number(fields, object, field, "growth", -0.5, 1, &out->growth);
}

static void read_promotion(sg_fields *fields, const json_t *object, const char *field, sg_path *out)
{
    static const char *const names[] = {"chance", "raise", NULL};
    char path[120];
    snprintf(path, sizeof path, "%s%spromotion", field, field[0] ? "." : "");
    const json_t *promotion = sg_field_object(fields, object, field, "promotion");
    if (!promotion) return;
    sg_fields_known(fields, promotion, path, names);
    sg_field_number(fields, promotion, path, "chance", 0, 0.99, &out->promotion);
    sg_field_number(fields, promotion, path, "raise", 0, 5, &out->raise);
}

static void read_probation(sg_fields *fields, const json_t *object, sg_path *out)
{
    static const char *const names[] = {"chance", "months", "searchMonths", NULL};
    const json_t *probation = sg_field_object(fields, object, "", "probation");
    if (!probation) return;
    sg_fields_known(fields, probation, "probation", names);
    sg_field_number(fields, probation, "probation", "chance", 0, 1, &out->probation);
    sg_field_number(fields, probation, "probation", "months", 0, 60, &out->probation_months);
    sg_field_number(fields, probation, "probation", "searchMonths", 0, 60, &out->search_months);
}

/* Pay a year of a way; what is paid by the hour or day needs the person's own hours. */
static double yearly(sg_fields *fields, const char *field, const sg_stated_pay *pay)
{
    double amount = sg_stated_yearly(pay);
    if (pay->given && isnan(amount)) sg_field_problem(fields, field, "give pay by week, month or year");
    return isnan(amount) ? 0 : amount;
}

static void read_internal(sg_fields *fields, const json_t *root, const sg_stated_pay *offer_pay, sg_path *out)
{
    static const char *const names[] = {"pay", "chance", "withinMonths", "growth", "cost", "promotion", NULL};
    const json_t *internal = sg_field_object(fields, root, "", "internal");
    sg_stated_pay pay;
    if (!internal) return;
    sg_fields_known(fields, internal, "internal", names);
    sg_field_pay(fields, internal, "internal", "pay", &pay);
    if (!pay.given)
        sg_field_problem(fields, "internal", "pay is missing");
    else if (strcmp(pay.currency, offer_pay->currency) != 0)
        sg_field_problem(fields, "internal.pay.currency", "expected %s as in pay, found %s", offer_pay->currency,
                         pay.currency);
    out->pay = yearly(fields, "internal.pay.period", &pay);
    sg_field_number(fields, internal, "internal", "chance", 0, 1, &out->chance);
    sg_field_number(fields, internal, "internal", "withinMonths", 0, 120, &out->wait_months);
    out->wait_months /= 2; /* anywhere within the span: half of it in the mean */
    read_growth(fields, internal, "internal", out);
    sg_field_number(fields, internal, "internal", "cost", 0, 1e9, &out->cost);
    read_promotion(fields, internal, "internal", out);
}

static void read_offer(sg_fields *fields, const json_t *root, sg_offer *out)
{
    static const char *const names[] = {"name", "role",     "level",  "region",         "pay",       "forfeit",
                                        "cost", "signing",  "growth", "startsInMonths", "promotion", "probation",
                                        "stay", "internal", "years",  "discount",       "note",      NULL};
    static const char *const stay_names[] = {"growth", "promotion", NULL};
    const char *text;
    sg_fields_known(fields, root, "", names);
    if (sg_field_text(fields, root, "", "name", &text)) out->name = sg_arena_copy(&out->arena, text, strlen(text));
    if (sg_field_text(fields, root, "", "note", &text)) out->note = sg_arena_copy(&out->arena, text, strlen(text));
    fields->no_memory = fields->no_memory || !out->name || !out->note;
    sg_field_position(fields, root, "", &out->position);
    sg_field_pay(fields, root, "", "pay", &out->pay);
    if (!json_object_get(root, "pay")) sg_field_problem(fields, "pay", "is missing");
    out->move.pay = yearly(fields, "pay.period", &out->pay);
    sg_field_number(fields, root, "", "forfeit", 0, 1e9, &out->move.forfeit);
    sg_field_number(fields, root, "", "cost", 0, 1e9, &out->move.cost);
    sg_field_number(fields, root, "", "signing", 0, 1e9, &out->move.signing);
    read_growth(fields, root, "", &out->move);
    sg_field_number(fields, root, "", "startsInMonths", 0, 120, &out->move.delay_months);
    read_promotion(fields, root, "", &out->move);
    read_probation(fields, root, &out->move);
    const json_t *stay = sg_field_object(fields, root, "", "stay");
    if (stay) sg_fields_known(fields, stay, "stay", stay_names);
    if (stay) read_growth(fields, stay, "stay", &out->stay);
    if (stay) read_promotion(fields, stay, "stay", &out->stay);
    read_internal(fields, root, &out->pay, &out->internal);
    sg_field_number(fields, root, "", "years", 0.25, 50, &out->years);
    sg_field_number(fields, root, "", "discount", 0, 1, &out->discount);
}

sg_status sg_offer_read(const char *path, const sg_taxonomy *taxonomy, sg_offer *out, sg_error *err)
{
    sg_offer offer = {.name = "", .note = "", .years = (double)NAN, .discount = (double)NAN};
    sg_fields fields = {.file = path, .taxonomy = taxonomy};
    json_t *root = NULL;
    sg_buf bytes;
    sg_buf_init(&bytes, 1 << 20);
    offer.move = (sg_path){.name = "offer", .chance = 1};
    offer.stay = (sg_path){.name = "stay", .chance = 1};
    offer.internal = (sg_path){.name = "internal", .chance = 1};
    sg_status status = sg_file_read(path, &bytes, err);
    if (status == SG_OK) status = sg_json_parse(bytes.at ? bytes.at : "", bytes.len, path, &root, err);
    if (status != SG_OK) goto cleanup;
    if (json_is_object(root))
        read_offer(&fields, root, &offer);
    else
        sg_field_problem(&fields, "the file", "expected an object");
    offer.hash = sg_hash(bytes.at, bytes.len);
    status = sg_fields_status(&fields, SG_EUSAGE, err);
cleanup:
    json_decref(root);
    sg_buf_release(&bytes);
    if (status == SG_OK)
        *out = offer;
    else
        sg_offer_release(&offer);
    return status;
}

void sg_offer_release(sg_offer *offer)
{
    sg_arena_release(&offer->arena);
    *offer = (sg_offer){0};
}
