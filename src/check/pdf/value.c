/*
 * value.c - memory of PDF values, and what they say.
 *
 * The pool hands out pieces of blocks; larger things get a block of their own.
 */
#include "check/pdf/value.h"

#include <string.h>

enum { BLOCK = 64 << 10, ALIGN = 8 };

struct pool {
	GPtrArray *blocks; /* of BLOCK bytes */
	GPtrArray *large;
	guint block; /* that is being handed out */
	gsize used;  /* of it */
};

struct pool *
pool_new(void)
{
	struct pool *pool = g_new0(struct pool, 1);

	pool->blocks = g_ptr_array_new_with_free_func(g_free);
	pool->large = g_ptr_array_new_with_free_func(g_free);
	return pool;
}

void
pool_free(struct pool *pool)
{
	if (!pool)
		return;
	g_ptr_array_unref(pool->blocks);
	g_ptr_array_unref(pool->large);
	g_free(pool);
}

gpointer
pool_take(struct pool *pool, gsize size)
{
	gpointer taken;

	size = (size + ALIGN - 1) & ~(gsize)(ALIGN - 1);
	if (size > BLOCK / 4) {
		g_ptr_array_add(pool->large, g_malloc(size));
		return pool->large->pdata[pool->large->len - 1];
	}
	if (pool->block < pool->blocks->len && pool->used + size > BLOCK) {
		pool->block++;
		pool->used = 0;
	}
	if (pool->block == pool->blocks->len)
		g_ptr_array_add(pool->blocks, g_malloc(BLOCK));
	taken = (char *)pool->blocks->pdata[pool->block] + pool->used;
	pool->used += size;
	return taken;
}

void
pool_reset(struct pool *pool)
{
	pool->block = 0;
	pool->used = 0;
	g_ptr_array_set_size(pool->large, 0);
}

gboolean
value_is_name(const struct value *value, const char *name)
{
	return value && value->type == VALUE_NAME && !strcmp(value->text, name);
}

const char *
value_name(const struct value *value)
{
	if (!value || (value->type != VALUE_NAME && value->type != VALUE_OPERATOR))
		return "";
	return value->text;
}

gboolean
value_is_number(const struct value *value)
{
	return value && (value->type == VALUE_INTEGER || value->type == VALUE_REAL);
}

double
value_number(const struct value *value)
{
	if (!value_is_number(value))
		return 0;
	return value->type == VALUE_REAL ? value->real : (double)value->integer;
}

gint64
value_integer(const struct value *value, gint64 otherwise)
{
	return value && value->type == VALUE_INTEGER ? value->integer : otherwise;
}

/* PDFDocEncoding where it is not Latin-1 (ISO 32000-1, annex D.2). */
static gunichar
from_pdfdoc(guchar c)
{
	static const guint16 low[] = {
	        0x2d8, 0x2c7, 0x2c6, 0x2d9, 0x2dd, 0x2db, 0x2da, 0x2dc};
	static const guint16 high[] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013,
	        0x192, 0x2044, 0x2039, 0x203a, 0x2212, 0x2030, 0x201e, 0x201c, 0x201d,
	        0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x141, 0x152, 0x160,
	        0x178, 0x17d, 0x131, 0x142, 0x153, 0x161, 0x17e, 0xfffd, 0x20ac};

	if (c >= 0x18 && c < 0x20)
		return low[c - 0x18];
	if (c >= 0x80 && c <= 0xa0)
		return high[c - 0x80];
	return c ? c : 0xfffd;
}

char *
value_text(const struct value *value)
{
	GString *out;

	if (!value || value->type != VALUE_STRING)
		return NULL;
	if (value->n >= 2 && !memcmp(value->text, "\xfe\xff", 2)) {
		g_autofree char *text = g_convert_with_fallback(value->text + 2,
		        (value->n - 2) & ~1u, "UTF-8", "UTF-16BE", "?", NULL, NULL, NULL);

		return g_utf8_make_valid(text ? text : "", -1);
	}
	if (value->n >= 3 && !memcmp(value->text, "\xef\xbb\xbf", 3))
		return g_utf8_make_valid(value->text + 3, (gssize)value->n - 3);
	out = g_string_new(NULL);
	for (guint32 i = 0; i < value->n; i++)
		g_string_append_unichar(out, from_pdfdoc((guchar)value->text[i]));
	return g_string_free(out, FALSE);
}
