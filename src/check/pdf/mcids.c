/*
 * mcids.c - records of marked-content sequences, by container and MCID.
 *
 * They are visited in the order in which they were first met, so that what is said of
 * them is the same in every run.
 */
#include "check/pdf/mcids.h"

struct mcids {
	GHashTable *table; /* of struct mark, by its key */
	GPtrArray *order;
};

/* GLib's hash of 64 bits is their lower half: the MCIDs, which are few. */
static guint
hash_key(gconstpointer key)
{
	return (guint)(*(const guint64 *)key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >>
	               32);
}

struct mcids *
mcids_new(void)
{
	struct mcids *marks = g_new0(struct mcids, 1);

	marks->table = g_hash_table_new(hash_key, g_int64_equal);
	marks->order = g_ptr_array_new_with_free_func(g_free);
	return marks;
}

void
mcids_free(struct mcids *marks)
{
	if (!marks)
		return;
	g_hash_table_unref(marks->table);
	g_ptr_array_unref(marks->order);
	g_free(marks);
}

struct mark *
mcids_find(struct mcids *marks, guint32 container, gint64 mcid)
{
	guint64 key = (guint64)container << 32 | (guint32)CLAMP(mcid, 0, G_MAXUINT32);
	struct mark *mark = g_hash_table_lookup(marks->table, &key);

	if (!mark) {
		mark = g_new0(struct mark, 1);
		mark->key = key;
		g_ptr_array_add(marks->order, mark);
		g_hash_table_insert(marks->table, &mark->key, mark);
	}
	return mark;
}

guint32
mcids_container(const struct mark *mark)
{
	return (guint32)(mark->key >> 32);
}

guint
mcids_mcid(const struct mark *mark)
{
	return (guint)(mark->key & G_MAXUINT32);
}

void
mcids_each(struct mcids *marks, mcids_visit visit, gpointer user)
{
	for (guint i = 0; i < marks->order->len; i++)
		visit(marks->order->pdata[i], user);
}
