/*
 * value.c - memory of PDF values, and what they say.
 *
 * The pool hands out pieces of blocks; larger things get a block of their own.
 */
#include "check/pdf/value.h"

#include "base/pdfstring.h"

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

char *
value_text(const struct value *value)
{
	return value && value->type == VALUE_STRING
	               ? pdfstring_text((const guint8 *)value->text, value->n)
	               : NULL;
}
