/* salary_figures: figures, and each wrong value named. */
#include "plugin_run.h"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_FIGURE);
    const sg_figure *f = record;
    sg_buf_printf(out, "%g", f->value);
    put_text(out, "kind", f->kind);
    put_text(out, "key", f->key);
    put_text(out, "region", f->region);
    put_text(out, "date", f->date);
    put_text(out, "unit", f->unit);
    put_number(out, "n", f->n);
    put_text(out, "source", f->source);
    put_text(out, "licence", f->licence);
    put_text(out, "note", f->note);
}

static void figures(const char *input, const char *want)
{
    expect_run("salary_figures", input, NULL, describe, want);
}

static void figures_are_read(void **state)
{
    (void)state;
    figures("kind,key,region,date,value,unit,n,source,licence,note\n"
            "parity,all,US/austin,2023,98.25,US = 100,,BEA,public domain,\n"
            "move,switcher-raise,US,2026-01,-0.6,percentage points,341,ADP,,\"information, against stayers\"\n"
            "hours,work,NL,2024-05-06,0,hours a week,0,S,,\n",
            "98.25 kind=parity key=all region=US/austin date=2023 unit=US = 100 source=BEA licence=public domain\n"
            "-0.6 kind=move key=switcher-raise region=US date=2026-01 unit=percentage points n=341 source=ADP "
            "note=information, against stayers\n"
            "0 kind=hours key=work region=NL date=2024-05-06 unit=hours a week source=S\n");
}

static void wrong_values(void **state)
{
    (void)state;
    figures("kind,key,region,date,value,unit,n,source,licence,note\n"
            ",EUR,,2026-01,1.5,per USD,,S,,\n"
            "fx,,,2026-01,1.5,per USD,,S,,\n"
            "fx,EUR,,2026-01,1.5,,,S,,\n"
            "fx,EUR,,2026-01,1.5,per USD,,,,\n"
            "fx,EUR,,,1.5,per USD,,S,,\n"
            "fx,EUR,,2026-1,1.5,per USD,,S,,\n"
            "fx,EUR,,2026-01,,per USD,,S,,\n"
            "fx,EUR,,2026-01,\"1,5\",per USD,,S,,\n"
            "fx,EUR,,2026-01,nan,per USD,,S,,\n"
            "fx,EUR,,2026-01,1.5,per USD,-1,S,,\n",
            "row 1! kind: expected a text ()\n"
            "row 2! key: expected a text ()\n"
            "row 3! unit: expected a text ()\n"
            "row 4! source: expected a text ()\n"
            "row 5! date: expected YYYY, YYYY-MM or YYYY-MM-DD ()\n"
            "row 6! date: expected YYYY, YYYY-MM or YYYY-MM-DD (2026-1)\n"
            "row 7! value: expected a number ()\n"
            "row 8! value: expected a number (1,5)\n"
            "row 9! value: expected a number (nan)\n"
            "row 10! n: expected a number, 0 or more (-1)\n");
}

static void a_column_is_missing(void **state)
{
    (void)state;
    figures("kind,key,date\n", "failed: no header with the columns value, unit, source; found: kind,key,date");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("salary_figures");
    assert_int_equal(plugin->probe("kind,key,region,date,value\n", 27, "x"), 90);
    assert_int_equal(plugin->probe("kind", 4, "x"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(a_column_is_missing),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
