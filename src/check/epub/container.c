/*
 * container.c - the ZIP archive as a container (EPUB 3.3, 4): the first entry, the names
 * of files, container.xml.
 */
#include "check/epub/edition.h"

#include <string.h>

#define CONTAINER_NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:container"
#define CONTAINER_FILE "META-INF/container.xml"
#define MEDIA_TYPE "application/epub+zip"

enum { ENTRIES = 200000, NAME_BYTES = 65535, LOCAL_HEADER = 30 };

static void
found(struct edition *publication, enum rule rule, const char *path, const char *detail)
{
	edition_found(publication, rule, path, 0, detail);
}

/* The first local header (APPNOTE, 4.3.7): "mimetype", stored, nothing extra, and the
 * media type right behind it. */
static void
check_first(struct edition *publication)
{
	gsize size, n = strlen(MEDIA_TYPE);
	const guint8 *data = g_bytes_get_data(publication->bytes, &size);
	guint name, extra, method;

	if (size < LOCAL_HEADER + 8 + n || memcmp(data, "PK\003\004", 4)) {
		found(publication, RULE_EPUB_MIMETYPE_FIRST, NULL, NULL);
		return;
	}
	method = data[8] | (guint)data[9] << 8;
	name = data[26] | (guint)data[27] << 8;
	extra = data[28] | (guint)data[29] << 8;
	if (name != 8 || memcmp(data + LOCAL_HEADER, "mimetype", 8)) {
		found(publication, RULE_EPUB_MIMETYPE_FIRST, NULL, NULL);
		return;
	}
	if (method || extra)
		found(publication, RULE_EPUB_MIMETYPE_PLAIN, "mimetype", NULL);
	else if (memcmp(data + LOCAL_HEADER + 8, MEDIA_TYPE, n) ||
	         (data[22] | (guint)data[23] << 8) != n)
		found(publication, RULE_EPUB_MIMETYPE, "mimetype", NULL);
}

/* --- files -------------------------------------------------------------- */

static gboolean
is_forbidden(gunichar c)
{
	return (c < 128 && c && strchr("\"*:<>?\\|", (int)c)) || c < 0x20 ||
	       (c >= 0x7f && c < 0xa0) || (c >= 0xe000 && c < 0xf900) ||
	       (c >= 0xfdd0 && c <= 0xfdef) || (c >= 0xfff0 && c <= 0xffff) ||
	       c >= 0xe0000;
}

static void
check_name(struct edition *publication, const char *path)
{
	gboolean wrong = !*path || *path == '/' || strstr(path, "//") != NULL ||
	                 strstr(path, "../") != NULL;
	const char *base = strrchr(path, '/');

	if (!g_utf8_validate(path, -1, NULL)) {
		found(publication, RULE_EPUB_NAME, path, NULL);
		return;
	}
	for (const char *c = path; *c; c = g_utf8_next_char(c))
		wrong |= is_forbidden(g_utf8_get_char(c));
	base = base ? base + 1 : path;
	wrong |= *base && base[strlen(base) - 1] == '.';
	if (wrong)
		found(publication, RULE_EPUB_NAME, path, NULL);
	else if (strchr(path, ' '))
		found(publication, RULE_EPUB_NAME_BLANK, path, NULL);
}

/* Names must differ even when case and normalisation are ignored (4.2.3). */
static void
check_unique(struct edition *publication, GHashTable *folded, const char *path)
{
	g_autofree char *lower = g_utf8_casefold(path, -1);
	char *normal = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL_COMPOSE);

	if (!normal)
		return;
	if (g_hash_table_contains(folded, normal))
		found(publication, RULE_EPUB_NAME_TWICE, path, NULL);
	g_hash_table_add(folded, normal);
}

static void
add_entry(struct edition *publication, GHashTable *folded, guint64 index,
        const struct unzip_entry *stated)
{
	struct entry *entry;

	check_name(publication, stated->name);
	if (g_utf8_validate(stated->name, -1, NULL))
		check_unique(publication, folded, stated->name);
	if (!stated->plain)
		found(publication, RULE_EPUB_METHOD, stated->name, NULL);
	if (g_str_has_suffix(stated->name, "/"))
		return;
	entry = g_new0(struct entry, 1);
	entry->path = g_strdup(stated->name);
	entry->index = index;
	entry->size = stated->size;
	g_ptr_array_add(publication->entries, entry);
	g_hash_table_insert(publication->by_path, entry->path, entry);
}

static void
list_entries(struct edition *publication)
{
	guint64 n = MIN(unzip_length(publication->unzip), ENTRIES);
	g_autoptr(GHashTable) folded =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct unzip_entry stated;

	for (guint64 i = 0; i < n; i++)
		if (unzip_at(publication->unzip, i, &stated))
			add_entry(publication, folded, i, &stated);
}

static gboolean
open_archive(struct edition *publication)
{
	g_autofree char *words = NULL;

	publication->unzip = unzip_open(publication->bytes, &words);
	if (!publication->unzip)
		found(publication, RULE_EPUB_ZIP, NULL, words);
	return publication->unzip != NULL;
}

/* --- container.xml ------------------------------------------------------- */

/* The package document that the first rootfile names. */
static void
read_rootfiles(struct edition *publication, const xmlDoc *doc)
{
	xmlNode *root = xmltree_root(doc);
	const xmlNode *list = xmltree_child(root, CONTAINER_NAMESPACE, "rootfiles");

	for (xmlNode *node = xmltree_first(list); node; node = xmltree_next(node)) {
		g_autofree char *path = xmltree_attribute(node, "full-path");
		g_autofree char *media = xmltree_attribute(node, "media-type");

		if (!xmltree_is(node, CONTAINER_NAMESPACE, "rootfile") ||
		        g_strcmp0(media, "application/oebps-package+xml") || !path)
			edition_found(publication, RULE_EPUB_ROOTFILE, CONTAINER_FILE,
			        xmltree_line(node), NULL);
		else if (!publication->package)
			publication->package = g_steal_pointer(&path);
	}
}

gboolean
container_check(struct edition *publication)
{
	g_autoptr(xmlDoc) doc = NULL;

	check_first(publication);
	if (!open_archive(publication))
		return FALSE;
	list_entries(publication);
	if (!edition_entry(publication, CONTAINER_FILE)) {
		found(publication, RULE_EPUB_CONTAINER, NULL, NULL);
		return FALSE;
	}
	doc = edition_xml(publication, CONTAINER_FILE);
	if (!doc)
		return FALSE;
	read_rootfiles(publication, doc);
	if (!edition_entry(publication, publication->package)) {
		found(publication, RULE_EPUB_PACKAGE, CONTAINER_FILE,
		        publication->package);
		return FALSE;
	}
	return TRUE;
}
