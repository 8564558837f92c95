/* Any bytes as what a person types at the questions of `profile new`, a line an answer, as from a pipe: each answer is
 * taken or asked for again, until the input ends or the questions do. What is kept by then is a profile that this
 * program reads without a problem, and the same bytes give the same profile. Answers by themselves are read too.
 *
 *   make fuzz TARGET=questions SECONDS=60
 */
#include "vocabulary.h"

#include "cli/questions.h"
#include "taxonomy/role.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static sg_taxonomy taxonomy;
static char path[] = "/dev/shm/fuzz-questions-XXXXXX.json";
static int input;

/* Questions go to standard error, where the fuzzer has its own stream. */
static void prepare(void)
{
    build_vocabulary(&taxonomy);
    REQUIRE(mkstemps(path, 5) >= 0);
    input = memfd_create("answers", MFD_CLOEXEC);
    REQUIRE(input >= 0 && dup2(input, STDIN_FILENO) == STDIN_FILENO);
    stderr = fopen("/dev/null", "w");
    REQUIRE(stderr);
}

static void must_say(sg_status status, const sg_error *err)
{
    REQUIRE(status == SG_OK || status == SG_EINTR || (err->text[0] && sg_utf8_valid(err->text, strlen(err->text))));
}

static void read_alone(sg_text text)
{
    sg_error err = {""};
    sg_day day;
    sg_stated_pay pay;
    sg_title_reading title;
    uint32_t skill;
    double level = 0;
    const sg_day today = sg_day_of(2026, 11, 21);
    sg_status status = sg_answer_goal(text, today, &day, &err);
    must_say(status, &err);
    REQUIRE(status != SG_OK || day > today);
    status = sg_answer_pay(text, &pay, &err);
    must_say(status, &err);
    REQUIRE(status != SG_OK || (pay.given && pay.amount >= 1 && pay.amount <= 1e12));
    status = sg_answer_skill(&taxonomy, text, &skill, &level, &err);
    must_say(status, &err);
    REQUIRE(status != SG_OK || (skill < taxonomy.skill_ids.count && level >= -1 && level <= 7));
    status = sg_role_read(&taxonomy, text, &title, &err);
    must_say(status, &err);
    REQUIRE(status != SG_OK || (title.role < taxonomy.role_ids.count && title.level < SG_LEVELS));
}

/* The whole talk; the profile that came of it, to free. */
static char *talk(const uint8_t *bytes, size_t size)
{
    static const bool known[SG_QUESTIONS];
    const sg_cli cli = {.width = 80, .today = sg_day_of(2026, 11, 21)};
    sg_error err = {""};
    sg_profile profile;
    json_t *resume = json_object();
    REQUIRE(resume && ftruncate(input, 0) == 0 && pwrite(input, bytes, size, 0) == (ssize_t)size);
    REQUIRE(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
    const sg_questions questions = {&cli, &taxonomy, resume, path, known};
    sg_status status = sg_questions_ask(&questions, &err);
    must_say(status, &err);
    sg_draft_end(resume);
    if (!json_object_get(resume, "skills")) json_object_set_new(resume, "skills", json_array());
    REQUIRE(sg_draft_write(resume, path, &err) == SG_OK);
    REQUIRE(sg_profile_read(path, &taxonomy, &profile, NULL, &err) == SG_OK);
    sg_profile_release(&profile);
    char *out = json_dumps(resume, 0);
    REQUIRE(out);
    json_decref(resume);
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!taxonomy.skill_ids.count) prepare();
    const char *line = memchr(bytes, '\n', size);
    sg_text first = {(const char *)bytes, line ? (size_t)(line - (const char *)bytes) : size};
    bool typed = size && sg_utf8_valid(first.at, first.len) && !memchr(first.at, '\0', first.len);
    if (typed && first.len <= 4096) read_alone(sg_text_trim(first)); /* as the prompt hands it on */
    char *one = talk(bytes, size), *two = talk(bytes, size);
    REQUIRE(strcmp(one, two) == 0);
    free(one);
    free(two);
    return 0;
}
