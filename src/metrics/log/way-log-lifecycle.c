/* Words for the steps of an event, and for what is done with them. */
#include <string.h>

#include "metrics/log/way-log-import.h"

static const char *const nicks[WAY_N_LIFECYCLES] = { "complete", "start", "both", "pair" };

const char *
way_lifecycle_get_nick (WayLifecycle lifecycle)
{
  return nicks[lifecycle < WAY_N_LIFECYCLES ? lifecycle : WAY_LIFECYCLE_COMPLETE];
}

WayLifecycle
way_lifecycle_from_nick (const char *nick)
{
  for (guint i = 0; i < WAY_N_LIFECYCLES; i++)
    if (strcmp (nicks[i], nick) == 0)
      return (WayLifecycle) i;
  return strcmp (nick, "all") == 0 ? WAY_LIFECYCLE_ALL : WAY_N_LIFECYCLES;
}

static const struct
{
  const char *word;
  WayLogStep step;
} steps[] = {
  { "complete", WAY_LOG_STEP_COMPLETE },
  { "start", WAY_LOG_STEP_START },
  { "schedule", WAY_LOG_STEP_OTHER },
  { "assign", WAY_LOG_STEP_OTHER },
  { "reassign", WAY_LOG_STEP_OTHER },
  { "suspend", WAY_LOG_STEP_OTHER },
  { "resume", WAY_LOG_STEP_OTHER },
  { "withdraw", WAY_LOG_STEP_OTHER },
  { "autoskip", WAY_LOG_STEP_OTHER },
  { "manualskip", WAY_LOG_STEP_OTHER },
  { "ate_abort", WAY_LOG_STEP_OTHER },
  { "pi_abort", WAY_LOG_STEP_OTHER },
  { "abort_activity", WAY_LOG_STEP_OTHER },
  { "abort_case", WAY_LOG_STEP_OTHER },
};

WayLogStep
way_log_step_from_text (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strlen (steps[i].word) == length && g_ascii_strncasecmp (steps[i].word, text, length) == 0)
      return steps[i].step;
  return WAY_LOG_STEP_NONE;
}

gboolean
way_lifecycle_has_event (WayLifecycle lifecycle, WayLogStep step)
{
  if (lifecycle == WAY_LIFECYCLE_ALL || step == WAY_LOG_STEP_NONE)
    return TRUE;
  return step == (lifecycle == WAY_LIFECYCLE_START ? WAY_LOG_STEP_START : WAY_LOG_STEP_COMPLETE);
}

const char *
way_log_step_get_word (guint i)
{
  return i < G_N_ELEMENTS (steps) ? steps[i].word : NULL;
}
