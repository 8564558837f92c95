/* Writes records past the services, as a worker that lies would. What it writes stands in the input's first byte. */
#include "bad.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum { READING = 100, PAY_BYTES = 16, HASH_BYTES = 16 };

static char frame[512];
static size_t used;

static void add(const void *at, size_t len)
{
    memcpy(frame + used, at, len);
    used += len;
}

static void add_text(const void *at, uint32_t len)
{
    add(&len, sizeof len);
    if (len) add(at, len);
}

static void begin(uint32_t type, uint64_t row)
{
    const uint64_t place[2] = {row, 0};
    used = sizeof(uint32_t);
    add(&type, sizeof type);
    add(place, sizeof place);
}

static void send(void)
{
    uint32_t len = (uint32_t)(used - sizeof len);
    memcpy(frame, &len, sizeof len);
    for (int fd = 3; fd < 16; fd++)
        if (write(fd, frame, used) < 0) continue;
}

static void add_terms(int hashes)
{
    static const char zeros[PAY_BYTES + HASH_BYTES + 3];
    const int32_t day = 18000;
    add(zeros, hashes ? PAY_BYTES + HASH_BYTES : PAY_BYTES);
    add(&day, sizeof day);
    add(zeros, 3);
}

/* As it came, not as skillgap reads it. */
static void send_posting(void)
{
    begin(SG_RECORD_POSTING, 1);
    for (int i = 0; i < 10; i++) add_text("x", 1);
    add_terms(0);
    send();
}

static void send_reading(uint64_t row, const uint32_t *mentions, uint32_t size)
{
    begin(READING, row);
    for (int i = 0; i < 7; i++) add_text("x", 1);
    add_text(mentions, size);
    add_text("x", 1);
    add_terms(1);
    add_text(NULL, 0);
    send();
}

static int run(const sg_services *s)
{
    static const uint32_t backwards[] = {9, 2, 0, 0, 0, 4, 2, 1, 0, 0}, beyond[] = {4000000000u, 4000000000u, 0, 0, 0},
                          nowhere[] = {9, 2, 0, 0, 0x01010101u * 9};
    const struct timespec moment = {0, 400000000};
    char what = 0;
    size_t got = 0;
    if (s->read(s, &what, 1, &got) != 0) return 1;
    switch (what) {
    case 'p': send_posting(); break;
    case 'm': send_reading(1, backwards, sizeof backwards); break;
    case 'l': send_reading(1, beyond, sizeof beyond); break;
    case 'n': send_reading(1, nowhere, sizeof nowhere); break;
    case 'c': send_reading(1, backwards, sizeof backwards - 1); break;
    case 'r': send_reading(UINT64_MAX, NULL, 0); break;
    default: nanosleep(&moment, NULL); /* so that the input may change meanwhile */
    }
    return emit_one(s, 1);
}
ENTRY = {HEAD(postings_bad_forge), TEXTS, .probe = probe_none, .run = run};
