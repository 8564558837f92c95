/* A server of made-up answers on this machine, with faults, for the tests of fetch. It runs in a child process and
 * notes what it was asked. */
#ifndef SG_TESTS_HTTP_SERVER_H
#define SG_TESTS_HTTP_SERVER_H

#include "support.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct http_route {
    const char *path;    /* the address begins so, behind the host */
    int status;          /* 0: 200 */
    const char *headers; /* further ones, each ended by "\r\n" */
    const char *body;
    const char *etag; /* with it: 304 where it is known, and parts */
    unsigned times;   /* so often; then the next route of this path answers. 0: always */
    size_t cut;       /* the connection ends behind so many bytes of the body */
    size_t spaces;    /* so many spaces before the body, told by no length */
    bool stall;       /* the rest never comes */
} http_route;

typedef struct http_server {
    pid_t child;
    int port;
    char log[64];  /* path of the file with the requests */
    char base[64]; /* "http://127.0.0.1:PORT" */
} http_server;

static inline bool http_send(int fd, const char *at, size_t len)
{
    while (len) {
        ssize_t put = send(fd, at, len, MSG_NOSIGNAL);
        if (put <= 0) return false;
        at += put;
        len -= (size_t)put;
    }
    return true;
}

/* Reads up to the blank line. False: the client has gone. */
static inline bool http_read(int fd, char *out, size_t size)
{
    size_t len = 0;
    out[0] = '\0';
    while (!strstr(out, "\r\n\r\n")) {
        ssize_t got = len + 1 < size ? read(fd, out + len, size - len - 1) : -1;
        if (got <= 0) return false;
        out[len += (size_t)got] = '\0';
    }
    return true;
}

/* Value of a request's header, or "". */
static inline const char *http_header(const char *request, const char *name, char out[static 512])
{
    out[0] = '\0';
    for (const char *line = strstr(request, "\r\n"); line && line[2]; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, strlen(name)) == 0 && line[2 + strlen(name)] == ':')
            sscanf(line + 2 + strlen(name) + 1, " %511[^\r]", out);
    return out;
}

static inline const http_route *http_find(const http_route *routes, size_t n, unsigned *used, const char *path)
{
    for (size_t i = 0; i < n; i++) {
        if (strncmp(path, routes[i].path, strlen(routes[i].path)) != 0) continue;
        if (routes[i].times && used[i] >= routes[i].times) continue;
        used[i]++;
        return &routes[i];
    }
    return NULL;
}

/* One answer. False: the connection is at its end. */
static inline bool http_answer(int fd, const http_route *r, const char *request)
{
    char head[2048], value[512];
    static const http_route none = {.status = 404, .body = "{\"error\": \"none\"}"};
    if (!r) r = &none;
    const char *body = r->body ? r->body : "";
    size_t len = strlen(body), from = 0;
    int status = r->status ? r->status : 200;
    if (r->etag && strcmp(http_header(request, "If-None-Match", value), r->etag) == 0) status = 304, len = 0;
    if (r->etag && strcmp(http_header(request, "If-Range", value), r->etag) == 0 &&
        sscanf(http_header(request, "Range", value), "bytes=%zu-", &from) == 1 && from < len)
        status = 206;
    int used = snprintf(head, sizeof head, "HTTP/1.1 %d Some\r\nContent-Type: %s\r\n%s", status,
                        body[0] == '<' ? "text/html" : "application/json", r->headers ? r->headers : "");
    if (r->etag)
        used += snprintf(head + used, sizeof head - (size_t)used, "ETag: %s\r\nAccept-Ranges: bytes\r\n", r->etag);
    if (status == 206)
        used += snprintf(head + used, sizeof head - (size_t)used, "Content-Range: bytes %zu-%zu/%zu\r\n", from, len - 1,
                         len);
    used += r->spaces ? snprintf(head + used, sizeof head - (size_t)used, "Connection: close\r\n\r\n")
                      : snprintf(head + used, sizeof head - (size_t)used, "Content-Length: %zu\r\n\r\n", len - from);
    if (!http_send(fd, head, (size_t)used)) return false;
    for (size_t i = 0; i < r->spaces; i += 1000) {
        char blank[1000];
        memset(blank, ' ', sizeof blank);
        if (!http_send(fd, blank, sizeof blank)) return false;
    }
    size_t some = status != 304 && r->cut && from + r->cut < len ? r->cut : len - from;
    if (status != 304 && !http_send(fd, body + from, some)) return false;
    if (r->stall) read(fd, head, sizeof head); /* until the client goes */
    return some == len - from && !r->spaces && !r->stall;
}

static inline void http_serve(int listening, const http_route *routes, size_t n, const char *log)
{
    char request[8192], path[2048];
    unsigned *used = calloc(n + 1, sizeof *used);
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd < 0) continue;
        for (bool first = true; http_read(fd, request, sizeof request); first = false) {
            FILE *file = fopen(log, "a");
            fprintf(file, "%s%s\n", first ? "connection\n" : "", request);
            fclose(file);
            sscanf(request, "GET %2047s", path);
            if (!http_answer(fd, http_find(routes, n, used, path), request)) break;
        }
        close(fd);
    }
}

/* routes: n, which live on. To http_stop. */
static inline void http_start(const http_route *routes, size_t n, http_server *out)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof here;
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(listening >= 0 && bind(listening, (struct sockaddr *)&here, size) == 0 && listen(listening, 8) == 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&here, &size), 0);
    *out = (http_server){.port = ntohs(here.sin_port)};
    snprintf(out->base, sizeof out->base, "http://127.0.0.1:%d", out->port);
    snprintf(out->log, sizeof out->log, "/tmp/sg-http-XXXXXX");
    close(mkstemp(out->log));
    out->child = fork();
    assert_true(out->child >= 0);
    if (out->child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        http_serve(listening, routes, n, out->log);
    }
    close(listening);
}

static inline void http_stop(http_server *server)
{
    if (server->child > 0) {
        kill(server->child, SIGKILL);
        waitpid(server->child, NULL, 0);
        unlink(server->log);
    }
    *server = (http_server){0};
}

/* What was asked so far. The caller's, to free. */
static inline char *http_log(const http_server *server)
{
    FILE *file = fopen(server->log, "r");
    size_t len, size = 1 << 20;
    char *text = calloc(1, size);
    assert_true(file && text);
    len = fread(text, 1, size - 1, file);
    text[len] = '\0';
    fclose(file);
    return text;
}

/* How often the text stands in what was asked. */
static inline size_t http_asked(const http_server *server, const char *part)
{
    char *log = http_log(server);
    size_t n = 0;
    for (const char *at = strstr(log, part); at; at = strstr(at + 1, part)) n++;
    free(log);
    return n;
}

#endif
