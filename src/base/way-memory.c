#include "base/way-memory.h"

#include <sys/mman.h>

#define LARGE ((gsize) 2 * 1024 * 1024)

void
way_memory_prefer_large_pages (gpointer data, gsize size)
{
#ifdef MADV_HUGEPAGE
  gsize from = ((gsize) data + LARGE - 1) / LARGE * LARGE, to = ((gsize) data + size) / LARGE * LARGE;

  /* Refused, it is as it was. */
  if (from < to)
    madvise ((void *) from, to - from, MADV_HUGEPAGE);
#endif
}
