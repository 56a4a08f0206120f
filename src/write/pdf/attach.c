/*
 * attach.c - embedded files, their specifications and the tree of their names.
 *
 * A file goes in byte by byte, so that what is taken out again is what was put in; its
 * MD5 says so (7.11.4.2). Invariant: no two names of the tree are equal, and they stand
 * in the order of their bytes as the file has them (7.9.6): ASCII first, then UTF-16BE.
 */
#include "write/pdf/attach.h"

#include "write/pdf/syntax.h"

#include <string.h>

enum { FAN = 64, MD5_SIZE = 16 };

struct file {
	const struct attachment *attachment;
	char *name;
	guint32 specification;
};

/* --- names -------------------------------------------------------------- */

/* "bai.txt", then "bai-2.txt", "bai-3.txt". */
static char *
unused_name(GHashTable *names, const char *name)
{
	const char *dot = strrchr(name, '.');
	int stem = dot && dot > name ? (int)(dot - name) : (int)strlen(name);
	char *unused = g_strdup(name);

	for (int i = 2; g_hash_table_contains(names, unused); i++) {
		g_free(unused);
		unused = g_strdup_printf("%.*s-%d%s", stem, name, i, name + stem);
	}
	g_hash_table_add(names, unused);
	return unused;
}

static int
compare_wide(const char *a, const char *b)
{
	g_autofree gunichar2 *x = g_utf8_to_utf16(a, -1, NULL, NULL, NULL);
	g_autofree gunichar2 *y = g_utf8_to_utf16(b, -1, NULL, NULL, NULL);
	gsize i = 0;

	while (x[i] && x[i] == y[i])
		i++;
	return (int)x[i] - (int)y[i];
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	const char *x = ((const struct file *)a)->name;
	const char *y = ((const struct file *)b)->name;
	gboolean wide_x = !g_str_is_ascii(x), wide_y = !g_str_is_ascii(y);

	if (wide_x != wide_y)
		return wide_x - wide_y;
	return wide_x ? compare_wide(x, y) : strcmp(x, y);
}

/* For programs that know no Unicode in file names. */
static void
put_plain_name(GString *out, const char *name)
{
	g_autofree char *plain = g_strdup(name);

	for (char *c = plain; *c; c++)
		if ((guint8)*c >= 127 || (guint8)*c < ' ')
			*c = '_';
	g_string_append(out, "/F");
	syntax_put_bytes(out, plain, strlen(plain));
}

/* --- files -------------------------------------------------------------- */

static guint32
write_stream(
        const struct attachment *attachment, struct objects *objects, const char *date)
{
	guint32 object = objects_reserve(objects, 1);
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
	GString *entries = g_string_new("/Type/EmbeddedFile/Subtype");
	guint8 digest[MD5_SIZE];
	gsize size, n = sizeof(digest);
	const guint8 *data = g_bytes_get_data(attachment->bytes, &size);

	g_checksum_update(checksum, data, (gssize)size);
	g_checksum_get_digest(checksum, digest, &n);
	syntax_put_name(entries, attachment->type);
	g_string_append_printf(
	        entries, "/Params<</Size %" G_GSIZE_FORMAT "/CheckSum", size);
	syntax_put_bytes(entries, digest, n);
	if (date)
		g_string_append_printf(
		        entries, "/CreationDate(%s)/ModDate(%s)", date, date);
	g_string_append(entries, ">>");
	objects_stream(objects, object, entries,
	        g_string_new_len((const char *)data, (gssize)size));
	return object;
}

static void
write_specification(const struct file *file, struct objects *objects,
        const struct profile *profile, guint32 stream)
{
	const struct attachment *attachment = file->attachment;
	GString *out = objects_begin(objects, file->specification);

	g_string_append(out, "<</Type/Filespec");
	put_plain_name(out, file->name);
	g_string_append(out, "/UF");
	syntax_put_text(out, file->name, strlen(file->name));
	syntax_put_key_reference(out, "/EF<</F", stream);
	syntax_put_key_reference(out, "/UF", stream);
	g_string_append(out, ">>");
	if (attachment->description) {
		g_string_append(out, "/Desc");
		syntax_put_text(
		        out, attachment->description, strlen(attachment->description));
	}
	if (profile->associated_files) {
		g_string_append(out, "/AFRelationship");
		syntax_put_name(out, attachment->relationship);
	}
	g_string_append(out, ">>");
	objects_end(objects);
}

/* --- the tree of names --------------------------------------------------- */

static void
put_limits(GString *out, const struct file *first, const struct file *last)
{
	g_string_append(out, "/Limits[");
	syntax_put_text(out, first->name, strlen(first->name));
	syntax_put_text(out, last->name, strlen(last->name));
	g_string_append_c(out, ']');
}

static guint32
write_leaf(const struct file *files, guint n, struct objects *objects)
{
	guint32 object = objects_reserve(objects, 1);
	GString *out = objects_begin(objects, object);

	g_string_append(out, "<<");
	put_limits(out, &files[0], &files[n - 1]);
	g_string_append(out, "/Names[");
	for (guint i = 0; i < n; i++) {
		syntax_put_text(out, files[i].name, strlen(files[i].name));
		syntax_put_reference(out, files[i].specification);
	}
	g_string_append(out, "]>>");
	objects_end(objects);
	return object;
}

/* Leaves of FAN names below one root: good for FAN · 8191 files. */
static guint32
write_names(const GArray *files, struct objects *objects)
{
	g_autoptr(GString) kids = g_string_new(NULL);
	guint32 object = objects_reserve(objects, 1);
	GString *out;

	for (guint i = 0; i < files->len; i += FAN) {
		syntax_put_reference(
		        kids, write_leaf(&g_array_index(files, struct file, i),
		                      MIN(FAN, files->len - i), objects));
		g_string_append_c(kids, ' ');
	}
	out = objects_begin(objects, object);
	g_string_append_printf(out, "<</Kids[%s]>>", kids->str);
	objects_end(objects);
	return object;
}

/* --- all of it ----------------------------------------------------------- */

static void
clear_file(gpointer data)
{
	g_free(((struct file *)data)->name);
}

static GArray *
write_files(const GPtrArray *attachments, struct objects *objects,
        const struct profile *profile, const char *date)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(struct file));
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	g_array_set_clear_func(files, clear_file);
	for (guint i = 0; i < attachments->len; i++) {
		struct file file = {.attachment = attachments->pdata[i]};
		guint32 stream = write_stream(file.attachment, objects, date);

		file.name = unused_name(names, file.attachment->name);
		file.specification = objects_reserve(objects, 1);
		write_specification(&file, objects, profile, stream);
		g_array_append_val(files, file);
	}
	return files;
}

void
attach_write(const GPtrArray *attachments, struct objects *objects,
        const struct profile *profile, const char *date, GString *catalog)
{
	g_autoptr(GArray) files = NULL;

	if (!attachments || !attachments->len)
		return;
	files = write_files(attachments, objects, profile, date);
	if (profile->associated_files) {
		g_string_append(catalog, "/AF[");
		for (guint i = 0; i < files->len; i++) {
			syntax_put_reference(catalog,
			        g_array_index(files, struct file, i).specification);
			g_string_append_c(catalog, ' ');
		}
		g_string_append_c(catalog, ']');
	}
	g_array_sort(files, compare_names);
	syntax_put_key_reference(
	        catalog, "/Names<</EmbeddedFiles", write_names(files, objects));
	g_string_append(catalog, ">>");
}
