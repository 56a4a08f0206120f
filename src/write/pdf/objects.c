/*
 * objects.c - numbering, gathering and finding the objects of a PDF file.
 *
 * Objects that are no streams collect in `gathered`: the body of the next object stream,
 * or of a stretch of plain objects. Both are handed to the spool when they have grown
 * to GATHER bytes. The cross-reference is written when the spool has ended.
 */
#include "write/pdf/objects.h"

#include "base/deflate.h"
#include "write/pdf/spool.h"
#include "write/pdf/syntax.h"

#include <string.h>

enum { GATHER = 1 << 16, LEVEL = 6 };

struct objects {
	const struct profile *profile;
	struct outfile *out;
	struct spool *spool;
	guint32 next;      /* number to give */
	GString *gathered; /* objects that are no streams */
	GArray *members;   /* of struct spool_member: what is gathered */
};

static void
start_gathering(struct objects *objects)
{
	objects->gathered = g_string_sized_new(GATHER + GATHER / 8);
	objects->members = g_array_new(FALSE, FALSE, sizeof(struct spool_member));
}

struct objects *
objects_new(struct outfile *out, const struct profile *profile, struct clock *clock)
{
	struct objects *objects = g_malloc0(sizeof(*objects));
	struct spool_job header = {.data = g_string_new("%PDF-")};

	objects->profile = profile;
	objects->out = out;
	objects->spool = spool_new(out, clock);
	objects->next = 1;
	start_gathering(objects);
	/* Four bytes above 127 tell programs that the file is binary (7.5.2). */
	g_string_append_printf(header.data, "%s\n%%\xE1\xBA\xA4\xB1\n", profile->version);
	spool_push(objects->spool, &header);
	return objects;
}

void
objects_free(struct objects *objects)
{
	if (!objects)
		return;
	spool_free(objects->spool);
	g_string_free(objects->gathered, TRUE);
	g_array_unref(objects->members);
	g_free(objects);
}

guint32
objects_reserve(struct objects *objects, guint n)
{
	guint32 first = objects->next;

	objects->next += n;
	return first;
}

/* --- objects ------------------------------------------------------------ */

/* The numbers and offsets that open an object stream (7.5.7). */
static void
prepend_directory(struct spool_job *job)
{
	g_autoptr(GString) directory = g_string_new(NULL);

	for (guint i = 0; i < job->members->len; i++) {
		struct spool_member member =
		        g_array_index(job->members, struct spool_member, i);

		syntax_put_integer(directory, member.object);
		g_string_append_c(directory, ' ');
		syntax_put_integer(directory, member.offset);
		g_string_append_c(directory, ' ');
	}
	g_string_prepend_len(job->data, directory->str, directory->len);
	job->entries = g_string_new("/Type/ObjStm");
	g_string_append_printf(
	        job->entries, "/N %u/First %zu", job->members->len, directory->len);
}

static void
flush(struct objects *objects)
{
	struct spool_job job = {.data = objects->gathered, .members = objects->members};

	if (!job.members->len)
		return;
	if (objects->profile->object_streams) {
		job.object = objects_reserve(objects, 1);
		prepend_directory(&job);
	}
	spool_push(objects->spool, &job);
	start_gathering(objects);
}

GString *
objects_begin(struct objects *objects, guint32 object)
{
	struct spool_member member = {object, objects->gathered->len};

	g_array_append_val(objects->members, member);
	if (!objects->profile->object_streams) {
		syntax_put_integer(objects->gathered, object);
		g_string_append(objects->gathered, " 0 obj\n");
	}
	return objects->gathered;
}

void
objects_end(struct objects *objects)
{
	g_string_append(objects->gathered,
	        objects->profile->object_streams ? "\n" : "\nendobj\n");
	if (objects->gathered->len > GATHER)
		flush(objects);
}

void
objects_stream(struct objects *objects, guint32 object, GString *entries, GString *data)
{
	struct spool_job job = {.object = object, .entries = entries, .data = data};

	spool_push(objects->spool, &job);
}

void
objects_plain_stream(
        struct objects *objects, guint32 object, GString *entries, GString *data)
{
	struct spool_job job = {
	        .object = object, .entries = entries, .data = data, .plain = TRUE};

	spool_push(objects->spool, &job);
}

void
objects_made_stream(struct objects *objects, guint32 object,
        GString *(*make)(gpointer maker, gpointer source), gpointer maker,
        gpointer source, gsize weight)
{
	struct spool_job job = {.object = object,
	        .make = make,
	        .maker = maker,
	        .source = source,
	        .weight = weight};

	spool_push(objects->spool, &job);
}

void
objects_drain(struct objects *objects)
{
	spool_drain(objects->spool);
}

gboolean
objects_ok(struct objects *objects, GError **error)
{
	return spool_ok(objects->spool, error);
}

/* --- the end of the file ------------------------------------------------ */

static struct spool_place
place_of(struct objects *objects, guint32 object)
{
	GArray *places = spool_places(objects->spool);
	struct spool_place none = {.kind = SPOOL_FREE};

	return object < places->len ? g_array_index(places, struct spool_place, object)
	                            : none;
}

/* The trailer's entries, in both kinds of cross-reference (7.5.5). */
static void
put_trailer(struct objects *objects, GString *out, guint32 catalog, guint32 info)
{
	const char *id = spool_digest(objects->spool);

	g_string_append(out, "/Size ");
	syntax_put_integer(out, objects->next);
	syntax_put_key_reference(out, "/Root", catalog);
	if (info)
		syntax_put_key_reference(out, "/Info", info);
	g_string_append_printf(out, "/ID[<%s><%s>]", id, id);
}

/* One row of a cross-reference stream: kind, place in `width` bytes, index in two. */
static void
put_row(guint8 *row, struct spool_place place, guint width)
{
	row[0] = place.kind;
	for (guint i = 0; i < width; i++)
		row[1 + i] = place.where >> 8 * (width - 1 - i);
	row[1 + width] = place.index >> 8;
	row[2 + width] = place.index;
}

/* All rows, each as the difference to the one above: PNG's filter Up, which brings the
 * table down to a third (ISO 32000-1, 7.4.4.4). */
static GByteArray *
make_table(struct objects *objects, guint width)
{
	guint columns = width + 3;
	GByteArray *table = g_byte_array_sized_new(objects->next * (columns + 1));
	guint8 row[2][16] = {{0}};

	for (guint32 i = 0; i < objects->next; i++) {
		guint8 *now = row[i & 1], *above = row[~i & 1];
		guint8 line[16] = {2 /* Up */};

		put_row(now, place_of(objects, i), width);
		for (guint k = 0; k < columns; k++)
			line[1 + k] = now[k] - above[k];
		g_byte_array_append(table, line, columns + 1);
	}
	return table;
}

/* Bytes that the largest offset needs. */
static guint
offset_width(guint64 offset)
{
	guint width = 1;

	while (offset >>= 8)
		width++;
	return width;
}

static void
put_reference_stream(struct objects *objects, GString *out, guint32 self, guint32 catalog,
        guint32 info)
{
	guint width = offset_width(outfile_offset(objects->out));
	g_autoptr(GByteArray) table = make_table(objects, width);
	g_autoptr(GByteArray) packed = g_byte_array_new();
	struct deflater *deflater = deflater_new(LEVEL);

	deflater_append(deflater, table->data, table->len, packed);
	deflater_free(deflater);
	g_string_append_printf(out, "%u 0 obj\n<</Type/XRef/W[1 %u 2]", self, width);
	put_trailer(objects, out, catalog, info);
	g_string_append_printf(out,
	        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %u>>/Length "
	        "%u>>stream\n",
	        width + 3, packed->len);
	g_string_append_len(out, (const char *)packed->data, packed->len);
	g_string_append(out, "\nendstream\nendobj\n");
}

/* The classic table: 20 bytes a line (7.5.4). */
static void
put_reference_table(struct objects *objects, GString *out, guint32 catalog, guint32 info)
{
	g_string_append_printf(out, "xref\n0 %u\n0000000000 65535 f \n", objects->next);
	for (guint32 i = 1; i < objects->next; i++) {
		struct spool_place place = place_of(objects, i);

		g_string_append_printf(out, "%010" G_GUINT64_FORMAT " %05u %c \n",
		        place.where, place.index, place.kind == SPOOL_FREE ? 'f' : 'n');
	}
	g_string_append(out, "trailer\n<<");
	put_trailer(objects, out, catalog, info);
	g_string_append(out, ">>\n");
}

gboolean
objects_finish(struct objects *objects, guint32 catalog, guint32 info, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	goffset start;
	guint32 self;

	flush(objects);
	if (!spool_join(objects->spool, error))
		return FALSE;
	start = outfile_offset(objects->out);
	if (objects->profile->object_streams) {
		self = objects_reserve(objects, 1);
		g_array_set_size(spool_places(objects->spool), self + 1);
		g_array_index(spool_places(objects->spool), struct spool_place, self) =
		        (struct spool_place){SPOOL_IN_FILE, start, 0};
		put_reference_stream(objects, out, self, catalog, info);
	} else {
		put_reference_table(objects, out, catalog, info);
	}
	g_string_append_printf(out,
	        "%%" FILE_MARK "\nstartxref\n%" G_GOFFSET_FORMAT "\n%%%%EOF\n", start);
	return outfile_write(objects->out, out->str, out->len, error);
}
