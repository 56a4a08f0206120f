/*
 * document.c - content documents (EPUB 3.3, 6): XHTML and SVG.
 *
 * Of the content model only the plainest rules are checked: which elements there are, and
 * which parents some of them need.
 */
#include "check/epub/edition.h"

#include <string.h>

struct document {
	struct edition *publication;
	const struct item *item;
	GHashTable *ids;
	unsigned holds;
	guint heading; /* level of the last one */
};

static void
found(struct document *document, enum rule rule, const xmlNode *node, const char *detail)
{
	edition_found(document->publication, rule, document->item->path,
	        node ? xmltree_line(node) : 0, detail);
}

/* --- the elements of XHTML ------------------------------------------------ */

static const char elements[] =
        " a abbr address area article aside audio b base bdi bdo blockquote body br "
        "button canvas caption cite code col colgroup data datalist dd del details dfn "
        "dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
        "h6 head header hgroup hr html i iframe img input ins kbd label legend li link "
        "main map mark menu meta meter nav noscript object ol optgroup option output p "
        "param picture pre progress q rb rp rt rtc ruby s samp script search section "
        "select slot small source span strong style sub summary sup table tbody td "
        "template textarea tfoot th thead time title tr track u ul var video wbr ";

/* Which parent an element needs; blanks round each. */
static const struct {
	const char *element, *parents;
} parents[] = {
        {"li", " ul ol menu template "},
        {"dt", " dl div template "},
        {"dd", " dl div template "},
        {"tr", " table thead tbody tfoot template "},
        {"td", " tr template "},
        {"th", " tr template "},
        {"thead", " table template "},
        {"tbody", " table template "},
        {"tfoot", " table template "},
        {"caption", " table template "},
        {"figcaption", " figure template "},
        {"head", " html "},
        {"body", " html "},
        {"title", " head "},
        {"source", " audio video picture template "},
        {"rt", " ruby rtc template "},
};

/* What no phrase may hold. */
static const char blocks[] = " address article aside blockquote div dl fieldset figure "
                             "footer form h1 h2 h3 h4 "
                             "h5 h6 header hr main nav ol p pre section table ul ";
static const char phrases[] = " p h1 h2 h3 h4 h5 h6 em strong span i b small cite q sub "
                              "sup abbr code time ";

static gboolean
word_in(const char *words, const char *word)
{
	g_autofree char *bounded = g_strconcat(" ", word, " ", NULL);

	return strstr(words, bounded) != NULL;
}

static const char *
html_name(const xmlNode *node)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns &&
	                       !strcmp((const char *)node->ns->href, XHTML_NAMESPACE)
	               ? (const char *)node->name
	               : "";
}

static gboolean
inside(const xmlNode *node, const char *name)
{
	for (node = node->parent; node && node->type == XML_ELEMENT_NODE;
	        node = node->parent)
		if (!strcmp(html_name(node), name))
			return TRUE;
	return FALSE;
}

static void
check_place(struct document *document, const xmlNode *node, const char *name)
{
	const char *parent = html_name(node->parent);

	if (!word_in(elements, name))
		found(document, RULE_EPUB_XHTML_ELEMENT, node, name);
	for (gsize i = 0; i < G_N_ELEMENTS(parents); i++)
		if (!strcmp(name, parents[i].element) && *parent &&
		        !word_in(parents[i].parents, parent))
			found(document, RULE_EPUB_XHTML_PLACE, node, name);
	if ((word_in(blocks, name) && word_in(phrases, parent)) ||
	        (!strcmp(name, "a") && inside(node, "a")))
		found(document, RULE_EPUB_XHTML_PLACE, node, name);
	if (word_in(" ul ol menu ", parent) && !word_in(" li script template ", name))
		found(document, RULE_EPUB_XHTML_PLACE, node, name);
}

/* --- what elements say ---------------------------------------------------- */

static void
check_heading(struct document *document, const xmlNode *node, const char *name)
{
	guint level = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]
	                      ? (guint)(name[1] - '0')
	                      : 0;

	if (level > document->heading + 1)
		found(document, RULE_EPUB_HEADING, node, name);
	if (level)
		document->heading = level;
}

static void
check_image(struct document *document, const xmlNode *node)
{
	g_autofree char *alt = xmltree_attribute(node, "alt");
	g_autofree char *role = xmltree_attribute(node, "role");
	g_autofree char *source = xmltree_attribute(node, "src");

	if (!alt && g_strcmp0(role, "presentation") && g_strcmp0(role, "none"))
		found(document, RULE_EPUB_ALT, node, NULL);
	if (!source)
		found(document, RULE_EPUB_ATTRIBUTE, node, "src");
}

static void
check_language(struct document *document, const xmlNode *node)
{
	g_autofree char *one = xmltree_attribute(node, "lang");
	g_autofree char *other = xmltree_attribute_ns(node, XML_NAMESPACE, "lang");

	if ((one && *one && !edition_is_language(one)) ||
	        (other && *other && !edition_is_language(other)) ||
	        (one && other && g_ascii_strcasecmp(one, other)))
		found(document, RULE_EPUB_LANGUAGE, node, one ? one : other);
}

/* Attributes that name ids of the same document. */
static void
check_idrefs(struct document *document, const xmlNode *node)
{
	static const char *const names[] = {"aria-labelledby", "aria-describedby",
	        "aria-details", "aria-controls", "for", "headers"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *list = xmltree_attribute(node, names[i]);
		g_auto(GStrv) words = g_strsplit_set(list ? list : "", " \t\r\n", -1);

		for (char **word = words; *word; word++)
			if (**word && !g_hash_table_contains(document->ids, *word))
				found(document, RULE_EPUB_IDREF, node, *word);
	}
}

/* --- references --------------------------------------------------------- */

static void
add(struct document *document, const xmlNode *node, enum link_kind kind, char *reference)
{
	if (reference)
		links_add(document->publication, kind, document->item->path,
		        xmltree_line(node), reference, &document->holds);
	g_free(reference);
}

static void
add_references(struct document *document, const xmlNode *node, const char *name)
{
	g_autofree char *rel = xmltree_attribute(node, "rel");
	gboolean anchor = word_in(" a area ", name);

	if (anchor) {
		/* the entries of the navigation document are read by themselves */
		if (!edition_has_word(document->item->properties, "nav") ||
		        !inside(node, "nav"))
			add(document, node, LINK_HYPERLINK,
			        xmltree_attribute(node, "href"));
	} else if (!strcmp(name, "link") && (edition_has_word(rel, "stylesheet") ||
	                                            edition_has_word(rel, "icon"))) {
		add(document, node, LINK_RESOURCE, xmltree_attribute(node, "href"));
	}
	if (word_in(" img script audio video source track embed iframe input ", name))
		add(document, node, LINK_RESOURCE, xmltree_attribute(node, "src"));
	if (!strcmp(name, "object"))
		add(document, node, LINK_RESOURCE, xmltree_attribute(node, "data"));
	if (!strcmp(name, "style")) {
		g_autofree char *css = xmltree_text(node);

		links_add_css(document->publication, document->item->path, css,
		        &document->holds);
	}
}

/* Scripts: by an element that runs, or by an attribute of an event. */
static void
note_script(struct document *document, const xmlNode *node, const char *name)
{
	g_autofree char *type = xmltree_attribute(node, "type");

	if (!strcmp(name, "form") ||
	        (!strcmp(name, "script") &&
	                (!type || strstr(type, "javascript") || !strcmp(type, "module"))))
		document->holds |= HOLDS_SCRIPT;
	for (const xmlAttr *attribute = node->properties; attribute;
	        attribute = attribute->next)
		if (!attribute->ns &&
		        g_str_has_prefix((const char *)attribute->name, "on"))
			document->holds |= HOLDS_SCRIPT;
}

static void
check_html(struct document *document, const xmlNode *node)
{
	const char *name = html_name(node);

	check_place(document, node, name);
	check_heading(document, node, name);
	if (!strcmp(name, "img"))
		check_image(document, node);
	add_references(document, node, name);
	note_script(document, node, name);
}

static void
check_svg(struct document *document, const xmlNode *node)
{
	gboolean image = xmltree_is(node, SVG_NAMESPACE, "image");
	gboolean anchor = xmltree_is(node, SVG_NAMESPACE, "a");

	document->holds |= HOLDS_SVG;
	if (xmltree_is(node, SVG_NAMESPACE, "script"))
		document->holds |= HOLDS_SCRIPT;
	if (image || anchor) {
		enum link_kind kind = image ? LINK_RESOURCE : LINK_HYPERLINK;

		add(document, node, kind,
		        xmltree_attribute_ns(node, XLINK_NAMESPACE, "href"));
		add(document, node, kind, xmltree_attribute(node, "href"));
	}
}

/* --- the document --------------------------------------------------------- */

static void
read_ids(struct document *document, xmlNode *root)
{
	for (xmlNode *node = root; node; node = xmltree_walk(node, root)) {
		char *id = xmltree_attribute(node, "id");

		if (id && (!*id || strpbrk(id, " \t\r\n")))
			found(document, RULE_EPUB_ATTRIBUTE, node, "id");
		if (id && !g_hash_table_add(document->ids, id))
			found(document, RULE_EPUB_ID_TWICE, node, NULL);
	}
}

static void
check_root(struct document *document, xmlNode *root)
{
	const xmlNode *head = xmltree_child(root, XHTML_NAMESPACE, "head");
	const xmlNode *title = xmltree_child(head, XHTML_NAMESPACE, "title");
	g_autofree char *words = xmltree_text(title);

	if (strcmp(html_name(root), "html") || !head ||
	        !xmltree_child(root, XHTML_NAMESPACE, "body"))
		found(document, RULE_EPUB_XHTML_ROOT, root, NULL);
	else if (!*words)
		found(document, RULE_EPUB_XHTML_TITLE, root, NULL);
}

/* The properties of the item say what is in it, and only that (5.6.2.1). */
static void
check_properties(struct document *document)
{
	static const struct {
		unsigned holds;
		const char *word;
	} rows[] = {
	        {HOLDS_SCRIPT, "scripted"},
	        {HOLDS_SVG, "svg"},
	        {HOLDS_MATHML, "mathml"},
	        {HOLDS_REMOTE, "remote-resources"},
	};
	gboolean svg = !strcmp(document->item->media, "image/svg+xml");

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		gboolean holds = (document->holds & rows[i].holds) != 0;

		if (svg && rows[i].holds == HOLDS_SVG)
			continue;
		if (holds != edition_has_word(document->item->properties, rows[i].word))
			found(document, RULE_EPUB_ITEM_PROPERTY, NULL, rows[i].word);
	}
}

void
document_check(struct edition *publication, const struct item *item)
{
	g_autoptr(xmlDoc) doc = edition_xml(publication, item->path);
	struct document document = {.publication = publication, .item = item};
	xmlNode *root = doc ? xmltree_root(doc) : NULL;

	if (!root)
		return;
	document.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_replace(publication->ids, g_strdup(item->path), document.ids);
	read_ids(&document, root);
	if (!strcmp(item->media, "application/xhtml+xml"))
		check_root(&document, root);
	for (xmlNode *node = root; node; node = xmltree_walk(node, root)) {
		check_language(&document, node);
		check_idrefs(&document, node);
		if (*html_name(node))
			check_html(&document, node);
		else if (node->ns && !strcmp((const char *)node->ns->href, SVG_NAMESPACE))
			check_svg(&document, node);
		else if (node->ns &&
		         !strcmp((const char *)node->ns->href, MATHML_NAMESPACE))
			document.holds |= HOLDS_MATHML;
	}
	check_properties(&document);
}
