/* way-register.h — what a map's cards share, by kind: personas, stakeholders, channels …, and where each of them is used.
 *
 * Shape:  kind → elements; element → uses, one for each reference, in the order of the file.
 * Errors: none.
 * Owns:   a use owns its texts and borrows its elements; it fits until the map changes.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_REGISTER_AS_IS, /* in the order of the file */
  WAY_REGISTER_BY_NAME,
  WAY_REGISTER_BY_USES, /* the most used first */
} WayRegisterOrder;

typedef struct
{
  WayElement *element; /* what refers: a touchpoint, a feeling … */
  WayElement *place;   /* that, or the nearest above it that has an id and can be shown */
  WayField field;
  char *name;   /* of the place */
  char *detail; /* "Touchpoint · Channel", "Feeling · Persona" */
} WayUse;

const WayKind *way_register_list_kinds (guint *n);
/* Translated plural: "Personas". */
const char *way_register_get_title (WayKind kind);
/* (element-type WayElement), container only. */
GPtrArray *way_register_list (WayDocument *document, WayKind kind, WayRegisterOrder order);
/* What tells it from others of its kind, in one line; "" where nothing is said. g_free. */
char *way_register_get_detail (WayDocument *document, const WayElement *element);

guint way_register_count_uses (WayDocument *document, const WayElement *element);
/* (element-type WayUse), owned. */
GPtrArray *way_register_list_uses (WayDocument *document, const WayElement *element);
void way_use_free (WayUse *self);
/* What deleting it would do, in sentences; `*harmless` if nothing refers to it. NULL and an error if it cannot be. g_free. */
char *way_register_explain_delete (WayDocument *document, WayElement *element, gboolean *harmless, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayUse, way_use_free)

G_END_DECLS
