/* CPU seconds of libcsv alone, reading a file. usage: bench_libcsv FILE.csv */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void count_field(void *at, size_t len, void *total)
{
    (void)at;
    *(size_t *)total += len;
}

static void count_row(int end, void *total)
{
    (void)end;
    ++*(size_t *)total;
}

int main(int argc, char **argv)
{
    static char bytes[1 << 18];
    struct csv_parser parser;
    struct timespec cpu;
    size_t total = 0;
    ssize_t got;
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (fd < 0 || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0) return 2;
    while ((got = read(fd, bytes, sizeof bytes)) > 0)
        csv_parse(&parser, bytes, (size_t)got, count_field, count_row, &total);
    csv_fini(&parser, count_field, count_row, &total);
    csv_free(&parser);
    close(fd);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    printf("%.3f\n", (double)cpu.tv_sec + (double)cpu.tv_nsec * 1e-9);
    return total == 0;
}
