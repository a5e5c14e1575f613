#include "scene/way-icon.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *data; /* SVG path data on 16 × 16, stroked 1.4 wide with round caps */
} Icon;

static const Icon icons[WAY_N_ICONS] = {
  [WAY_ICON_WEB] = { "web", "M1.5 3h13v10h-13zM1.5 6h13M3.5 4.5h.1M5.5 4.5h.1" },
  [WAY_ICON_SEARCH] = { "search", "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14.5 14.5" },
  [WAY_ICON_SHOP] = { "shop", "M2 6l1-4h10l1 4M2 6v8h12V6M2 6c0 2.5 4 2.5 4 0 0 2.5 4 2.5 4 0 0 2.5 4 2.5 4 0M6.5 14v-3.5h3V14" },
  [WAY_ICON_APP] = { "app", "M4.5 1.5h7v13h-7zM7.2 12.5h1.6" },
  [WAY_ICON_EMAIL] = { "email", "M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5" },
  [WAY_ICON_PHONE] = { "phone", "M4 1.5l2.5 3.2-1.4 1.6c.8 1.9 2.2 3.3 4 4.1l1.6-1.4L14 11.5 12 14C7 13.5 2.5 9 2 4z" },
  [WAY_ICON_CHAT] = { "chat", "M1.5 2.5h13v8.5H7l-3.2 3v-3H1.5z" },
  [WAY_ICON_MESSENGER] = { "messenger", "M8 1.5c3.8 0 6.5 2.5 6.5 5.8S11.8 13 8 13c-.7 0-1.4-.1-2-.2L3 14.5v-3c-1-.9-1.5-2.3-1.5-4.2C1.5 4 4.2 1.5 8 1.5zM4.5 8.5l2.5-2.5 2 1.8 2.5-2" },
  [WAY_ICON_SOCIAL] = { "social", "M4 8a1.9 1.9 0 1 0 0 .01M12 3.8a1.9 1.9 0 1 0 0 .01M12 12.2a1.9 1.9 0 1 0 0 .01M5.6 7.2l4.8-2.7M5.6 8.8l4.8 2.7" },
  [WAY_ICON_VIDEO_CALL] = { "video-call", "M1.5 4h9v8h-9zM10.5 7l4-2.5v7l-4-2.5" },
  [WAY_ICON_VISIT] = { "visit", "M8 14.5S3 9.7 3 6.3a5 5 0 0 1 10 0c0 3.4-5 8.2-5 8.2zM8 8a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 8 8z" },
  [WAY_ICON_STORE] = { "store", "M2 14V5l6-3.5L14 5v9M6 14V9.5h4V14" },
  [WAY_ICON_EVENT] = { "event", "M2 3.5h12v10.5H2zM2 6.8h12M5 2v3M11 2v3M5 9.5h2M9 9.5h2" },
  [WAY_ICON_PRINT] = { "print", "M4 5.5V1.5h8v4M4 12H1.5V5.5h13V12H12M4 9.5h8v5H4z" },
  [WAY_ICON_LETTER] = { "letter", "M3 1.5h10v13H3zM5.5 5h5M5.5 7.5h5M5.5 10h3" },
  [WAY_ICON_SMS] = { "sms", "M2.5 1.5h11v9h-6L4 14v-3.5H2.5zM5.3 6h.1M8 6h.1M10.7 6h.1" },
  [WAY_ICON_PARTNER] = { "partner", "M1 8.5l2.8-4.5L8 5l4.2-1L15 8.5l-4.5 4.5L8 11.5 5.5 13zM6 8l2-3" },
  [WAY_ICON_PORTAL] = { "portal", "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 11.5h5M11.5 9v5" },
  [WAY_ICON_DELIVERY] = { "delivery", "M1 3.5h8.5V11H1zM9.5 6.5H13l2 2.5v2H9.5M4 13.2a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8M12 13.2a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8" },
  [WAY_ICON_INVOICE] = { "invoice", "M3 1.5h10v13l-2-1.2-1.5 1.2L8 13.3 6.5 14.5 5 13.3 3 14.5zM5.5 5h5M5.5 8h5" },
  [WAY_ICON_MACHINE] = { "machine", "M8 10.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4" },
  [WAY_ICON_MEDIA] = { "media", "M2 4h9.5v10H2zM11.5 6.5h2.5V12a2 2 0 0 1-2.5 2M4 6.5h5.5M4 9h5.5M4 11.5h3" },
  [WAY_ICON_CONTRACT] = { "contract", "M3 1.5h7l3 3v10H3zM5 11.5c1.5-3 2.5-3 2 0 1-1.5 2-1.5 2 0h2M5 5h3" },
  [WAY_ICON_OTHER] = { "other", "M8 14.5A6.5 6.5 0 1 0 8 1.5a6.5 6.5 0 0 0 0 13M4.9 8h.1M8 8h.1M11.1 8h.1" },
  [WAY_ICON_PAIN] = { "pain", "M8 3v6.5M8 12.4v.1" },
  [WAY_ICON_OPPORTUNITY] = { "opportunity", "M8 3v10M3 8h10" },
  [WAY_ICON_ACTION] = { "action", "M3 8h10M9 4l4 4-4 4" },
  [WAY_ICON_COMMENT] = { "comment", "M2 3h12v8H8l-3 3v-3H2z" },
  [WAY_ICON_STAR] = { "star", "M8 1.8l1.9 4 4.3.6-3.1 3 .8 4.3L8 11.6l-3.9 2.1.8-4.3-3.1-3 4.3-.6z" },
  [WAY_ICON_CHEVRON] = { "chevron", "M4 6l4 4 4-4" },
  [WAY_ICON_PERSON] = { "person", "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.5c0-3 2.4-4.8 5.5-4.8s5.5 1.8 5.5 4.8" },
  [WAY_ICON_DONE] = { "done", "M3 8.5l3.5 3.5L13 4.5" },
  [WAY_ICON_BLOCKED] = { "blocked", "M3.5 8h9" },
  [WAY_ICON_DROPPED] = { "dropped", "M4 4l8 8M12 4l-8 8" },
  [WAY_ICON_IDEA] = { "idea", "M4.8 6a3.2 3.2 0 1 1 4.6 2.9C8.4 9.400 8 9.800 8 10.600M8 13.400v.1" },
  [WAY_ICON_WEAK_LINK] = { "weak-link", "M6 11.500H4.500a3.500 3.500 0 0 1 0-7H6M10 4.500h1.500a3.500 3.500 0 0 1 0 7H10M8 2.500v2.500M8 11v2.500" },
};

static WayPath *paths[WAY_N_ICONS];

const WayPath *
way_icon_get_path (WayIcon icon)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      for (int i = 0; i < WAY_N_ICONS; i++)
        {
          paths[i] = way_path_new ();
          way_path_add_svg (paths[i], icons[i].data);
        }
      g_once_init_leave (&done, 1);
    }
  return paths[icon];
}

const char *
way_icon_get_name (WayIcon icon)
{
  return icons[icon].name;
}

WayIcon
way_icon_for_channel (const char *kind)
{
  for (int i = 0; kind != NULL && i <= WAY_ICON_OTHER; i++)
    if (strcmp (icons[i].name, kind) == 0)
      return (WayIcon) i;
  return WAY_ICON_OTHER;
}
