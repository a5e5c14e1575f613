#include "review/way-guide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "model/way-evidence.h"
#include "model/way-people.h"

typedef struct
{
  const WayDocument *document;
  const WayElement *journey, *stakeholder;
  guint32 today;
  WayPeople *people;
  const WayVoice *voice;
  GString *text;
  guint n; /* questions so far */
} Guide;

static gboolean
is_open (const Guide *self, const WayElement *claim)
{
  WayEvidence evidence = way_evidence_count (self->document, claim, self->today);

  return evidence.state != WAY_EVIDENCE_CONFIRMED;
}

/* What people wrote, as it stands and not as Markdown reads it. */
static void
append_plain (GString *text, const char *words)
{
  for (const char *p = words; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        {
          g_string_append_c (text, ' ');
          continue;
        }
      if (strchr ("\\`*_[]<>#|", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
}

/* A question, and what is assumed so far where it is about that. */
static void
ask (Guide *self, const char *question, const char *assumed)
{
  g_string_append_printf (self->text, "%u. ", ++self->n);
  append_plain (self->text, question);
  g_string_append_c (self->text, '\n');
  if (assumed != NULL)
    {
      g_string_append (self->text, "   ");
      g_string_append (self->text, _ ("*We assume:* "));
      append_plain (self->text, assumed);
      g_string_append (self->text, "\n");
      g_string_append_printf (self->text, "   %s\n", _ ("☐ so it is   ☐ it is not so   ☐ left open"));
    }
  g_string_append_printf (self->text, "   %s\n\n", _ ("In their own words: ____________________________________________"));
}

static void
write_head (Guide *self)
{
  const WayElement *unit = way_document_follow (self->document, self->stakeholder, WAY_FIELD_DEPARTMENT);
  g_autofree char *iso = self->today > 0 ? way_date_to_xml (self->today) : NULL, *day = iso != NULL ? way_date_to_text (iso) : NULL;
  g_autofree char *title = g_strdup_printf (_ ("Interview guide: %s"), way_element_get_name (self->stakeholder));
  g_autofree char *who = g_strjoin (" · ", way_element_get_label (self->stakeholder, WAY_FIELD_ROLE), way_element_get_name (self->journey), unit != NULL ? way_element_get_name (unit) : day, unit != NULL ? day : NULL, NULL);

  g_string_append (self->text, "# ");
  append_plain (self->text, title);
  g_string_append (self->text, "\n\n");
  append_plain (self->text, who);
  g_string_append_printf (self->text, "\n\n%s\n\n", _ ("For whoever leads the talk, not for the table: it says what we believe. Ask the open questions first, and write down what speaks against us as carefully as what speaks for us."));
}

static void
write_open (Guide *self)
{
  g_string_append_printf (self->text, "## %s\n\n", _ ("Open questions"));
  ask (self, _ ("What brought this up, and what would have to be different afterwards?"), NULL);
  if (self->voice->influence < 0)
    ask (self, _ ("How are decisions like this one made in your house: who is asked, who signs, who can stop it?"), NULL);
  if (self->voice->use < 0)
    ask (self, _ ("What do you want to decide yourself in this case, and what do you leave to others?"), NULL);
  if (self->voice->support == WAY_SUPPORT_UNKNOWN)
    ask (self, _ ("Seen from your place: what speaks for this, and what against it?"), NULL);
  if (way_element_get (self->stakeholder, WAY_FIELD_CONCERN) == NULL)
    ask (self, _ ("What must not happen?"), NULL);
  if (way_element_get (self->stakeholder, WAY_FIELD_PERSUADED_BY) == NULL)
    ask (self, _ ("What would you have to see to be sure?"), NULL);
}

static void
write_judgement (Guide *self)
{
  g_auto (GStrv) concerns = way_element_get_list (self->stakeholder, WAY_FIELD_CONCERN), reasons = way_element_get_list (self->stakeholder, WAY_FIELD_PERSUADED_BY);

  if (!is_open (self, self->stakeholder))
    return;
  if (self->voice->support != WAY_SUPPORT_UNKNOWN)
    ask (self, _ ("How do you see the project today?"), way_element_get_label (self->stakeholder, WAY_FIELD_ATTITUDE));
  for (char **line = concerns; *line != NULL; line++)
    ask (self, _ ("What worries you about it? When did that happen last?"), *line);
  for (char **line = reasons; *line != NULL; line++)
    ask (self, _ ("What would convince you, and who else?"), *line);
}

static void
write_influences (Guide *self)
{
  WayElement *influence;

  way_each (influence, way_document_get_root (self->document), WAY_KIND_INFLUENCE)
    {
      const WayElement *from = way_document_follow (self->document, influence, WAY_FIELD_FROM), *to = way_document_follow (self->document, influence, WAY_FIELD_TO);

      if (from == NULL || to == NULL || (from != self->stakeholder && to != self->stakeholder) || !is_open (self, influence))
        continue;

      g_autofree char *assumed = g_strdup_printf (_ ("%s influences %s"), way_element_get_name (from), way_element_get_name (to));

      ask (self, to == self->stakeholder ? _ ("Whom do you ask before you make up your mind?") : _ ("Who asks you before they make up their mind?"), assumed);
    }
}

static gboolean
involves (const Guide *self, const WayElement *touchpoint)
{
  WayElement *involved;

  way_each (involved, touchpoint, WAY_KIND_INVOLVES)
    if (way_document_follow (self->document, involved, WAY_FIELD_STAKEHOLDER) == self->stakeholder)
      return TRUE;
  return FALSE;
}

static void
write_touchpoints (Guide *self)
{
  gboolean headed = FALSE;
  WayElement *touchpoint;

  way_each (touchpoint, self->journey, WAY_KIND_TOUCHPOINT)
    {
      if (!involves (self, touchpoint) || !is_open (self, touchpoint))
        continue;

      g_autofree char *question = g_strdup_printf (_ ("“%s”: how was that? What did you look for there, and did you find it?"), way_element_get_name (touchpoint));
      g_auto (GStrv) sought = way_element_get_list (touchpoint, WAY_FIELD_INFORMATION_SOUGHT);
      g_autofree char *assumed = sought[0] != NULL ? g_strjoinv ("; ", sought) : NULL;

      if (!headed)
        g_string_append_printf (self->text, "## %s\n\n", _ ("Where we met, and nobody has confirmed how it was"));
      headed = TRUE;
      ask (self, question, assumed);
    }
}

static void
write_missed (Guide *self)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < self->people->phases->len; i++)
    {
      if (!way_people_misses (self->people, self->voice, i))
        continue;

      g_autofree char *question = g_strdup_printf (_ ("“%s”: whom did you talk to then, and what would you have liked to hear from us?"), way_element_get_name (g_ptr_array_index (self->people->phases, i)));

      if (!headed)
        g_string_append_printf (self->text, "## %s\n\n", _ ("Where we have not met"));
      headed = TRUE;
      ask (self, question, NULL);
    }
}

char *
way_guide_write (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, guint32 today)
{
  g_autoptr (WayPeople) people = way_people_new (document, journey);
  Guide self = {
    .document = document,
    .journey = journey,
    .stakeholder = stakeholder,
    .today = today,
    .people = people,
    .voice = way_people_find (people, way_element_get_id (stakeholder)),
    .text = g_string_new (NULL),
  };
  gsize before;

  g_return_val_if_fail (self.voice != NULL, g_string_free (self.text, FALSE));
  write_head (&self);
  write_open (&self);
  before = self.text->len;
  write_judgement (&self);
  write_influences (&self);
  if (self.text->len > before)
    {
      g_autofree char *heading = g_strdup_printf ("## %s\n\n", _ ("What we believe"));

      g_string_insert (self.text, (gssize) before, heading);
    }
  write_touchpoints (&self);
  write_missed (&self);
  return g_string_free (self.text, FALSE);
}
