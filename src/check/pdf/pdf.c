/*
 * pdf.c - objects and streams of a PDF file, through libqpdf's C interface.
 *
 * libqpdf prints an object in one call and our lexer reads that: one crossing of the
 * border an object, and no handle outlives its function.
 */
#include "check/pdf/pdf.h"

#include "check/pdf/lexer.h"

#include <qpdf/qpdf-c.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
	OBJECTS = 8388608, /* as many as PDF allows (ISO 32000-1, annex C) */
	PER_BYTE = 16,     /* more objects no byte of a packed file can hold */
	HOPS = 32,         /* from reference to reference */
	WARNINGS = 16,
	TREE_DEPTH = 100,
};

struct object {
	const struct value *value; /* NULL: null, or not loaded */
	gboolean loaded, stream;
};

struct door {
	qpdf_data qpdf;
	struct pool *pool;
	struct object *objects;
};

/* --- findings ----------------------------------------------------------- */

gboolean
pdf_wants(const struct pdf *pdf, enum rule rule)
{
	return findings_want(pdf->findings, rule);
}

/* The object, and the page that it is or belongs to. */
static struct spot
spot_of(const struct pdf *pdf, guint32 object)
{
	gpointer number = NULL;
	guint32 page = object;

	if (object && object < pdf->n_objects && pdf->door->objects[object].loaded) {
		const struct value *own =
		        pdf_entry(pdf->door->objects[object].value, "Pg");

		page = pdf_number(own) ? pdf_number(own) : object;
	}
	if (pdf->page_numbers)
		number = g_hash_table_lookup(pdf->page_numbers, GUINT_TO_POINTER(page));
	return (struct spot){.object = object, .page = GPOINTER_TO_UINT(number)};
}

void
pdf_found(struct pdf *pdf, enum rule rule, guint32 object, const char *detail)
{
	struct spot spot = spot_of(pdf, object);

	findings_add(pdf->findings, rule, &spot, detail);
}

void
pdf_found_format(struct pdf *pdf, enum rule rule, guint32 object, const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list arguments;

	if (!pdf_wants(pdf, rule))
		return;
	va_start(arguments, format);
	detail = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	pdf_found(pdf, rule, object, detail);
}

/* What libqpdf had to repair or could not read. */
static void
report_warnings(struct door *door, struct findings *findings)
{
	for (int i = 0; qpdf_more_warnings(door->qpdf); i++) {
		qpdf_error warning = qpdf_next_warning(door->qpdf);

		if (i < WARNINGS)
			findings_add(findings, RULE_PDF_SYNTAX, NULL,
			        qpdf_get_error_message_detail(door->qpdf, warning));
	}
	if (qpdf_has_error(door->qpdf)) {
		qpdf_error error = qpdf_get_error(door->qpdf);

		findings_add(findings, RULE_PDF_SYNTAX, NULL,
		        qpdf_get_error_message_detail(door->qpdf, error));
	}
}

/* --- objects ------------------------------------------------------------ */

/* Reads what libqpdf printed. */
static const struct value *
parse(struct door *door, const char *text)
{
	struct lexer lexer = lexer_new(text, strlen(text), door->pool);
	struct value *value = pool_take(door->pool, sizeof(*value));

	lexer.references = TRUE;
	lexer_next(&lexer, value);
	return value->type == VALUE_NULL ? NULL : value;
}

/* A whole object that is only a reference. */
static const struct value *
reference(struct door *door, qpdf_oh handle)
{
	struct value *value = pool_take(door->pool, sizeof(*value));

	*value = (struct value){.type = VALUE_REFERENCE,
	        .n = (guint32)qpdf_oh_get_generation(door->qpdf, handle),
	        .integer = qpdf_oh_get_object_id(door->qpdf, handle)};
	return value;
}

static void
load(struct door *door, struct object *object, guint32 number, int generation)
{
	qpdf_oh handle = qpdf_get_object_by_id(door->qpdf, (int)number, generation);

	object->loaded = TRUE;
	if (qpdf_oh_is_stream(door->qpdf, handle)) {
		qpdf_oh dictionary = qpdf_oh_get_dict(door->qpdf, handle);

		object->stream = TRUE;
		object->value = parse(door, qpdf_oh_unparse(door->qpdf, dictionary));
		qpdf_oh_release(door->qpdf, dictionary);
	} else {
		object->value = parse(door, qpdf_oh_unparse_resolved(door->qpdf, handle));
	}
	qpdf_oh_release(door->qpdf, handle);
}

static struct object *
find_object(struct pdf *pdf, guint32 number, int generation)
{
	struct object *object;

	if (!number || number >= pdf->n_objects)
		return NULL;
	object = &pdf->door->objects[number];
	if (!object->loaded)
		load(pdf->door, object, number, generation);
	return object;
}

const struct value *
pdf_resolve(struct pdf *pdf, const struct value *value)
{
	for (int i = 0; value && value->type == VALUE_REFERENCE; i++) {
		struct object *object =
		        find_object(pdf, pdf_number(value), (int)value->n);

		value = object && i < HOPS ? object->value : NULL;
	}
	return value && value->type == VALUE_NULL ? NULL : value;
}

const struct value *
pdf_object(struct pdf *pdf, guint32 number)
{
	struct object *object = find_object(pdf, number, 0);

	return object ? pdf_resolve(pdf, object->value) : NULL;
}

gboolean
pdf_is_stream(struct pdf *pdf, guint32 number)
{
	struct object *object = find_object(pdf, number, 0);

	return object && object->stream;
}

guint32
pdf_number(const struct value *value)
{
	if (!value || value->type != VALUE_REFERENCE || value->integer < 0 ||
	        value->integer >= OBJECTS)
		return 0;
	return (guint32)value->integer;
}

const struct value *
pdf_entry(const struct value *dictionary, const char *key)
{
	if (!dictionary || dictionary->type != VALUE_DICTIONARY)
		return NULL;
	for (guint32 i = 0; i < dictionary->n; i++)
		if (value_is_name(&dictionary->items[2 * i], key))
			return &dictionary->items[2 * i + 1];
	return NULL;
}

const struct value *
pdf_get(struct pdf *pdf, const struct value *dictionary, const char *key)
{
	return pdf_resolve(pdf, pdf_entry(dictionary, key));
}

const struct value *
pdf_get_typed(struct pdf *pdf, const struct value *dictionary, const char *key,
        enum value_type type)
{
	const struct value *value = pdf_get(pdf, dictionary, key);

	return value && value->type == type ? value : NULL;
}

const struct value *
pdf_item(struct pdf *pdf, const struct value *array, guint32 index)
{
	if (!array || array->type != VALUE_ARRAY || index >= array->n)
		return NULL;
	return pdf_resolve(pdf, &array->items[index]);
}

/* --- streams ------------------------------------------------------------ */

GBytes *
pdf_stream(struct pdf *pdf, guint32 number, gboolean decode)
{
	qpdf_data qpdf = pdf->door->qpdf;
	qpdf_oh handle;
	unsigned char *data = NULL;
	size_t length = 0;
	QPDF_BOOL filtered = QPDF_FALSE;

	if (!pdf_is_stream(pdf, number))
		return NULL;
	handle = qpdf_get_object_by_id(qpdf, (int)number, 0);
	if (qpdf_oh_get_stream_data(qpdf, handle,
	            decode ? qpdf_dl_generalized : qpdf_dl_none, &filtered, &data,
	            &length) > QPDF_WARNINGS) {
		g_clear_pointer(&data, free);
		length = 1; /* of what is not there */
	}
	qpdf_oh_release(qpdf, handle);
	if (!data && !length &&
	        (filtered || !decode)) /* of an empty stream qpdf gives no data */
		return g_bytes_new(NULL, 0);
	if (!data || (decode && !filtered)) {
		free(data);
		return NULL;
	}
	return g_bytes_new_with_free_func(data, length, free, data);
}

/* --- the file ----------------------------------------------------------- */

static guint32
count_objects(struct pdf *pdf)
{
	gint64 size = value_integer(pdf_entry(pdf->trailer, "Size"), 0);
	gint64 most = (gint64)g_bytes_get_size(pdf->bytes) * PER_BYTE;

	return (guint32)CLAMP(size, 1, MIN(OBJECTS, most));
}

static void
read_trailer(struct pdf *pdf)
{
	struct door *door = pdf->door;
	qpdf_oh trailer = qpdf_get_trailer(door->qpdf);
	qpdf_oh root = qpdf_get_root(door->qpdf);

	pdf->trailer = parse(door, qpdf_oh_unparse(door->qpdf, trailer));
	pdf->n_objects = count_objects(pdf);
	door->objects = g_new0(struct object, pdf->n_objects);
	pdf->catalog = pdf_resolve(pdf,
	        qpdf_oh_is_indirect(door->qpdf, root) ? reference(door, root) : NULL);
	if (!pdf->catalog || pdf->catalog->type != VALUE_DICTIONARY)
		pdf->catalog = NULL;
}

static gboolean
read_file(struct door *door, GBytes *bytes)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);

	qpdf_silence_errors(door->qpdf);
	qpdf_set_suppress_warnings(door->qpdf, QPDF_TRUE);
	return qpdf_read_memory(door->qpdf, "input", data, size, NULL) <= QPDF_WARNINGS;
}

struct pdf *
pdf_load(GBytes *bytes, struct findings *findings)
{
	struct pdf *pdf = g_new0(struct pdf, 1);

	pdf->findings = findings;
	pdf->bytes = bytes;
	pdf->pages = g_array_new(FALSE, TRUE, sizeof(struct page));
	pdf->profiles = g_hash_table_new(NULL, NULL);
	pdf->door = g_new0(struct door, 1);
	pdf->door->qpdf = qpdf_init();
	pdf->door->pool = pool_new();
	if (!read_file(pdf->door, bytes)) {
		qpdf_error error = qpdf_get_error(pdf->door->qpdf);

		if (qpdf_get_error_code(pdf->door->qpdf, error) == qpdf_e_password)
			findings_add(findings, RULE_PDF_ENCRYPTED, NULL, NULL);
		findings_add(findings, RULE_PDF_SYNTAX, NULL,
		        qpdf_get_error_message_detail(pdf->door->qpdf, error));
		pdf_unload(pdf);
		return NULL;
	}
	read_trailer(pdf);
	return pdf;
}

void
pdf_unload(struct pdf *pdf)
{
	if (!pdf)
		return;
	report_warnings(pdf->door, pdf->findings);
	qpdf_cleanup(&pdf->door->qpdf);
	pool_free(pdf->door->pool);
	g_free(pdf->door->objects);
	g_free(pdf->door);
	g_clear_pointer(&pdf->page_numbers, g_hash_table_unref);
	g_hash_table_unref(pdf->profiles);
	g_array_unref(pdf->pages);
	g_free(pdf);
}

/* --- pages -------------------------------------------------------------- */

static void
add_page(struct pdf *pdf, guint32 object, const struct page *page)
{
	g_array_append_val(pdf->pages, *page);
	g_hash_table_insert(pdf->page_numbers, GUINT_TO_POINTER(object),
	        GUINT_TO_POINTER(pdf->pages->len));
}

/* A node of the page tree (7.7.3) with what it inherits. */
static void
walk_pages(struct pdf *pdf, const struct value *node, struct page inherited,
        GHashTable *seen, guint depth)
{
	const struct value *dictionary = pdf_resolve(pdf, node), *kids, *own;

	inherited.object = pdf_number(node);
	if (!dictionary || depth > TREE_DEPTH || !inherited.object ||
	        !g_hash_table_add(seen, GUINT_TO_POINTER(inherited.object))) {
		pdf_found(pdf, RULE_PDF_PAGES, pdf_number(node), NULL);
		return;
	}
	inherited.dictionary = dictionary;
	own = pdf_get(pdf, dictionary, "Resources");
	inherited.own_resources = own != NULL;
	inherited.resources = own ? own : inherited.resources;
	own = pdf_get(pdf, dictionary, "MediaBox");
	inherited.media_box = own ? own : inherited.media_box;
	own = pdf_get(pdf, dictionary, "CropBox");
	inherited.crop_box = own ? own : inherited.crop_box;
	kids = pdf_get_typed(pdf, dictionary, "Kids", VALUE_ARRAY);
	if (!kids) {
		add_page(pdf, inherited.object, &inherited);
		return;
	}
	for (guint32 i = 0; i < kids->n; i++)
		walk_pages(pdf, &kids->items[i], inherited, seen, depth + 1);
}

void
pdf_find_pages(struct pdf *pdf)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	pdf->page_numbers = g_hash_table_new(NULL, NULL);
	walk_pages(pdf, pdf_entry(pdf->catalog, "Pages"), (struct page){0}, seen, 0);
	if (!pdf->pages->len)
		pdf_found(pdf, RULE_PDF_PAGES, 0, NULL);
}
