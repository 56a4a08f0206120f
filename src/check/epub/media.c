/*
 * media.c - media types: which every reading system knows (EPUB 3.3, 3.2), and by which
 * bytes they begin.
 */
#include "check/epub/edition.h"

#include <string.h>

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

void
media_check(struct edition *publication, const struct item *item)
{
	gboolean known = FALSE;
	g_autoptr(GBytes) bytes = NULL;
	gsize size;
	const char *data;

	for (gsize i = 0; i < G_N_ELEMENTS(magics); i++)
		known |= !g_strcmp0(item->media, magics[i].media);
	if (!known)
		return;
	bytes = edition_read(publication, item->path);
	if (!bytes)
		return;
	data = g_bytes_get_data(bytes, &size);
	for (gsize i = 0; i < G_N_ELEMENTS(magics); i++)
		if (!strcmp(item->media, magics[i].media) &&
		        size >= magics[i].offset + magics[i].length &&
		        !memcmp(data + magics[i].offset, magics[i].magic,
		                magics[i].length))
			return;
	edition_found(publication, RULE_EPUB_MEDIA_MAGIC, item->path, 0, item->media);
}
