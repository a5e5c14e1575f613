/* way-icon.h — the icons of the map as paths on a 16 × 16 grid: channels and a few marks. CC0-1.0.
 *
 * Thread: any.
 */
#pragma once

#include "scene/way-path.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_ICON_WEB,
  WAY_ICON_SEARCH,
  WAY_ICON_SHOP,
  WAY_ICON_APP,
  WAY_ICON_EMAIL,
  WAY_ICON_PHONE,
  WAY_ICON_CHAT,
  WAY_ICON_MESSENGER,
  WAY_ICON_SOCIAL,
  WAY_ICON_VIDEO_CALL,
  WAY_ICON_VISIT,
  WAY_ICON_STORE,
  WAY_ICON_EVENT,
  WAY_ICON_PRINT,
  WAY_ICON_LETTER,
  WAY_ICON_SMS,
  WAY_ICON_PARTNER,
  WAY_ICON_PORTAL,
  WAY_ICON_DELIVERY,
  WAY_ICON_INVOICE,
  WAY_ICON_MACHINE,
  WAY_ICON_MEDIA,
  WAY_ICON_CONTRACT,
  WAY_ICON_OTHER,
  WAY_ICON_PAIN,
  WAY_ICON_OPPORTUNITY,
  WAY_ICON_ACTION,
  WAY_ICON_COMMENT,
  WAY_ICON_STAR,
  WAY_ICON_CHEVRON,
  WAY_ICON_PERSON,
  WAY_ICON_DONE,
  WAY_ICON_BLOCKED,
  WAY_ICON_DROPPED,
  WAY_ICON_IDEA,
  WAY_ICON_WEAK_LINK,
  WAY_N_ICONS
} WayIcon;

/* Stroked paths, 16 × 16; owned by the library. */
const WayPath *way_icon_get_path (WayIcon icon);
/* "web", as channel kinds and file names have it. */
const char *way_icon_get_name (WayIcon icon);
/* The icon of a channel's kind; OTHER for one it does not know. */
WayIcon way_icon_for_channel (const char *kind);

G_END_DECLS
