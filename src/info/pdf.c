/*
 * pdf.c - what a PDF says of itself: XMP first, then the Info dictionary for what XMP
 * does not say, and what the catalog tells of language, tags and pages (ISO
 * 32000-1, 14.3, 7.7.2).
 *
 * Texts of an encrypted file are not read; its XMP packet is, if it was left plain.
 */
#include "info/facts.h"
#include "info/objects.h"
#include "info/xmp.h"

#include "base/text_in.h"

#include <string.h>

enum { HEADER = 1024, XMP_MOST = 8 << 20 };

/* --- version -------------------------------------------------------------- */

static const guint8 *
find_header(GBytes *bytes)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	return size ? memmem(data, MIN(size, HEADER), "%PDF-", 5) : NULL;
}

/* The greater one of the header's "1.4" and the catalog's /Version. */
static void
add_version(struct facts *facts, GBytes *bytes, const struct lex_value *catalog)
{
	const guint8 *header = find_header(bytes) + 5;
	const guint8 *end =
	        (const guint8 *)g_bytes_get_data(bytes, NULL) + g_bytes_get_size(bytes);
	struct lex_value name = lex_find(catalog, "Version");
	char version[8] = "", later[8] = "";

	for (int i = 0; i < 3 && header + i < end && g_ascii_isgraph(header[i]); i++)
		version[i] = (char)header[i];
	if (name.kind == LEX_NAME)
		memcpy(later, name.start + 1, MIN((gsize)(name.end - name.start - 1), 3));
	facts_add(facts, FACT_VERSION, strcmp(later, version) > 0 ? later : version);
}

/* --- the Info dictionary -------------------------------------------------- */

/* "D:20220601090400+07'00'" (7.9.4) in the form of ISO 8601; other texts stay. */
static char *
iso_date(const char *date)
{
	const char *at = g_str_has_prefix(date, "D:") ? date + 2 : date;
	gsize digits = strspn(at, "0123456789");
	GString *out;

	if (digits < 4)
		return g_strdup(date);
	out = g_string_new_len(at, 4);
	if (digits >= 6)
		g_string_append_printf(out, "-%.2s", at + 4);
	if (digits >= 8)
		g_string_append_printf(out, "-%.2s", at + 6);
	if (digits >= 12)
		g_string_append_printf(out, "T%.2s:%.2s:%.2s", at + 8, at + 10,
		        digits >= 14 ? at + 12 : "00");
	at += digits;
	if (digits >= 12 && (*at == '+' || *at == '-') &&
	        strspn(at + 1, "0123456789") == 2)
		g_string_append_printf(out, "%.3s:%.2s", at,
		        at[3] == '\'' && strspn(at + 4, "0123456789") >= 2 ? at + 4
		                                                           : "00");
	else if (digits >= 12 && *at == 'Z')
		g_string_append_c(out, 'Z');
	return g_string_free(out, FALSE);
}

static void
add_info(struct facts *facts, const struct pdf_objects *objects)
{
	static const struct {
		const char *key;
		enum fact fact;
	} keys[] = {
	        {"Title", FACT_TITLE},
	        {"Author", FACT_CREATORS},
	        {"Keywords", FACT_SUBJECTS},
	        {"Creator", FACT_GENERATOR},
	        {"Producer", FACT_PRODUCER},
	        {"CreationDate", FACT_CREATED},
	        {"ModDate", FACT_MODIFIED},
	};
	struct lex_value info =
	        pdf_objects_resolve(objects, pdf_objects_trailer(objects, "Info"));

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		struct lex_value value =
		        pdf_objects_resolve(objects, lex_find(&info, keys[i].key));
		g_autofree char *text = lex_text(&value);
		g_autofree char *date = NULL;

		if (!text || facts_find(facts, keys[i].fact))
			continue;
		if (keys[i].fact == FACT_CREATED || keys[i].fact == FACT_MODIFIED)
			date = iso_date(text);
		facts_add(facts, keys[i].fact, date ? date : text);
	}
}

/* --- XMP ------------------------------------------------------------------ */

/* A packet that lies open in the file, for when no object leads to it: the last one. */
static GBytes *
search_packet(GBytes *bytes)
{
	static const char begin[] = "<?xpacket begin=", end[] = "<?xpacket end=";
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size), *limit = data + size;
	const guint8 *start = NULL, *at = data, *stop;

	while ((at = memmem(at, (gsize)(limit - at), begin, strlen(begin))))
		start = at++;
	stop = start ? memmem(start, (gsize)(limit - start), end, strlen(end)) : NULL;
	if (!stop || stop - start > XMP_MOST)
		return NULL;
	return g_bytes_new_from_bytes(
	        bytes, (gsize)(start - data), (gsize)(stop - start));
}

static void
add_xmp(struct facts *facts, GBytes *bytes, const struct pdf_objects *objects,
        const struct lex_value *catalog)
{
	struct lex_value metadata =
	        pdf_objects_resolve(objects, lex_find(catalog, "Metadata"));
	gboolean linked = lex_find(catalog, "Metadata").kind != LEX_NONE;
	g_autoptr(GBytes) packet = pdf_objects_stream(objects, &metadata, XMP_MOST);
	gsize size;
	gconstpointer data;

	if (!packet && (linked || catalog->kind == LEX_NONE))
		packet = search_packet(bytes);
	if (!packet && linked)
		facts_unread(facts, N_("the XMP packet cannot be unpacked"));
	if (!packet)
		return;
	data = g_bytes_get_data(packet, &size);
	if (!xmp_facts(facts, data, size))
		facts_unread(facts, N_("the XMP packet is not well-formed XML"));
}

/* --- the catalog ---------------------------------------------------------- */

static struct lex_value
find_catalog(struct facts *facts, const struct pdf_objects *objects)
{
	struct lex_value catalog =
	        pdf_objects_resolve(objects, pdf_objects_trailer(objects, "Root"));

	if (catalog.kind != LEX_DICTIONARY)
		catalog = pdf_objects_of_type(objects, "Catalog");
	if (catalog.kind != LEX_DICTIONARY)
		facts_unread(facts, N_("the catalog of the PDF was not found"));
	return catalog;
}

static void
add_structure(struct facts *facts, const struct pdf_objects *objects,
        const struct lex_value *catalog)
{
	struct lex_value mark =
	        pdf_objects_resolve(objects, lex_find(catalog, "MarkInfo"));
	struct lex_value marked = lex_find(&mark, "Marked");
	struct lex_value pages = pdf_objects_resolve(objects, lex_find(catalog, "Pages"));
	struct lex_value count = pdf_objects_resolve(objects, lex_find(&pages, "Count"));

	if (catalog->kind != LEX_DICTIONARY)
		return;
	facts_add_flag(facts, FACT_TAGGED,
	        lex_is(&marked, "true") &&
	                lex_find(catalog, "StructTreeRoot").kind != LEX_NONE);
	if (count.kind == LEX_NUMBER && count.number >= 0)
		facts_add_number(facts, FACT_PAGES, count.number);
	else
		facts_unread(facts, N_("the number of pages was not found"));
}

static void
add_language(struct facts *facts, const struct pdf_objects *objects,
        const struct lex_value *catalog)
{
	struct lex_value value = pdf_objects_resolve(objects, lex_find(catalog, "Lang"));
	g_autofree char *language = lex_text(&value);

	facts_add_first(facts, FACT_LANGUAGES, language);
}

gboolean
pdf_facts(struct facts *facts, GBytes *bytes)
{
	struct pdf_objects *objects;
	struct lex_value catalog;
	gboolean encrypted;

	if (!find_header(bytes))
		return FALSE;
	objects = pdf_objects_new(bytes);
	encrypted = pdf_objects_trailer(objects, "Encrypt").kind != LEX_NONE;
	catalog = find_catalog(facts, objects);
	facts_add(facts, FACT_FORMAT, "PDF");
	add_version(facts, bytes, &catalog);
	add_xmp(facts, bytes, objects, &catalog);
	facts_add_flag(facts, FACT_ENCRYPTED, encrypted);
	add_structure(facts, objects, &catalog);
	if (encrypted) {
		facts_unread(facts, N_("the file is encrypted: its Info dictionary"));
	} else {
		add_info(facts, objects);
		add_language(facts, objects, &catalog);
		if (pdf_objects_incomplete(objects))
			facts_unread(facts, N_("some of the objects of the PDF"));
	}
	pdf_objects_free(objects);
	return TRUE;
}
