/* random-command.h — any command of the editor with any arguments: for laws that must hold whatever is done. */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Chooses something: a click, Shift+click, a key. Changes no document. */
void random_command_select (WayEditor *editor, GRand *rand);
/* One command; its name, for messages. Errors are as good as success: they must leave the map as it was. */
const char *random_command_run (WayEditor *editor, GRand *rand);
/* An element of the document that has an id. */
WayElement *random_command_pick (WayEditor *editor, GRand *rand, guint64 kinds);

G_END_DECLS
