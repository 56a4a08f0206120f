/*
 * navigation.c - the navigation document (EPUB 3.3, 7) and the NCX for old readers.
 */
#include "check/epub/edition.h"

#include <string.h>

/* The document while it is read. */
struct navigation {
	struct edition *publication;
	const char *path;
	guint last; /* place in the spine of the last entry of the contents */
};

static void
found(struct navigation *navigation, enum rule rule, const xmlNode *node,
        const char *detail)
{
	edition_found(navigation->publication, rule, navigation->path,
	        node ? xmltree_line(node) : 0, detail);
}

/* --- lists -------------------------------------------------------------- */

/* The label of an entry says something, be it by the alternative of an image. */
static gboolean
has_label(const xmlNode *node)
{
	g_autofree char *text = xmltree_text(node);
	gboolean said = *text != '\0';

	for (xmlNode *child = (xmlNode *)node; child && !said;
	        child = xmltree_walk(child, node)) {
		g_autofree char *alt = xmltree_attribute(child, "alt");
		g_autofree char *title = xmltree_attribute(child, "title");

		said = (alt && *alt) || (title && *title);
	}
	return said;
}

/* Entries of the contents stand in the order of the spine. */
static void
check_order(struct navigation *navigation, const xmlNode *anchor, const char *reference)
{
	char *path, *fragment;
	const struct item *item;

	edition_resolve(navigation->path, reference, &path, &fragment);
	item = path ? g_hash_table_lookup(navigation->publication->item_by_path, path)
	            : NULL;
	if (item && item->spine_place) {
		if (item->spine_place < navigation->last)
			found(navigation, RULE_EPUB_NAV_ORDER, anchor, reference);
		navigation->last = item->spine_place;
	}
	g_free(path);
	g_free(fragment);
}

static void
check_anchor(struct navigation *navigation, const xmlNode *anchor, const char *type)
{
	g_autofree char *reference = xmltree_attribute(anchor, "href");
	g_autofree char *meaning = xmltree_attribute_ns(anchor, OPS_NAMESPACE, "type");

	if (!reference) {
		found(navigation, RULE_EPUB_NAV_ENTRY, anchor, NULL);
		return;
	}
	if (!strcmp(type, "landmarks") && !meaning)
		found(navigation, RULE_EPUB_NAV_LANDMARK, anchor, reference);
	if (!strcmp(type, "toc"))
		check_order(navigation, anchor, reference);
	links_add(navigation->publication, LINK_NAVIGATION, navigation->path,
	        xmltree_line(anchor), reference, NULL);
}

static void check_list(struct navigation *navigation, const xmlNode *list,
        const char *type, guint depth);

/* "li": an anchor, or a span followed by a list. */
static void
check_entry(struct navigation *navigation, const xmlNode *entry, const char *type,
        guint depth)
{
	const xmlNode *first = xmltree_first(entry);
	const xmlNode *list = first ? xmltree_next(first) : NULL;
	gboolean anchor = xmltree_is(first, XHTML_NAMESPACE, "a");

	if ((!anchor && !xmltree_is(first, XHTML_NAMESPACE, "span")) ||
	        !has_label(first) || (!anchor && !list) ||
	        (list && !xmltree_is(list, XHTML_NAMESPACE, "ol"))) {
		found(navigation, RULE_EPUB_NAV_ENTRY, entry, NULL);
		return;
	}
	if (anchor)
		check_anchor(navigation, first, type);
	if (list)
		check_list(navigation, list, type, depth + 1);
}

static void
check_list(
        struct navigation *navigation, const xmlNode *list, const char *type, guint depth)
{
	guint n = 0;

	for (xmlNode *node = xmltree_first(list); node && depth < 100;
	        node = xmltree_next(node)) {
		n++;
		if (xmltree_is(node, XHTML_NAMESPACE, "li"))
			check_entry(navigation, node, type, depth);
		else
			found(navigation, RULE_EPUB_NAV_ENTRY, node, NULL);
	}
	if (!n)
		found(navigation, RULE_EPUB_NAV_ENTRY, list, NULL);
}

static void
check_nav(struct navigation *navigation, xmlNode *nav, const char *type)
{
	xmlNode *list = xmltree_child(nav, XHTML_NAMESPACE, "ol");

	if (!list || xmltree_next(list))
		found(navigation, RULE_EPUB_NAV_ENTRY, nav, type);
	else
		check_list(navigation, list, type, 0);
}

static void
check_document(struct navigation *navigation, const xmlDoc *doc)
{
	static const char *const types[] = {"toc", "page-list", "landmarks"};
	guint n[G_N_ELEMENTS(types)] = {0};
	xmlNode *root = xmltree_root(doc);

	for (xmlNode *node = root; node; node = xmltree_walk(node, root)) {
		g_autofree char *type = NULL;

		if (!xmltree_is(node, XHTML_NAMESPACE, "nav"))
			continue;
		type = xmltree_attribute_ns(node, OPS_NAMESPACE, "type");
		for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
			if (edition_has_word(type, types[i])) {
				n[i]++;
				check_nav(navigation, node, types[i]);
			}
	}
	if (n[0] != 1)
		found(navigation, RULE_EPUB_NAV_TOC, NULL, NULL);
	for (gsize i = 1; i < G_N_ELEMENTS(types); i++)
		if (n[i] > 1)
			found(navigation, RULE_EPUB_NAV_TWICE, NULL, types[i]);
}

/* --- NCX (OPF 2.0.1, 2.4.1) ----------------------------------------------- */

static void
check_ncx_identifier(struct navigation *navigation, const xmlNode *node)
{
	g_autofree char *name = xmltree_attribute(node, "name");
	g_autofree char *content = xmltree_attribute(node, "content");

	if (g_strcmp0(name, "dtb:uid"))
		return;
	if (g_strcmp0(content ? g_strstrip(content) : NULL,
	            navigation->publication->identifier))
		found(navigation, RULE_EPUB_NCX_UID, node, content);
}

static void
check_ncx(struct edition *publication, const struct item *item)
{
	g_autoptr(xmlDoc) doc = edition_xml(publication, item->path);
	struct navigation navigation = {.publication = publication, .path = item->path};
	g_autoptr(GHashTable) ids =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	xmlNode *root = doc ? xmltree_root(doc) : NULL;
	guint points = 0;

	for (xmlNode *node = root; node; node = xmltree_walk(node, root)) {
		g_autofree char *source = xmltree_attribute(node, "src");
		char *id = xmltree_attribute(node, "id");

		if (id && !g_hash_table_add(ids, id))
			found(&navigation, RULE_EPUB_ID_TWICE, node, NULL);
		if (xmltree_is(node, NCX_NAMESPACE, "meta"))
			check_ncx_identifier(&navigation, node);
		points += xmltree_is(node, NCX_NAMESPACE, "navPoint");
		if (source && xmltree_is(node, NCX_NAMESPACE, "content"))
			links_add(publication, LINK_NAVIGATION, item->path,
			        xmltree_line(node), source, NULL);
	}
	if (doc && (!xmltree_is(root, NCX_NAMESPACE, "ncx") || !points))
		found(&navigation, RULE_EPUB_NCX, NULL, NULL);
}

void
navigation_check(struct edition *publication)
{
	for (guint i = 0; i < publication->items->len; i++) {
		const struct item *item = publication->items->pdata[i];
		struct navigation navigation = {
		        .publication = publication, .path = item->path};
		g_autoptr(xmlDoc) doc = NULL;

		if (!g_strcmp0(item->media, "application/x-dtbncx+xml"))
			check_ncx(publication, item);
		if (!edition_has_word(item->properties, "nav"))
			continue;
		doc = edition_xml(publication, item->path);
		if (doc)
			check_document(&navigation, doc);
	}
}
