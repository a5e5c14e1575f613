/* Imported answers as evidence, from the survey's file to the state of the claim: who counts, and what becomes of it when the
 * import is undone, repeated, replaced or corrected. */
#include "cli-runner.h"

#include <stdlib.h>
#include <string.h>

#define CACHE " --cache cache/metrics.db"
#define ATTACH "evidence attach good.waymark tp-one1 --match 'too long'" CACHE
#define HEAD "response_id,date,touchpoint,nps,comment\n"
/* Six of them say so, and R_1 says so twice. */
#define FIRST "R_1,2026-03-01,Search,3,It took too long\n"
#define MIDDLE "R_2,2026-03-02,Search,2,Much too long\n"        \
               "R_3,2026-03-03,Search,4,Waiting was too long\n" \
               "R_4,2026-03-04,Order,5,\"too long, too dear\"\n"
#define SECOND "R_1,2026-04-01,Order,4,Still too long for me\n"
#define LAST "R_5,2026-03-05,Order,1,Too long. Never again\n"
#define OTHERS "R_6,2026-03-06,Order,9,Quick and easy\n" \
               "R_7,2026-03-07,Search,10,Easy\n"

static void
start (CliFolder *folder)
{
  cli_folder_init (folder);
  cli_folder_write (folder, "voices.csv", HEAD FIRST SECOND MIDDLE LAST OTHERS);
}

static char *
run (const CliFolder *folder, const char *command)
{
  g_auto (CliResult) result = cli_run (folder, command, NULL, NULL);

  g_test_message ("%s\n%s%s", command, result.out, result.err);
  g_assert_cmpint (result.status, ==, 0);
  return g_steal_pointer (&result.out);
}

static void
assert_says (const CliFolder *folder, const char *command, const char *pattern)
{
  g_autofree char *out = run (folder, command);

  if (!g_pattern_match_simple (pattern, out))
    g_error ("%s says\n%sand not %s", command, out, pattern);
}

static void
assert_state (const CliFolder *folder, const char *pattern)
{
  assert_says (folder, "evidence list good.waymark" CACHE, pattern);
}

#define CONFIRMED "*5 independent customers for, 0 against, 5 needed: confirmed\n"

static void
test_undone (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autofree char *before = NULL, *after = NULL;

  start (&folder);
  assert_says (&folder, "data import voices.csv" CACHE, "*8 rows added*");
  assert_says (&folder, ATTACH " --dataset voices", "*6 answers attached. 5 independent customers for, 0 against, 5 needed: confirmed\n");
  assert_state (&folder, CONFIRMED);
  before = cli_folder_read (&folder, "good.waymark", NULL);
  /* No word of a customer and no id of theirs is in the map. */
  g_assert_null (strstr (before, "too long"));
  g_assert_null (strstr (before, "R_1"));
  assert_says (&folder, "check good.waymark", "*");

  assert_says (&folder, "data forget 1" CACHE, "*");
  assert_state (&folder, "*0 independent customers for, 0 against, 5 needed: assumption\n*6 answers no longer count: their import was taken back.\n");
  after = cli_folder_read (&folder, "good.waymark", NULL);
  g_assert_cmpstr (before, ==, after);

  assert_says (&folder, "data import voices.csv" CACHE, "*8 rows added*");
  assert_state (&folder, CONFIRMED);
  /* The same file once more brings nothing, and takes nothing. */
  assert_says (&folder, "data import voices.csv" CACHE, "*nothing new*");
  assert_state (&folder, CONFIRMED);
  assert_says (&folder, "data forget voices" CACHE, "*");
  assert_state (&folder, "*assumption\n*their import was taken back.\n");
}

static void
test_attached_again (void)
{
  g_auto (CliFolder) folder = { NULL };

  start (&folder);
  assert_says (&folder, "data import voices.csv" CACHE, "*");
  assert_says (&folder, ATTACH, "*6 answers attached*");
  assert_says (&folder, ATTACH, "*0 answers attached. 5 independent*confirmed\n");
  /* On the other side it is the same answers. */
  assert_says (&folder, ATTACH " --against", "*6 answers attached. 0 independent customers for, 5 against, 5 needed: contradicted\n");
  assert_says (&folder, "evidence detach good.waymark tp-one1" CACHE, "*6 answers let go*assumption\n");
}

/* Somebody who answers in two surveys is one customer. */
static void
test_two_datasets (void)
{
  g_auto (CliFolder) folder = { NULL };

  start (&folder);
  cli_folder_write (&folder, "other.csv", "response_id,date,comment\nR_1,2026-05-01,Too long again\nR_9,2026-05-01,Took too long\nR_10,2026-05-02,fine\nR_11,2026-05-02,fine indeed\nR_12,2026-05-02,good\n");
  assert_says (&folder, "data import voices.csv" CACHE, "*");
  assert_says (&folder, "data import other.csv --dataset other" CACHE, "*");
  assert_says (&folder, ATTACH, "*8 answers attached. 6 independent*");
  assert_says (&folder, "evidence detach good.waymark tp-one1 --dataset voices" CACHE, "*6 answers let go. 2 independent*indicated\n");
}

static void
test_replaced (void)
{
  g_auto (CliFolder) folder = { NULL };

  start (&folder);
  cli_folder_write (&folder, "corrected.csv", HEAD "R_5,2026-03-05,Order,8,It went well after all\nR_8,2026-03-09,Order,8,Well\n");
  cli_folder_write (&folder, "without.csv", HEAD FIRST MIDDLE OTHERS);
  assert_says (&folder, "data import voices.csv" CACHE, "*");
  assert_says (&folder, ATTACH, "*confirmed\n");

  assert_says (&folder, "data import corrected.csv --dataset voices" CACHE, "*1 corrected*");
  assert_state (&folder, "*4 independent customers for, 0 against, 5 needed: indicated\n*1 answer no longer counts: a later import has corrected it.\n");
  assert_says (&folder, "data forget 2" CACHE, "*");
  assert_state (&folder, CONFIRMED);

  /* Another file in its place has lost R_5, and one of the two answers of R_1. */
  assert_says (&folder, "data import without.csv --dataset voices --replace 1" CACHE, "*");
  assert_state (&folder, "*4 independent customers for, 0 against, 5 needed: indicated\n*2 answers no longer count: their import was taken back.\n");
  assert_says (&folder, "evidence detach --gone good.waymark tp-one1" CACHE, "*2 answers let go. 4 independent*");
  assert_state (&folder, "*4 independent customers for, 0 against, 5 needed: indicated\n");
}

/* Elsewhere there are other numbers, or none: what was attached counts, and is said to be unchecked. */
static void
test_other_computer (void)
{
  g_auto (CliFolder) folder = { NULL };

  start (&folder);
  assert_says (&folder, "data import voices.csv" CACHE, "*");
  assert_says (&folder, ATTACH, "*confirmed\n");
  assert_says (&folder, "evidence list good.waymark --cache nowhere/metrics.db", "*confirmed\n*6 answers count as on 2026-05-28; they cannot be checked on this computer.\n");
  g_assert_false (cli_folder_has (&folder, "nowhere"));
  assert_says (&folder, "data import voices.csv --cache theirs/metrics.db", "*");
  assert_says (&folder, "evidence list good.waymark --cache theirs/metrics.db", "*confirmed\n*cannot be checked on this computer.\n");
}

/* Of four answers none is shown: not by words, and not at a place. */
static void
test_few (void)
{
  g_auto (CliFolder) folder = { NULL };

  start (&folder);
  cli_folder_write (&folder, "few.csv", "response_id,date,comment\nR_1,2026-05-01,Too long again\nR_9,2026-05-01,Took too long\nR_10,2026-05-02,fine\nR_11,2026-05-02,fine indeed\n");
  assert_says (&folder, "data import few.csv --dataset few" CACHE, "*");
  assert_says (&folder, "evidence find --match long" CACHE, "");
  assert_says (&folder, "data import voices.csv --dataset voices" CACHE, "*");
  assert_says (&folder, "evidence find --match LONG --place order" CACHE, "");
  assert_says (&folder, "evidence find --match 'never long'" CACHE, "2026-03-05  “Too long. Never again” · Order (voices: voices.csv, line 7)\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  g_test_add_func ("/cli/evidence/undone", test_undone);
  g_test_add_func ("/cli/evidence/attached-again", test_attached_again);
  g_test_add_func ("/cli/evidence/two-datasets", test_two_datasets);
  g_test_add_func ("/cli/evidence/replaced", test_replaced);
  g_test_add_func ("/cli/evidence/other-computer", test_other_computer);
  g_test_add_func ("/cli/evidence/few", test_few);
  return g_test_run ();
}
