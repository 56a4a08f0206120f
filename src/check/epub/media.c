/*
 * media.c - media types: which every reading system knows (EPUB 3.3, 3.2), and by which
 * bytes they begin.
 */
#include "check/epub/edition.h"

#include <string.h>

enum { HEAD = 16 }; /* bytes, more than any row of magics asks for */

static const char *const core[] = {"image/gif", "image/jpeg", "image/png",
        "image/svg+xml", "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg",
        "audio/ogg; codecs=opus", "text/css", "font/ttf", "application/font-sfnt",
        "font/otf", "application/vnd.ms-opentype", "font/woff", "application/font-woff",
        "font/woff2", "application/xhtml+xml", "application/javascript",
        "application/ecmascript", "text/javascript", "application/x-dtbncx+xml",
        "application/smil+xml", NULL};

/* What the bytes of a type begin with, at an offset; a type may have several rows. */
static const struct {
	const char *media, *magic;
	gsize length, offset;
} magics[] = {
        {"image/gif", "GIF8", 4, 0},
        {"image/jpeg", "\xff\xd8\xff", 3, 0},
        {"image/png", "\x89PNG\r\n\x1a\n", 8, 0},
        {"image/webp", "WEBP", 4, 8},
        {"font/ttf", "\0\1\0\0", 4, 0},
        {"font/ttf", "true", 4, 0},
        {"font/otf", "OTTO", 4, 0},
        {"font/otf", "\0\1\0\0", 4, 0},
        {"application/vnd.ms-opentype", "OTTO", 4, 0},
        {"application/vnd.ms-opentype", "\0\1\0\0", 4, 0},
        {"application/font-sfnt", "\0\1\0\0", 4, 0},
        {"application/font-sfnt", "OTTO", 4, 0},
        {"font/woff", "wOFF", 4, 0},
        {"application/font-woff", "wOFF", 4, 0},
        {"font/woff2", "wOF2", 4, 0},
};

gboolean
media_is_core(const char *media)
{
	return media && g_strv_contains(core, media);
}

gboolean
media_is_content(const char *media)
{
	return !g_strcmp0(media, "application/xhtml+xml") ||
	       !g_strcmp0(media, "image/svg+xml");
}

/* Do the bytes begin as those of the type do? TRUE also of a type without a row. */
static gboolean
begins_rightly(const char *media, const char *data, gsize size)
{
	gboolean known = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(magics); i++) {
		const gsize end = magics[i].offset + magics[i].length;

		if (strcmp(media, magics[i].media))
			continue;
		known = TRUE;
		if (size >= end && !memcmp(data + magics[i].offset, magics[i].magic,
		                           magics[i].length))
			return TRUE;
	}
	return !known;
}

static gboolean
is_read_elsewhere(const char *media)
{
	return media_is_content(media) || !strcmp(media, "text/css") ||
	       !strcmp(media, "application/x-dtbncx+xml");
}

void
media_check(struct edition *publication, const struct item *item)
{
	const struct entry *entry = edition_entry(publication, item->path);
	char head[HEAD];
	gsize size = unzip_head(publication->unzip, entry->index, head, sizeof(head));

	if (!begins_rightly(item->media, head, size))
		edition_found(
		        publication, RULE_EPUB_MEDIA_MAGIC, item->path, 0, item->media);
	if (publication->depth == EPUB_WHOLE && !is_read_elsewhere(item->media) &&
	        !unzip_is_whole(publication->unzip, entry->index))
		edition_found(publication, RULE_EPUB_ENTRY, item->path, 0, NULL);
}
