/*
 * hidden.c - Type 3 fonts with one empty glyph and many meanings.
 *
 * Texts are numbered as they come; each font holds CODES of them. All codes lead to the
 * same glyph description; what they mean is in ToUnicode. The glyph has a box (d1),
 * because PDFium takes glyphs without one for nothing.
 */
#include "write/pdf/hidden.h"

#include "write/pdf/syntax.h"
#include "write/pdf/tounicode.h"

enum { CODES = 256 };

struct hidden {
	GHashTable *numbers; /* text to number + 1 */
	GPtrArray *texts;    /* of char *, by number */
};

struct hidden *
hidden_new(void)
{
	struct hidden *hidden = g_malloc0(sizeof(*hidden));

	hidden->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	hidden->texts = g_ptr_array_new_with_free_func(g_free);
	return hidden;
}

void
hidden_free(struct hidden *hidden)
{
	if (!hidden)
		return;
	g_hash_table_unref(hidden->numbers);
	g_ptr_array_unref(hidden->texts);
	g_free(hidden);
}

struct hidden_glyph
hidden_find(struct hidden *hidden, const char *text, gsize length)
{
	g_autofree char *key = g_strndup(text, length);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(hidden->numbers, key));

	if (!number) {
		g_ptr_array_add(hidden->texts, key);
		number = hidden->texts->len;
		g_hash_table_insert(
		        hidden->numbers, g_steal_pointer(&key), GUINT_TO_POINTER(number));
	}
	number--;
	return (struct hidden_glyph){number / CODES, number % CODES};
}

/* --- writing ------------------------------------------------------------ */

/* n texts, of codes 0 to n - 1. */
static guint32
write_to_unicode(struct objects *objects, char *const *texts, guint n)
{
	guint32 object = objects_reserve(objects, 1);
	struct told told[CODES];

	for (guint i = 0; i < n; i++)
		told[i] = (struct told){(guint16)i, texts[i]};
	objects_stream(objects, object, NULL, tounicode_make(CODES_BYTES, told, n));
	return object;
}

static guint32
write_font(struct objects *objects, char *const *texts, guint n, guint32 glyph)
{
	guint32 to_unicode = write_to_unicode(objects, texts, n);
	guint32 object = objects_reserve(objects, 1);
	GString *out = objects_begin(objects, object);

	g_string_append(out, "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]"
	                     "/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>");
	syntax_put_key_reference(out, "/CharProcs<</hidden", glyph);
	syntax_put_key_reference(out, ">>/ToUnicode", to_unicode);
	g_string_append_printf(out, "/FirstChar 0/LastChar %u/Widths[", n - 1);
	for (guint i = 0; i < n; i++)
		g_string_append(out, "1000 ");
	g_string_append(out, "]/Encoding<</Type/Encoding/Differences[0");
	for (guint i = 0; i < n; i++)
		g_string_append(out, "/hidden");
	g_string_append(out, "]>>>>");
	objects_end(objects);
	return object;
}

void
hidden_write(const struct hidden *hidden, struct objects *objects, GString *fonts)
{
	guint32 glyph;

	if (!hidden->texts->len)
		return;
	glyph = objects_reserve(objects, 1);
	objects_stream(objects, glyph, NULL, g_string_new("1000 0 0 0 1000 1000 d1"));
	for (guint i = 0; i < hidden->texts->len; i += CODES) {
		guint n = MIN(CODES, hidden->texts->len - i);
		char *const *texts = (char *const *)hidden->texts->pdata + i;

		g_string_append_printf(fonts, "/T%u ", i / CODES);
		syntax_put_reference(fonts, write_font(objects, texts, n, glyph));
	}
}
