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
#include "base/xml_read.h"

#include <string.h>

enum { CONTAINER_MOST = 1 << 20, PACKAGE_MOST = 16 << 20, TEXT_MOST = 64 * 1024 };

struct reading {
	struct facts *facts;
	GString *text;
	char *unique; /* id of the identifier */
	guint n_spine;
	guint depth, inside; /* depth of the element whose text is wanted, or 0 */
	enum fact fact;
	gboolean first;
	char *prefix;  /* of the value, as "accessMode"; or NULL */
	char *package; /* path of the package document, from the container */
};

/* --- META-INF/container.xml ----------------------------------------------- */

static void
open_container(gpointer user, const struct xml_element *element)
{
	struct reading *reading = user;
	const char *path = xml_attribute_find(element, "full-path");
	const char *type = xml_attribute_find(element, "media-type");

	if (!reading->package && path && !strcmp(element->name, "rootfile") &&
	        (!type || !strcmp(type, "application/oebps-package+xml")))
		reading->package = g_strdup(path);
}

static void
pass_text(gpointer user, const char *text)
{
}

static void
pass_close(gpointer user)
{
}

/* --- the package document ------------------------------------------------- */

static void
want_text(struct reading *reading, enum fact fact, gboolean first, const char *prefix)
{
	reading->inside = reading->depth;
	reading->fact = fact;
	reading->first = first;
	g_free(reading->prefix);
	reading->prefix = g_strdup(prefix);
	g_string_truncate(reading->text, 0);
}

static void
add_value(struct reading *reading, enum fact fact, const char *prefix, const char *value)
{
	g_autofree char *both = prefix ? g_strconcat(prefix, ": ", value, NULL) : NULL;

	facts_add(reading->facts, fact, both ? both : value);
}

/* The part of "schema:accessMode" or "a11y:certifiedBy" behind the prefix, or NULL. */
static const char *
accessibility_name(const char *property)
{
	if (g_str_has_prefix(property, "schema:access"))
		return property + strlen("schema:");
	return g_str_has_prefix(property, "a11y:") ? property + strlen("a11y:") : NULL;
}

/* <meta name="…" content="…"/> of EPUB 2. */
static void
open_old_meta(
        struct reading *reading, const struct xml_element *element, const char *name)
{
	const char *content = xml_attribute_find(element, "content");

	if (!content)
		return;
	if (!strcmp(name, "generator"))
		add_value(reading, FACT_GENERATOR, NULL, content);
	else if (accessibility_name(name))
		add_value(reading, FACT_ACCESSIBILITY, accessibility_name(name), content);
}

static void
open_meta(struct reading *reading, const struct xml_element *element)
{
	const char *property = xml_attribute_find(element, "property");
	const char *name = xml_attribute_find(element, "name");

	if (xml_attribute_find(element, "refines"))
		return;
	if (name)
		open_old_meta(reading, element, name);
	if (!property)
		return;
	if (!strcmp(property, "dcterms:modified"))
		want_text(reading, FACT_MODIFIED, FALSE, NULL);
	else if (!strcmp(property, "dcterms:conformsTo"))
		want_text(reading, FACT_CONFORMANCE, FALSE, NULL);
	else if (accessibility_name(property))
		want_text(
		        reading, FACT_ACCESSIBILITY, FALSE, accessibility_name(property));
}

static void
open_link(struct reading *reading, const struct xml_element *element)
{
	const char *relation = xml_attribute_find(element, "rel");
	const char *address = xml_attribute_find(element, "href");

	if (address && g_strcmp0(relation, "dcterms:conformsTo") == 0)
		add_value(reading, FACT_CONFORMANCE, NULL, address);
}

static void
open_package(struct reading *reading, const struct xml_element *element)
{
	facts_add(reading->facts, FACT_VERSION, xml_attribute_find(element, "version"));
	if (!reading->unique)
		reading->unique =
		        g_strdup(xml_attribute_find(element, "unique-identifier"));
}

static void
open_element(gpointer user, const struct xml_element *element)
{
	struct reading *reading = user;
	const char *name = element->name;
	enum fact fact;

	reading->depth++;
	if (!strcmp(name, "package"))
		open_package(reading, element);
	else if (!strcmp(name, "itemref"))
		reading->n_spine++;
	else if (!strcmp(name, "link"))
		open_link(reading, element);
	else if (!strcmp(name, "meta"))
		open_meta(reading, element);
	else if (xmp_dublin_core(element->space, name, &fact))
		want_text(reading, fact,
		        fact == FACT_IDENTIFIERS && reading->unique &&
		                !g_strcmp0(reading->unique,
		                        xml_attribute_find(element, "id")),
		        NULL);
}

static void
add_text(gpointer user, const char *text)
{
	struct reading *reading = user;

	if (reading->inside && reading->text->len < TEXT_MOST)
		g_string_append_len(reading->text, text, strnlen(text, TEXT_MOST));
}

static void
close_element(gpointer user)
{
	struct reading *reading = user;

	if (reading->inside && reading->depth == reading->inside) {
		if (reading->first)
			facts_add_first(
			        reading->facts, reading->fact, reading->text->str);
		else
			add_value(reading, reading->fact, reading->prefix,
			        reading->text->str);
		reading->inside = 0;
	}
	reading->depth--;
}

/* --- the container -------------------------------------------------------- */

static void
read_package(struct reading *reading, const struct unzip *unzip)
{
	static const struct xml_handler handler = {open_element, add_text, close_element};
	g_autoptr(GBytes) bytes =
	        reading->package ? unzip_read(unzip, reading->package, PACKAGE_MOST)
	                         : NULL;
	gsize size;
	gconstpointer data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	if (!data)
		facts_unread(reading->facts,
		        N_("the package document is missing, damaged or too large"));
	else if (!xml_read(data, size, &handler, reading))
		facts_unread(reading->facts,
		        N_("the package document is not well-formed XML"));
	if (data)
		facts_add_number(reading->facts, FACT_SPINE, reading->n_spine);
}

static void
read_container(struct reading *reading, const struct unzip *unzip)
{
	static const struct xml_handler handler = {open_container, pass_text, pass_close};
	g_autoptr(GBytes) bytes =
	        unzip_read(unzip, "META-INF/container.xml", CONTAINER_MOST);
	gsize size;
	gconstpointer data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	if (!data || !xml_read(data, size, &handler, reading) || !reading->package)
		facts_unread(reading->facts, N_("META-INF/container.xml, which leads to "
		                                "the package document"));
}

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
	struct reading reading = {.facts = facts};
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
	reading.text = g_string_new(NULL);
	read_container(&reading, unzip);
	if (reading.package)
		read_package(&reading, unzip);
	unzip_free(unzip);
	g_string_free(reading.text, TRUE);
	g_free(reading.unique);
	g_free(reading.prefix);
	g_free(reading.package);
	return TRUE;
}
