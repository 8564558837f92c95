/* Sections of a posting, and how it asks for what it mentions, by the shipped cues. */
#include "shipped_support.h"

static void describe_ask(const sg_document *document, const sg_mention *mention, sg_buf *out)
{
    (void)document;
    sg_buf_printf(out, "%s=%s", shipped.skills[mention->skill].id.at, sg_ask_ids[mention->ask]);
}

static void describe_section(const sg_document *document, const sg_mention *mention, sg_buf *out)
{
    (void)document;
    sg_buf_printf(out, "%s=%s", shipped.skills[mention->skill].id.at, sg_section_ids[mention->section]);
}

static void asks(const char *text, const char *want)
{
    sg_document document = {.text = sg_text_of(text)};
    const char *got = found_in(&document, false, describe_ask);
    if (strcmp(got, want) != 0) fail_msg("\"%s\" asks %s, expected %s", text, got, want);
}

static void sections(const char *text, const char *want)
{
    sg_document document = {.text = sg_text_of(text)};
    const char *got = found_in(&document, false, describe_section);
    if (strcmp(got, want) != 0) fail_msg("\"%s\" has %s, expected %s", text, got, want);
}

static void cues_in_the_sentence(void **state)
{
    (void)state;
    asks("You must have Python. Kafka too.", "python=required kafka=mentioned");
    asks("Python required, Rust a plus", "python=required rust=desired");
    asks("Experience with Django, Flask and Postgres is a plus", "django=desired flask=desired postgresql=desired");
    asks("Must have Python, and we use Kafka", "python=required kafka=mentioned");
    asks("Nice-to-have: Terraform", "terraform=desired");
    asks("Java (preferred)\nBonus points for **Kotlin**", "java=desired kotlin=desired");
    asks("Ideally you have worked with Ansible", "ansible=desired");
    asks("Python und Django von Vorteil", "python=desired django=desired");
    asks("Proficient in C++", "c++=required");
    asks("The stack is Python", "python=mentioned");
    asks("Python is REQUIRED.", "python=required");
    asks("Experience with Python, e.g. Django, is required", "python=required django=required");
}

static void denials(void **state)
{
    (void)state;
    asks("no PHP, but Python required", "php=denied python=required");
    asks("no PHP, Python required", "php=denied python=required");
    asks("No PHP, Java or C#", "php=denied java=denied c#=denied");
    asks("No PHP, Java or C#, Python is a must", "php=denied java=denied c#=denied python=required");
    asks("No prior experience with Rust is necessary", "rust=denied");
    asks("Kubernetes not required", "kubernetes=denied");
    asks("MySQL not required, Python is", "mysql=denied python=mentioned");
    asks("You don't need Kubernetes", "kubernetes=denied");
    asks("You don\xe2\x80\x99t need Kubernetes", "kubernetes=denied");
    asks("We are not a Java shop; we write Kotlin", "java=denied kotlin=mentioned");
    asks("Not only Python but also Rust", "python=mentioned rust=mentioned");
    asks("without knowledge of Angular", "angular=denied");
    asks("Is there a degree? No. Python is used.", "python=mentioned");
    asks("No recruiters, Python only", "python=mentioned");
    asks("There is no need to know Haskell", "haskell=denied");
}

static void headings(void **state)
{
    (void)state;
    sections("About us\nWe write Python.\n\nRequirements\n- Terraform\n- Django\n\nNice to have\n- "
             "Kafka\n\nBenefits\n- PostgreSQL "
             "laptops\n",
             "python=about terraform=requirements django=requirements kafka=desired postgresql=benefits");
    sections(
        "Intro in Python.\nWHAT YOU'LL DO\nwrite Terraform\nWhat you\xe2\x80\x99ll bring:\nDjango\nHow to apply:\nmail "
        "us your Kafka\n",
        "python=other terraform=duties django=requirements kafka=other");
    sections("x\n## Minimum Requirements\nTerraform\n**Preferred Qualifications**\nKafka\n",
             "terraform=requirements kafka=desired");
    sections(
        "<p>x</p><h3>Your profile</h3><ul><li>Terraform</li></ul><p><b>Bonus points:</b></p><ul><li>Kafka</li></ul>",
        "terraform=requirements kafka=desired");
    sections("First line.\nSkills: Terraform, Django\nWe run Kafka too.\n",
             "terraform=requirements django=requirements kafka=other");
    sections("First line.\nRequirements: the list\n- Terraform\n- Django\nWe run Kafka too.\n",
             "terraform=requirements django=requirements kafka=other");
    sections("Requirements: 5 years of Terraform. Nice to have: Kafka, Django",
             "terraform=requirements kafka=desired django=desired");
    sections("We use Python in Berlin Requirements: Terraform Bonus: Kafka",
             "python=other terraform=requirements kafka=desired");
    sections("x\nRequirements\nTerraform is used by an equal opportunity employer.\n", "terraform=legal");
    sections("x\nPlatform requirements include Terraform and much more than we can tell here:\nKafka\n",
             "terraform=other kafka=other");
}

static void titles(void **state)
{
    (void)state;
    sections("Acme | Senior Rust Engineer | Berlin\nWe use Kafka.", "rust=title kafka=other");
    asks("Acme | Senior Rust Engineer | Berlin\nWe use Kafka.", "rust=required kafka=mentioned");
    sg_document document = {.text = sg_text_of("We use Kafka and more.\nSenior Rust engineer"),
                            .title = sg_text_of("Senior Rust engineer")};
    assert_string_equal(found_in(&document, false, describe_section), "kafka=other rust=title");
    /* one line is no title, whatever blank lines are about it */
    sections("<p>Acme | Python</p>", "python=other");
    sections("\n\nAcme | Python \r\n\n", "python=other");
    sections("<p>Acme | Python</p><p>We pay</p>", "python=title");
    sections("We use Python. \r\nApply now", "python=other");
}

static void section_gives_the_ask(void **state)
{
    (void)state;
    asks(
        "x\nRequirements\n- Rust\n- experience with Django\n- Kafka is a plus\nNice to have\n- experience with Python\n"
        "- must have Terraform\n",
        "rust=required django=required kafka=desired python=desired terraform=required");
    asks("x\nWhat you will do\n- write Django\n- you need experience with Kafka\n", "django=mentioned kafka=required");
}

/* Cues and mentions over and over, in one sentence and without an end: each looks only so far. */
static void long_texts(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "Python, ",    "required ", "no Python or ", "requirements: ", ": ", "a\nRust\n", "Python required ", "; ",
        "must have, ", "- "};
    enum { SIZE = 2 << 20 };
    char *text = malloc(SIZE);
    const sg_mention *mentions;
    size_t n;
    sg_error err;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (size_t at = 0; at < SIZE; at++) text[at] = parts[i][at % strlen(parts[i])];
        sg_document document = {.text = {text, SIZE}};
        memcpy(text + SIZE - 8, " Kafka. ", 8);
        assert_ok(sg_finder_run(finder, &document, &mentions, &n, &err));
        assert_true(n >= 1);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_in_the_sentence),
        cmocka_unit_test(denials),
        cmocka_unit_test(headings),
        cmocka_unit_test(titles),
        cmocka_unit_test(section_gives_the_ask),
        cmocka_unit_test(long_texts),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
