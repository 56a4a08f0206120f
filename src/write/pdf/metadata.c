/*
 * metadata.c - title, creator, dates and conformance, as XMP and as Info.
 *
 * Both are made from the same collection, so that they agree. What is not known is left
 * out. The packet is not compressed, so that programs that know nothing of PDF find it
 * (XMP Specification Part 1, 7.3).
 */
#include "write/pdf/metadata.h"

#include "base/xml.h"
#include "write/pdf/syntax.h"

#include <string.h>

static const struct {
	const char *prefix, *uri;
} namespaces[] = {
        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
        {"xmlns:xmp", "http://ns.adobe.com/xap/1.0/"},
        {"xmlns:pdf", "http://ns.adobe.com/pdf/1.3/"},
};

#define PDFA_NAMESPACE "http://www.aiim.org/pdfa/ns/id/"
#define UA_NAMESPACE "http://www.aiim.org/pdfua/ns/id/"
#define FACTS_NAMESPACE "urn:anban:article:1#"
#define EXTENSION_NAMESPACE "http://www.aiim.org/pdfa/ns/extension/"
#define SCHEMA_NAMESPACE "http://www.aiim.org/pdfa/ns/schema#"
#define PROPERTY_NAMESPACE "http://www.aiim.org/pdfa/ns/property#"
#define RDF_NAMESPACE "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct metadata {
	const struct tree *tree;
	const struct meta *meta; /* of the whole document */
	char *title, *subjects;  /* NULL: none; as much as a string of Info holds, so that
	                          * both say the same; so are creators */
	const char *generator;
	struct date created, modified;
	GString *creators, *agencies, *sources; /* of all articles, "a; b" */
};

/* --- collecting --------------------------------------------------------- */

static gboolean
is_blank(const char *text)
{
	return !text || !text[strspn(text, " ")];
}

/* The title as it stands in the document. A document must have one (ISO 14289-1, 7.1). */
static const char *
find_title(const struct tree *tree)
{
	const struct node *root = tree_root(tree);
	enum node_kind kind = root->kind == NODE_BOOK ? NODE_TITLE_PAGE : NODE_TITLE;
	const struct node *node = node_find(root, kind);

	if (node && !is_blank(node->shown))
		return node->shown;
	if (root->meta && !is_blank(meta_title(root->meta)))
		return meta_title(root->meta);
	return "Không có nhan đề";
}

/* Adds a name to those in `all`, once. */
static void
add_once(GString *all, GHashTable *seen, const char *name)
{
	if (is_blank(name) || !g_hash_table_add(seen, (gpointer)name))
		return;
	if (all->len)
		g_string_append(all, "; ");
	g_string_append(all, name);
}

static void
collect(struct metadata *metadata, const struct tree *tree)
{
	g_autoptr(GHashTable) creators = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) agencies = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) sources = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint32 id = 1; id <= tree_length(tree); id++) {
		const struct meta *meta = tree_node(tree, id)->meta;

		if (!meta)
			continue;
		add_once(metadata->creators, creators, meta->author);
		add_once(metadata->agencies, agencies, meta->agency);
		for (guint i = 0; meta->sources && i < meta->sources->len; i++)
			add_once(metadata->sources, sources, meta->sources->pdata[i]);
	}
}

/* What Info has room for of a text. NULL for NULL; caller frees. */
static char *
fitting(const char *text)
{
	return text ? g_strndup(text, syntax_text_fits(text, strlen(text))) : NULL;
}

struct metadata *
metadata_new(const struct tree *tree, const char *generator, struct date created,
        struct date modified)
{
	static const struct meta unknown = {0};
	struct metadata *metadata = g_malloc0(sizeof(*metadata));
	const struct meta *meta = tree_meta(tree);

	metadata->meta = meta ? meta : &unknown;
	metadata->tree = tree;
	metadata->title = fitting(find_title(tree));
	metadata->subjects = fitting(metadata->meta->subjects);
	metadata->generator = generator;
	metadata->created = created;
	metadata->modified = modified;
	metadata->creators = g_string_new(NULL);
	metadata->agencies = g_string_new(NULL);
	metadata->sources = g_string_new(NULL);
	collect(metadata, tree);
	g_string_truncate(metadata->creators,
	        syntax_text_fits(metadata->creators->str, metadata->creators->len));
	return metadata;
}

void
metadata_free(struct metadata *metadata)
{
	if (!metadata)
		return;
	g_free(metadata->title);
	g_free(metadata->subjects);
	g_string_free(metadata->creators, TRUE);
	g_string_free(metadata->agencies, TRUE);
	g_string_free(metadata->sources, TRUE);
	g_free(metadata);
}

/* Subtags of letters and digits, the first of two to eight letters. */
static gboolean
is_language(const char *tag)
{
	g_auto(GStrv) subtags = g_strsplit(tag, "-", -1);

	for (guint i = 0; subtags[i]; i++) {
		gsize n = strlen(subtags[i]);

		if (n < (i ? 1 : 2) || n > 8)
			return FALSE;
		for (const char *c = subtags[i]; *c; c++)
			if (!g_ascii_isalpha(*c) && !(i && g_ascii_isdigit(*c)))
				return FALSE;
	}
	return subtags[0] != NULL;
}

const char *
metadata_language(const struct metadata *metadata)
{
	const char *tag = metadata->meta->language;

	return tag && is_language(tag) ? tag : "vi";
}

/* --- dates -------------------------------------------------------------- */

/* "+07:00" with separator ':', "+07'00'" with '\''. */
static void
put_offset(GString *out, int minutes, gboolean iso)
{
	int size = ABS(minutes);

	g_string_append_printf(out, iso ? "%c%02d:%02d" : "%c%02d'%02d'",
	        minutes < 0 ? '-' : '+', size / 60, size % 60);
}

/* ISO 8601 for XMP; "D:20220601090400+07'00'" for PDF (7.9.4). NULL: unknown. */
static char *
format_date(const struct date *date, gboolean iso)
{
	GString *out;

	if (!date->year)
		return NULL;
	out = g_string_new(NULL);
	g_string_append_printf(out, iso ? "%04d-%02d-%02d" : "D:%04d%02d%02d", date->year,
	        date->month, date->day);
	if (date->hour >= 0) {
		g_string_append_printf(out, iso ? "T%02d:%02d:00" : "%02d%02d00",
		        date->hour, MAX(0, date->minute));
		put_offset(out, date->offset, iso);
	}
	return g_string_free(out, FALSE);
}

char *
metadata_date(const struct metadata *metadata)
{
	return format_date(&metadata->created, FALSE);
}

/* --- XMP ---------------------------------------------------------------- */

static void
put_property(struct xml *xml, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	xml_element(xml, name, value);
	xml_newline(xml);
}

/* A property of one item in a container: "rdf:Seq", "rdf:Bag" or "rdf:Alt". */
static void
put_listed(struct xml *xml, const char *name, const char *container, const char *value,
        const char *language)
{
	if (!value || !*value)
		return;
	xml_open(xml, name);
	xml_open(xml, container);
	xml_open(xml, "rdf:li");
	if (language)
		xml_attribute(xml, "xml:lang", language);
	xml_text(xml, value);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void
put_subjects(struct xml *xml, const char *subjects)
{
	g_auto(GStrv) list = g_strsplit(subjects ? subjects : "", ",", -1);

	if (!list[0])
		return;
	xml_open(xml, "dc:subject");
	xml_open(xml, "rdf:Bag");
	for (char **subject = list; *subject; subject++)
		xml_element(xml, "rdf:li", g_strstrip(*subject));
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void
put_dublin_core(struct xml *xml, const struct metadata *metadata)
{
	const struct meta *meta = metadata->meta;
	g_autofree char *published = format_date(&meta->published, TRUE);

	put_property(xml, "dc:format", "application/pdf");
	put_listed(xml, "dc:title", "rdf:Alt", metadata->title, "x-default");
	/* All in one entry, as ISO 19005-1, 6.7.3 has it, so that it equals Info's. */
	put_listed(xml, "dc:creator", "rdf:Seq", metadata->creators->str, NULL);
	put_listed(xml, "dc:contributor", "rdf:Bag", metadata->agencies->str, NULL);
	put_listed(xml, "dc:date", "rdf:Seq", published, NULL);
	put_listed(xml, "dc:language", "rdf:Bag", metadata_language(metadata), NULL);
	put_listed(xml, "dc:publisher", "rdf:Bag", meta->publisher, NULL);
	put_listed(xml, "dc:rights", "rdf:Alt", meta->rights, "x-default");
	put_property(xml, "dc:identifier", meta->identifier);
	put_subjects(xml, metadata->subjects);
	put_property(xml, "dc:source", metadata->sources->str);
}

static void
put_history(struct xml *xml, const struct metadata *metadata)
{
	g_autofree char *created = format_date(&metadata->created, TRUE);
	g_autofree char *modified = format_date(&metadata->modified, TRUE);

	put_property(xml, "xmp:CreateDate", created);
	put_property(xml, "xmp:ModifyDate", modified);
	put_property(xml, "xmp:MetadataDate", modified);
	put_property(xml, "xmp:CreatorTool", metadata->generator);
	put_property(xml, "pdf:Producer", metadata->generator);
	put_property(xml, "pdf:Keywords", metadata->subjects);
}

static void
put_conformance(struct xml *xml, const struct profile *profile)
{
	char part[] = {'0' + profile->part, '\0'}, ua[] = {'0' + profile->ua_part, '\0'};

	if (profile->part)
		put_property(xml, "pdfaid:part", part);
	put_property(xml, "pdfaid:conformance", profile->conformance);
	if (profile->ua_part)
		put_property(xml, "pdfuaid:part", ua);
}

/* A schema that PDF/A-1 to 3 do not know must be described (ISO 19005-2, 6.6.2.3). */
struct property {
	const char *name, *type, *category, *description;
};

static void
put_schema_property(struct xml *xml, const struct property *property)
{
	xml_open(xml, "rdf:li");
	xml_attribute(xml, "rdf:parseType", "Resource");
	xml_element(xml, "pdfaProperty:name", property->name);
	xml_element(xml, "pdfaProperty:valueType", property->type);
	xml_element(xml, "pdfaProperty:category", property->category);
	xml_element(xml, "pdfaProperty:description", property->description);
	xml_close(xml);
}

static void
put_schema(struct xml *xml, const char *name, const char *uri, const char *prefix,
        const struct property *properties, gsize n)
{
	xml_open(xml, "rdf:li");
	xml_attribute(xml, "rdf:parseType", "Resource");
	xml_element(xml, "pdfaSchema:schema", name);
	xml_element(xml, "pdfaSchema:namespaceURI", uri);
	xml_element(xml, "pdfaSchema:prefix", prefix);
	xml_open(xml, "pdfaSchema:property");
	xml_open(xml, "rdf:Seq");
	for (gsize i = 0; i < n; i++)
		put_schema_property(xml, &properties[i]);
	for (int open = 3; open > 0; open--)
		xml_close(xml);
	xml_newline(xml);
}

/* What an article says of itself that no common schema has, in the order of articles. */
static const struct property facts[] = {
        {"agency", "seq Text", "external", "News agency or newspaper"},
        {"kicker", "seq Text", "external", "Section or kicker above the title"},
        {"originalTitle", "seq Text", "external", "Title as typed in the source"},
        {"sourceURL", "seq Text", "external", "Address the text was taken from"},
        {"captureDate", "seq Text", "external", "Day on which it was taken (ISO 8601)"},
        {"sourceSHA256", "seq Text", "external", "SHA-256 of the source's bytes"},
};

static void
put_extensions(struct xml *xml, const struct profile *profile)
{
	static const struct property part = {
	        "part", "Integer", "internal", "Part of ISO 14289 the file conforms to"};

	xml_open(xml, "rdf:Description");
	xml_attribute(xml, "rdf:about", "");
	xml_attribute(xml, "xmlns:pdfaExtension", EXTENSION_NAMESPACE);
	xml_attribute(xml, "xmlns:pdfaSchema", SCHEMA_NAMESPACE);
	xml_attribute(xml, "xmlns:pdfaProperty", PROPERTY_NAMESPACE);
	xml_open(xml, "pdfaExtension:schemas");
	xml_open(xml, "rdf:Bag");
	if (profile->ua_part)
		put_schema(xml, "PDF/UA identification schema", UA_NAMESPACE, "pdfuaid",
		        &part, 1);
	put_schema(xml, "Facts of an article", FACTS_NAMESPACE, "article", facts,
	        G_N_ELEMENTS(facts));
	for (int open = 3; open > 0; open--)
		xml_close(xml);
	xml_newline(xml);
}

static char *
fact_of(const struct meta *meta, gsize fact)
{
	const char *texts[] = {
	        meta->agency, meta->kicker, meta->title, meta->url, NULL, meta->sha256};

	G_STATIC_ASSERT(G_N_ELEMENTS(texts) == G_N_ELEMENTS(facts));
	return texts[fact] || fact != 4 ? g_strdup(texts[fact])
	                                : format_date(&meta->captured, TRUE);
}

static void
put_fact(struct xml *xml, const struct tree *tree, gsize fact)
{
	g_autofree char *name = g_strconcat("article:", facts[fact].name, NULL);
	gboolean open = FALSE;

	for (guint32 id = 1; id <= tree_length(tree); id++) {
		const struct node *node = tree_node(tree, id);
		g_autofree char *text = node->kind == NODE_ARTICLE && node->meta
		                                ? fact_of(node->meta, fact)
		                                : NULL;

		if (is_blank(text))
			continue;
		if (!open) {
			xml_open(xml, name);
			xml_open(xml, "rdf:Seq");
		}
		open = TRUE;
		xml_element(xml, "rdf:li", text);
	}
	if (!open)
		return;
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void
put_description(
        struct xml *xml, const struct metadata *metadata, const struct profile *profile)
{
	xml_open(xml, "rdf:Description");
	xml_attribute(xml, "rdf:about", "");
	for (gsize i = 0; i < G_N_ELEMENTS(namespaces); i++)
		xml_attribute(xml, namespaces[i].prefix, namespaces[i].uri);
	xml_attribute(xml, "xmlns:article", FACTS_NAMESPACE);
	if (profile->part)
		xml_attribute(xml, "xmlns:pdfaid", PDFA_NAMESPACE);
	if (profile->ua_part)
		xml_attribute(xml, "xmlns:pdfuaid", UA_NAMESPACE);
	xml_newline(xml);
	put_dublin_core(xml, metadata);
	put_history(xml, metadata);
	put_conformance(xml, profile);
	for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
		put_fact(xml, metadata->tree, i);
	xml_close(xml);
	xml_newline(xml);
}

static GBytes *
make_xmp(const struct metadata *metadata, const struct profile *profile)
{
	struct xml *xml = xml_new(FALSE);

	xml_open(xml, "x:xmpmeta");
	xml_attribute(xml, "xmlns:x", "adobe:ns:meta/");
	xml_open(xml, "rdf:RDF");
	xml_attribute(xml, "xmlns:rdf", RDF_NAMESPACE);
	xml_newline(xml);
	if (profile->schemas)
		put_extensions(xml, profile);
	put_description(xml, metadata, profile);
	return xml_steal(xml);
}

guint32
metadata_write_xmp(const struct metadata *metadata, struct objects *objects,
        const struct profile *profile)
{
	g_autoptr(GBytes) xmp = NULL;
	GString *packet;
	const char *text;
	guint32 object;
	gsize size;

	if (!profile->xmp)
		return 0;
	xmp = make_xmp(metadata, profile);
	text = g_bytes_get_data(xmp, &size);
	object = objects_reserve(objects, 1);
	packet = g_string_new(
	        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
	g_string_append_len(packet, text, size);
	g_string_append(packet, "\n<?xpacket end=\"r\"?>");
	objects_plain_stream(
	        objects, object, g_string_new("/Type/Metadata/Subtype/XML"), packet);
	return object;
}

/* --- Info --------------------------------------------------------------- */

static void
put_entry(GString *out, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	g_string_append(out, key);
	syntax_put_text(out, value, strlen(value));
}

guint32
metadata_write_info(const struct metadata *metadata, struct objects *objects,
        const struct profile *profile)
{
	g_autofree char *created = format_date(&metadata->created, FALSE);
	g_autofree char *modified = format_date(&metadata->modified, FALSE);
	guint32 object;
	GString *out;

	if (!profile->info)
		return 0;
	object = objects_reserve(objects, 1);
	out = objects_begin(objects, object);
	g_string_append(out, "<<");
	put_entry(out, "/Title", metadata->title);
	put_entry(out, "/Author", metadata->creators->str);
	put_entry(out, "/Keywords", metadata->subjects);
	put_entry(out, "/Creator", metadata->generator);
	put_entry(out, "/Producer", metadata->generator);
	put_entry(out, "/CreationDate", created);
	put_entry(out, "/ModDate", modified);
	g_string_append(out, ">>");
	objects_end(objects);
	return object;
}
