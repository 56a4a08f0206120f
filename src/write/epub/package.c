/*
 * package.c - the package document (EPUB 3.3, 5): what the publication is, what it is
 * made of, and in which order it is read.
 *
 * Metadata are the tree's: of an article, or of a book and all its articles, every value
 * once. Accessibility metadata (EPUB Accessibility 1.1, 2) say what the other parts
 * really do. Unknown is left out.
 */
#include "write/epub/publication.h"

#include <string.h>

/* --- elements of metadata ----------------------------------------------- */

static void
write_dc(struct xml *xml, const char *element, const char *text)
{
	if (publication_is_blank(text))
		return;
	xml_element(xml, element, text);
	xml_newline(xml);
}

static void
write_property(struct xml *xml, const char *property, const char *text)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "property", property);
	xml_text(xml, text);
	xml_close(xml);
	xml_newline(xml);
}

/* --- values of the book and its articles -------------------------------- */

static void
add_once(GPtrArray *values, const char *value)
{
	if (publication_is_blank(value))
		return;
	if (!g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL))
		g_ptr_array_add(values, (gpointer)value);
}

static void
add_author(GPtrArray *values, const struct meta *meta)
{
	add_once(values, meta->author);
}

static void
add_agency(GPtrArray *values, const struct meta *meta)
{
	add_once(values, meta->agency);
}

static void
add_sources(GPtrArray *values, const struct meta *meta)
{
	for (guint i = 0; meta->sources && i < meta->sources->len; i++)
		add_once(values, meta->sources->pdata[i]);
}

/* What the root and all articles have of something. */
static GPtrArray *
collect(const struct publication *publication,
        void (*add)(GPtrArray *, const struct meta *))
{
	GPtrArray *values = g_ptr_array_new();

	if (publication->root->meta)
		add(values, publication->root->meta);
	for (guint i = 0; i < publication->articles->len; i++) {
		const struct node *article = publication->articles->pdata[i];

		if (article->meta)
			add(values, article->meta);
	}
	return values;
}

static void
write_collected(const struct publication *publication, struct xml *xml,
        const char *element, void (*add)(GPtrArray *, const struct meta *))
{
	g_autoptr(GPtrArray) values = collect(publication, add);

	for (guint i = 0; i < values->len; i++)
		write_dc(xml, element, values->pdata[i]);
}

/* --- metadata ----------------------------------------------------------- */

static void
write_identifier(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;
	g_autofree char *urn = NULL;

	xml_open(xml, "dc:identifier");
	xml_attribute(xml, "id", "id");
	if (meta && !publication_is_blank(meta->identifier)) {
		xml_text(xml, meta->identifier);
	} else {
		urn = identity_urn(publication);
		xml_text(xml, urn);
	}
	xml_close(xml);
	xml_newline(xml);
}

/* The title as shown, and as it was typed where that is something else. */
static void
write_titles(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;
	const char *title = publication_title(publication->root);

	write_dc(xml, "dc:title", title);
	if (meta && !publication_is_blank(meta->title) && strcmp(meta->title, title) != 0)
		write_property(xml, "dcterms:alternative", meta->title);
}

static void
write_dates(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;
	g_autofree char *published = meta ? date_iso(&meta->published) : NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(publication->modified);
	g_autofree char *modified = g_date_time_format(utc, "%C%y-%m-%dT%H:%M:%SZ");

	write_dc(xml, "dc:date", published);
	write_property(xml, "dcterms:modified", modified);
}

static void
write_subjects(struct xml *xml, const char *subjects)
{
	g_auto(GStrv) words = g_strsplit(subjects ? subjects : "", ",", -1);

	for (guint i = 0; words[i]; i++)
		write_dc(xml, "dc:subject", g_strstrip(words[i]));
}

static void
write_rest(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;

	write_collected(publication, xml, "dc:creator", add_author);
	write_collected(publication, xml, "dc:contributor", add_agency);
	write_collected(publication, xml, "dc:source", add_sources);
	if (!meta)
		return;
	write_dc(xml, "dc:publisher", meta->publisher);
	write_dc(xml, "dc:rights", meta->rights);
	write_subjects(xml, meta->subjects);
}

/* A caption without its picture. */
static gboolean
has_captions(const struct publication *publication)
{
	const struct node *root = publication->root;

	for (const struct node *node = root; node; node = node_next(node, root))
		if (node->kind == NODE_CAPTION && !node->parent->image &&
		        !publication_is_blank(node->shown))
			return TRUE;
	return FALSE;
}

/* Is every picture described in words? */
static gboolean
all_described(const struct publication *publication)
{
	const struct node *root = publication->root;

	for (const struct node *figure = figures_next(root, NULL); figure;
	        figure = figures_next(root, figure))
		if (figure->image && !figures_described(figure))
			return FALSE;
	return TRUE;
}

static void
write_accessibility(const struct publication *publication, struct xml *xml)
{
	static const char *const properties[][2] = {
	        {"schema:accessMode", "textual"},
	        {"schema:accessModeSufficient", "textual"},
	        {"schema:accessibilityFeature", "structuralNavigation"},
	        {"schema:accessibilityFeature", "tableOfContents"},
	        {"schema:accessibilityFeature", "readingOrder"},
	        {"schema:accessibilityFeature", "displayTransformability"},
	        {"schema:accessibilityHazard", "none"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		write_property(xml, properties[i][0], properties[i][1]);
	if (publication->pictures->len)
		write_property(xml, "schema:accessMode", "visual");
	if (publication->pictures->len && all_described(publication))
		write_property(xml, "schema:accessibilityFeature", "alternativeText");
	xml_open(xml, "meta");
	xml_attribute(xml, "property", "schema:accessibilitySummary");
	xml_attribute(xml, "xml:lang", "vi");
	if (publication->pictures->len)
		xml_text(xml,
		        "Bài có ảnh; phần chữ được trình đọc màn hình đọc hết theo đúng "
		        "thứ tự; có mục lục và các cấp đề mục; cỡ chữ và màu sắc đổi "
		        "được.");
	else
		xml_text(xml,
		        "Toàn bộ nội dung là văn bản, trình đọc màn hình đọc được hết "
		        "theo đúng thứ tự; có mục lục và các cấp đề mục; cỡ chữ và màu "
		        "sắc đổi được.");
	if (has_captions(publication))
		xml_text(xml,
		        publication->pictures->len
		                ? " Có chú thích thiếu ảnh: chú thích của bài gốc được "
		                  "giữ lại."
		                : " Không có ảnh: chú thích ảnh của bài gốc được giữ "
		                  "lại.");
	xml_close(xml);
	xml_newline(xml);
}

static void
write_metadata(const struct publication *publication, struct xml *xml)
{
	xml_open(xml, "metadata");
	xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_newline(xml);
	write_identifier(publication, xml);
	write_titles(publication, xml);
	write_dc(xml, "dc:language", publication_language(publication->root));
	write_dates(publication, xml);
	write_rest(publication, xml);
	write_accessibility(publication, xml);
	xml_open(xml, "meta");
	xml_attribute(xml, "name", "generator");
	xml_attribute(xml, "content", publication->job.generator);
	xml_close(xml);
	xml_newline(xml);
	xml_close(xml);
	xml_newline(xml);
}

/* --- manifest and spine ------------------------------------------------- */

static void
write_item(struct xml *xml, const char *id, const char *file, const char *type,
        const char *properties)
{
	xml_open(xml, "item");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "href", file);
	xml_attribute(xml, "media-type", type);
	if (properties)
		xml_attribute(xml, "properties", properties);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_numbered(struct xml *xml, const char *prefix, guint index, const char *file,
        const char *type)
{
	g_autofree char *id = g_strdup_printf("%s-%u", prefix, index + 1);

	write_item(xml, id, file, type, NULL);
}

static void
write_manifest(const struct publication *publication, struct xml *xml)
{
	static const char xhtml[] = "application/xhtml+xml";

	xml_open(xml, "manifest");
	xml_newline(xml);
	write_item(xml, "nav", NAV_FILE, xhtml, "nav");
	write_item(xml, "css", CSS_FILE, "text/css", NULL);
	if (publication->is_book)
		write_item(xml, "title-page", TITLE_PAGE_FILE, xhtml, NULL);
	for (guint i = 0; i < publication->articles->len; i++) {
		g_autofree char *file = publication_file(i);

		write_numbered(xml, "article", i, file, xhtml);
	}
	for (guint i = 0; i < publication->fonts->len; i++) {
		const struct embedded_font *font =
		        &g_array_index(publication->fonts, struct embedded_font, i);
		g_autofree char *file = g_strconcat(FONT_FOLDER, font->face->file, NULL);

		write_numbered(xml, "font", i, file, "font/ttf");
	}
	for (guint i = 0; i < publication->pictures->len; i++) {
		const struct embedded_picture *picture =
		        &g_array_index(publication->pictures, struct embedded_picture, i);

		write_numbered(xml, "picture", i, picture->file,
		        image_format_type(picture->format));
	}
	xml_close(xml);
	xml_newline(xml);
}

static void
write_reference(struct xml *xml, const char *id)
{
	xml_open(xml, "itemref");
	xml_attribute(xml, "idref", id);
	xml_close(xml);
	xml_newline(xml);
}

/* A lone article is read at once; a book shows its title and contents first. */
static void
write_spine(const struct publication *publication, struct xml *xml)
{
	xml_open(xml, "spine");
	xml_newline(xml);
	if (publication->is_book) {
		write_reference(xml, "title-page");
		write_reference(xml, "nav");
	}
	for (guint i = 0; i < publication->articles->len; i++) {
		g_autofree char *id = g_strdup_printf("article-%u", i + 1);

		write_reference(xml, id);
	}
	xml_close(xml);
	xml_newline(xml);
}

GBytes *
package_document(const struct publication *publication)
{
	struct xml *xml = xml_new(TRUE);

	xml_open(xml, "package");
	xml_attribute(xml, "xmlns", "http://www.idpf.org/2007/opf");
	xml_attribute(xml, "version", "3.0");
	xml_attribute(xml, "unique-identifier", "id");
	xml_attribute(xml, "xml:lang", publication_language(publication->root));
	xml_newline(xml);
	write_metadata(publication, xml);
	write_manifest(publication, xml);
	write_spine(publication, xml);
	return xml_steal(xml);
}
