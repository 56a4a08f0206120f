/*
 * objects.c - walking over a PDF.
 *
 * First all places of "N G obj" are noted; an object ends where the next one begins, so
 * that all of them together are read once, whatever they hold. Then streams of known
 * length are stepped over, for their bytes may look like objects, and object streams are
 * unpacked and their objects noted in turn.
 */
#include "info/objects.h"

#include "base/deflate.h"

#include <string.h>

enum {
	MOST_OBJECTS = 1 << 21,
	PACKED_MOST = 8 << 20,   /* bytes of one object stream */
	PACKED_TOTAL = 96 << 20, /* and of all */
	REFERENCES = 16,         /* to follow */
	SEARCHED = 256 << 20,    /* bytes, for an object of some type */
};

struct entry {
	guint32 number;
	const guint8 *start, *end; /* behind "obj", and where the next object begins */
};

struct pdf_objects {
	GBytes *bytes;
	const guint8 *data, *end;
	GArray *entries;   /* of struct entry, in the order of the file */
	GPtrArray *packed; /* of GBytes: unpacked object streams */
	gsize packed_size;
	GArray *trailers; /* of struct lex_value: dictionaries, in the order of the file
	                   */
	gboolean incomplete;
};

/* --- places of objects ---------------------------------------------------- */

/* The number that ends in front of `end`, and where it begins; NULL: there is none. */
static const guint8 *
number_before(const guint8 *start, const guint8 *end, guint32 *number)
{
	const guint8 *at = end;
	guint64 value = 0;

	while (at > start && end - at < 10 && g_ascii_isdigit(at[-1]))
		at--;
	for (const guint8 *digit = at; digit < end; digit++)
		value = value * 10 + (*digit - '0');
	*number = (guint32)MIN(value, G_MAXUINT32);
	return at < end ? at : NULL;
}

static const guint8 *
space_before(const guint8 *start, const guint8 *end)
{
	const guint8 *at = end;

	while (at > start && end - at < 8 && lex_is_space(at[-1]))
		at--;
	return at < end ? at : NULL;
}

/* Where "N G " in front of the word obj begins, or NULL. */
static const guint8 *
object_head(const guint8 *start, const guint8 *word, guint32 *number)
{
	const guint8 *at = space_before(start, word);
	guint32 generation;

	at = at ? number_before(start, at, &generation) : NULL;
	at = at ? space_before(start, at) : NULL;
	return at ? number_before(start, at, number) : NULL;
}

static void
note_places(struct pdf_objects *objects)
{
	const guint8 *at = objects->data, *word;
	struct entry entry;

	while ((word = memmem(at, (gsize)(objects->end - at), "obj", 3))) {
		const guint8 *head = object_head(at, word, &entry.number);

		at = word + 3;
		if (!head)
			continue;
		if (objects->entries->len == MOST_OBJECTS) {
			objects->incomplete = TRUE;
			break;
		}
		if (objects->entries->len)
			g_array_index(
			        objects->entries, struct entry, objects->entries->len - 1)
			        .end = head;
		entry.start = at;
		entry.end = objects->end;
		g_array_append_val(objects->entries, entry);
	}
}

/* --- streams -------------------------------------------------------------- */

/* The first byte of the stream behind a dictionary; NULL: no stream follows. */
static const guint8 *
stream_start(const guint8 *at, const guint8 *end)
{
	struct lex_value word = lex_next(&at, end);

	if (!lex_is(&word, "stream"))
		return NULL;
	if (at < end && *at == '\r')
		at++;
	if (at < end && *at == '\n')
		at++;
	return at;
}

/* Does the word endstream stand here, perhaps on the next line? */
static gboolean
stream_ends(const guint8 *at, const guint8 *end)
{
	struct lex_value word = lex_next(&at, end - at > 16 ? at + 16 : end);

	return lex_is(&word, "endstream");
}

/* The end of a stream by its direct length, if that is true; else NULL. */
static const guint8 *
stream_end(const struct pdf_objects *objects, const struct lex_value *dictionary,
        const guint8 *stream)
{
	struct lex_value length = lex_find(dictionary, "Length");

	if (length.kind != LEX_NUMBER || length.number < 0 ||
	        length.number > objects->end - stream)
		return NULL;
	stream += length.number;
	return stream_ends(stream, objects->end) ? stream : NULL;
}

/* Takes out what was noted inside of streams; a stream's object gets its whole length. */
static void
step_over_streams(struct pdf_objects *objects)
{
	struct entry *entries = (struct entry *)objects->entries->data;
	const guint8 *inside = NULL;
	guint n = 0;

	for (guint i = 0; i < objects->entries->len; i++) {
		struct entry entry = entries[i];
		const guint8 *at = entry.start, *stream, *end;
		struct lex_value value;

		if (inside && entry.start < inside)
			continue;
		value = lex_next(&at, entry.end);
		stream =
		        value.kind == LEX_DICTIONARY ? stream_start(at, entry.end) : NULL;
		end = stream ? stream_end(objects, &value, stream) : NULL;
		if (end && end > entry.end)
			entry.end = inside = end;
		entries[n++] = entry;
	}
	g_array_set_size(objects->entries, n);
}

/* No filter, or FlateDecode alone without parameters. FALSE: another one. */
static gboolean
is_plain(const struct pdf_objects *objects, const struct lex_value *dictionary,
        gboolean *packed)
{
	struct lex_value filter =
	        pdf_objects_resolve(objects, lex_find(dictionary, "Filter"));
	struct lex_value parameters = lex_find(dictionary, "DecodeParms");

	if (filter.kind == LEX_ARRAY) {
		const guint8 *at = filter.start + 1, *end = filter.end - 1;

		filter = lex_next(&at, end);
		if (filter.kind == LEX_NONE)
			return TRUE; /* [] */
		if (lex_next(&at, end).kind != LEX_NONE)
			return FALSE;
	}
	if (filter.kind == LEX_NONE || lex_is(&filter, "null"))
		return TRUE;
	*packed = lex_is(&filter, "FlateDecode");
	return *packed && (parameters.kind == LEX_NONE || lex_is(&parameters, "null"));
}

/* Where the bytes of the file that belong to the dictionary's object end. */
static const guint8 *
object_end(const struct pdf_objects *objects, const struct lex_value *dictionary)
{
	for (guint i = objects->entries->len; i-- > 0;) {
		struct entry *entry = &g_array_index(objects->entries, struct entry, i);

		if (entry->start <= dictionary->start && dictionary->end <= entry->end)
			return entry->end;
	}
	return NULL;
}

/* The last "endstream", for a stream whose length is not told directly. */
static const guint8 *
searched_end(const guint8 *stream, const guint8 *end)
{
	static const char word[] = "endstream";
	const guint8 *found = memmem(stream, (gsize)(end - stream), word, strlen(word));
	const guint8 *last = found;

	while (found) {
		last = found++;
		found = memmem(found, (gsize)(end - found), word, strlen(word));
	}
	return last ? last : end;
}

static GBytes *
read_stream(const struct pdf_objects *objects, const struct lex_value *dictionary,
        const guint8 *object, gsize limit)
{
	const guint8 *stream = stream_start(dictionary->end, object), *end;
	gboolean packed = FALSE;

	if (!stream || !is_plain(objects, dictionary, &packed))
		return NULL;
	end = stream_end(objects, dictionary, stream);
	if (!end)
		end = searched_end(stream, object);
	if (packed)
		return deflate_unpack(stream, (gsize)(end - stream), limit);
	return (gsize)(end - stream) <= limit ? g_bytes_new(stream, (gsize)(end - stream))
	                                      : NULL;
}

GBytes *
pdf_objects_stream(const struct pdf_objects *objects, const struct lex_value *dictionary,
        gsize limit)
{
	const guint8 *end = dictionary->kind == LEX_DICTIONARY
	                            ? object_end(objects, dictionary)
	                            : NULL;

	return end ? read_stream(objects, dictionary, end, limit) : NULL;
}

/* --- object streams ------------------------------------------------------- */

/* Notes the objects of an unpacked object stream: pairs of number and offset, then the
 * objects (7.5.7). */
static void
note_packed(GArray *all, GBytes *bytes, const struct lex_value *dictionary)
{
	struct lex_value first = lex_find(dictionary, "First"), number, offset;
	gsize size = g_bytes_get_size(bytes);
	const guint8 *data = g_bytes_get_data(bytes, NULL), *at = data, *base;

	if (!size)
		return;
	base = data + CLAMP(first.number, 0, (gint64)size);
	while (at < base && all->len < MOST_OBJECTS) {
		number = lex_next(&at, base);
		offset = lex_next(&at, base);
		if (number.kind != LEX_NUMBER || offset.kind != LEX_NUMBER ||
		        offset.number < 0 || offset.number > data + size - base)
			break;
		struct entry entry = {
		        (guint32)number.number, base + offset.number, data + size};

		if (entry.start < entry.end)
			g_array_append_val(all, entry);
	}
}

static void
unpack(struct pdf_objects *objects, GArray *all, const struct entry *entry,
        const struct lex_value *dictionary)
{
	gsize room = PACKED_TOTAL - MIN(objects->packed_size, PACKED_TOTAL), size;
	GBytes *bytes =
	        read_stream(objects, dictionary, entry->end, MIN(room, PACKED_MOST));

	if (!bytes) {
		objects->incomplete = TRUE;
		return;
	}
	size = g_bytes_get_size(bytes);
	objects->packed_size += size;
	g_ptr_array_add(objects->packed, bytes);
	note_packed(all, bytes, dictionary);
}

/* Object streams are unpacked, dictionaries of cross-reference streams noted. */
static void
walk_streams(struct pdf_objects *objects)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct entry));

	for (guint i = 0; i < objects->entries->len; i++) {
		struct entry *entry = &g_array_index(objects->entries, struct entry, i);
		const guint8 *at = entry->start;
		struct lex_value value = lex_next(&at, entry->end);
		struct lex_value type = lex_find(&value, "Type");

		g_array_append_val(all, *entry);
		if (lex_is(&type, "ObjStm"))
			unpack(objects, all, entry, &value);
		else if (lex_is(&type, "XRef"))
			g_array_append_val(objects->trailers, value);
	}
	g_array_unref(objects->entries);
	objects->entries = all;
}

/* --- trailers ------------------------------------------------------------- */

static void
note_trailers(struct pdf_objects *objects)
{
	static const char word[] = "trailer";
	const guint8 *at = objects->data, *found;

	while ((found = memmem(at, (gsize)(objects->end - at), word, strlen(word)))) {
		const guint8 *next = found + strlen(word);
		const guint8 *limit =
		        memmem(next, (gsize)(objects->end - next), word, strlen(word));
		struct lex_value value;

		at = next;
		value = lex_next(&next, limit ? limit : objects->end);
		if (value.kind == LEX_DICTIONARY)
			g_array_append_val(objects->trailers, value);
	}
}

struct lex_value
pdf_objects_trailer(const struct pdf_objects *objects, const char *key)
{
	struct lex_value found = {0};

	for (guint i = 0; i < objects->trailers->len; i++) {
		struct lex_value value = lex_find(
		        &g_array_index(objects->trailers, struct lex_value, i), key);

		if (value.kind != LEX_NONE && (!found.start || value.start > found.start))
			found = value;
	}
	return found;
}

/* --- making and asking ---------------------------------------------------- */

static void
bytes_free(gpointer bytes)
{
	g_bytes_unref(bytes);
}

struct pdf_objects *
pdf_objects_new(GBytes *bytes)
{
	struct pdf_objects *objects = g_new0(struct pdf_objects, 1);
	gsize size;

	objects->bytes = g_bytes_ref(bytes);
	objects->data = g_bytes_get_data(bytes, &size);
	objects->end = objects->data + size;
	objects->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
	objects->packed = g_ptr_array_new_with_free_func(bytes_free);
	objects->trailers = g_array_new(FALSE, FALSE, sizeof(struct lex_value));
	note_places(objects);
	step_over_streams(objects);
	note_trailers(objects);
	walk_streams(objects);
	return objects;
}

void
pdf_objects_free(struct pdf_objects *objects)
{
	if (!objects)
		return;
	g_array_unref(objects->entries);
	g_array_unref(objects->trailers);
	g_ptr_array_unref(objects->packed);
	g_bytes_unref(objects->bytes);
	g_free(objects);
}

/* The value of an object; the last of its number counts. */
static struct lex_value
find_object(const struct pdf_objects *objects, gint64 number)
{
	for (guint i = objects->entries->len; i-- > 0;) {
		struct entry *entry = &g_array_index(objects->entries, struct entry, i);
		const guint8 *at = entry->start;

		if (entry->number == number)
			return lex_next(&at, entry->end);
	}
	return (struct lex_value){0};
}

struct lex_value
pdf_objects_resolve(const struct pdf_objects *objects, struct lex_value value)
{
	for (int i = 0; i < REFERENCES && value.kind == LEX_REFERENCE; i++)
		value = find_object(objects, value.number);
	return value;
}

struct lex_value
pdf_objects_of_type(const struct pdf_objects *objects, const char *type)
{
	gsize searched = 0;

	for (guint i = objects->entries->len; i-- > 0 && searched < SEARCHED;) {
		struct entry *entry = &g_array_index(objects->entries, struct entry, i);
		const guint8 *at = entry->start;
		struct lex_value value = lex_next(&at, entry->end);
		struct lex_value found = lex_find(&value, "Type");

		searched += (gsize)(at - entry->start);
		if (lex_is(&found, type))
			return value;
	}
	return (struct lex_value){0};
}

gboolean
pdf_objects_incomplete(const struct pdf_objects *objects)
{
	return objects->incomplete;
}
