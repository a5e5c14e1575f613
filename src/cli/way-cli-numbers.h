/* way-cli-numbers.h — what the verbs about numbers share.
 *
 * Errors: said already.
 * Thread: as way-cli.h.
 */
#pragma once

#include "base/way-text.h"
#include "cli/way-cli-table.h"
#include "cli/way-cli.h"
#include "metrics/cache/way-cache.h"
#include "model/way-figures.h"

G_BEGIN_DECLS

/* NULL path: the user's own. Says what is wrong, NULL then. */
WayCache *way_cli_open_cache (const char *path);

/* Tells the document what of its imported answers still stands; NULL path: by the user's own numbers, if there are any. */
void way_cli_check_answers (WayDocument *document, const char *path);

/* Every figure of a map, with its history, from the numbers in this file; what is found is said. NULL after saying what is wrong. */
WayFigures *way_cli_measure (const char *cache, const char *path, const WayDocument *document);

/* `names`: a dataset, then maps; ends with NULL. Returns an exit code. */
int way_cli_bind (WayCache *cache, char **names, WayCliForm form);

G_END_DECLS
