/* Fuzzes what the host does with bytes that a worker sends: sg_record_unpack.
 *
 *     clang -g -fsanitize=fuzzer,address,undefined -DSG_LIBFUZZER -D_GNU_SOURCE -Icore -Icore/include \
 *         -o build/fuzz_record tests/fuzz/fuzz_record.c core/plugin/record.c core/plugin/layout.c \
 *         $(ls -d core/base/?*.c) -lutf8proc -lxxhash -ljansson -lyaml && build/fuzz_record
 *
 * Without SG_LIBFUZZER it runs over the files named on the command line. */
#include "plugin/record.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
    _Alignas(max_align_t) char record[SG_RECORD_SIZE_MAX];
    uint32_t type, again_type;
    sg_row row;
    if (sg_record_unpack((const char *)bytes, len, &type, record, &row, NULL) != SG_OK) return 0;
    /* what is right has one form: packed again, it is the same bytes */
    sg_buf again;
    sg_buf_init(&again, SG_RECORD_BYTES_MAX + 4096u);
    if (sg_record_pack(type, record, sg_record_size(type), &row, &again, NULL) != SG_OK) abort();
    if (again.len != len + sizeof(uint32_t) || memcmp(again.at + sizeof(uint32_t), bytes, len) != 0) abort();
    if (sg_record_unpack(again.at + sizeof(uint32_t), len, &again_type, record, &row, NULL) != SG_OK) abort();
    sg_buf_release(&again);
    return 0;
}

#ifndef SG_LIBFUZZER
int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        sg_buf bytes;
        sg_error err;
        sg_buf_init(&bytes, SG_RECORD_BYTES_MAX);
        if (sg_file_read(argv[i], &bytes, &err) != SG_OK) return fprintf(stderr, "%s\n", err.text), 1;
        LLVMFuzzerTestOneInput((const unsigned char *)bytes.at, bytes.len);
        sg_buf_release(&bytes);
    }
    printf("%d files\n", argc - 1);
    return 0;
}
#endif
