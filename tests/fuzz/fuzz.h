/* fuzz.h — what every fuzz target is: one function over bytes.
 *
 * Shape:  fuzz-NAME.c defines the function; replay.c runs it over corpus/NAME in each test run; a clang build with
 *         -Dfuzz=true also makes fuzz-NAME, a libFuzzer program. To add a target: the file, a corpus, a line in meson.build.
 * Errors: a broken law ends the process; g_error () and assertions do.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
