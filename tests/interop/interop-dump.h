/* interop-dump.h — a map as one line of text, for tables of expected imports.
 *
 * Shape:  "Title [Phase] Task=5(Ann,Bob) Task=- [Phase] …": score 1 to 5 as Mermaid has it, "-" without feelings, "5(Ann,Bob/1)"
 *         where they differ.
 */
#pragma once

#include "model/way-document.h"

/* g_free. */
char *interop_dump (const WayDocument *document);
/* All findings, a line each: "severity line: text"; g_free. */
char *interop_dump_report (const WayReport *report);
/* Fails the test if the map breaks the format's rules or its own. */
void interop_assert_valid (const WayDocument *document);
