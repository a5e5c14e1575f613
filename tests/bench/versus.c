/* Runs two commands in turn, A B A B …, and prints how A compares with B: the ratios of wall time, of processor time and of
   peak memory, then the medians they came from. A ratio is the median of the rounds' ratios, so that whatever else the
   machine does meanwhile falls on both. The first round only warms the caches. Their output goes nowhere. */

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#define MAX_ROUNDS 1000

extern char **environ;

typedef enum
{
  WALL, /* seconds */
  CPU,  /* seconds, user and system */
  PEAK, /* MiB resident */
  N_MEASURES
} Measure;

typedef struct
{
  double of[N_MEASURES];
} Run;

static double
to_seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static double
get_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
run (char **command, Run *result)
{
  posix_spawn_file_actions_t files;
  struct rusage usage;
  int status = -1;
  pid_t child;

  posix_spawn_file_actions_init (&files);
  posix_spawn_file_actions_addopen (&files, 1, "/dev/null", O_WRONLY, 0);

  double start = get_now ();
  int error = posix_spawnp (&child, command[0], &files, NULL, command, environ);

  posix_spawn_file_actions_destroy (&files);
  if (error != 0)
    {
      fprintf (stderr, "versus: %s: %s\n", command[0], strerror (error));
      return 0;
    }
  while (wait4 (child, &status, 0, &usage) < 0)
    if (errno != EINTR)
      return 0;
  result->of[WALL] = get_now () - start;
  result->of[CPU] = to_seconds (usage.ru_utime) + to_seconds (usage.ru_stime);
  result->of[PEAK] = (double) usage.ru_maxrss / 1024;
  /* A program that failed early would look fast. */
  if (status != 0)
    fprintf (stderr, "versus: %s failed\n", command[0]);
  return status == 0;
}

static int
compare_cb (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, int n)
{
  qsort (values, (size_t) n, sizeof *values, compare_cb);
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

static double
get_median (const Run *runs, int n, Measure measure)
{
  double values[MAX_ROUNDS];

  for (int i = 0; i < n; i++)
    values[i] = runs[i].of[measure];
  return median (values, n);
}

static double
get_ratio (const Run *a, const Run *b, int n, Measure measure)
{
  double values[MAX_ROUNDS];

  /* Processor time comes in ticks on some kernels; half a millisecond keeps the division from running wild. */
  for (int i = 0; i < n; i++)
    values[i] = (a[i].of[measure] + 5e-4) / (b[i].of[measure] + 5e-4);
  return median (values, n);
}

int
main (int argc, char **argv)
{
  int rounds = argc > 1 ? atoi (argv[1]) : 0, parting = 2;

  while (parting < argc && strcmp (argv[parting], "--") != 0)
    parting++;
  if (rounds < 1 || rounds > MAX_ROUNDS || parting == 2 || parting + 1 >= argc)
    {
      fprintf (stderr, "usage: versus ROUNDS COMMAND… -- COMMAND…\n"
                       "prints: wall, processor and memory ratio; wall ms of each; peak MiB of each\n");
      return 2;
    }
  argv[parting] = NULL;

  Run a[MAX_ROUNDS], b[MAX_ROUNDS], warm;

  if (!run (argv + 2, &warm) || !run (argv + parting + 1, &warm))
    return 1;
  for (int i = 0; i < rounds; i++)
    if (!run (argv + 2, &a[i]) || !run (argv + parting + 1, &b[i]))
      return 1;
  for (Measure measure = WALL; measure < N_MEASURES; measure++)
    printf ("%.3f ", get_ratio (a, b, rounds, measure));
  printf ("%.1f %.1f ", 1000 * get_median (a, rounds, WALL), 1000 * get_median (b, rounds, WALL));
  printf ("%.1f %.1f\n", get_median (a, rounds, PEAK), get_median (b, rounds, PEAK));
  return 0;
}
