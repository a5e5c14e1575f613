#include "cli/way-cli-counted.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which journeys are counted is settled when they are. */
static const char *
find_settled (const WayCliEventOptions *options)
{
  return options->from != NULL ? "--from" : options->to != NULL    ? "--to"
                                        : options->channel != NULL ? "--in-channel"
                                        : options->segment != NULL ? "--in-segment"
                                                                   : NULL;
}

/* Whatever is left out is told. */
static void
say_rest (const WayRemoteFlow *flow)
{
  gint64 rest = way_remote_flow_count_rest (flow);

  if (rest > 0)
    way_cli_say_error (NULL, ngettext ("%" G_GINT64_FORMAT " journey goes a way that is not among these: only the %u most frequent ways of up to %u events are brought here.", "%" G_GINT64_FORMAT " journeys go ways that are not among these: only the %u most frequent ways of up to %u events are brought here.", (gulong) rest), rest, WAY_REMOTE_MOST_WAYS, WAY_REMOTE_LONGEST_WAY);
  if (flow->sample > 1)
    way_cli_say_error (NULL, _ ("It is a sample: one journey of %u was counted."), flow->sample);
}

gboolean
way_cli_counted_load (WayCliEvents *events, const char *verb, const char *name, WayRemoteFlow **flow, int *status)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayRemote) remote = NULL;
  g_autoptr (GError) error = NULL;
  const char *impossible = way_cli_events_find_single (&events->options), *settled = find_settled (&events->options);

  if (g_file_test (name, G_FILE_TEST_EXISTS) || strcmp (name, "-") == 0 || strchr (name, G_DIR_SEPARATOR) != NULL)
    return FALSE;
  cache = way_cli_open_cache (events->options.cache);
  remote = cache != NULL ? way_remote_load (cache, name) : NULL;
  if (remote == NULL || remote->mode != WAY_REMOTE_COUNT)
    return FALSE;
  *status = WAY_CLI_FAILED;
  *flow = NULL;
  if (impossible != NULL)
    *status = way_cli_wrong_use (verb, _ ("%s needs the single events. Copy them with “log import --odbc”."), impossible);
  else if (settled != NULL)
    *status = way_cli_wrong_use (verb, _ ("Which journeys are meant was settled when the warehouse counted them. “waymark-cli flow --again %s …” counts anew."), settled);
  else if (way_cli_events_read_map (events))
    *flow = way_remote_flow_load (cache, name, events->journey, &error);
  if (error != NULL)
    way_cli_say_error (NULL, "%s", error->message);
  return TRUE;
}

gboolean
way_cli_counted_open (WayCliEvents *events, const char *verb, const char *name, gboolean whole, WayVariants **variants, int *status)
{
  g_autoptr (WayRemoteFlow) flow = NULL;
  g_autoptr (GError) error = NULL;

  if (!way_cli_counted_load (events, verb, name, &flow, status))
    return FALSE;
  *variants = flow != NULL ? way_remote_flow_make_variants (flow, events->journey, events->options.dataset, whole, &events->view, &error) : NULL;
  if (*variants != NULL)
    say_rest (flow);
  else if (error != NULL)
    way_cli_say_error (NULL, "%s", error->message);
  return TRUE;
}
