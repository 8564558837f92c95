/* postings_columns guesses: what it proposes for small tables in the dialects that people have, and that the proposal
 * reads the table. */
#include "posting_text.h"

/* "option=value {column} sure", and why where it stands alone. */
static void describe_proposal(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_PROPOSAL);
    const sg_proposal *p = record;
    sg_buf_printf(out, "%.*s", (int)p->option.len, p->option.at ? p->option.at : "");
    if (p->value.at) sg_buf_printf(out, "=%.*s", (int)p->value.len, p->value.at);
    if (p->column.at) sg_buf_printf(out, " {%.*s}", (int)p->column.len, p->column.at);
    sg_buf_printf(out, " %d", p->sure);
    if (p->why.len && (!p->column.at || !p->option.at)) sg_buf_printf(out, " %.*s", (int)p->why.len, p->why.at);
}

/* Proposes exactly this for the table. */
static void guess_of(const char *input, size_t len, const char *options, const char *want)
{
    plugin_run r;
    plugin_guess_on(&r, "postings_columns", input, len, options, describe_proposal);
    assert_string_equal(r.out.at, want);
    plugin_run_release(&r);
}

static void guess(const char *input, const char *options, const char *want)
{
    guess_of(input, strlen(input), options, want);
}

/* Its proposals have this line, or, begun with '!', have it not. */
static void guess_has(const char *input, const char *options, const char *line)
{
    plugin_run r;
    bool not = line[0] == '!';
    plugin_guess_on(&r, "postings_columns", input, strlen(input), options, describe_proposal);
    if ((strstr(r.out.at, line + not ) != NULL) == not ) fail_msg("\"%s\" in\n%s", line, r.out.at);
    plugin_run_release(&r);
}

/* Texts of over 200 bytes, with quotes and line ends, that tell of one weaver alone. */
#define ALL_DAY " does all day: she weaves, she knits, she keeps the looms, and on Fridays she counts what was woven"
#define DOES1 "what a weaver of number 1" ALL_DAY
#define DOES2 "what a weaver of number 2" ALL_DAY
#define DOES3 "what a weaver of number 3" ALL_DAY
#define AD_OF(does)                                                                                                    \
    "\"Ad for a \"\"weaver\"\".\r\n\r\nHere is " does ". She knows yarn and wool, and is paid well for it all.\""
#define AD1 AD_OF(DOES1)
#define AD2 AD_OF(DOES2)
#define AD3 AD_OF(DOES3)
#define ASKS                                                                                                           \
    "\"Five years at a loom or in a mill. You can tell linen from hemp, count threads quickly, and read the patterns " \
    "that our drawers make. A licence for the big carding machine would be welcome; so is patience, and a good eye "   \
    "for colours.\""

static void semicolons_and_days_first(void **state)
{
    (void)state;
    guess("jobpost;date;Title;Company;StartDate;Location;JobDescription;Salary;OpeningDate;Year;IT\r\n" AD1
          ";5/01/2004;Weaver;Loom;ASAP;Yerevan, Armenia;" DOES1 ";NA;NA;2004;FALSO\r\n" AD2 ";26/01/"
          "2004;Knitter;"
          "Wool;NA;"
          "Tbilisi;" DOES2 ";500 "
          "EUR;15 "
          "May "
          "2004;2004;"
          "VERDADEIRO"
          "\r\n" AD3 ";;"
          "Spi"
          "nne"
          "r;"
          "Woo"
          "l;"
          "NA;"
          "NA;"
          "NA;"
          "600"
          ";NA"
          ";20"
          "04;"
          "FAL"
          "SO"
          "\r"
          "\n",
          NULL,
          "title=Title {Title} 95\n"
          "employer=Company {Company} 90\n"
          "place=Location {Location} 90\n"
          "date=date {date} 99\n"
          "pay=Salary {Salary} 90\n"
          "body=jobpost {jobpost} 99\n"
          "delimiter=; 95 it parts the rows alike\n"
          "days=dmy 99 1 of 2 dates have a first number over 12\n"
          " 1 1 of 3 rows have no date that can be read\n"
          " {StartDate} 0\n"
          " {JobDescription} 0 its text stands in jobpost\n"
          " {OpeningDate} 0 not the day of posting\n"
          " {Year} 0\n"
          " {IT} 0\n");
}

static void relative_dates(void **state)
{
    (void)state;
    static const char table[] =
        "title,company_name,description,qualifications,link,posted_at,salary,sql,remote,empty\n"
        "Weaver,Loom," AD1 ",\"['" DOES1 "', 'x']\",http://loom.example/,2 days ago,70K\xE2\x80\x93"
        "75K a year,1,0,\n"
        "Weaver,Loom," AD2 ",\"['" DOES2 "']\",http://loom.example/,,60 an hour,0,1,\n"
        "Knitter,Wool," AD3 ",\"['" DOES3 "']\",http://wool.example/,19 hours ago,,0,0,\n";
    guess(table, NULL,
          "title=title {title} 95\n"
          "employer=company_name {company_name} 90\n"
          "date=posted_at {posted_at} 99\n"
          "pay=salary {salary} 90\n"
          "remote=remote {remote} 99\n"
          "body=description {description} 99\n"
          " 1 1 of 3 rows have no date that can be read\n"
          "scraped=YYYY-MM-DD 0 2 of 2 dates are told from the day of collection: say which it was\n"
          " {qualifications} 0 its text stands in description\n"
          " {link} 0 addresses that repeat, or a second one: not the posting's own\n"
          " {sql} 0\n"
          " {empty} 0 says nothing\n");
    guess_has(table, "scraped=2026-11-03", "scraped=2026-11-03 100 as you say\n");
}

static void no_dates(void **state)
{
    (void)state;
    static const char table[] =
        "\xEF\xBB\xBFposition,salary_lower,salary_upper,main_skill,seniority,description,description_preprocessed\n"
        "Weaver,6000,11000,,Junior," AD1 ",\"" DOES1 DOES1 "\"\n"
        "Knitter,12000,20000,wool,Mid," AD2 ",\"" DOES2 DOES2 "\"\n";
    static const char all[] = "title=position {position} 95\n"
                              "pay_lo=salary_lower {salary_lower} 99\n"
                              "pay_hi=salary_upper {salary_upper} 99\n"
                              "level=seniority {seniority} 99\n"
                              "body=description {description} 99\n"
                              "skills=main_skill {main_skill} 90\n"
                              "date 0 no column holds the days of posting, so that nothing can be counted by month\n"
                              "scraped=YYYY-MM-DD 0 the day on which all of it was collected, if you know it: then all "
                              "counts there\n"
                              "period 0 no column says what is paid for: set it if you know it\n"
                              "currency 0 no column says it: set it if you know it\n"
                              " {description_preprocessed} 0\n";
    guess(table, NULL, all);
    guess_has(table, "scraped=2022-06-01", "!date 0");
    guess_has(table, "period=month", "period=month 100 as you say\n");
    guess_has(table, "currency=PLN", "currency=PLN 100 as you say\n");
}

static void many_columns(void **state)
{
    (void)state;
    guess("Job ID,Agency,Posting Type,# Of Positions,Business Title,Civil Service Title,Level,Salary Range From,"
          "Salary Range To,Salary Frequency,Currency,City,Country,Job Description,Minimum Qual Requirements,Job URL,"
          "Posting Date,Post Until,Posting Updated,Tags,Tags\n"
          "1,Loom,Internal,1,Weaver,WEAVER II,0,42405,65485,Annual,EUR,Leeds,UK," AD1 "," ASKS ",https://j.example/1,"
          "2011-06-24T00:00:00.000,2019-03-01,2019-02-01,a,b\n"
          "2,Loom,External,2,Knitter,KNITTER,M1,15,15.5,Hourly,EUR,York,UK," AD2 "," ASKS ",https://j.example/2,"
          "2011-07-24T00:00:00.000,,2019-02-01,a,b\n",
          NULL,
          "id=Job ID {Job ID} 99\n"
          "url=Job URL {Job URL} 99\n"
          "title=Business Title {Business Title} 95\n"
          "employer=Agency {Agency} 90\n"
          "place=City|Country {City} 90\n"
          "place {Country} 80\n"
          "date=Posting Date {Posting Date} 99\n"
          "pay_lo=Salary Range From {Salary Range From} 99\n"
          "pay_hi=Salary Range To {Salary Range To} 99\n"
          "pay_period=Salary Frequency {Salary Frequency} 99\n"
          "pay_currency=Currency {Currency} 99\n"
          "body=Job Description|Minimum Qual Requirements {Job Description} 99\n"
          "body {Minimum Qual Requirements} 99\n"
          " {Posting Type} 0\n"
          " {# Of Positions} 0\n"
          " {Civil Service Title} 0\n"
          " {Level} 0\n"
          " {Post Until} 0 not the day of posting\n"
          " {Posting Updated} 0 not the day of posting\n"
          " {Tags} 0 its name stands there twice\n"
          " {Tags} 0 its name stands there twice\n");
}

/* Which number is the day is told by those over 12 alone. */
static void orders_of_dates(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second, *want;
    } cases[] = {
        {"23/11/2026", "3/11/2026", "days=dmy 99 1 of 2 dates have a first number over 12\n"},
        {"3/11/2026", "11/23/2026", "days=mdy 99 1 of 2 dates have a second number over 12\n"},
        {"23-11-26", "24-11-26", "days=dmy 99 2 of 2 dates have a first number over 12\n"},
        {"3/11/2026", "11/3/2026",
         "days=dmy-or-mdy 0 all 2 dates, as 3/11/2026, can be day/month/year (dmy) and month/day/year (mdy): choose "
         "one\n"},
        {"23/11/2026", "11/23/2026",
         "days=dmy-or-mdy 0 1 dates can only be day/month/year, 1 only month/day/year: one of them must be rejected\n"},
        {"1793664000", "1793664001000", "days=epoch 95 seconds or milliseconds since 1970\n"},
        {"2026-11-03", "Nov 3, 2026", "!days"},
        {"3.11.2026", "23.11.2026", "!days"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char input[200];
        snprintf(input, sizeof input, "title;posted\nWeaver;%s\nKnitter;%s\n", cases[i].first, cases[i].second);
        guess_has(input, NULL, cases[i].want);
    }
    guess_has("title;posted\nWeaver;3/11/2026\nKnitter;4/11/2026\n", "days=mdy", "days=mdy 100 as you say\n");
}

static void amounts(void **state)
{
    (void)state;
    guess_has("title;date;salary\nWeaver;2026-01-02;85.000\nKnitter;2026-01-02;90.000\n", NULL,
              "decimal=, 60 its points part thousands\n");
    guess_has("title;date;salary\nWeaver;2026-01-02;1.234,50\nKnitter;2026-01-02;90,5\n", NULL,
              "decimal=, 90 numbers as 1.234,5\n");
    guess_has("title;date;salary\nWeaver;2026-01-02;85000\nKnitter;2026-01-02;90000\n", NULL,
              "pay_lo=salary {salary} 90\n");
    guess_has("title;date;salary\nWeaver;2026-01-02;85000\nKnitter;2026-01-02;90000\n", NULL,
              "pay_hi=salary 50 one amount is both the least and the most\n");
    guess_has("title;date;salary\nWeaver;2026-01-02;85000\nKnitter;2026-01-02;90000.50\n", NULL, "!decimal");
    guess_has("title,date,tags\nWeaver,2026-01-02,a;b;c\nKnitter,2026-01-02,d;e\n", NULL,
              "skills_separator=; 90 it stands most often\n");
    guess_has("title,date,tags\nWeaver,2026-01-02,\"a,b,c\"\nKnitter,2026-01-02,d\n", NULL, "!skills_separator");
}

static void encodings_and_preambles(void **state)
{
    (void)state;
    static const char want[] = "title=Titel {Titel} 95\n"
                               "date=Datum {Datum} 99\n"
                               "encoding=%s 80 its bytes are no UTF-8\n"
                               "delimiter=tab 95 it parts the rows alike\n"
                               "body 1 no column is one of texts or skills: only titles can name a skill\n";
    static const char utf16[] = "\xFE\xFF\0T\0i\0t\0e\0l\0\t\0D\0a\0t\0u\0m\0\n\0W\0\xF6\0b\0\t\0001\0.\0001\0.\0002\0"
                                "0\0002\0006\0\n\0W\0\xE4\0b\0\t\0001\0.\0002\0.\0002\0000\0002\0006\0\n";
    char expected[400];
    snprintf(expected, sizeof expected, want, "utf-16");
    guess_of(utf16, sizeof utf16 - 1, NULL, expected);
    snprintf(expected, sizeof expected, want, "cp1252");
    guess("Titel\tDatum\nW\xF6"
          "ber\t1.1.2026\nW\xE4"
          "ber \x96 x\t1.2.2026\n",
          NULL, expected);
    guess("Titel;Datum\nW\xC3\xB6"
          "ber;1.1.2026\nx;1.2.2026\n",
          NULL,
          "title=Titel {Titel} 95\ndate=Datum {Datum} 99\ndelimiter=; 95 it parts the rows alike\n"
          "body 1 no column is one of texts or skills: only titles can name a skill\n");
    guess_has("Export, of all\n\"by "
              "\"\"us\"\"\"\nid,title,date,company\n1,Weaver,2026-01-02,Loom\n2,Knitter,2026-01-02,Wool\n"
              "3,Spinner,2026-01-02,Wool\n",
              NULL, "preamble=2 90 lines above the columns' names\n");
    guess_has("id|title|date|company\n1|Weaver|2026-01-02|Loom, Ltd\n2|Knitter|2026-01-02|x\n", NULL, "delimiter=| 95");
    guess_has("title,date\nWeaver,2026-01-02\nKnitter,2026-01-02,x\nSpinner\nx \"y\" z,2026-01-02\nDyer,2026-01-02\n"
              "Dyer,2026-01-02\nDyer,2026-01-02\n",
              NULL, " 1 3 of 7 rows have another number of cells than the header: they will be rejected\n");
}

/* By content alone, where no name tells; but ids are no dates. */
static void columns_without_telling_names(void **state)
{
    (void)state;
    guess("a,b,c\nWeaver,2026-01-02," AD1 "\nKnitter,2026-01-03," AD2 "\n", NULL,
          "date=b {b} 50\nbody=c {c} 50\ntitle 1 no column is one of titles\n {a} 0\n");
    guess_has("a,b,c\nWeaver,2026-01-02,2026-01-03\nKnitter,2026-01-03,2026-01-03\n", NULL, "date 0 no column holds");
    guess_has("num,title\n1793664000,Weaver\n1793664001,Knitter\n", NULL, "date 0 no column holds");
    guess_has("when|,title,a|b\n2026-01-02,Weaver,x\n", NULL, "{(no name that an option can hold)} 0 it has no name");
}

static void what_is_told_stands(void **state)
{
    (void)state;
    static const char table[] = "a,title,date,other\nWeaver,w,2026-01-02,2026-02-02\nKnitter,k,2026-01-03,2026-02-03\n";
    guess(table, "title=A\ndate=other",
          "title=a {a} 100\ndate=other {other} 100\nbody 1 no column is one of texts or skills: only titles can name a "
          "skill\n {title} 0\n {date} 0 not the day of posting\n");
    guess_has("a,b;c\n1,2;3\n4,5;6\n7,8;9\n", "delimiter=;", "delimiter=; 100 as you say\n");
}

static void no_table(void **state)
{
    (void)state;
    static const char none[] = " 0 no table: none of , ; tab and | parts its lines into the same columns\n";
    guess("", NULL, none);
    guess("just a text\nof two lines\n", NULL, none);
    guess("\n\n\n", NULL, none);
    guess("\"open", NULL, none);
    guess("1,Weaver,2026-01-02\n2,Knitter,2026-01-03\n", NULL,
          " 0 its first line holds values: put a line of names of the columns above\n");
    static const char unknown[] =
        "title=COLUMN 0 no column is known to hold titles, texts or skills: name one of those "
        "below (a table of counts has the columns month, total, skill and count)\n";
    guess_has("title,date\n", NULL, unknown);
    guess_has("month,total,python,java\n2024-01,500,90,80\n", NULL, unknown);
}

/* ---- what is proposed reads the table ---- */

static void add_option(uint32_t type, const void *record, sg_buf *out)
{
    const sg_proposal *p = record;
    assert_int_equal(type, SG_RECORD_PROPOSAL);
    if (!p->option.at || !p->value.at) return;
    assert_true(p->sure > 0);
    sg_buf_printf(out, "%.*s=%.*s", (int)p->option.len, p->option.at, (int)p->value.len, p->value.at);
}

static void the_proposal_reads_the_table(void **state)
{
    (void)state;
    static const char table[] = "Bericht\n\nKennziffer;Titel;Firma;Ort;Datum;Gehalt von;Gehalt bis;Beschreibung\n"
                                "1;Wober;K\xF6nig;K\xF6ln;13.1.2026;40.000;50.000;" AD1 "\n"
                                "2;Stricker;K\xF6nig;Bonn;14.1.2026;41.000;NA;" AD2 "\n";
    plugin_run g, r;
    plugin_guess_on(&g, "postings_columns", table, strlen(table), NULL, add_option);
    plugin_run_on(&r, "postings_columns", table, strlen(table), g.out.at, describe_posting);
    assert_non_null(
        strstr(r.out.at,
               " id=1 2026-01-13 title=Wober employer=K\xC3\xB6nig place=K\xC3\xB6ln lo=40000 hi=50000 body=Ad for"));
    assert_non_null(
        strstr(r.out.at, " id=2 2026-01-14 title=Stricker employer=K\xC3\xB6nig place=Bonn lo=41000 body=Ad for"));
    plugin_run_release(&g);
    plugin_run_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(semicolons_and_days_first),
        cmocka_unit_test(relative_dates),
        cmocka_unit_test(no_dates),
        cmocka_unit_test(many_columns),
        cmocka_unit_test(orders_of_dates),
        cmocka_unit_test(amounts),
        cmocka_unit_test(encodings_and_preambles),
        cmocka_unit_test(columns_without_telling_names),
        cmocka_unit_test(what_is_told_stands),
        cmocka_unit_test(no_table),
        cmocka_unit_test(the_proposal_reads_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
