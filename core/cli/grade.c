/* skillgap outlook --grade: the record of what was shown; where nothing has come yet, the back-test, named as that. */
#include "view/grade.h"
#include "cli/load.h"
#include "cli/tested.h"
#include "view/backtest.h"

#include <stdio.h>

/* In place of a record that is not there yet. */
static sg_status add_test(const sg_cli *cli, const sg_market *market, const char *group, bool kept, sg_doc *doc,
                          sg_error *err)
{
    char first[8], last[8], end[8];
    sg_verdicts v = {0};
    sg_error why;
    sg_status status = sg_cli_test(cli, market, group, &v, &why);
    if (status != SG_OK && !(kept && status == SG_EDATA)) return sg_fail(err, status, "%s", why.text);
    sg_doc_section(doc, "backtest", "Not the record: a back-test");
    if (status == SG_EDATA) {
        sg_doc_paragraph(doc, "There is none: %s.", why.text);
        return SG_OK;
    }
    sg_doc_paragraph(
        doc,
        "Until forecasts that were shown come true: what today's method would have said of the group %s at "
        "%zu origins from %s to %s, from what was known then, against what came by %s. It was not shown "
        "then, and the method has learnt from this past. skillgap backtest shows more.",
        group, v.n_origins, sg_month_format(v.first, first), sg_month_format(v.last, last),
        sg_month_format(v.end, end));
    sg_view_backtest_horizons(doc, &v);
    sg_verdicts_release(&v);
    return SG_OK;
}

static sg_status fill(const sg_cli *cli, const sg_market *market, const char *group, sg_doc *doc, sg_error *err)
{
    char path[SG_RECORD_PATH], hash[32];
    sg_graded_record graded;
    sg_mark all;
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)market->hash);
    sg_doc_meta(doc, "as_of", sg_v_month(cli->as_of));
    sg_doc_meta(doc, "input_hash", sg_v_text(hash));
    sg_status status = sg_record_path(cli->store, path, err);
    if (status != SG_OK) return status;
    status = sg_cli_graded(cli, market, NULL, &graded, err);
    const sg_grade_view view = {
        .market = market, .grades = &graded.grades, .group = group, .now = cli->as_of, .path = path};
    if (status == SG_OK) status = sg_view_grade(doc, &view, &all, err);
    if (status == SG_OK && !all.n[SG_GRADE_CAME])
        status = add_test(cli, market, group ? group : "hn", graded.grades.n > 0, doc, err);
    sg_cli_graded_release(&graded);
    return status;
}

sg_status sg_cli_grade(const sg_cli *cli, const char *group, sg_error *err)
{
    sg_loaded loaded;
    sg_doc *doc = sg_doc_alloc("What outlooks said, and what came", "skillgap.grade/1");
    sg_status status = sg_cli_load(cli, SG_LOAD_MARKET, &loaded, err);
    if (status == SG_OK && !doc) status = sg_fail(err, SG_EFAIL, "no memory for the document");
    if (status == SG_OK) status = fill(cli, &loaded.market, group, doc, err);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    sg_loaded_release(&loaded);
    return status;
}
