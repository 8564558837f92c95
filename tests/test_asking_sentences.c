/* Sentences of job ads, and how each asks for what it names. Those of `missed` are read wrongly as yet: who mends one
 * moves it up. */
#include "shipped_support.h"

typedef struct sentence {
    const char *text, *asks;
} sentence;

static void describe(const sg_document *document, const sg_mention *mention, sg_buf *out)
{
    (void)document;
    sg_buf_printf(out, "%s=%s", shipped.skills[mention->skill].id.at, sg_ask_ids[mention->ask]);
}

static const char *read_in(const sentence *s)
{
    sg_document document = {.text = sg_text_of(s->text)};
    return found_in(&document, false, describe);
}

static const sentence held[] = {
    {"No prior Kubernetes experience necessary", "kubernetes=denied"},
    {"We don't care if you know Java", "java=denied"},
    {"Not required: Angular. Java, Python", "angular=denied java=mentioned python=mentioned"},
    {"We migrated from Perl to Go last year.", "perl=mentioned go=mentioned"},
    {"Rust not required but appreciated", "rust=desired"},
    {"In this job you won't be writing Java.", "java=denied"},
    {"You will not need PHP here.", "php=denied"},
    {"You will see not only Java but also Kotlin in our code.", "java=mentioned kotlin=mentioned"},
    {"No less than 5 years of Python", "python=required"},
    {"No-code enthusiasts are fine, but experience with Django is required.", "django=required"},
    {"We build a no-code platform with Python.", "python=mentioned"},
    {"Java or no Java, talk to us!", "java=mentioned java=mentioned"},
    {"You don't need to know Go, we'll teach you.", "go=denied"},
    {"Experience with Terraform is not a must.", "terraform=denied"},
    {"Docker optional", "docker=desired"},
    {"Ideally Kafka as well.", "kafka=desired"},
    {"Some Kafka would be nice.", "kafka=desired"},
    {"We're moving off MongoDB to PostgreSQL.", "mongodb=mentioned postgresql=mentioned"},
    {"The product still has some legacy PHP.", "php=mentioned"},
    {"TypeScript is a must.", "typescript=required"},
    {"Proficiency in at least one of Python, Ruby, Scala", "python=required ruby=required scala=required"},
    {"Bonus if you have used GraphQL.", "graphql=desired"},
    {"Familiarity with Ansible preferred", "ansible=desired"},
    {"Must know PostgreSQL.", "postgresql=required"},
    {"Requirements: Python, Django", "python=required django=required"},
    {"Nice to have: Kafka, GraphQL", "kafka=desired graphql=desired"},
    {"Not required: React, Vue", "react=denied vue=denied"},
    {"You need Python. You do not need Angular.", "python=required angular=denied"},
    {"Kotlin required, no Java needed.", "kotlin=required java=denied"},
    {"Solid Docker skills needed, Kubernetes is nice to have", "docker=required kubernetes=desired"},
    {"Never used Elixir? No problem.", "elixir=denied"},
    {"No worries if you have never written Elixir before.", "elixir=denied"},
    {"Prior knowledge of Haskell is not needed.", "haskell=denied"},
    {"You needn't know Haskell.", "haskell=denied"},
    {"Nobody expects you to know Scala on day one.", "scala=denied"},
    {"It's OK if you haven't worked with Scala.", "scala=denied"},
    {"We do not use PHP.", "php=denied"},
    {"We're not looking for PHP people; the backend is Python.", "php=denied python=mentioned"},
    {"We're looking for someone who knows Terraform inside out.", "terraform=required"},
    {"Hands-on experience with Terraform", "terraform=required"},
    {"Deep understanding of Terraform is expected.", "terraform=required"},
    {"You have worked with Redis in production.", "redis=required"},
    {"You've built systems with Redis.", "redis=required"},
    {"Strong Redis skills", "redis=required"},
    {"Exposure to Jenkins is a plus but not required.", "jenkins=desired"},
    {"Jenkins experience would be an advantage", "jenkins=desired"},
    {"Jenkins is not mandatory but highly desirable.", "jenkins=desired"},
    {"It would be great if you knew Jenkins.", "jenkins=desired"},
    {"Jenkins knowledge is welcome, though not essential.", "jenkins=desired"},
    {"Not a must but nice: GraphQL", "graphql=desired"},
    {"GraphQL, while not required, is a plus.", "graphql=desired"},
    {"Any GraphQL experience is appreciated.", "graphql=desired"},
    {"Extra points for GraphQL", "graphql=desired"},
    {"Python (required), Docker (optional)", "python=required docker=desired"},
    {"Node.js or Python experience required", "node.js=required python=required"},
    {"Our backend is written in Python.", "python=mentioned"},
    {"We replaced Perl with Python two years ago.", "perl=mentioned python=mentioned"},
    {"Help us migrate from an Oracle database Database to PostgreSQL.", "oracle=mentioned postgresql=mentioned"},
    {"We are getting rid of jQuery in favour of React.", "jquery=mentioned react=mentioned"},
    {"We're porting our AngularJS app to TypeScript.", "angular=mentioned typescript=mentioned"},
    {"No PHP.", "php=denied"},
    {"This is not a PHP job.", "php=denied"},
    {"Java need not apply.", "java=denied"},
    {"We don't require Java, but Kotlin is mandatory.", "java=denied kotlin=required"},
    {"You must know not just Java but Kotlin.", "java=required kotlin=required"},
    {"It is not just Java here: Kotlin everywhere.", "java=mentioned kotlin=mentioned"},
    {"You can't live without Python.", "python=required"},
    {"Candidates without Python will not be considered.", "python=required"},
    {"Don't apply if you don't know Python.", "python=required"},
    {"You don't shy away from Kafka, you need it daily.", "kafka=required"},
    {"Docker skills are non-negotiable.", "docker=required"},
    {"It is important that you know Docker well.", "docker=required"},
    {"AWS or GCP a plus", "aws=desired gcp=desired"},
    {"Experience in AWS (GCP is a bonus)", "aws=required gcp=desired"},
    {"AWS is required, Kafka is not needed.", "aws=required kafka=denied"},
    {"No Ruby background? We will teach you Rust anyway.", "ruby=denied rust=mentioned"},
    {"You know Python; bonus points for Perl.", "python=required perl=desired"},
    {"Expert knowledge of Python is indispensable", "python=required"},
    {"Preferred: experience with pandas and NumPy", "pandas=desired numpy=desired"},
    {"What you bring: Terraform and Ansible", "terraform=required ansible=required"},
    {"Terraform would be a big help.", "terraform=desired"},
    {"We'd be thrilled if you also knew Elasticsearch.", "elasticsearch=desired"},
    {"Elasticsearch experience is valued but not necessary.", "elasticsearch=desired"},
    {"We don't expect any Apache Spark experience.", "spark=denied"},
    {"Apache Spark is not something you need to know.", "spark=denied"},
    {"You'll need solid Docker know-how.", "docker=required"},
    {"Relax, there is no PHP in our codebase.", "php=denied"},
    {"Strong Python; Java is a nice extra.", "python=required java=desired"},
    {"Zero Kubernetes experience is fine.", "kubernetes=denied"},
    {"Terraform experience is advantageous", "terraform=desired"},
    {"Python knowledge is not a prerequisite.", "python=denied"},
    {"Fluent Kotlin is a must-have.", "kotlin=required"},
    {"We rewrote our Java services in Kotlin.", "java=mentioned kotlin=mentioned"},
    {"We are switching from Angular to React this spring.", "angular=mentioned react=mentioned"},
    {"Minimum 3 years of Python", "python=required"},
    {"Must have: Python. Nice to have: Docker.", "python=required docker=desired"},
    {"You write clean TypeScript and you know TypeScript well.", "typescript=required typescript=required"},
    {"Having used Redis before is a plus.", "redis=desired"},
    {"Redis (nice to have)", "redis=desired"},
    {"You don't have to be a Kafka expert.", "kafka=denied"},
    {"Kafka isn't required.", "kafka=denied"},
    {"We do not expect you to have GraphQL experience.", "graphql=denied"},
    {"Knowledge of GraphQL is desirable but not essential.", "graphql=desired"},
    {"Proven experience with Django is essential.", "django=required"},
    {"Django is required and Flask is preferred.", "django=required flask=desired"},
    {"Elixir experience isn't necessary, we will train you.", "elixir=denied"},
    {"Only apply if you know Python.", "python=required"},
    {"You are comfortable with Ansible.", "ansible=required"},
    {"Prior exposure to Ansible would be a plus.", "ansible=desired"},
    {"Our CI runs on Jenkins.", "ci-cd=mentioned jenkins=mentioned"},
    {"We are replacing Jenkins soon.", "jenkins=mentioned"},
    {"You will not be working with MongoDB.", "mongodb=denied"},
    {"Not MongoDB, but PostgreSQL is what you need to know.", "mongodb=denied postgresql=required"},
    {"Preferably AWS or Azure", "aws=desired azure=desired"},
    {"Cloud experience, in particular AWS, is mandatory.", "cloud-computing=required aws=required"},
    {"Expertise in one or more of Python, Ruby", "python=required ruby=required"},
    {"Not a Java developer? No problem at all.", "java=denied"},
    {"Elasticsearch is a plus, but not required.", "elasticsearch=desired"},
    {"Elasticsearch is not optional.", "elasticsearch=required"},
    {"Bonus points: NumPy, pandas", "numpy=desired pandas=desired"},
    {"No PHP! You must know Python.", "php=denied python=required"},
    {"Deep knowledge of React and/or Vue", "react=required vue=required"},
    {"We'd be happy to see some Svelte.", "svelte=desired"},
    {"TypeScript is required. Our services are in Java.", "typescript=required java=mentioned"},
};

static const sentence missed[] = {
    {"Django is essential, Flask is not.", "django=required flask=denied"},
    {"Python: must. Docker: nice to have. Kubernetes: not needed.", "python=required docker=desired kubernetes=denied"},
    {"No Python, no interview.", "python=required"},
    {"Without Python you will not get far here.", "python=required"},
    {"Required skills: Scala", "scala=required"},
};

static void sentences_that_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        const char *got = read_in(&held[i]);
        if (strcmp(got, held[i].asks) != 0)
            fail_msg("\"%s\" asks \"%s\", expected \"%s\"", held[i].text, got, held[i].asks);
    }
}

static void sentences_that_do_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof missed / sizeof *missed; i++)
        if (strcmp(read_in(&missed[i]), missed[i].asks) == 0)
            fail_msg("\"%s\" is read as it should be: it belongs among those that hold", missed[i].text);
}

/* What a list proves ends with its sentence. */
static void lists_end_with_their_sentence(void **state)
{
    (void)state;
    static const sentence lists[] = {
        {"Python, Rust, Kafka. Go to conferences", "python=mentioned rust=mentioned kafka=mentioned"},
        {"Python, Django, Go the extra mile", "python=mentioned django=mentioned"},
        {"Python, Kafka, Docker. Spring start date.", "python=mentioned kafka=mentioned docker=mentioned"},
        {"Java, Kotlin, Kafka. Swift feedback.", "java=mentioned kotlin=mentioned kafka=mentioned"},
        {"Python, Kafka, Docker. At GitLab we care.", "python=mentioned kafka=mentioned docker=mentioned"},
        {"Python, Kafka, Docker. Join Snowflake, the data company.",
         "python=mentioned kafka=mentioned docker=mentioned"},
        {"Python. Rust. Go. Kafka.", "python=mentioned rust=mentioned go=mentioned kafka=mentioned"},
        {"Skills: Python, C# vs. Go, Rust", "python=required c#=required go=required rust=required"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *got = read_in(&lists[i]);
        if (strcmp(got, lists[i].asks) != 0)
            fail_msg("\"%s\" has \"%s\", expected \"%s\"", lists[i].text, got, lists[i].asks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_that_hold),
        cmocka_unit_test(sentences_that_do_not),
        cmocka_unit_test(lists_end_with_their_sentence),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
