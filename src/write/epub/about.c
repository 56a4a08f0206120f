/*
 * about.c - what the publication says of itself (EPUB 3.3, 5.5): identifier, titles,
 * languages, dates, sources.
 *
 * Values are the tree's: of an article, or of a book and all its articles, every value
 * once. Unknown is left out.
 */
#include "write/epub/publication.h"

#include <string.h>

static void
write_dc(struct xml *xml, const char *element, const char *id, const char *text)
{
	if (publication_is_blank(text))
		return;
	xml_open(xml, element);
	if (id)
		xml_attribute(xml, "id", id);
	xml_text(xml, text);
	xml_close(xml);
	xml_newline(xml);
}

void
about_property(
        struct xml *xml, const char *property, const char *refines, const char *text)
{
	xml_open(xml, "meta");
	if (refines)
		xml_attribute(xml, "refines", refines);
	xml_attribute(xml, "property", property);
	xml_text(xml, text);
	xml_close(xml);
	xml_newline(xml);
}

/* For reading systems of EPUB 2. */
static void
write_named(struct xml *xml, const char *name, const char *content)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "name", name);
	xml_attribute(xml, "content", content);
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
		g_ptr_array_add(values, g_strdup(value));
}

static void
add_sources(GPtrArray *values, const struct node *node)
{
	const struct meta *meta = node->meta;

	for (guint i = 0; meta && meta->sources && i < meta->sources->len; i++)
		add_once(values, meta->sources->pdata[i]);
}

static void
add_publisher(GPtrArray *values, const struct node *node)
{
	if (node->meta)
		add_once(values, node->meta->publisher);
}

static void
add_rights(GPtrArray *values, const struct node *node)
{
	if (node->meta)
		add_once(values, node->meta->rights);
}

static void
add_subjects(GPtrArray *values, const struct node *node)
{
	const char *subjects = node->meta ? node->meta->subjects : NULL;
	g_auto(GStrv) words = g_strsplit(subjects ? subjects : "", ",", -1);

	for (guint i = 0; words[i]; i++)
		add_once(values, g_strstrip(words[i]));
}

static void
add_language(GPtrArray *values, const struct node *node)
{
	add_once(values, publication_language(node));
}

static void
write_collected(const struct publication *publication, struct xml *xml,
        const char *element, void (*add)(GPtrArray *, const struct node *))
{
	g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

	add(values, publication->root);
	for (guint i = 0; i < publication->articles->len; i++)
		add(values, publication->articles->pdata[i]);
	for (guint i = 0; i < values->len; i++)
		write_dc(xml, element, NULL, values->pdata[i]);
}

/* --- metadata ----------------------------------------------------------- */

static void
write_identifier(const struct publication *publication, struct xml *xml)
{
	g_autofree char *identifier = identity_of(publication);

	write_dc(xml, "dc:identifier", "id", identifier);
}

/* The title as shown, and as it was typed where that is something else. */
static void
write_titles(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;
	const char *title = publication_title(publication->root);

	write_dc(xml, "dc:title", "title", title);
	about_property(xml, "title-type", "#title", "main");
	if (!meta)
		return;
	if (!publication_is_blank(meta->title) && strcmp(meta->title, title) != 0)
		about_property(xml, "dcterms:alternative", "#title", meta->title);
	if (!publication_is_blank(meta->subtitle)) {
		write_dc(xml, "dc:title", "subtitle", meta->subtitle);
		about_property(xml, "title-type", "#subtitle", "subtitle");
	}
}

static void
write_series(struct xml *xml, const char *series)
{
	if (publication_is_blank(series))
		return;
	xml_open(xml, "meta");
	xml_attribute(xml, "id", "series");
	xml_attribute(xml, "property", "belongs-to-collection");
	xml_text(xml, series);
	xml_close(xml);
	xml_newline(xml);
	about_property(xml, "collection-type", "#series", "series");
}

static void
write_dates(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;
	g_autofree char *published = meta ? date_iso(&meta->published) : NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(publication->modified);
	g_autofree char *modified = g_date_time_format(utc, "%C%y-%m-%dT%H:%M:%SZ");

	write_dc(xml, "dc:date", NULL, published);
	about_property(xml, "dcterms:modified", NULL, modified);
}

void
about_write(const struct publication *publication, struct xml *xml)
{
	const struct meta *meta = publication->root->meta;

	write_identifier(publication, xml);
	write_titles(publication, xml);
	write_series(xml, meta ? meta->series : NULL);
	write_collected(publication, xml, "dc:language", add_language);
	write_dates(publication, xml);
	people_write(publication, xml);
	write_collected(publication, xml, "dc:publisher", add_publisher);
	write_collected(publication, xml, "dc:rights", add_rights);
	write_collected(publication, xml, "dc:subject", add_subjects);
	write_collected(publication, xml, "dc:source", add_sources);
	write_named(xml, "generator", publication->job.generator);
	if (publication->job.cover)
		write_named(xml, "cover", "cover-image");
}
