/*
 * edition.c - files and references of a publication.
 */
#include "check/epub/edition.h"

#include <string.h>

enum { FILE_MIB = 32 };

static void
entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->path);
	g_free(entry);
}

static void
item_free(gpointer data)
{
	struct item *item = data;

	g_free(item->id);
	g_free(item->href);
	g_free(item->path);
	g_free(item->media);
	g_free(item->properties);
	g_free(item->fallback);
	g_free(item);
}

static void
link_free(gpointer data)
{
	struct link *link = data;

	g_free(link->from);
	g_free(link->path);
	g_free(link->fragment);
	g_free(link);
}

struct edition *
edition_new(GBytes *bytes, enum epub_depth depth, struct findings *findings)
{
	struct edition *publication = g_new0(struct edition, 1);

	publication->bytes = bytes;
	publication->depth = depth;
	publication->findings = findings;
	publication->entries = g_ptr_array_new_with_free_func(entry_free);
	publication->by_path = g_hash_table_new(g_str_hash, g_str_equal);
	publication->items = g_ptr_array_new_with_free_func(item_free);
	publication->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	publication->item_by_path = g_hash_table_new(g_str_hash, g_str_equal);
	publication->links = g_ptr_array_new_with_free_func(link_free);
	publication->ids = g_hash_table_new_full(
	        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
	publication->linked =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return publication;
}

void
edition_free(struct edition *publication)
{
	unzip_free(publication->unzip);
	g_hash_table_unref(publication->linked);
	g_hash_table_unref(publication->ids);
	g_ptr_array_unref(publication->links);
	g_hash_table_unref(publication->item_by_path);
	g_hash_table_unref(publication->by_id);
	g_ptr_array_unref(publication->items);
	g_hash_table_unref(publication->by_path);
	g_ptr_array_unref(publication->entries);
	g_free(publication->package);
	g_free(publication->identifier);
	g_free(publication);
}

void
edition_found(struct edition *publication, enum rule rule, const char *path, int line,
        const char *detail)
{
	struct spot spot = {.path = path, .line = line};

	findings_add(publication->findings, rule, &spot, detail);
}

/* --- files -------------------------------------------------------------- */

struct entry *
edition_entry(const struct edition *publication, const char *path)
{
	return path ? g_hash_table_lookup(publication->by_path, path) : NULL;
}

GBytes *
edition_read(struct edition *publication, const char *path)
{
	const struct entry *entry = edition_entry(publication, path);
	GBytes *bytes;

	if (!entry)
		return NULL;
	if (entry->size > (guint64)FILE_MIB << 20) {
		edition_found(publication, RULE_EPUB_SIZE, path, 0, NULL);
		return NULL;
	}
	bytes = unzip_read_at(publication->unzip, entry->index, entry->size);
	if (bytes && g_bytes_get_size(bytes) != entry->size)
		g_clear_pointer(&bytes, g_bytes_unref);
	if (!bytes)
		edition_found(publication, RULE_EPUB_ENTRY, path, 0, NULL);
	return bytes;
}

/* The declaration of a document type with a system or public identifier, or with
 * entities of other files. */
static void
check_doctype(struct edition *publication, const char *path, const xmlDoc *doc)
{
	const xmlDtd *dtd = doc->intSubset;
	const char *system = dtd ? (const char *)dtd->SystemID : NULL;

	if (dtd &&
	        (dtd->ExternalID || (system && strcmp(system, "about:legacy-compat"))) &&
	        g_strcmp0((const char *)dtd->name, "ncx"))
		edition_found(publication, RULE_EPUB_DOCTYPE, path, 0, NULL);
	for (const xmlNode *node = dtd ? dtd->children : NULL; node; node = node->next)
		if (node->type == XML_ENTITY_DECL && ((const xmlEntity *)node)->SystemID)
			edition_found(publication, RULE_EPUB_ENTITY, path, 0,
			        (const char *)node->name);
}

xmlDoc *
edition_xml(struct edition *publication, const char *path)
{
	g_autoptr(GBytes) bytes = edition_read(publication, path);
	g_autofree char *words = NULL;
	gsize size;
	gconstpointer data;
	xmlDoc *doc;
	int line;

	if (!bytes)
		return NULL;
	data = g_bytes_get_data(bytes, &size);
	doc = xmltree_read(data, size, &words, &line);
	if (!doc) {
		edition_found(publication, RULE_EPUB_XML, path, line, words);
		return NULL;
	}
	if (doc->encoding && g_ascii_strcasecmp((const char *)doc->encoding, "UTF-8") &&
	        g_ascii_strncasecmp((const char *)doc->encoding, "UTF-16", 6))
		edition_found(publication, RULE_EPUB_ENCODING, path, 0,
		        (const char *)doc->encoding);
	check_doctype(publication, path, doc);
	return doc;
}

/* --- references --------------------------------------------------------- */

/* "EPUB/text/../nav.xhtml" to "EPUB/nav.xhtml"; NULL: it leads out of the container. */
static char *
normal_path(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (char **part = parts; *part; part++) {
		if (!strcmp(*part, "..")) {
			if (!kept->len)
				return NULL;
			g_ptr_array_set_size(kept, (gint)kept->len - 1);
		} else if (strcmp(*part, ".") && (**part || !part[1])) {
			g_ptr_array_add(kept, *part);
		}
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

/* How long the scheme is, with its colon; 0: there is none. */
static gsize
scheme_length(const char *reference)
{
	gsize n = strspn(reference, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                            "0123456789+-.");

	return n && g_ascii_isalpha(*reference) && reference[n] == ':' ? n + 1 : 0;
}

enum where
edition_resolve(const char *base, const char *reference, char **path, char **fragment)
{
	g_autofree char *copy = g_strstrip(g_strdup(reference));
	g_autofree char *plain = NULL, *joined = NULL, *folder = NULL;
	char *hash, *query;

	*path = *fragment = NULL;
	if (scheme_length(copy) || g_str_has_prefix(copy, "//"))
		return g_ascii_strncasecmp(copy, "file:", 5) ? WHERE_REMOTE : WHERE_BAD;
	if (*copy == '/')
		return WHERE_BAD;
	hash = strchr(copy, '#');
	if (hash)
		*hash++ = '\0';
	query = strchr(copy, '?');
	if (query)
		*query = '\0';
	plain = g_uri_unescape_string(copy, NULL);
	if (!plain)
		return WHERE_BAD;
	folder = g_path_get_dirname(base);
	joined = !*plain                ? g_strdup(base)
	         : !strcmp(folder, ".") ? g_strdup(plain)
	                                : g_strconcat(folder, "/", plain, NULL);
	*path = normal_path(joined);
	if (!*path)
		return WHERE_BAD;
	if (hash)
		*fragment = g_uri_unescape_string(hash, NULL);
	return WHERE_LOCAL;
}

/* --- words -------------------------------------------------------------- */

gboolean
edition_has_word(const char *list, const char *word)
{
	gsize n = strlen(word);

	for (; list && *list; list += strcspn(list, " \t\r\n")) {
		list += strspn(list, " \t\r\n");
		if (!strncmp(list, word, n) && (!list[n] || strchr(" \t\r\n", list[n])))
			return TRUE;
	}
	return FALSE;
}

gboolean
edition_is_language(const char *tag)
{
	g_auto(GStrv) subtags = g_strsplit(tag, "-", -1);

	for (guint i = 0; subtags[i]; i++) {
		gsize n = strlen(subtags[i]);

		if (n < 1 || n > 8)
			return FALSE;
		for (const char *c = subtags[i]; *c; c++)
			if (!g_ascii_isalnum(*c) || (!i && !g_ascii_isalpha(*c)))
				return FALSE;
		if (!i && (n == 1 ? !strchr("xXiI", *subtags[0]) || !subtags[1] : n > 3))
			return FALSE;
	}
	return subtags[0] != NULL;
}
