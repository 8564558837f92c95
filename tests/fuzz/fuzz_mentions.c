/* Fuzzes the mentions of a posting as a store holds them, which may be another's: sg_mentions_unpack. What it takes is
 * in bounds, in order, and the same when packed by skillgap and read again. make fuzz TARGET=mentions
 *
 * Without SG_LIBFUZZER it runs over the files named on the command line. */
#include "market/store_db.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

enum { SKILLS = 1 << 16 };

static uint32_t same[SKILLS];

static void pack_again(const sg_mention *mentions, size_t n)
{
    sg_taxonomy taxonomy = {.skill_ids = {.count = SKILLS}};
    sg_store store = {.path = (char[]){"none"}, .taxonomy = &taxonomy, .rank = same};
    sg_mention *again = NULL;
    size_t capacity = 0, n_again = 0;
    const sg_text text = {(const char *)mentions, n * sizeof *mentions};
    bool taken = sg_mentions_pack(&store, text, &(sg_row){1, 0}, NULL) == SG_OK; /* not of other skills, or too long */
    if (taken && sg_mentions_unpack(store.blob, store.blob_len, &again, &capacity, &n_again) != 0) abort();
    if (taken && (n_again != n || (n && memcmp(again, mentions, n * sizeof *again) != 0))) abort();
    sg_free(again);
    sg_free(store.blob);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
    sg_mention *mentions = NULL;
    size_t capacity = 0, n = 0;
    for (uint32_t i = 0; !same[1] && i < SKILLS; i++) same[SKILLS - 1 - i] = SKILLS - 1 - i;
    if (sg_mentions_unpack(bytes, len, &mentions, &capacity, &n) == 0) {
        for (size_t i = 0; i < n; i++)
            if (mentions[i].section >= SG_SECTIONS || mentions[i].ask >= SG_ASKS ||
                (i && mentions[i].start < mentions[i - 1].start))
                abort();
        pack_again(mentions, n);
    }
    sg_free(mentions);
    return 0;
}

#ifndef SG_LIBFUZZER
int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        sg_buf bytes;
        sg_error err;
        sg_buf_init(&bytes, 1u << 30);
        if (sg_file_read(argv[i], &bytes, &err) == SG_OK)
            LLVMFuzzerTestOneInput((const unsigned char *)bytes.at, bytes.len);
        sg_buf_release(&bytes);
    }
    return 0;
}
#endif
