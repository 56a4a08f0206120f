/*
 * nav.c - the navigation document (EPUB 3.3, 7): contents and landmarks.
 *
 * The contents list the articles and, below each, its headings nested by their level. In
 * a book this document also stands in the spine: it is the page of contents. Words of
 * anban itself are Vietnamese, and marked so where the publication is not.
 */
#include "write/epub/publication.h"

/* An element with a Vietnamese word of our own. */
static void
write_own(struct xml *xml, const char *element, const char *class, const char *language,
        const char *word)
{
	xml_open(xml, element);
	if (class)
		xml_attribute(xml, "class", class);
	if (!g_str_has_prefix(language, "vi"))
		xhtml_language(xml, "vi");
	xml_text(xml, word);
	xml_close(xml);
}

static void
write_link(struct xml *xml, guint index, guint32 id, const char *text)
{
	g_autofree char *file = publication_file(index);
	g_autofree char *address = g_strdup_printf("%s#n%u", file, id);

	xml_open(xml, "a");
	xml_attribute(xml, "href", address);
	xml_text(xml, text);
	xml_close(xml);
}

/* --- headings ----------------------------------------------------------- */

/* Open lists below an article: the level of the entries in each. */
struct nest {
	guint8 levels[8];
	guint depth;
};

/* Closes the lists that are too deep for a level. A list whose entries are deeper than
 * the level takes it in when the list around it is no home for it. */
static void
leave_lists(struct xml *xml, struct nest *nest, guint8 level)
{
	while (nest->depth && nest->levels[nest->depth - 1] > level) {
		guint8 around = nest->depth > 1 ? nest->levels[nest->depth - 2] : 0;

		if (around < level) {
			nest->levels[nest->depth - 1] = level;
			return;
		}
		xml_close(xml); /* li */
		xml_close(xml); /* ol */
		nest->depth--;
	}
}

static void
write_heading(struct xml *xml, struct nest *nest, guint index, const struct node *heading)
{
	guint8 level = CLAMP(heading->level, 2, 6);

	leave_lists(xml, nest, level);
	if (nest->depth && nest->levels[nest->depth - 1] == level) {
		xml_close(xml); /* the li before */
	} else {
		xml_open(xml, "ol");
		nest->levels[nest->depth++] = level;
	}
	xml_newline(xml);
	xml_open(xml, "li");
	write_link(xml, index, heading->id, heading->shown);
}

static void
write_article(struct xml *xml, const struct node *article, guint index)
{
	struct nest nest = {.depth = 0};

	xml_open(xml, "li");
	write_link(xml, index, article->id, publication_title(article));
	for (const struct node *node = article->first; node; node = node->next)
		if (node->kind == NODE_HEADING && !publication_is_blank(node->shown))
			write_heading(xml, &nest, index, node);
	leave_lists(xml, &nest, 0);
	xml_close(xml);
	xml_newline(xml);
}

/* --- the document ------------------------------------------------------- */

static void
open_nav(struct xml *xml, const char *type, const char *id)
{
	xml_open(xml, "nav");
	xml_attribute(xml, "epub:type", type);
	xml_attribute(xml, "id", id);
}

static void
write_contents(const struct publication *publication, struct xml *xml)
{
	const struct node *contents = node_find(publication->root, NODE_CONTENTS);

	open_nav(xml, "toc", "toc");
	xml_attribute(xml, "role", "doc-toc");
	xml_newline(xml);
	if (contents && !publication_is_blank(contents->shown)) {
		xml_open(xml, "h1");
		xml_attribute(xml, "class", naming_class(BLOCK_CONTENTS));
		xhtml_id(xml, contents->id);
		inline_write(xml, contents);
		xml_close(xml);
	} else {
		write_own(xml, "h1", naming_class(BLOCK_CONTENTS),
		        publication_language(publication->root), "Mục lục");
	}
	xml_newline(xml);
	xml_open(xml, "ol");
	xml_newline(xml);
	for (guint i = 0; i < publication->articles->len; i++)
		write_article(xml, publication->articles->pdata[i], i);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_landmark(struct xml *xml, const char *type, const char *address, const char *word)
{
	xml_open(xml, "li");
	xml_open(xml, "a");
	xml_attribute(xml, "epub:type", type);
	xml_attribute(xml, "href", address);
	xml_text(xml, word);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

/* Landmarks lead to documents of the spine only, and so to the contents only in a book.
 */
static void
write_landmarks(const struct publication *publication, struct xml *xml)
{
	g_autofree char *first = publication_file(0);

	open_nav(xml, "landmarks", "landmarks");
	xhtml_language(xml, "vi");
	xml_attribute(xml, "aria-label", "Điểm mốc");
	xml_attribute(xml, "hidden", "hidden");
	xml_newline(xml);
	xml_open(xml, "ol");
	xml_newline(xml);
	if (publication->is_book) {
		write_landmark(xml, "titlepage", TITLE_PAGE_FILE, "Trang nhan đề");
		write_landmark(xml, "toc", "#toc", "Mục lục");
	}
	write_landmark(xml, "bodymatter", first, "Bắt đầu");
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

GBytes *
nav_document(const struct publication *publication)
{
	const struct node *root = publication->root;
	struct xml *xml =
	        xhtml_begin(publication_title(root), publication_language(root));

	write_contents(publication, xml);
	write_landmarks(publication, xml);
	return xml_steal(xml);
}
