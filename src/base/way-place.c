#include "base/way-place.h"

#include <libintl.h>
#include <locale.h>

static const char *
choose_folder (const char *variable, const char *installed)
{
  const char *folder = g_getenv (variable);

  return folder != NULL && *folder != '\0' ? folder : installed;
}

char *
way_place_build_data (const char *name)
{
  return g_build_filename (choose_folder ("WAYMARK_DATADIR", WAY_PLACE_DATADIR), name, NULL);
}

void
way_place_init_language (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, choose_folder ("WAYMARK_LOCALEDIR", WAY_PLACE_LOCALEDIR));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
