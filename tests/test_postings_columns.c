/* postings_columns: each requirement on small tables in the dialects that people have. */
#include "posting_text.h"

static void columns(const char *input, const char *options, const char *want)
{
    expect_run("postings_columns", input, options, describe_posting, want);
}

/* 1., 2. */
static void whole_rows(void **state)
{
    (void)state;
    columns("Job ID;Link;Business Title;Agency;City;Country;Posted;From;To;Freq;Cur;Grade;Remote?;Duties;Wanted;Tags\n"
            "7;https://j.example/7;Weaver;Loom & Co;Leeds;United Kingdom;23/11/2026;42.000,50;50.000;Annual;GBP;"
            "Senior;hybrid;\"Weaves\r\nall day\";\"Yarn; wool\";\"C++, ['R'], , {Go}\"\n"
            "8;;Knitter;;;;2.11.2026;;;;;;;;;\n",
            "delimiter=;\nid=job id\nurl=Link\ntitle=BUSINESS TITLE\nemployer=Agency\nplace=City|Country\ndate=Posted\n"
            "pay_lo=From\npay_hi=To\npay_period=Freq\npay_currency=Cur\nlevel=Grade\nremote=Remote?\n"
            "body=Duties|Wanted\nskills=Tags\ndays=dmy\ndecimal=,",
            " id=7 url=https://j.example/7 2026-11-23 title=Weaver employer=Loom & Co place=Leeds, United Kingdom "
            "level=Senior currency=GBP lo=42000.5 hi=50000 period=5 remote=3 skills=C++\nR\nGo "
            "body=Weaves\r\nall day\nYarn; wool\n"
            " id=8 2026-11-02 title=Knitter\n");
    columns("i,a,b,c\n1,x,y,z\n2,,y,z\n3,,,z\n", "id=i\ntitle=a|b|c\nbody=c|a\nscraped=2026-01-02",
            " id=1 2026-01-02 title=x body=z\nx\n id=2 2026-01-02 title=y body=z\n id=3 2026-01-02 title=z body=z\n");
    columns("i,a,b,c\n1,\"Leeds, UK\",UK,\n2,,UK,UK\n3,Oslo,UK,x\n", "id=i\ntitle=i\nplace=a|b|c\nscraped=2026-01-02",
            " id=1 2026-01-02 title=1 place=Leeds, UK\n id=2 2026-01-02 title=2 place=UK\n"
            " id=3 2026-01-02 title=3 place=Oslo, UK, x\n");
}

/* 3., 6. */
static void cells_that_say_nothing(void **state)
{
    (void)state;
    static const char *const nothing[] = {"",     "\"\"", " NA ", "n/a", "NaN", "null",
                                          "None", "nil",  "-",    "--",  "?",   "\xC2\xA0"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        char input[200];
        snprintf(input, sizeof input, "i,t,e,b\n1,x,%s,%s\n2,%s,e,%s\n", nothing[i], nothing[i], nothing[i],
                 nothing[i]);
        columns(input, "id=i\ntitle=t\nemployer=e\nbody=b\nscraped=2026-01-02",
                " id=1 2026-01-02 title=x\nrow 2! row: expected a title, a text or skills ()\n");
    }
    columns("i,t\n1,NAND\n", "id=i\ntitle=t\nscraped=2026-01-02", " id=1 2026-01-02 title=NAND\n");
}

/* The id that is made of a row. */
static void id_of(const char *row, char out[static 17])
{
    char input[300];
    plugin_run r;
    snprintf(input, sizeof input, "u,t,e,p,d,b,x\n%s\n", row);
    plugin_run_on(&r, "postings_columns", input, strlen(input), "url=u\ntitle=t\nemployer=e\nplace=p\ndate=d\nbody=b",
                  describe_posting);
    snprintf(out, 17, "%.16s", r.out.at + 4);
    assert_int_equal(strspn(out, "0123456789abcdef"), 16);
    plugin_run_release(&r);
}

/* 6. */
static void made_ids(void **state)
{
    (void)state;
    static const char *const others[] = {"z,t,e,p,2026-01-02,b,x", "u,z,e,p,2026-01-02,b,x", "u,t,z,p,2026-01-02,b,x",
                                         "u,t,e,z,2026-01-02,b,x", "u,t,e,p,2026-01-03,b,x", "u,t,e,p,2026-01-02,z,x",
                                         "ut,,e,p,2026-01-02,b,x"};
    char one[17], other[17];
    id_of("u,t,e,p,2026-01-02,b,x", one);
    id_of("u,t,e,p,2026-01-02,b,y", other);
    assert_string_equal(one, other);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        id_of(others[i], other);
        assert_string_not_equal(one, other);
    }
}

/* 4. */
static void dates(void **state)
{
    (void)state;
    static const char plain[] = "expected 2026-11-03, 3.11.2026 or Nov 3, 2026; option days tells of other forms";
    static const char unsaid[] = "counted from the day of collection, which option scraped tells";
    static const char epoch[] = "expected seconds or milliseconds since 1970";
    static const struct {
        const char *options, *text, *want; /* a day, or why there is none */
    } cases[] = {
        {"", "2026-11-03", "2026-11-03"},
        {"", "2026-11-03T23:59:59.000Z", "2026-11-03"},
        {"", "2026/11/3", "2026-11-03"},
        {"", "2026.11.03", "2026-11-03"},
        {"", "20261103", "2026-11-03"},
        {"", "3.11.2026", "2026-11-03"},
        {"", "31.12.99", "1999-12-31"},
        {"", "Nov 3, 2026", "2026-11-03"},
        {"", "November 3rd, 2026 at 10:00", "2026-11-03"},
        {"", "Tuesday, 3 November 2026", "2026-11-03"},
        {"", "Tue, 03 Nov 2026 10:00:00 GMT", "2026-11-03"},
        {"", "3-Nov-26", "2026-11-03"},
        {"", "1 Sept 2026", "2026-09-01"},
        {"", "2026 Nov 3", "2026-11-03"},
        {"", "29 February 2024", "2024-02-29"},
        {"days=dmy", "3/11/2026", "2026-11-03"},
        {"days=dmy", "23-11-26 10:00", "2026-11-23"},
        {"days=dmy", "2026-11-03", "2026-11-03"},
        {"days=mdy", "11/3/2026 10:00:00 PM", "2026-11-03"},
        {"days=mdy", "3.11.2026", "2026-11-03"},
        {"days=epoch", "1793664000", "2026-11-03"},
        {"days=epoch", "1793750399999", "2026-11-03"},
        {"days=epoch", "1793664000000.0", "2026-11-03"},
        {"scraped=2026-11-03", "today", "2026-11-03"},
        {"scraped=2026-11-03", "5 hours ago", "2026-11-03"},
        {"scraped=2026-11-03", "Just posted", "2026-11-03"},
        {"scraped=2026-11-03", "Posted yesterday", "2026-11-02"},
        {"scraped=2026-11-03", "a day ago", "2026-11-02"},
        {"scraped=2026-11-03", "Posted 30+ days ago", "2026-10-04"},
        {"scraped=2026-11-03", "2 weeks ago", "2026-10-20"},
        {"scraped=2026-11-03", "1 month ago", "2026-10-04"},
        {"scraped=2026-11-03", "2026-01-05", "2026-01-05"},
        {"", "3/11/2026", plain},
        {"", "23/11/2026", plain},
        {"", "1793664000", plain},
        {"", "30 February 2026", plain},
        {"", "2026-13-03", plain},
        {"", "3.13.2026", plain},
        {"", "soon", plain},
        {"", "-2026-11-03", plain},
        {"", "1889-11-03", plain},
        {"", "3 days", plain},
        {"days=dmy", "11/23/2026", "expected day/month/year"},
        {"days=mdy", "23/11/2026", "expected month/day/year"},
        {"days=mdy", "3/11-2026", "expected month/day/year"},
        {"days=epoch", "17936640", epoch},
        {"days=epoch", "1793664000x", epoch},
        {"days=epoch", "-1793664000", epoch},
        {"", "3 days ago", unsaid},
        {"", "yesterday", unsaid},
        {"scraped=2026-11-03", "days ago", plain},
        {"scraped=2026-11-03", "3 moons ago", plain},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char input[300], options[200], want[300];
        snprintf(input, sizeof input, "a;b\nt;%s\n", cases[i].text);
        snprintf(options, sizeof options, "delimiter=;\nid=a\ntitle=a\ndate=b\n%s", cases[i].options);
        if (cases[i].want[0] <= '9')
            snprintf(want, sizeof want, " id=t %s title=t\n", cases[i].want);
        else
            snprintf(want, sizeof want, "row 1! date: %s (%s)\n", cases[i].want, cases[i].text);
        columns(input, options, want);
    }
}

/* 4. */
static void rows_without_a_day(void **state)
{
    (void)state;
    columns("a,b\nt,\nu,2026-11\nv,Nov 2026\n", "id=a\ntitle=a\ndate=b",
            "row 1! date: none is given ()\n"
            "row 2: date: a month without a day: taken as its first (2026-11)\n id=u 2026-11-01 title=u\n"
            "row 3: date: a month without a day: taken as its first (Nov 2026)\n id=v 2026-11-01 title=v\n");
    columns("a,b\nt,NA\n", "id=a\ntitle=a\ndate=b\nscraped=2026-01-02",
            "row 1: date: none is given: taken as the day of collection ()\n id=t 2026-01-02 title=t\n");
    columns("a\nt\n", "id=a\ntitle=a\nscraped=2026-01-02", " id=t 2026-01-02 title=t\n");
    columns("a,b,c\nt,,2026-01-02\nu,2026-01-03,2026-01-02\n", "id=a\ntitle=a\ndate=b|c",
            " id=t 2026-01-02 title=t\n id=u 2026-01-03 title=u\n");
}

/* What a row with one more cell gives beside its id, day and title; or, of a remark, before them. */
static void cell(const char *options, const char *value, const char *remark, const char *want)
{
    char input[400], all[400], expected[400];
    snprintf(input, sizeof input, "k;x;y\n1;%s\n", value);
    snprintf(all, sizeof all, "delimiter=;\nid=k\ntitle=k\nscraped=2026-01-02\n%s", options);
    snprintf(expected, sizeof expected, "%s id=1 2026-01-02 title=1%s\n", remark, want);
    columns(input, all, expected);
}

/* 5. */
static void amounts(void **state)
{
    (void)state;
    static const struct {
        const char *options, *text, *want;
    } cases[] = {
        {"", "85000;", " lo=85000"},
        {"", "\"$85,000.50\";", " lo=85000.5"},
        {"", "85k;", " lo=85000"},
        {"", "\xC2\xA3 85.5K;", " lo=85500"},
        {"", "85 000 EUR;", " lo=85000"},
        {"", "1'085'000;", " lo=1.085e+06"},
        {"decimal=,", "85.000;", " lo=85000"},
        {"decimal=,", "\"85.000,5 \xE2\x82\xAC\";", " lo=85000.5"},
        {"decimal=,", "\"12,5\";", " lo=12.5"},
        {"", "0;", ""},
        {"", "NA;", ""},
    };
    static const char *const none[] = {"lots", "\"85,00\"",     "\"1,2345\"", "85000 - 90000",
                                       "-5",   "85000 dollars", "1.2.3"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char options[100];
        snprintf(options, sizeof options, "pay_lo=x\n%s", cases[i].options);
        cell(options, cases[i].text, "", cases[i].want);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        char value[60], remark[200];
        snprintf(value, sizeof value, "%s;", none[i]);
        int quote = none[i][0] == '"', len = (int)strlen(none[i]) - 2 * quote;
        snprintf(remark, sizeof remark, "row 1: pay_lo: no amount: taken as not stated (%.*s)\n", len, none[i] + quote);
        cell("pay_lo=x", value, remark, "");
    }
    cell("pay_lo=x\npay_hi=y", "5;4", "row 1: pay_hi: less than pay_lo: the pay is taken as not stated (4)\n", "");
    cell("pay_lo=x\npay_hi=x", "5;", "", " lo=5 hi=5");
    cell("pay=x", "$90k-110k a year;", "", " pay=$90k-110k a year");
}

/* 5. */
static void terms_of_pay(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int period;
    } periods[] = {{"Annual", 5}, {"per year", 5}, {"p.a.", 5}, {"Monthly", 4},
                   {"week", 3},   {"Daily", 2},    {"/hr", 1},  {"Hourly", 1}};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        char value[40], want[40];
        snprintf(value, sizeof value, "%s;8", periods[i].word);
        snprintf(want, sizeof want, " lo=8 period=%d", periods[i].period);
        cell("pay_period=x\npay_lo=y", value, "", want);
    }
    cell("pay_period=x\npay_lo=y", "biweekly;8", "", " lo=4 period=3");
    cell("pay_period=x\npay_lo=y", "once;8", "row 1: pay_period: not known: taken as not stated (once)\n", " lo=8");
    cell("pay_period=x\npay_lo=y\nperiod=month", ";8", "", " lo=8 period=4");
    cell("pay_period=x\npay_lo=y\nperiod=month", "year;8", "", " lo=8 period=5");
    cell("pay_currency=x\npay_lo=y", "EUR;8", "", " currency=EUR lo=8");
    cell("pay_currency=x\npay_lo=y\ncurrency=GBP", "EUR;8", "", " currency=EUR lo=8");
    cell("pay_currency=x\npay_lo=y\ncurrency=GBP", ";8", "", " currency=GBP lo=8");
    cell("pay_currency=x\npay_lo=y\ncurrency=GBP", "EUR;", "", "");
    cell("pay=x\ncurrency=GBP", "8k;", "", " pay=8k currency=GBP");
    cell("pay_currency=x\npay_lo=y", "euro;8", "row 1: pay_currency: no code as EUR: taken as not stated (euro)\n",
         " lo=8");
}

static void words(void **state)
{
    (void)state;
    static const char *const yes[] = {"True", "1", "1.0", "yes", "Remote", "100", "Work from home"};
    static const char *const no[] = {"FALSE", "0", "n", "On-site", "Office"};
    static const char *const partly[] = {"Hybrid", "50", "partly remote"};
    static const char *const unknown[] = {"Full-time", "2", "NA", ""};
    const struct {
        const char *const *words;
        size_t n;
        const char *want;
    } cases[] = {{yes, 7, " remote=2"}, {no, 5, " remote=1"}, {partly, 3, " remote=3"}, {unknown, 4, ""}};
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < cases[i].n; k++) {
            char value[40];
            snprintf(value, sizeof value, "%s;", cases[i].words[k]);
            cell("remote=x", value, "", cases[i].want);
        }
    cell("skills=x\nskills_separator=|", "\"Go| C++ |['R']|\"\"Rust\"\"\";", "", " skills=Go\nC++\nR\nRust");
    cell("skills=x\nskills_separator=newline", "\"Go\nC++\";", "", " skills=Go\nC++");
    cell("skills=x|y", "Go,R;SQL", "", " skills=Go\nR\nSQL");
    cell("level=x", "Mid-Senior level;", "", " level=Mid-Senior level");
}

/* 1. */
static void what_the_options_may_say(void **state)
{
    (void)state;
    static const struct {
        const char *options, *want;
    } cases[] = {
        {"date=a", "no column is named: set title, body or skills (skillgap import --guess FILE proposes all) ()"},
        {"title=a", "postings without a day cannot be counted by month: set date to a column, or scraped to the day on "
                    "which all were collected ()"},
        {"title=a\ndate=b", "no header with the column b; found: a"},
        {"title=a\ndate=b\nbody=c", "no header with the columns b, c; found: a"},
        {"title=a||b\nscraped=2026-01-02", "an option that names columns: expected NAME, or NAMES parted by | (a||b)"},
        {"title=a\nscraped=yesterday", "option scraped: expected YYYY-MM-DD (yesterday)"},
        {"title=a\ndate=a\ndays=usa", "option days: expected plain, dmy, mdy or epoch (usa)"},
        {"title=a\ndate=a\ndelimiter=;;", "option delimiter: expected one character, or tab (;;)"},
        {"title=a\ndate=a\ndelimiter=\"", "option delimiter: expected one character, or tab (\")"},
        {"title=a\ndate=a\nencoding=ebcdic", "option encoding: expected utf-8, cp1252 or utf-16 (ebcdic)"},
        {"title=a\ndate=a\npreamble=many", "option preamble: expected a number of lines from 0 to 255 (many)"},
        {"title=a\ndate=a\npreamble=256", "option preamble: expected a number of lines from 0 to 255 (256)"},
        {"title=a\ndate=a\ndecimal=;", "option decimal: expected . or , (;)"},
        {"title=a\ndate=a\nperiod=biweekly", "option period: expected hour, day, week, month or year (biweekly)"},
        {"title=a\ndate=a\ncurrency=eur", "option currency: expected a code as EUR (eur)"},
        {"title=a\ndate=a\nskills_separator=,,", "option skills_separator: expected one character, or newline (,,)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char want[300];
        snprintf(want, sizeof want, "failed: %s", cases[i].want);
        columns("a\nx\n", cases[i].options, want);
    }
}

/* The same table as programs of several countries write it. */
static void dialects(void **state)
{
    (void)state;
    static const char want[] = " id=1 2026-11-03 title=K\xC3\xB6nig \xE2\x82\xAC\n";
    static const char utf16[] = "\xFF\xFEi\0\t\0t\0\t\0d\0\r\0\n\0001\0\t\0K\0\xF6\0n\0i\0g\0 "
                                "\0\xAC\x20\t\0003\0.\0001\0001\0.\0002\0000\0002\0006\0\r\0\n";
    plugin_run r;
    columns("\xEF\xBB\xBFi,t,d\r\n1,K\xC3\xB6nig \xE2\x82\xAC,2026-11-03\r\n", "id=i\ntitle=t\ndate=d", want);
    columns("i;t;d\n1;K\xF6nig \x80;3.11.2026\n", "id=i\ntitle=t\ndate=d\ndelimiter=;\nencoding=cp1252", want);
    columns("Export of 2026\n\"by; somebody\"\n\ni;t;d\n1;K\xC3\xB6nig \xE2\x82\xAC;3.11.2026\n",
            "id=i\ntitle=t\ndate=d\ndelimiter=;\npreamble=2", want);
    plugin_run_on(&r, "postings_columns", utf16, sizeof utf16, "id=i\ntitle=t\ndate=d\ndelimiter=tab",
                  describe_posting);
    assert_string_equal(r.out.at, want);
    plugin_run_release(&r);
    columns("i|t|d\n1|a \"b\" c|2026-11-03\n2|x|2026-11-03|y\n\n3|\"a \"\"b\"\"|\"|2026-11-03\n",
            "id=i\ntitle=t\ndate=d\ndelimiter=|",
            "row 1! row: a quote inside a field is not doubled (at \"b\" c|2026-11-03)\nrow 2! row: expected 3 fields, "
            "as in the header (4 fields)\n"
            " id=3 2026-11-03 title=a \"b\"|\n");
}

static void no_file_is_known(void **state)
{
    (void)state;
    assert_int_equal(plugin_load("postings_columns")->probe("id,title,date,text\n", 19, "jobs.csv"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_rows),
        cmocka_unit_test(cells_that_say_nothing),
        cmocka_unit_test(made_ids),
        cmocka_unit_test(dates),
        cmocka_unit_test(rows_without_a_day),
        cmocka_unit_test(amounts),
        cmocka_unit_test(terms_of_pay),
        cmocka_unit_test(words),
        cmocka_unit_test(what_the_options_may_say),
        cmocka_unit_test(dialects),
        cmocka_unit_test(no_file_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
