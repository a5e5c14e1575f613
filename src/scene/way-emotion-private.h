/* way-emotion-private.h — how personas feel along the way (R000-13), between its three files: which feelings there are and
 * where they stand (way-emotion-tracks.c), the words around the curves (way-emotion-words.c), and the lane that draws them
 * (way-lane-emotion.c). They share one scale and one placer.
 *
 * Units: the scene's x; y from the lane's upper edge. Scores from −5 to 5.
 * Owns:  a track its points and its curve; a WayEmotion its tracks.
 */
#pragma once

#include "scene/way-layout-private.h"
#include "scene/way-placer-private.h"

G_BEGIN_DECLS

#define WAY_EMOTION_EDGE 24.0 /* from the lane's edge to a feeling of ±5 */
#define WAY_EMOTION_FACE 11.0 /* a face's radius */

typedef struct
{
  const WayElement *place;   /* the touchpoint, or what was measured */
  const WayElement *feeling; /* NULL for what was measured */
  guint first, last;         /* columns */
  double x, score;
  double room;             /* to the nearest neighbour of the same curve */
  guint beside;            /* curves before this one that have the same place and feeling */
  gint64 n;                /* of what was measured; -1 = unknown */
  const WayFigure *figure; /* what was measured, the first of several; NULL for what is felt */
} WayFeelingPoint;

typedef struct
{
  const WayElement *persona;
  const char *id;
  WayHue hue;
  WayDash dash;
  GArray *points; /* (element-type WayFeelingPoint), by x */
  WayCurve *curve;
} WayTrack;

typedef struct
{
  WayLayout *layout;
  const WayElement *lane;
  WayBand *band;
  WayPlacer *placer;
  GPtrArray *tracks; /* (element-type WayTrack), the main persona first */
  double x, width, height;
} WayEmotion;

WayTrack *way_track_new (const WayElement *persona);
void way_track_free (WayTrack *self);
/* Sorts, drops second feelings at one place and makes the curve. */
void way_track_close (WayTrack *self, const WayEmotion *emotion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTrack, way_track_free)

/* Fills the tracks; returns where each touchpoint with feelings stands (element → x) if there is anything to measure by. */
GHashTable *way_emotion_collect (WayEmotion *self);
/* The main persona's curve in the journey that this one is compared with, or NULL. */
WayTrack *way_emotion_collect_other (const WayEmotion *self, const WayElement *journey);
/* Figures of touchpoints and steps, the mean of those at one place; NULL if there are fewer than three places. */
WayTrack *way_emotion_collect_measured (const WayEmotion *self, GHashTable *x_of);

/* "+3"; g_free. */
char *way_emotion_dup_score (double score);
/* A thought in the quotes of the document's language, not in those of whoever looks at it; g_free. */
char *way_emotion_dup_quote (const WayLayout *layout, const char *thought);
/* The scale, names, thoughts, feelings and the gap, each where there is room. */
void way_emotion_add_texts (WayEmotion *self, const WayTrack *other, const WayElement *journey, const WayTrack *measured);

static inline WayFeelingPoint *
way_emotion_get_point (const WayTrack *track, guint i)
{
  return &g_array_index (track->points, WayFeelingPoint, i);
}

static inline WayTrack *
way_emotion_get_track (const WayEmotion *self, guint i)
{
  return g_ptr_array_index (self->tracks, i);
}

static inline double
way_emotion_get_y (const WayEmotion *self, double score)
{
  return self->height / 2 - CLAMP (score, -5, 5) / 5 * (self->height / 2 - WAY_EMOTION_EDGE);
}

G_END_DECLS
