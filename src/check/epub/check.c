/*
 * check.c - the parts of the check of an EPUB, from the outside in.
 */
#include "check/epub/check.h"

#include "check/epub/edition.h"

#include <string.h>

static void
check_style(struct edition *publication, const struct item *item)
{
	g_autoptr(GBytes) bytes = edition_read(publication, item->path);
	gsize size;
	const char *text;

	if (!bytes)
		return;
	text = g_bytes_get_data(bytes, &size);
	if (!g_utf8_validate(text, (gssize)size, NULL))
		edition_found(publication, RULE_EPUB_CSS, item->path, 0, NULL);
	else
		links_add_css(publication, item->path, text, NULL);
}

static void
check_item(struct edition *publication, const struct item *item)
{
	if (!edition_entry(publication, item->path) || !item->media)
		return;
	media_check(publication, item);
	if (!strcmp(item->media, "text/css"))
		check_style(publication, item);
	else if (publication->depth == EPUB_WHOLE && media_is_content(item->media))
		document_check(publication, item);
}

gboolean
epub_check_ready(GError **error)
{
	return unzip_ready(error) && xmltree_ready(error);
}

void
epub_check(GBytes *bytes, enum epub_depth depth, struct findings *findings)
{
	struct edition *publication = edition_new(bytes, depth, findings);

	if (container_check(publication) && package_check(publication)) {
		navigation_check(publication);
		for (guint i = 0; i < publication->items->len; i++)
			check_item(publication, publication->items->pdata[i]);
		links_check(publication);
	}
	edition_free(publication);
}
