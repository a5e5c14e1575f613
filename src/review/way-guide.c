#include "review/way-guide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "model/way-evidence.h"
#include "model/way-people.h"

typedef struct
{
  const char *heading;  /* translated */
  char *text, *assumed; /* owned; NULL: nothing is assumed */
} Question;

typedef struct
{
  const WayDocument *document;
  const WayElement *journey, *stakeholder;
  guint32 today;
  WayPeople *people;
  const WayVoice *voice;
  const char *heading; /* of the questions that come now */
  GArray *questions;   /* (element-type Question), owned */
} Guide;

static void
clear_question (gpointer question)
{
  g_free (((Question *) question)->text);
  g_free (((Question *) question)->assumed);
}

static void
guide_clear (Guide *self)
{
  g_clear_pointer (&self->people, way_people_free);
  g_clear_pointer (&self->questions, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guide, guide_clear)

static gboolean
is_open (const Guide *self, const WayElement *claim)
{
  WayEvidence evidence = way_evidence_count (self->document, claim, self->today);

  return evidence.state != WAY_EVIDENCE_CONFIRMED;
}

/* A question, and what is assumed so far where it is about that. */
static void
ask (Guide *self, const char *text, const char *assumed)
{
  Question question = { self->heading, g_strdup (text), g_strdup (assumed) };

  g_array_append_val (self->questions, question);
}

static void
write_open (Guide *self)
{
  self->heading = _ ("Open questions");
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
  WayElement *touchpoint;

  self->heading = _ ("Where we met, and nobody has confirmed how it was");
  way_each (touchpoint, self->journey, WAY_KIND_TOUCHPOINT)
    {
      if (!involves (self, touchpoint) || !is_open (self, touchpoint))
        continue;

      g_autofree char *question = g_strdup_printf (_ ("“%s”: how was that? What did you look for there, and did you find it?"), way_element_get_name (touchpoint));
      g_auto (GStrv) sought = way_element_get_list (touchpoint, WAY_FIELD_INFORMATION_SOUGHT);
      g_autofree char *assumed = sought[0] != NULL ? g_strjoinv ("; ", sought) : NULL;

      ask (self, question, assumed);
    }
}

static void
write_missed (Guide *self)
{
  self->heading = _ ("Where we have not met");
  for (guint i = 0; i < self->people->phases->len; i++)
    {
      if (!way_people_misses (self->people, self->voice, i))
        continue;

      g_autofree char *question = g_strdup_printf (_ ("“%s”: whom did you talk to then, and what would you have liked to hear from us?"), way_element_get_name (g_ptr_array_index (self->people->phases, i)));

      ask (self, question, NULL);
    }
}

/* FALSE for who is not in the buying center. */
static gboolean
collect (Guide *self)
{
  self->people = way_people_new (self->document, self->journey);
  self->voice = way_people_find (self->people, way_element_get_id (self->stakeholder));
  self->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  g_array_set_clear_func (self->questions, clear_question);
  g_return_val_if_fail (self->voice != NULL, FALSE);
  write_open (self);
  self->heading = _ ("What we believe");
  write_judgement (self);
  write_influences (self);
  write_touchpoints (self);
  write_missed (self);
  return TRUE;
}

/* --- as a text and as a list --- */

static char *
dup_title (const Guide *self)
{
  return g_strdup_printf (_ ("Interview guide: %s"), way_element_get_name (self->stakeholder));
}

static char *
dup_subtitle (const Guide *self)
{
  const WayElement *unit = way_document_follow (self->document, self->stakeholder, WAY_FIELD_DEPARTMENT);
  g_autofree char *iso = self->today > 0 ? way_date_to_xml (self->today) : NULL, *day = iso != NULL ? way_date_to_text (iso) : NULL;

  return g_strjoin (" · ", way_element_get_label (self->stakeholder, WAY_FIELD_ROLE), way_element_get_name (self->journey), unit != NULL ? way_element_get_name (unit) : day, unit != NULL ? day : NULL, NULL);
}

static const char *
get_advice (void)
{
  return _ ("For whoever leads the talk, not for the table: it says what we believe. Ask the open questions first, and write down what speaks against us as carefully as what speaks for us.");
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

static void
append_question (GString *text, const Question *question, guint number)
{
  g_string_append_printf (text, "%u. ", number);
  append_plain (text, question->text);
  g_string_append_c (text, '\n');
  if (question->assumed != NULL)
    {
      g_string_append (text, "   ");
      g_string_append (text, _ ("*We assume:* "));
      append_plain (text, question->assumed);
      g_string_append (text, "\n");
      g_string_append_printf (text, "   %s\n", _ ("☐ so it is   ☐ it is not so   ☐ left open"));
    }
  g_string_append_printf (text, "   %s\n\n", _ ("In their own words: ____________________________________________"));
}

char *
way_guide_write (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, guint32 today)
{
  g_auto (Guide) self = { .document = document, .journey = journey, .stakeholder = stakeholder, .today = today };
  GString *text = g_string_new ("# ");

  if (!collect (&self))
    return g_string_free (text, FALSE);

  g_autofree char *title = dup_title (&self), *who = dup_subtitle (&self);
  const char *heading = NULL;

  append_plain (text, title);
  g_string_append (text, "\n\n");
  append_plain (text, who);
  g_string_append_printf (text, "\n\n%s\n\n", get_advice ());
  for (guint i = 0; i < self.questions->len; i++)
    {
      const Question *question = &g_array_index (self.questions, Question, i);

      if (question->heading != heading)
        g_string_append_printf (text, "## %s\n\n", heading = question->heading);
      append_question (text, question, i + 1);
    }
  return g_string_free (text, FALSE);
}

WayListing *
way_guide_list (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, guint32 today)
{
  g_auto (Guide) self = { .document = document, .journey = journey, .stakeholder = stakeholder, .today = today };

  if (!collect (&self))
    return NULL;

  g_autofree char *title = dup_title (&self), *who = dup_subtitle (&self);
  WayListing *listing = way_listing_new (title, who, "");
  const char *heading = NULL;

  way_listing_set_note (listing, get_advice ());
  way_listing_set_room (listing, 3);
  way_listing_add_column (listing, _ ("Question"), 4);
  way_listing_add_column (listing, _ ("We assume"), 4);
  way_listing_add_column (listing, _ ("In their own words"), 5);
  for (guint i = 0; i < self.questions->len; i++)
    {
      const Question *question = &g_array_index (self.questions, Question, i);

      if (question->heading != heading)
        way_listing_add_group (listing, heading = question->heading);
      way_listing_add_row (listing, NULL, WAY_LISTING_PLAIN);
      way_listing_take_cell (listing, g_strdup_printf ("%u. %s", i + 1, question->text));
      way_listing_take_cell (listing, question->assumed != NULL ? g_strdup_printf ("%s\n%s", question->assumed, _ ("☐ so it is   ☐ it is not so   ☐ left open")) : NULL);
      way_listing_add_cell (listing, NULL);
    }
  return listing;
}
