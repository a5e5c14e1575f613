#include "ui/dialogs/way-export-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"

static const WayOutputInfo outputs[WAY_N_OUTPUTS] = {
  { "pdf", ".pdf", N_ ("PDF, to print and mail"), TRUE, FALSE },
  { "svg", ".svg", N_ ("SVG, to go on drawing"), TRUE, TRUE },
  { "png", ".png", N_ ("PNG, for slides"), TRUE, TRUE },
  { "mermaid", ".mmd", N_ ("Mermaid, for wikis"), FALSE, TRUE },
  { "csv-grid", ".csv", N_ ("CSV grid, phases and lanes"), FALSE, TRUE },
  { "csv-list", ".csv", N_ ("CSV list, every field"), FALSE, FALSE },
};

/* The plain fields as they are remembered. */
typedef enum
{
  TYPE_BOOLEAN,
  TYPE_DOUBLE,
  TYPE_ORIENTATION,
} Type;

static const struct
{
  const char *name;
  Type type;
  gsize offset;
  double min, max;
} fields[] = {
  { "orientation", TYPE_ORIENTATION, G_STRUCT_OFFSET (WayExportRequest, options.orientation), WAY_ORIENTATION_AUTO, WAY_ORIENTATION_LANDSCAPE },
  { "tiled", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, options.tiled) },
  { "margin", TYPE_DOUBLE, G_STRUCT_OFFSET (WayExportRequest, options.margin), -1, WAY_MM (50) },
  { "overlap", TYPE_DOUBLE, G_STRUCT_OFFSET (WayExportRequest, options.overlap), 0, WAY_MM (100) },
  { "crop-marks", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, options.crop_marks) },
  { "scale", TYPE_DOUBLE, G_STRUCT_OFFSET (WayExportRequest, options.scale), 0.05, 20 },
  { "transparent", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, options.transparent) },
  { "safe", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, safe) },
  { "no-legend", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, no_legend) },
  { "expand", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, expand) },
  { "dark", TYPE_BOOLEAN, G_STRUCT_OFFSET (WayExportRequest, dark) },
};

const WayOutputInfo *
way_output_get_info (WayOutput output)
{
  return &outputs[output];
}

gboolean
way_output_find (const char *name, WayOutput *output)
{
  WayExportFormat format;

  for (int i = 0; i < WAY_N_OUTPUTS; i++)
    if (g_str_equal (outputs[i].name, name))
      {
        *output = (WayOutput) i;
        return TRUE;
      }
  if (way_export_format_find (name, &format))
    *output = (WayOutput) format;
  else if (g_str_has_suffix (name, ".mmd") || g_str_has_suffix (name, ".mermaid"))
    *output = WAY_OUTPUT_MERMAID;
  else if (g_str_has_suffix (name, ".csv"))
    *output = WAY_OUTPUT_CSV_LIST;
  else
    return FALSE;
  return TRUE;
}

WayExportRequest *
way_export_request_new (void)
{
  WayExportRequest *self = g_new0 (WayExportRequest, 1);

  way_export_options_init (&self->options);
  self->today = way_date_today ();
  return self;
}

WayExportRequest *
way_export_request_copy (const WayExportRequest *self)
{
  WayExportRequest *copy = g_memdup2 (self, sizeof *self);

  copy->journeys = g_strdupv (self->journeys);
  copy->lanes = g_strdupv (self->lanes);
  copy->phases = g_strdupv (self->phases);
  copy->traffic_journey = g_strdup (self->traffic_journey);
  copy->traffic_lit = g_strdupv (self->traffic_lit);
  if (self->traffic != NULL)
    way_traffic_ref (self->traffic);
  if (self->figures != NULL)
    way_figures_ref (self->figures);
  return copy;
}

void
way_export_request_free (WayExportRequest *self)
{
  g_strfreev (self->journeys);
  g_strfreev (self->lanes);
  g_strfreev (self->phases);
  g_free (self->traffic_journey);
  g_strfreev (self->traffic_lit);
  g_clear_pointer (&self->traffic, way_traffic_unref);
  g_clear_pointer (&self->figures, way_figures_unref);
  g_free (self);
}

static gboolean
is_same_list (char **a, char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
way_export_request_has_same_scenes (const WayExportRequest *self, const WayExportRequest *other)
{
  /* Paper is always light. */
  gboolean dark = self->dark && self->output != WAY_OUTPUT_PDF, other_dark = other->dark && other->output != WAY_OUTPUT_PDF;

  return is_same_list (self->journeys, other->journeys) && is_same_list (self->lanes, other->lanes) && is_same_list (self->phases, other->phases) &&
         self->safe == other->safe && self->no_legend == other->no_legend && self->expand == other->expand && dark == other_dark && self->today == other->today && self->figures == other->figures && self->traffic == other->traffic;
}

GVariant *
way_export_request_to_variant (const WayExportRequest *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "format", "s", outputs[self->output].name);
  g_variant_dict_insert (&dict, "page", "s", self->options.paper->name);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gconstpointer field = G_STRUCT_MEMBER_P (self, fields[i].offset);

      if (fields[i].type == TYPE_BOOLEAN)
        g_variant_dict_insert (&dict, fields[i].name, "b", *(const gboolean *) field);
      else if (fields[i].type == TYPE_DOUBLE)
        g_variant_dict_insert (&dict, fields[i].name, "d", *(const double *) field);
      else
        g_variant_dict_insert (&dict, fields[i].name, "i", (gint32) * (const WayOrientation *) field);
    }
  return g_variant_dict_end (&dict);
}

void
way_export_request_load (WayExportRequest *self, GVariant *variant)
{
  g_autoptr (GVariantDict) dict = g_variant_dict_new (variant);
  const char *text;

  if (g_variant_dict_lookup (dict, "format", "&s", &text))
    way_output_find (text, &self->output);
  if (g_variant_dict_lookup (dict, "page", "&s", &text))
    {
      const WayPaper *paper = way_paper_find (text, NULL);

      if (paper != NULL)
        self->options.paper = paper;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gpointer field = G_STRUCT_MEMBER_P (self, fields[i].offset);
      double number;
      gint32 choice;

      if (fields[i].type == TYPE_BOOLEAN)
        g_variant_dict_lookup (dict, fields[i].name, "b", field);
      else if (fields[i].type == TYPE_DOUBLE && g_variant_dict_lookup (dict, fields[i].name, "d", &number) && number >= fields[i].min && number <= fields[i].max)
        *(double *) field = number;
      else if (fields[i].type == TYPE_ORIENTATION && g_variant_dict_lookup (dict, fields[i].name, "i", &choice) && choice >= fields[i].min && choice <= fields[i].max)
        *(WayOrientation *) field = (WayOrientation) choice;
    }
}
