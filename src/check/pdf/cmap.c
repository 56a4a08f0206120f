/*
 * cmap.c - reads the sections of CMaps.
 *
 * A CMap is a PostScript program; of it only the sections are read, in the form in which
 * the specification allows them.
 */
#include "check/pdf/cmap.h"

#include "check/pdf/lexer.h"

#include <string.h>

/* A code of one or two bytes; negative: it is none. */
static int
code_of(const struct value *value)
{
	const guint8 *bytes = (const guint8 *)value->text;

	if (value->type != VALUE_STRING || value->n < 1 || value->n > 2)
		return -1;
	return value->n == 1 ? bytes[0] : bytes[0] << 8 | bytes[1];
}

/* What UTF-16BE text says; last_plus is added to its last unit (of a range). */
static enum cmap_text
judge(const struct value *value, guint last_plus)
{
	const guint8 *bytes = (const guint8 *)value->text;

	if (value->type != VALUE_STRING || value->n < 1)
		return CMAP_NONE;
	if (value->n == 1)
		return bytes[0] + last_plus ? CMAP_TEXT : CMAP_FORBIDDEN;
	for (guint32 i = 0; i + 1 < value->n; i += 2) {
		guint unit = (guint)bytes[i] << 8 | bytes[i + 1];

		if (i + 3 >= value->n)
			unit += last_plus;
		if (unit == 0 || unit == 0xfeff || unit == 0xfffe)
			return CMAP_FORBIDDEN;
	}
	return CMAP_TEXT;
}

static gboolean
is_word(const struct value *value, const char *word)
{
	return value->type == VALUE_OPERATOR && !strcmp(value->text, word);
}

static void
read_chars(struct lexer *lexer, guint8 *codes)
{
	struct value source, target;

	while (lexer_next(lexer, &source) && !is_word(&source, "endbfchar")) {
		if (!lexer_next(lexer, &target))
			return;
		if (code_of(&source) >= 0)
			codes[code_of(&source)] = (guint8)judge(&target, 0);
	}
}

static void
read_ranges(struct lexer *lexer, guint8 *codes)
{
	struct value first, last, target;

	while (lexer_next(lexer, &first) && !is_word(&first, "endbfrange")) {
		if (!lexer_next(lexer, &last) || !lexer_next(lexer, &target))
			return;
		for (int code = code_of(&first); code >= 0 && code <= code_of(&last);
		        code++) {
			guint i = (guint)(code - code_of(&first));

			if (target.type != VALUE_ARRAY)
				codes[code] = (guint8)judge(&target, i);
			else if (i < target.n)
				codes[code] = (guint8)judge(&target.items[i], 0);
		}
	}
}

guint8 *
cmap_to_unicode(GBytes *bytes, int *wmode)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);
	struct pool *pool = pool_new();
	struct lexer lexer = lexer_new(data, size, pool);
	guint8 *codes = g_malloc0(CMAP_CODES);
	struct value value, before = {.type = VALUE_NULL};

	while (lexer_next(&lexer, &value)) {
		if (is_word(&value, "beginbfchar"))
			read_chars(&lexer, codes);
		else if (is_word(&value, "beginbfrange"))
			read_ranges(&lexer, codes);
		if (wmode && value_is_name(&before, "WMode"))
			*wmode = (int)value_integer(&value, 0);
		before = value;
	}
	pool_free(pool);
	return codes;
}

/* --- codes and CIDs ----------------------------------------------------- */

enum { SPACES_MOST = 16 };

struct cmap {
	guint n_spaces;
	struct space {
		guint8 bytes, low[2], high[2];
	} spaces[SPACES_MOST];
	guint16 cids[CMAP_CODES];
};

/* FALSE: a range that is none of one or two bytes. */
static gboolean
read_spaces(struct lexer *lexer, struct cmap *cmap)
{
	struct value low, high;

	while (lexer_next(lexer, &low) && !is_word(&low, "endcodespacerange")) {
		struct space *space = &cmap->spaces[cmap->n_spaces];

		if (!lexer_next(lexer, &high) || cmap->n_spaces == SPACES_MOST ||
		        code_of(&low) < 0 || code_of(&high) < 0 || low.n != high.n)
			return FALSE;
		space->bytes = (guint8)low.n;
		memcpy(space->low, low.text, low.n);
		memcpy(space->high, high.text, high.n);
		cmap->n_spaces++;
	}
	return TRUE;
}

/* Of begincidchar (with_last FALSE) and begincidrange. */
static void
read_cids(struct lexer *lexer, struct cmap *cmap, gboolean with_last, const char *end)
{
	struct value first, last, target;

	while (lexer_next(lexer, &first) && !is_word(&first, end)) {
		last = first;
		if ((with_last && !lexer_next(lexer, &last)) ||
		        !lexer_next(lexer, &target))
			return;
		for (int code = code_of(&first); code >= 0 && code <= code_of(&last);
		        code++)
			cmap->cids[code] = (guint16)(value_integer(&target, 0) + code -
			                             code_of(&first));
	}
}

/* FALSE: it is more than can be followed. */
static gboolean
read_sections(struct lexer *lexer, struct cmap *cmap)
{
	struct value value;

	while (lexer_next(lexer, &value)) {
		if (is_word(&value, "usecmap"))
			return FALSE;
		if (is_word(&value, "begincodespacerange") && !read_spaces(lexer, cmap))
			return FALSE;
		if (is_word(&value, "begincidchar"))
			read_cids(lexer, cmap, FALSE, "endcidchar");
		if (is_word(&value, "begincidrange"))
			read_cids(lexer, cmap, TRUE, "endcidrange");
	}
	return cmap->n_spaces > 0;
}

struct cmap *
cmap_read(GBytes *bytes)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);
	struct pool *pool = pool_new();
	struct lexer lexer = lexer_new(data, size, pool);
	struct cmap *cmap = g_new0(struct cmap, 1);

	if (!read_sections(&lexer, cmap))
		g_clear_pointer(&cmap, g_free);
	pool_free(pool);
	return cmap;
}

void
cmap_free(struct cmap *cmap)
{
	g_free(cmap);
}

static gboolean
is_in_space(const struct space *space, const guint8 *bytes, guint n)
{
	if (n < space->bytes)
		return FALSE;
	for (guint i = 0; i < space->bytes; i++)
		if (bytes[i] < space->low[i] || bytes[i] > space->high[i])
			return FALSE;
	return TRUE;
}

guint
cmap_next(const struct cmap *cmap, const guint8 *bytes, guint n, guint *code)
{
	for (guint i = 0; i < cmap->n_spaces; i++)
		if (is_in_space(&cmap->spaces[i], bytes, n)) {
			guint length = cmap->spaces[i].bytes;

			*code = length == 1 ? bytes[0] : (guint)bytes[0] << 8 | bytes[1];
			return length;
		}
	*code = 0;
	return 1;
}

guint
cmap_cid(const struct cmap *cmap, guint code)
{
	return cmap->cids[code];
}
