/* way-element-private.h — the inside of an element, for the document alone. */
#pragma once

#include "model/way-element.h"

struct _WayElement
{
  int ref_count;
  WayKind kind;
  int line;
  guint64 revision;
  guint32 containers; /* bit set of slots whose container the file had */
  WayElement *parent; /* not owned */
  GPtrArray *extras;  /* (element-type WayExtra), owned; NULL for none */
  GPtrArray **slots;  /* n_slots arrays of WayElement, owned; each NULL until used */
  char *values[];     /* n_fields texts, owned; NULL = left out; the slots lie behind them */
};

/* Both adjust the parent pointer; insert takes a reference, remove gives one back. */
void way_element_insert_child (WayElement *self, guint slot, guint index, WayElement *child);
WayElement *way_element_remove_child (WayElement *self, guint slot, guint index);
