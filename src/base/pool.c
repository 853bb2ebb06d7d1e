/* pool.c: jobs on all cores. Threads draw job numbers from one counter;
 * which thread does which job is left open, so a job must not depend on it. */
#define _GNU_SOURCE
#include "base.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#define MOST_THREADS 64

struct pool {
    atomic_int next;
    int count;
    void (*work)(void *context, int job);
    void *context;
};

int
pool_cores(void)
{
    cpu_set_t set;

    return sched_getaffinity(0, sizeof set, &set) ? 1 : CPU_COUNT(&set);
}

static void *
run_jobs(void *argument)
{
    struct pool *pool = argument;

    for (;;) {
        int job = atomic_fetch_add(&pool->next, 1);
        if (job >= pool->count)
            return NULL;
        pool->work(pool->context, job);
    }
}

void
pool_run(int threads, int count, void (*work)(void *context, int job),
         void *context)
{
    struct pool pool = {.count = count, .work = work, .context = context};
    pthread_t helpers[MOST_THREADS];
    int started = 0;

    if (threads > count)
        threads = count;
    while (started < threads - 1 && started < MOST_THREADS &&
           !pthread_create(&helpers[started], NULL, run_jobs, &pool))
        started++;
    run_jobs(&pool);
    while (started--)
        pthread_join(helpers[started], NULL);
}
