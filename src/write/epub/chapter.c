/*
 * chapter.c - the XHTML document of an article; the title page of a book, what opens its
 * parts, its colophon, the cover.
 *
 * Every node with shown text becomes one element with the node's id; its class names
 * its style. A table says which element a kind of node becomes. Elements around several
 * nodes - the header of an article, the section below a heading, the footer of its
 * sources
 * - open before the first and close after the last of them. Headings rank without gaps,
 * as deep as their sections; their looks are those of their level.
 */
#include "write/epub/chapter.h"

void
chapter_open(struct chapter *chapter, const struct node *node, const char *element,
        const char *class)
{
	xml_open(chapter->xml, element);
	if (class)
		xml_attribute(chapter->xml, "class", class);
	xhtml_id(chapter->xml, node->id);
}

void
chapter_close(struct chapter *chapter)
{
	xml_close(chapter->xml);
	xml_newline(chapter->xml);
}

/* The mark of an item stands in the first line of its text. */
static void
write_mark(struct chapter *chapter)
{
	const struct node *item = chapter->mark;

	chapter->mark = NULL;
	if (!item)
		return;
	xml_open(chapter->xml, "span");
	xml_attribute(chapter->xml, "class", "mark");
	inline_write(chapter->publication, chapter->xml, item);
	xml_text(chapter->xml, " "); /* inside: one beside it would move the text */
	xml_close(chapter->xml);
}

void
chapter_text(struct chapter *chapter, const struct node *node, const char *element,
        const char *class)
{
	chapter_open(chapter, node, element, class);
	write_mark(chapter);
	inline_write(chapter->publication, chapter->xml, node);
	chapter_close(chapter);
}

/* --- kinds of nodes ----------------------------------------------------- */

static void
write_plain(struct chapter *chapter, const struct node *node, enum block_role role)
{
	chapter_text(chapter, node, "p", naming_class(role));
}

/* Long titles are smaller: the class tells the row of the style's table. */
static void
write_title(struct chapter *chapter, const struct node *node, enum block_role role)
{
	char class[16];

	g_snprintf(class, sizeof(class), "title-%u",
	        role_title_row(chapter->publication->job.style, node->shown) + 1);
	chapter_text(chapter, node, "h1", class);
}

static void
write_part_title(struct chapter *chapter, const struct node *node, enum block_role role)
{
	chapter_text(chapter, node, "h1", naming_class(role));
}

static void
close_sections(struct chapter *chapter, guint depth)
{
	for (; chapter->sections > depth; chapter->sections--)
		chapter_close(chapter);
}

/* A heading opens the section that goes on to the next one of its depth. */
static void
open_section(struct chapter *chapter, const struct node *heading, guint depth)
{
	char label[16];

	close_sections(chapter, depth - 1);
	g_snprintf(label, sizeof(label), "n%u", heading->id);
	xml_open(chapter->xml, "section");
	xml_attribute(chapter->xml, "aria-labelledby", label);
	xml_newline(chapter->xml);
	chapter->sections = depth;
}

static void
write_heading(struct chapter *chapter, const struct node *node, enum block_role role)
{
	guint depth = chapter->sections + 1;
	char element[] = "h1";
	const char *class = naming_class(role);
	g_autofree char *own = NULL;

	if (node->parent->kind == NODE_ARTICLE) {
		depth = g_array_index(chapter->depths, guint8, chapter->heading++);
		open_section(chapter, node, depth);
	}
	element[1] = (char)('0' + MIN(depth + chapter->titled, 6));
	if (role_runs_in(chapter->publication->job.style, node))
		class = own = g_strconcat(class, " run-in", NULL);
	chapter_text(chapter, node, element, class);
}

/* A caption without its picture: a note beside the text, no empty figure. Those that are
 * gathered at the end stand in a note already. */
static void
write_caption(
        struct chapter *chapter, const struct node *node, const struct node *caption)
{
	struct xml *xml = chapter->xml;

	if (node->parent->kind == NODE_NOTE) {
		chapter_open(chapter, node, "div", "gathered");
	} else {
		xml_open(xml, "aside");
		xhtml_id(xml, node->id);
		xml_attribute(xml, "role", "note");
		xml_attribute(xml, "aria-label", "Chú thích ảnh (không có ảnh)");
	}
	xml_newline(xml);
	write_plain(chapter, caption, BLOCK_CAPTION);
	chapter_close(chapter);
}

static void
write_image(struct chapter *chapter, const struct node *node)
{
	const char *words = figures_alternative(node);
	const struct embedded_picture *picture =
	        gallery_find(chapter->publication, node->image);
	struct xml *xml = chapter->xml;
	char width[16];

	xml_open(xml, "img");
	xml_attribute(xml, "src", picture->file);
	xml_attribute(xml, "alt", words ? words : "");
	if (node->image->header.format == IMAGE_SVG && !picture->as_it_is) {
		/* drawn finer than it is large */
		g_snprintf(width, sizeof(width), "%u", node->image->width);
		xml_attribute(xml, "width", width);
	}
	xml_close(xml);
	xml_newline(xml);
}

static void
write_figure(struct chapter *chapter, const struct node *node, enum block_role role)
{
	const struct node *caption = node_find(node, NODE_CAPTION);
	gboolean captioned = caption && !publication_is_blank(caption->shown);

	if (!node->image && captioned)
		write_caption(chapter, node, caption);
	if (!node->image)
		return;
	chapter_open(chapter, node, "figure", NULL);
	inline_breaks(chapter->publication, chapter->xml, node);
	xml_newline(chapter->xml);
	write_image(chapter, node);
	if (captioned) {
		xml_open(chapter->xml, "figcaption");
		write_plain(chapter, caption, BLOCK_CAPTION);
		chapter_close(chapter);
	}
	chapter_close(chapter);
}

static void
write_source(struct chapter *chapter, const struct node *node, enum block_role role)
{
	struct xml *xml = chapter->xml;

	if (!chapter->previous || chapter->previous->kind != NODE_SOURCE) {
		xml_open(xml, "footer");
		xml_newline(xml);
	}
	write_plain(chapter, node, role);
	if (!node->next || node->next->kind != NODE_SOURCE) {
		xml_close(xml);
		xml_newline(xml);
	}
}

static void (*const writers[NODE_N_KINDS])(
        struct chapter *, const struct node *, enum block_role) = {
        [NODE_PART_NUMBER] = write_plain,
        [NODE_PART_TITLE] = write_part_title,
        [NODE_KICKER] = write_plain,
        [NODE_TITLE] = write_title,
        [NODE_DATELINE] = write_plain,
        [NODE_LEAD] = write_plain,
        [NODE_HEADING] = write_heading,
        [NODE_PARAGRAPH] = write_plain,
        [NODE_FIGURE] = write_figure,
        [NODE_SOURCE] = write_source,
        [NODE_BYLINE] = write_plain,
        [NODE_SUBTITLE] = write_plain,
        [NODE_LIST] = groups_list,
        [NODE_QUOTE] = groups_quote,
        [NODE_VERSE] = groups_verse,
        [NODE_TABLE] = groups_table,
        [NODE_NOTE] = groups_note,
        [NODE_BOX] = groups_box,
        [NODE_SEPARATOR] = groups_separator,
};

/* --- an article --------------------------------------------------------- */

static gboolean
in_header(const struct node *node)
{
	return node->kind == NODE_KICKER || node->kind == NODE_TITLE ||
	       node->kind == NODE_SUBTITLE || node->kind == NODE_DATELINE;
}

gboolean
chapter_shows(const struct node *node)
{
	if (node->kind == NODE_SEPARATOR)
		return TRUE;
	for (const struct node *at = node; at; at = node_next(at, node))
		if (!publication_is_blank(at->shown) || at->image)
			return TRUE;
	return FALSE;
}

static gboolean
is_shown(const struct node *node)
{
	return writers[node->kind] && chapter_shows(node);
}

static void
write_node(struct chapter *chapter, const struct node *node)
{
	const struct node *previous = chapter->previous;
	gboolean inside = previous && in_header(previous);

	if (in_header(node) && !inside) {
		xml_open(chapter->xml, "header");
		xml_newline(chapter->xml);
	} else if (!in_header(node) && inside) {
		xml_close(chapter->xml);
		xml_newline(chapter->xml);
	}
	if (node == chapter->tail)
		close_sections(chapter, 0);
	writers[node->kind](
	        chapter, node, role_of(chapter->publication->job.style, node, previous));
	chapter->previous = node;
}

void
chapter_blocks(struct chapter *chapter, const struct node *parent)
{
	const struct node *above = chapter->previous;

	chapter->previous = NULL;
	for (const struct node *node = parent->first; node; node = node->next)
		if (is_shown(node))
			write_node(chapter, node);
	chapter->previous = above;
}

/* Where the lines below the text begin. */
static const struct node *
find_tail(const struct node *article)
{
	const struct node *tail = NULL;

	for (const struct node *node = article->first; node; node = node->next) {
		if (!is_shown(node))
			continue;
		if (node->kind != NODE_SOURCE && node->kind != NODE_BYLINE)
			tail = NULL;
		else if (!tail)
			tail = node;
	}
	return tail;
}

/* A book's chapter is a section of it, a lone article stands for itself. */
static void
open_article(struct xml *xml, const struct node *article, gboolean in_book)
{
	const struct node *title = node_find(article, NODE_TITLE);
	char label[16];

	xml_open(xml, in_book ? "section" : "article");
	xhtml_id(xml, article->id);
	if (in_book) {
		xml_attribute(xml, "epub:type", "chapter");
		xml_attribute(xml, "role", "doc-chapter");
	}
	if (title && is_shown(title)) {
		g_snprintf(label, sizeof(label), "n%u", title->id);
		xml_attribute(xml, "aria-labelledby", label);
	}
	xml_newline(xml);
}

GBytes *
chapter_document(const struct publication *publication, guint index)
{
	const struct node *article = publication->articles->pdata[index];
	const struct node *title = node_find(article, NODE_TITLE);
	g_autoptr(GArray) depths = outline_depths(article);
	struct chapter chapter = {
	        .publication = publication,
	        .tail = find_tail(article),
	        .titled = title && is_shown(title),
	        .depths = depths,
	};

	chapter.xml =
	        xhtml_begin(publication_title(article), publication_language(article));
	open_article(chapter.xml, article, publication->is_book);
	chapter_blocks(&chapter, article);
	return xml_steal(chapter.xml);
}

/* --- the title page ----------------------------------------------------- */

GBytes *
chapter_title_page(const struct publication *publication)
{
	const struct node *root = publication->root;
	const struct node *title = node_find(root, NODE_TITLE_PAGE);
	struct chapter chapter = {.publication = publication};

	chapter.xml = xhtml_begin(publication_title(root), publication_language(root));
	xml_open(chapter.xml, "section");
	xml_attribute(chapter.xml, "class", "title-page");
	xml_attribute(chapter.xml, "epub:type", "titlepage");
	xml_newline(chapter.xml);
	if (title && !publication_is_blank(title->shown))
		chapter_text(&chapter, title, "h1", naming_class(BLOCK_BOOK_TITLE));
	return xml_steal(chapter.xml);
}

/* --- parts, the colophon ------------------------------------------------ */

/* A part of the book itself: its words are in the book's language. */
static GBytes *
book_section(const struct publication *publication, const struct node *node,
        const char *title, const char *class, const char *role)
{
	struct chapter chapter = {.publication = publication};

	chapter.xml = xhtml_begin(title, publication_language(publication->root));
	chapter_open(&chapter, node, "section", class);
	xml_attribute(chapter.xml, "epub:type", class);
	xml_attribute(chapter.xml, "role", role);
	xml_newline(chapter.xml);
	chapter_blocks(&chapter, node);
	return xml_steal(chapter.xml);
}

GBytes *
chapter_part(const struct publication *publication, const struct node *part)
{
	return book_section(
	        publication, part, publication_part_title(part), "part", "doc-part");
}

GBytes *
chapter_colophon(const struct publication *publication, const struct node *colophon)
{
	return book_section(publication, colophon, publication_title(publication->root),
	        "colophon", "doc-colophon");
}

/* --- the cover ---------------------------------------------------------- */

GBytes *
chapter_cover(const struct publication *publication)
{
	const char *title = publication_title(publication->root);
	g_autofree char *words = g_strdup_printf("Bìa: %s", title);
	struct xml *xml = xhtml_begin(title, publication_language(publication->root));

	xml_open(xml, "section");
	xml_attribute(xml, "class", "cover");
	xml_attribute(xml, "epub:type", "cover");
	xml_open(xml, "img");
	xml_attribute(xml, "role", "doc-cover");
	xml_attribute(xml, "src", publication_cover(publication));
	xml_attribute(xml, "alt", words);
	return xml_steal(xml);
}
