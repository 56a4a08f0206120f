/*
 * epub.c - what an EPUB says of itself, in its package document (EPUB 3.3, 5; OPF 2.0.1,
 * 2).
 *
 * META-INF/container.xml names the package document. Refinements of other metadata are
 * passed over; the identifier that the package calls its own comes first.
 */
#include "info/facts.h"
#include "info/xmp.h"

#include "base/text_in.h"
#include "base/unzip.h"
#include "base/xmltree.h"

#include <string.h>

enum { CONTAINER_MOST = 1 << 20, PACKAGE_MOST = 8 << 20 };

/* A file of the container as a tree, or what can be understood of it. missing, broken:
 * the words for that. */
static xmlDoc *
read_tree(const struct unzip *unzip, const char *path, gsize most, struct facts *facts,
        const char *missing, const char *broken)
{
	g_autoptr(GBytes) bytes = unzip_read(unzip, path, most);
	gboolean whole = FALSE;
	gsize size = 0;
	gconstpointer data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
	xmlDoc *doc = data ? xmltree_salvage(data, size, &whole) : NULL;

	if (!data)
		facts_unread(facts, missing);
	else if (!whole)
		facts_unread(facts, broken);
	return doc;
}

/* Is it this element, of any namespace? */
static gboolean
is_named(const xmlNode *node, const char *name)
{
	return !strcmp((const char *)node->name, name);
}

/* --- META-INF/container.xml ----------------------------------------------- */

/* The path of the package document, or NULL. */
static char *
package_path(const struct unzip *unzip, struct facts *facts)
{
	static const char *const words =
	        N_("META-INF/container.xml, which leads to the package document");
	g_autoptr(xmlDoc) doc = read_tree(
	        unzip, "META-INF/container.xml", CONTAINER_MOST, facts, words, words);
	xmlNode *root = doc ? xmltree_root(doc) : NULL;
	char *path = NULL;

	for (xmlNode *node = root; node && !path; node = xmltree_walk(node, root)) {
		g_autofree char *media = xmltree_attribute(node, "media-type");

		if (is_named(node, "rootfile") &&
		        (!media || !strcmp(media, "application/oebps-package+xml")))
			path = xmltree_attribute(node, "full-path");
	}
	if (doc && !path)
		facts_unread(facts, words);
	return path;
}

/* --- the package document ------------------------------------------------- */

static void
add_value(struct facts *facts, enum fact fact, const char *prefix, const char *value)
{
	g_autofree char *both = g_strconcat(prefix, ": ", value, NULL);

	facts_add(facts, fact, both);
}

/* The part of "schema:accessMode" or "a11y:certifiedBy" behind the prefix, or NULL. */
static const char *
accessibility_name(const char *property)
{
	if (g_str_has_prefix(property, "schema:access"))
		return property + strlen("schema:");
	return g_str_has_prefix(property, "a11y:") ? property + strlen("a11y:") : NULL;
}

static void
take_accessibility(struct facts *facts, const char *property, const char *value)
{
	const char *name = accessibility_name(property);

	if (name)
		add_value(facts, FACT_ACCESSIBILITY, name, value);
}

/* <meta name="…" content="…"/> of EPUB 2. */
static void
take_old_meta(struct facts *facts, const xmlNode *node, const char *name)
{
	g_autofree char *content = xmltree_attribute(node, "content");

	if (!content)
		return;
	if (!strcmp(name, "generator"))
		facts_add(facts, FACT_GENERATOR, content);
	else
		take_accessibility(facts, name, content);
}

static void
take_meta(struct facts *facts, const xmlNode *node)
{
	g_autofree char *property = xmltree_attribute(node, "property");
	g_autofree char *name = xmltree_attribute(node, "name");
	g_autofree char *refines = xmltree_attribute(node, "refines");
	g_autofree char *text = xmltree_text(node);

	if (refines)
		return;
	if (name)
		take_old_meta(facts, node, name);
	if (!property)
		return;
	if (!strcmp(property, "dcterms:modified"))
		facts_add(facts, FACT_MODIFIED, text);
	else if (!strcmp(property, "dcterms:conformsTo"))
		facts_add(facts, FACT_CONFORMANCE, text);
	else
		take_accessibility(facts, property, text);
}

static void
take_link(struct facts *facts, const xmlNode *node)
{
	g_autofree char *relation = xmltree_attribute(node, "rel");
	g_autofree char *address = xmltree_attribute(node, "href");

	if (g_strcmp0(relation, "dcterms:conformsTo") == 0)
		facts_add(facts, FACT_CONFORMANCE, address);
}

/* An element of Dublin Core. unique: the id of the identifier that the package calls its
 * own, or NULL. */
static void
take_dublin_core(
        struct facts *facts, const xmlNode *node, enum fact fact, const char *unique)
{
	g_autofree char *text = xmltree_text(node);
	g_autofree char *id = xmltree_attribute(node, "id");

	if (fact == FACT_IDENTIFIERS && unique && g_strcmp0(unique, id) == 0)
		facts_add_first(facts, fact, text);
	else
		facts_add(facts, fact, text);
}

static void
take_element(struct facts *facts, const xmlNode *node, const char *unique)
{
	enum fact fact;

	if (is_named(node, "link"))
		take_link(facts, node);
	else if (is_named(node, "meta"))
		take_meta(facts, node);
	else if (node->ns && xmp_dublin_core((const char *)node->ns->href,
	                             (const char *)node->name, &fact))
		take_dublin_core(facts, node, fact, unique);
}

static void
read_package(struct facts *facts, const struct unzip *unzip, const char *path)
{
	g_autoptr(xmlDoc) doc = read_tree(unzip, path, PACKAGE_MOST, facts,
	        N_("the package document is missing, damaged or too large"),
	        N_("the package document is not well-formed XML"));
	xmlNode *root = doc ? xmltree_root(doc) : NULL;
	g_autofree char *unique = xmltree_attribute(root, "unique-identifier");
	g_autofree char *version = xmltree_attribute(root, "version");
	guint n_spine = 0;

	facts_add(facts, FACT_VERSION, version);
	for (xmlNode *node = root; node; node = xmltree_walk(node, root)) {
		n_spine += is_named(node, "itemref");
		take_element(facts, node, unique);
	}
	if (doc)
		facts_add_number(facts, FACT_SPINE, n_spine);
}

/* --- the container -------------------------------------------------------- */

static const char type[] = "application/epub+zip";

/* The first entry of an archive that cannot be opened, where EPUB wants it
 * (OCF 3.3, 4.2.4). */
static gboolean
was_epub(const char *data, gsize size)
{
	const gsize at = 30 + strlen("mimetype");

	return size >= at + strlen(type) && !memcmp(data, "PK\003\004", 4) &&
	       !memcmp(data + at, type, strlen(type));
}

/* Its first entry says what it is; some writers forget it. */
static gboolean
is_epub(const struct unzip *unzip)
{
	g_autoptr(GBytes) bytes = unzip_read(unzip, "mimetype", 1024);
	gsize size = 0;
	gconstpointer data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	return (size >= strlen(type) && !memcmp(data, type, strlen(type))) ||
	       (!bytes && unzip_has(unzip, "META-INF/container.xml"));
}

gboolean
epub_facts(struct facts *facts, GBytes *bytes)
{
	g_autofree char *package = NULL;
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	struct unzip *unzip =
	        size > 4 && !memcmp(data, "PK", 2) ? unzip_open(bytes, NULL) : NULL;

	if (unzip ? !is_epub(unzip) : !was_epub(data, size)) {
		unzip_free(unzip);
		return FALSE;
	}
	facts_add(facts, FACT_FORMAT, "EPUB");
	if (!unzip) {
		facts_unread(facts, N_("the archive is damaged"));
		return TRUE;
	}
	package = package_path(unzip, facts);
	if (package)
		read_package(facts, unzip, package);
	unzip_free(unzip);
	return TRUE;
}
