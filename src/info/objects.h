/*
 * objects.h - the objects of a PDF, found by walking over the file.
 *
 * The cross-reference table is not believed: every "12 0 obj" is taken, also inside
 * object streams, and of several with one number the last one counts, as after an
 * incremental update. So files whose table is broken, or whose end is missing, are read
 * as well. Memory and time are bounded by the limits in the .c file:
 * pdf_objects_incomplete().
 */
#ifndef ANBAN_INFO_OBJECTS_H
#define ANBAN_INFO_OBJECTS_H

#include "info/lex.h"

struct pdf_objects;

/* bytes are kept. */
struct pdf_objects *pdf_objects_new(GBytes *bytes);
void pdf_objects_free(struct pdf_objects *objects);

/* The last value of a key in a trailer, or in the dictionary of a cross-reference stream.
 */
struct lex_value pdf_objects_trailer(const struct pdf_objects *objects, const char *key);

/* The value itself, or the object that it refers to, through several references. */
struct lex_value pdf_objects_resolve(
        const struct pdf_objects *objects, struct lex_value value);

/* Any dictionary with this /Type, the last one; kind NONE: there is none. */
struct lex_value pdf_objects_of_type(const struct pdf_objects *objects, const char *type);

/* The content of the stream whose dictionary this is (of this file, not of an object
 * stream), unpacked if it is FlateDecode alone, at most limit bytes. NULL: it cannot be
 * read. */
GBytes *pdf_objects_stream(const struct pdf_objects *objects,
        const struct lex_value *dictionary, gsize limit);

/* An object stream could not be unpacked, or a limit was reached: what is missing may be
 * in there. */
gboolean pdf_objects_incomplete(const struct pdf_objects *objects);

#endif
