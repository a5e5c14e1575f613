/* way-template.h — the maps to start from, which lie in data/templates as NAME.LANGUAGE.waymark.
 *
 * Shape:  a template is an ordinary document; its title names it and its subtitle says in one sentence what it is for.
 * Errors: WAY_FORMAT_ERROR_NOT_FOUND for a name there is not, its message lists those there are; else those of
 *         way_reader_read_file ().
 * Thread: any; templates are read from the disk at each call.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;     /* "b2b-solution" */
  char *language; /* "de" */
  char *title;
  char *sentence; /* what it is for; may be empty */
  char *path;
} WayTemplate;

void way_template_free (WayTemplate *self);

/* (element-type WayTemplate), owned, by name, "blank" first: one each, in `language` if there is one, else in English, else
 * in any. NULL language: the user's. Unreadable files are left out. Never NULL. */
GPtrArray *way_templates_list (const char *language);

/* A new map from the template of this name: with an id of its own, without the template's sentence, and saying where it
 * comes from. `title` NULL: the template's. A `language`
 * that it does not have is refused, with those there are; NULL: the user's, or what comes near. `at` is the time now in seconds since 1970. */
WayDocument *way_template_instantiate (const char *name, const char *language, const char *title, gint64 at, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTemplate, way_template_free)

G_END_DECLS
