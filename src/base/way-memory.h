/* way-memory.h — large pages for what is large.
 *
 * Errors: none; where the kernel has no large pages, small ones do.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be asked for memory just taken and not yet written to: having it from the kernel by 4 KiB each costs as much as filling it.
 * Does nothing for less than some MiB. */
void way_memory_prefer_large_pages (gpointer data, gsize size);

G_END_DECLS
