/* Starts two programs in turn, A B A B …, on a display without a window manager, and prints how A compares with B: the ratio of the
   times until the first window is mapped, the ratio of the processor times until it has come to rest, then the medians in ms they came
   from: mapped, mapped, rest, rest. At rest is a program that has asked for no processor time for a third of a second: by then
   all it shows is drawn. The first round only warms the caches. */

#include <X11/Xlib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define MAX_ROUNDS 100
#define REST_MS 333
#define MOST_MS 20000

extern char **environ;

typedef struct
{
  double mapped, rest; /* ms: of the clock, of the processor */
} Run;

static double
get_ms (clockid_t clock)
{
  struct timespec now = { 0 };

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Small ones are not what somebody looks at. */
static int
wait_for_window (Display *display, double until)
{
  for (;;)
    {
      struct pollfd file = { ConnectionNumber (display), POLLIN, 0 };

      while (XPending (display) > 0)
        {
          XEvent event;
          XWindowAttributes attributes;

          XNextEvent (display, &event);
          if (event.type == MapNotify && XGetWindowAttributes (display, event.xmap.window, &attributes) != 0 && attributes.width > 200 && attributes.height > 200)
            return 1;
        }
      if (get_ms (CLOCK_MONOTONIC) > until)
        return 0;
      poll (&file, 1, 100);
    }
}

static int
run (Display *display, char **command, Run *result)
{
  posix_spawn_file_actions_t files;
  clockid_t clock;
  pid_t child;
  double start = get_ms (CLOCK_MONOTONIC);
  int mapped;

  posix_spawn_file_actions_init (&files);
  posix_spawn_file_actions_addopen (&files, 1, "/dev/null", 1, 0);
  posix_spawn_file_actions_addopen (&files, 2, "/dev/null", 1, 0);
  if (posix_spawnp (&child, command[0], &files, NULL, command, environ) != 0 || clock_getcpuclockid (child, &clock) != 0)
    {
      fprintf (stderr, "first-window: %s cannot be started\n", command[0]);
      return 0;
    }
  posix_spawn_file_actions_destroy (&files);
  mapped = wait_for_window (display, start + MOST_MS);
  result->mapped = get_ms (CLOCK_MONOTONIC) - start;
  for (double used = -1, now = 0; mapped && now > used;)
    {
      struct timespec pause = { 0, REST_MS * 1000000L };

      used = get_ms (clock);
      nanosleep (&pause, NULL);
      now = get_ms (clock);
      /* The pulse of an idle main loop is no work. */
      if (now - used < 3)
        break;
    }
  result->rest = get_ms (clock);
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  XSync (display, True);
  if (!mapped)
    fprintf (stderr, "first-window: %s showed no window\n", command[0]);
  return mapped;
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

static int
ignore_cb (Display *display, XErrorEvent *event)
{
  /* A window may be gone before it is asked how large it is. */
  return 0;
}

int
main (int argc, char **argv)
{
  int rounds = argc > 1 ? atoi (argv[1]) : 0, parting = 2;
  Display *display;

  while (parting < argc && strcmp (argv[parting], "--") != 0)
    parting++;
  if (rounds < 1 || rounds > MAX_ROUNDS || parting == 2 || parting + 1 >= argc)
    {
      fprintf (stderr, "usage: first-window ROUNDS COMMAND… -- COMMAND…\n");
      return 2;
    }
  argv[parting] = NULL;
  display = XOpenDisplay (NULL);
  if (display == NULL)
    {
      fprintf (stderr, "first-window: there is no display\n");
      return 1;
    }
  XSetErrorHandler (ignore_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);

  Run a[MAX_ROUNDS], b[MAX_ROUNDS], warm;
  double mapped[MAX_ROUNDS], rest[MAX_ROUNDS], values[4][MAX_ROUNDS];

  if (!run (display, argv + 2, &warm) || !run (display, argv + parting + 1, &warm))
    return 1;
  for (int i = 0; i < rounds; i++)
    {
      if (!run (display, argv + 2, &a[i]) || !run (display, argv + parting + 1, &b[i]))
        return 1;
      mapped[i] = a[i].mapped / b[i].mapped;
      rest[i] = a[i].rest / b[i].rest;
      values[0][i] = a[i].mapped;
      values[1][i] = b[i].mapped;
      values[2][i] = a[i].rest;
      values[3][i] = b[i].rest;
    }
  printf ("%.3f %.3f", median (mapped, rounds), median (rest, rounds));
  for (int i = 0; i < 4; i++)
    printf (" %.0f", median (values[i], rounds));
  printf ("\n");
  XCloseDisplay (display);
  return 0;
}
