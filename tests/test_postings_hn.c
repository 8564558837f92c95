/* postings_hn: CSV and JSON make the same posting of a post; then first lines as people have written them since 2011,
 * cited by the requirement they are about. The posts are invented; their shapes are real. */
#include "plugin_run.h"

static void describe(uint32_t type, const void *record, sg_buf *out)
{
    assert_int_equal(type, SG_RECORD_POSTING);
    const sg_posting *p = record;
    static const char *const remotes[] = {NULL, "no", "yes", "partly"};
    put_text(out, "E", p->employer);
    put_text(out, "T", p->title);
    put_text(out, "level", p->level);
    put_text(out, "P", p->place);
    put_text(out, "pay", p->pay);
    if (p->remote) sg_buf_printf(out, " remote=%s", remotes[p->remote]);
}

static void describe_whole(uint32_t type, const void *record, sg_buf *out)
{
    const sg_posting *p = record;
    char day[11];
    put_text(out, "id", p->id);
    put_text(out, "url", p->url);
    sg_buf_printf(out, " %s", sg_day_format(p->day, day));
    put_text(out, "body", p->body);
    describe(type, record, out);
}

/* A post of this first line gives this. */
static void first_line(const char *line, const char *want)
{
    char input[1200], expected[600];
    snprintf(input, sizeof input, "id,date,text\n1,2018-01-02,\"%s\nWe knit.\"\n", line);
    snprintf(expected, sizeof expected, "%s\n", want);
    expect_run("postings_hn", input, NULL, describe, expected);
}

static void rows(void **state)
{
    (void)state;
    expect_run("postings_hn", "id,date,text\n42,2011-01-01,\"\n Loom | Weaver\nsecond\"\n", NULL, describe_whole,
               " id=42 url=https://news.ycombinator.com/item?id=42 2011-01-01 body=\n Loom | Weaver\nsecond E=Loom "
               "P=Weaver\n");
    expect_run("postings_hn",
               "id,date,text\nx1,2011-01-01,a\n,2011-01-01,a\n1,1 Jan 2011,a\n1,2011-01-01,\n1,2011-01-01,\" \n \"\n",
               NULL, describe,
               "row 1! id: expected digits (x1)\nrow 2! id: expected digits ()\n"
               "row 3! date: expected YYYY-MM-DD (1 Jan 2011)\nrow 4! text: expected a text ()\n"
               "row 5! text: expected a text ( \n )\n");
    expect_run("postings_hn", "id,text\n1,a\n", NULL, describe,
               "failed: no header with the column date|created_at|timestamp; found: id,text");
}

static void markup_is_read(void **state)
{
    (void)state;
    expect_run(
        "postings_hn",
        "objectID,created_at,comment_text\n7,2020-05-01T15:00:01Z,\"Loom &amp; Co | Remote<p>We&#x27;re <i>3</i> "
        "&lt;b&gt; R&D <x> <a href=\"\"https:&#x2F;&#x2F;l.example\"\" rel=\"\"n\"\">link</a><p>a<b\"\n",
        NULL, describe_whole,
        " id=7 url=https://news.ycombinator.com/item?id=7 2020-05-01 body=Loom & Co | Remote\nWe're 3 <b> R&D <x> "
        "link\na<b E=Loom & Co remote=yes\n");
}

/* The same post as the API's two forms and as CSV. */
static void forms_agree(void **state)
{
    (void)state;
    static const char want[] =
        " id=46000001 url=https://news.ycombinator.com/item?id=46000001 2026-11-02 body=Loom & Co | "
        "Backend Engineer | Berlin\nWe use C++. E=Loom & Co T=Backend Engineer P=Berlin\n";
#define POST "Loom &amp; Co | Backend Engineer | Berlin<p>We use C++."
#define HIRING "\"Ask HN: Who is hiring? (November 2026)\""
    expect_run("postings_hn", "id,date,text\n46000001,2026-11-02,\"" POST "\"\n", NULL, describe_whole, want);
    expect_run(
        "postings_hn",
        "{\"children\":[{\"id\":46000001,\"created_at\":\"2026-11-02T16:05:01.000Z\",\"text\":\"" POST
        "\",\"parent_id\":46000000,\"story_id\":46000000,\"title\":null,\"children\":[{\"id\":2}]}],\"title\":" HIRING
        "}",
        NULL, describe_whole, want);
    expect_run("postings_hn",
               "\xEF\xBB\xBF "
               "{\"hits\":[{\"objectID\":\"46000001\",\"created_at\":\"2026-11-02T16:05:01Z\",\"comment_text\":\"" POST
               "\",\"parent_id\":46000000,\"story_id\":46000000,\"story_title\":" HIRING "}]}",
               NULL, describe_whole, want);
}

/* What is no post of such a thread is left out. */
static void other_comments(void **state)
{
    (void)state;
#define HIT(title, parent)                                                                                             \
    "{\"hits\":[{\"objectID\":\"1\",\"created_at\":\"2026-11-02\",\"comment_text\":\"Loom\",\"story_id\":5,\"parent_"  \
    "id\":" parent ",\"story_title\":" title "}]}"
    expect_run("postings_hn", HIT("\"who's Hiring?\"", "5"), NULL, describe, "\n");
    expect_run("postings_hn", HIT("\"Ask HN: Who is\"", "5"), NULL, describe,
               "row 1! title: expected a story that asks who is hiring (Ask HN: Who is)\n");
    expect_run("postings_hn", HIT("\"Ask HN: Who wants to be hired?\"", "5"), NULL, describe,
               "row 1! title: expected a story that asks who is hiring (Ask HN: Who wants to be hired?)\n");
    expect_run("postings_hn", HIT("null", "5"), NULL, describe,
               "row 1! title: expected a story that asks who is hiring ()\n");
    expect_run("postings_hn", HIT("\"Who is hiring?\"", "6"), NULL, describe,
               "row 1! parent_id: expected story_id, as of a post that is no answer (6)\n");
    expect_run("postings_hn", "{\"title\":\"Who is hiring?\",\"children\":[{\"id\":1,\"text\":null},{\"id\":\"x\"}]}",
               NULL, describe, "row 1! date: expected YYYY-MM-DD ()\nrow 2! id: expected digits (x)\n");
    expect_run("postings_hn", "{\"id\":1,\"type\":\"comment\"}", NULL, describe,
               "failed: no list of items at hits[]|children[]; found the keys id, type");
}

static void lines_with_bars(void **state)
{
    (void)state;
    first_line("Loom | Backend Engineer | Berlin, Germany | REMOTE | $120k - $150k | https://loom.example",
               " E=Loom T=Backend Engineer P=Berlin, Germany pay=$120k - $150k remote=yes");
    first_line("Loom|Bellevue, WA USA|Android Developer|On-site Full-time|https://l.example",
               " E=Loom T=Android Developer P=Bellevue, WA USA remote=no");
    first_line("Loom (YC W18) | https://loom.example | Full Time | Onsite | San Diego, CA | No Visa",
               " E=Loom P=San Diego, CA remote=no");
    first_line(
        "Loom https://loom.example - future of yarn | Full-time | Product Designer | Remote (worldwide) | 50-96k",
        " E=Loom T=Product Designer P=future of yarn pay=50-96k remote=yes");
    first_line("Loom - Berlin, Germany | Onsite, Full Time, Visa", " E=Loom P=Berlin, Germany remote=no");
    first_line("Loom | Knitville | Full-time", " E=Loom P=Knitville");
    first_line("Loom | Remote (US only) | Full-time", " E=Loom P=Remote (US only) remote=yes");
}

/* 5. */
static void employers(void **state)
{
    (void)state;
    first_line("Berlin, Germany | Loom | ONSITE", " E=Loom P=Berlin, Germany remote=no");
    first_line("Lombard, Illinois | On-Site | Full-time", " P=Lombard, Illinois remote=no");
    first_line("San Francisco | Full Time | Onsite", " P=San Francisco remote=no");
    first_line("Senior PHP Developer | Loom.example | Toronto, ON",
               " E=Loom.example T=Senior PHP Developer P=Toronto, ON");
    first_line("C# Software Engineer | ONSITE | London, UK", " T=C# Software Engineer P=London, UK remote=no");
    first_line("Designer Fund | Backend Engineer | NYC", " E=Designer Fund T=Backend Engineer P=NYC");
    first_line("Knitville TN - Loom", " E=Loom P=Knitville TN");
    first_line("Loom Labs (San Francisco, CA)", " E=Loom Labs P=Loom Labs (San Francisco, CA)");
    first_line("Berlin (Germany)", " P=Berlin (Germany)");
    first_line("Full time (Berlin, Germany)", " P=Full time (Berlin, Germany)");
    first_line("Loom CA TN, Oslo - Full time", " E=Loom CA TN P=Loom CA TN, Oslo");
    first_line("Visa Inc | Loom | Austin, TX", " E=Visa Inc P=Austin, TX");
    first_line("Loom - yarn, AI - Oslo", " E=Loom P=Oslo");
    first_line("Loom (www.loom.example) in Downtown Knitville - Full time", " E=Loom P=Downtown Knitville");
    first_line("Loom | Remote, https://loom.example.uk", " E=Loom P=Remote remote=yes");
    first_line("Yarn Engineer @ Loom - Oslo", " E=Loom T=Yarn Engineer P=Oslo");
    first_line("Loom- Oslo", " E=Loom P=Oslo");
    first_line("Loom, Boston, MA - Full time", " E=Loom P=Loom, Boston, MA");
    first_line("London Yarn Trust | Backend Engineer | Remote", " E=London Yarn Trust T=Backend Engineer remote=yes");
    first_line("Dublin, Ireland - Research Engineer at Loom (Onsite)",
               " E=Loom T=Research Engineer P=Dublin, Ireland remote=no");
}

/* 3, with the lines of 2011 to 2015. */
static void lines_with_dashes(void **state)
{
    (void)state;
    first_line("Loom - New York City, NY - INTERN + H1B + Full-time", " E=Loom P=New York City, NY");
    first_line("Los Altos, CA \xE2\x80\x93 Yarn Labs", " E=Yarn Labs P=Los Altos, CA");
    first_line("San Francisco (SOMA), CA - Yarn.example", " E=Yarn.example P=San Francisco (SOMA), CA");
    first_line("Vancouver - Ruby on Rails developer", " T=Ruby on Rails developer P=Vancouver");
    first_line("Loom \xE2\x80\x94 Director of Engineering \xE2\x80\x94 Remote (US) \xE2\x80\x94 $100k - $120k",
               " E=Loom T=Director of Engineering P=Remote (US) pay=$100k - $120k remote=yes");
    first_line("Loom, Inc. is hiring a full time Senior Data Engineer.",
               " E=Loom, Inc T=a full time Senior Data Engineer");
    first_line("Loom // Fullstack Software Engineer // Toronto, Canada // Local or Remote",
               " E=Loom T=Fullstack Software Engineer P=Toronto, Canada remote=yes");
    first_line("Loom / Berlin, Germany / https://l.example / ONSITE", " E=Loom P=Berlin, Germany remote=no");
}

static void lines_of_one_segment(void **state)
{
    (void)state;
    first_line("Boston, MA (no remote)", " P=Boston, MA (no remote) remote=no");
    first_line("Loom", "");
    first_line("Mobile Engineer", " T=Mobile Engineer");
    first_line("I would be interested to hear from companies in Boston that are looking for engineers.", "");
    first_line("Loom (http://loom.example)", " E=Loom");
    first_line("loom.example", " E=loom.example");
    first_line("Lombard. Loom. Weavers wanted.", " E=Lombard P=Loom");
    first_line("Loom. Oslo, Norway. Full time.", " E=Loom P=Oslo, Norway");
    first_line("Loom, Inc. makes yarn", " P=Loom, Inc. makes yarn");
    first_line("Oslo, Norway. Junior or senior developer.", " T=Junior or senior developer P=Oslo, Norway");
    first_line("Loom (Oslo): Yarn Engineer", " E=Loom T=Yarn Engineer P=Oslo");
    first_line("Loom (YC S12), New York City, Full Time, H1B", " E=Loom P=New York City, Full Time, H1B");
    first_line("Knitville, Nevada", " P=Knitville, Nevada");
    first_line("Loom, yarn for all", " P=Loom, yarn for all");
    first_line("We're a small team that knits, and our manager is looking for you.", "");
}

/* 6. and 7. of lines that are sentences. */
static void sentences(void **state)
{
    (void)state;
    first_line("I'm hiring Rails programmers in Shanghai",
               " T=Rails programmers P=I'm hiring Rails programmers in Shanghai");
    first_line(
        "We are a small shop in Oslo, and we are looking for two senior C++ developers who knit.",
        " T=senior C++ developers P=We are a small shop in Oslo, and we are looking for two senior C++ developers "
        "who knit");
    first_line("Loom seeks 1st full-time Android Dev", " E=Loom T=1st full-time Android Dev");
    first_line("We need people. Our engineers like wool.", "");
    first_line("I would like to know who is hiring weaving engineers in Oslo, as I am one.", "");
    first_line("Our weavers work with engineers all over Norway and you will like them.",
               " P=Our weavers work with engineers all over Norway and you will like them");
}

/* 6. */
static void titles(void **state)
{
    (void)state;
    first_line("Loom | Software Engineer, Machine Learning Engineer | Berlin", " E=Loom T=Software Engineer P=Berlin");
    first_line("Loom | VP, Engineering | Berlin", " E=Loom T=VP, Engineering P=Berlin");
    first_line("Loom | Manager, Data & Analytics | Berlin", " E=Loom T=Manager, Data & Analytics P=Berlin");
    first_line("Loom | Frontend / Backend engineer | Berlin", " E=Loom T=Frontend / Backend engineer P=Berlin");
    first_line("Loom | Staff Engineer/Data Scientist | Berlin", " E=Loom T=Staff Engineer P=Berlin");
    first_line("Loom | Weaving Engineer | Junior & Senior | Oslo",
               " E=Loom T=Weaving Engineer level=Junior & Senior P=Oslo");
    first_line("Loom | Senior Weaving Engineer | Lead | Oslo", " E=Loom T=Senior Weaving Engineer P=Oslo");
    first_line("Loom | Intern (summer) | Oslo", " E=Loom level=Intern P=Oslo");
    first_line("Loom | Internship | Oslo", " E=Loom level=Intern P=Oslo");
    first_line("Loom | INTERN | Oslo", " E=Loom P=Oslo");
    first_line("Loom | Full time or intern | Oslo", " E=Loom P=Oslo");
    first_line("Loom | intern ok | Oslo", " E=Loom P=Oslo");
    first_line("Loom | internal tools | Oslo", " E=Loom P=Oslo");
    first_line("Loom | Full Stack Go | Berlin", " E=Loom T=Full Stack Go P=Berlin");
    first_line("Loom | Engineering | Backend Developer | Berlin", " E=Loom T=Backend Developer P=Berlin");
    first_line("Loom | Multiple Roles | Berlin", " E=Loom P=Berlin");
}

/* 8. */
static void pay(void **state)
{
    (void)state;
    first_line("Loom | \xE2\x82\xAC"
               "70\xE2\x80\x93"
               "100k + equity",
               " E=Loom pay=\xE2\x82\xAC"
               "70\xE2\x80\x93"
               "100k + equity");
    first_line("Loom | \xC2\xA3 50-60K", " E=Loom pay=\xC2\xA3 50-60K");
    first_line("Loom | 90k - 120k AUD", " E=Loom pay=90k - 120k AUD");
    first_line("Loom | USD 85 to 102 an hour", " E=Loom pay=USD 85 to 102 an hour");
    first_line("Loom | 60k\xE2\x82\xAC - 100k\xE2\x82\xAC", " E=Loom pay=60k\xE2\x82\xAC - 100k\xE2\x82\xAC");
    first_line("Loom | 6-10 LPA", " E=Loom pay=6-10 LPA");
    first_line("Loom | 401k, H1B, 3x/week in office", " E=Loom P=401k, H1B, 3x/week in office remote=no");
    first_line("2K Yarn | Remote", " E=2K Yarn remote=yes");
}

/* 9. */
static void remote(void **state)
{
    (void)state;
    first_line("Loom | REMOTE or ONSITE", " E=Loom remote=yes");
    first_line("Loom | Hybrid", " E=Loom remote=partly");
    first_line("Loom | Remote or Hybrid", " E=Loom remote=yes");
    first_line("Loom | Onsite, some remote", " E=Loom P=Onsite, some remote remote=partly");
    first_line("Loom | full time, NO REMOTE", " E=Loom remote=no");
    first_line("Loom | in-office", " E=Loom remote=no");
    first_line("Loom | We start with a remote tech interview", " E=Loom");
    first_line("Loom | remote, after an onsite interview", " E=Loom P=remote, after an onsite interview remote=yes");
    first_line("Loom | ONSITE, 2 days remote", " E=Loom P=ONSITE, 2 days remote remote=partly");
    first_line("Loom | mostly onsite", " E=Loom P=mostly onsite remote=partly");
    first_line("Loom | Full time", " E=Loom");
}

/* Twenty-four segments are read; a title cut at "at" must not make one more. */
static void many_segments(void **state)
{
    (void)state;
    first_line("Loom|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|engineer at Zed", " E=Loom T=engineer P=c");
    first_line("Loom|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|engineer at Zed", " E=Loom P=c");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("postings_hn");
    assert_int_equal(plugin->probe("id,date,text\n", 13, "hn-posts.csv"), 95);
    assert_int_equal(plugin->probe("id,date,text\r\n", 14, "x.csv"), 80);
    assert_int_equal(plugin->probe("id,date,textual\n", 16, "hn.csv"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),
        cmocka_unit_test(markup_is_read),
        cmocka_unit_test(forms_agree),
        cmocka_unit_test(other_comments),
        cmocka_unit_test(lines_with_bars),
        cmocka_unit_test(employers),
        cmocka_unit_test(lines_with_dashes),
        cmocka_unit_test(lines_of_one_segment),
        cmocka_unit_test(sentences),
        cmocka_unit_test(titles),
        cmocka_unit_test(pay),
        cmocka_unit_test(remote),
        cmocka_unit_test(many_segments),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
