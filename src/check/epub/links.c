/*
 * links.c - what points where: is it declared, is it there, may it be elsewhere?
 *
 * Fragments are looked up at the end, when the ids of all documents are known.
 */
#include "check/epub/edition.h"

#include <string.h>

static void
check_remote(struct edition *publication, enum link_kind kind, const char *from, int line,
        const char *reference, unsigned *holds)
{
	if (!g_ascii_strncasecmp(reference, "data:", 5))
		return;
	if (kind == LINK_NAVIGATION)
		edition_found(
		        publication, RULE_EPUB_LINK_NAV_REMOTE, from, line, reference);
	if (kind == LINK_RESOURCE) {
		edition_found(publication, RULE_EPUB_REMOTE, from, line, reference);
		if (holds)
			*holds |= HOLDS_REMOTE;
	}
}

static void
check_local(struct edition *publication, enum link_kind kind, const char *from, int line,
        const char *reference, const char *path)
{
	const struct item *item = g_hash_table_lookup(publication->item_by_path, path);

	if (!edition_entry(publication, path))
		edition_found(publication, RULE_EPUB_LINK_MISSING, from, line, reference);
	else if (!item)
		edition_found(
		        publication, RULE_EPUB_LINK_UNDECLARED, from, line, reference);
	else if (kind != LINK_RESOURCE && media_is_content(item->media) &&
	         !item->in_spine)
		edition_found(publication, RULE_EPUB_LINK_SPINE, from, line, reference);
	else if (kind == LINK_RESOURCE && !media_is_core(item->media) && !item->fallback)
		edition_found(publication, RULE_EPUB_FOREIGN, from, line, item->media);
}

void
links_add(struct edition *publication, enum link_kind kind, const char *from, int line,
        const char *reference, unsigned *holds)
{
	char *path, *fragment;
	enum where where = edition_resolve(from, reference, &path, &fragment);
	struct link *link;

	if (where == WHERE_REMOTE) {
		check_remote(publication, kind, from, line, reference, holds);
		return;
	}
	if (where == WHERE_BAD || (kind == LINK_RESOURCE && !*reference)) {
		edition_found(publication, RULE_EPUB_HREF, from, line, reference);
		g_free(path);
		g_free(fragment);
		return;
	}
	check_local(publication, kind, from, line, reference, path);
	if (!fragment || !*fragment) {
		g_free(path);
		g_free(fragment);
		return;
	}
	link = g_new0(struct link, 1);
	link->from = g_strdup(from);
	link->line = line;
	link->path = path;
	link->fragment = fragment;
	g_ptr_array_add(publication->links, link);
}

void
links_check(struct edition *publication)
{
	for (guint i = 0; i < publication->links->len; i++) {
		const struct link *link = publication->links->pdata[i];
		GHashTable *ids = g_hash_table_lookup(publication->ids, link->path);

		if (ids && !g_hash_table_contains(ids, link->fragment) &&
		        !strchr(link->fragment, '('))
			edition_found(publication, RULE_EPUB_FRAGMENT, link->from,
			        link->line, link->fragment);
	}
}

/* --- style sheets --------------------------------------------------------- */

/* The text without its comments and with one blank for each; caller frees. */
static GString *
without_comments(const char *text)
{
	GString *out = g_string_new(NULL);

	while (*text) {
		if (text[0] == '/' && text[1] == '*') {
			const char *end = strstr(text + 2, "*/");

			text = end ? end + 2 : text + strlen(text);
			g_string_append_c(out, ' ');
		} else {
			g_string_append_c(out, *text++);
		}
	}
	return out;
}

/* The words up to an end, without blanks and quotation marks; caller frees. */
static char *
unquoted(const char *start, gsize length)
{
	char *text = g_strstrip(g_strndup(start, length));
	gsize n = strlen(text);

	if (n >= 2 && (*text == '"' || *text == '\'') && text[n - 1] == *text) {
		memmove(text, text + 1, n - 2);
		text[n - 2] = '\0';
	}
	return text;
}

/* Braces, and no quotation mark left open. */
static gboolean
is_balanced(const char *text)
{
	int depth = 0;

	for (; *text; text++) {
		if (*text == '"' || *text == '\'') {
			char quote = *text++;

			while (*text && *text != quote)
				text += *text == '\\' && text[1] ? 2 : 1;
			if (!*text)
				return FALSE;
		}
		depth += *text == '{';
		depth -= *text == '}';
		if (depth < 0)
			return FALSE;
	}
	return depth == 0;
}

/* Properties that would take the direction from the text (6.3.1.2). */
static gboolean
has_property(const char *text, const char *name)
{
	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
		const char *after = at + strlen(name);

		after += strspn(after, " \t\r\n");
		if (*after == ':' && (at == text || strchr("{; \t\r\n", at[-1])))
			return TRUE;
	}
	return FALSE;
}

void
links_add_css(
        struct edition *publication, const char *from, const char *text, unsigned *holds)
{
	g_autoptr(GString) css = without_comments(text);

	for (const char *at = css->str; (at = strstr(at, "url(")); at++) {
		const char *start = at + strlen("url("), *end = strchr(start, ')');
		g_autofree char *reference = NULL;

		if (!end)
			break;
		reference = unquoted(start, (gsize)(end - start));
		if (*reference != '#')
			links_add(publication, LINK_RESOURCE, from, 0, reference, holds);
	}
	for (const char *at = css->str; (at = strstr(at, "@import")); at++) {
		const char *start = at + strlen("@import");
		gsize length = strcspn(start, ";");
		g_autofree char *reference = unquoted(start, length);

		if (!g_str_has_prefix(reference, "url("))
			links_add(publication, LINK_RESOURCE, from, 0, reference, holds);
	}
	if (!is_balanced(css->str))
		edition_found(publication, RULE_EPUB_CSS, from, 0, NULL);
	if (has_property(css->str, "direction") || has_property(css->str, "unicode-bidi"))
		edition_found(publication, RULE_EPUB_CSS_PROPERTY, from, 0, NULL);
}
