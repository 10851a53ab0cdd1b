/* A UDP forwarder that answers late: what a name server some milliseconds away looks like.
 *
 *     far_away PORT UPSTREAM_PORT DELAY_US
 *
 * Listens on 127.0.0.1:PORT, asks 127.0.0.1:UPSTREAM_PORT, and gives each reply back DELAY_US microseconds after its
 * query came. It says "ready" first. A query whose name begins with a label "silent..." is dropped, as by a dead server. On SIGUSR1 it prints
 * how many queries it has seen since it was last asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SLOTS 65536
#define MOST 1500

struct asked { struct sockaddr_in who; uint16_t id; int64_t due; };
struct held { struct sockaddr_in who; int64_t due; int size; unsigned char data[MOST]; };

static struct asked asked[SLOTS];
static struct held held[SLOTS];
static volatile sig_atomic_t tell;
static unsigned long seen;

static void on_signal(int number) { (void)number; tell = 1; }

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int is_silent(const unsigned char *query, int size) {
    /* the name begins with a label, or has one behind it, that starts with "silent" */
    for (int at = 12; at < size && query[at]; at += query[at] + 1)
        if (query[at] >= 6 && at + 7 <= size && !memcmp(query + at + 1, "silent", 6)) return 1;
    return 0;
}

int main(int count, char **words) {
    if (count != 4) return 2;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in there = here;
    there.sin_port = htons(atoi(words[2]));
    int64_t delay = atoll(words[3]);
    int in = socket(AF_INET, SOCK_DGRAM, 0), out = socket(AF_INET, SOCK_DGRAM, 0), room = 8 << 20;
    setsockopt(in, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    setsockopt(out, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (bind(in, (struct sockaddr *)&here, sizeof here) || connect(out, (struct sockaddr *)&there, sizeof there)) return 1;
    signal(SIGUSR1, on_signal);
    puts("ready");
    fflush(stdout);
    uint16_t next = 0;
    uint32_t first = 0, last = 0; /* the held replies, oldest first: all wait equally long */
    for (;;) {
        /* at most 50 ms, so that a signal between two waits is heard */
        int64_t wait = first == last ? 50000 : held[first % SLOTS].due - now();
        wait = wait < 0 ? 0 : wait > 50000 ? 50000 : wait;
        struct timespec limit = {0, wait * 1000};
        struct pollfd some[2] = {{in, POLLIN, 0}, {out, POLLIN, 0}};
        if (ppoll(some, 2, &limit, NULL) < 0 && errno != EINTR) return 1;
        if (tell) { tell = 0; printf("%lu\n", seen); fflush(stdout); seen = 0; }
        unsigned char data[MOST];
        int size;
        struct sockaddr_in who;
        socklen_t length = sizeof who;
        while ((size = recvfrom(in, data, MOST, MSG_DONTWAIT, (struct sockaddr *)&who, &length)) >= 12) {
            seen++;
            if (is_silent(data, size)) continue;
            struct asked *one = &asked[next];
            one->who = who;
            memcpy(&one->id, data, 2);
            one->due = now() + delay;
            memcpy(data, &next, 2);
            next++;
            send(out, data, size, 0);
        }
        while ((size = recv(out, data, MOST, MSG_DONTWAIT)) >= 12) {
            uint16_t slot;
            memcpy(&slot, data, 2);
            struct held *one = &held[last++ % SLOTS];
            one->who = asked[slot].who;
            one->due = asked[slot].due;
            one->size = size;
            memcpy(one->data, data, size);
            memcpy(one->data, &asked[slot].id, 2);
        }
        int64_t time = now();
        for (; first != last && held[first % SLOTS].due <= time; first++) {
            struct held *one = &held[first % SLOTS];
            sendto(in, one->data, one->size, 0, (struct sockaddr *)&one->who, sizeof one->who);
        }
    }
}
