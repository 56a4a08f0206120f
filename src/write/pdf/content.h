/*
 * content.h - one page as a content stream (ISO 32000-1, 7.8.2), tagged.
 *
 * The state of the writer between the operators of one page; it is reused from page to
 * page.
 */
#ifndef ANBAN_WRITE_PDF_CONTENT_H
#define ANBAN_WRITE_PDF_CONTENT_H

#include "typeset/pages.h"
#include "write/pdf/embed.h"
#include "write/pdf/hidden.h"
#include "write/pdf/places.h"
#include "write/pdf/raster.h"
#include "write/pdf/selfcheck.h"

#include <glib.h>

struct content;

/* Notes the glyphs it shows in embed and hidden, pictures in rasters, the marks in
 * places; these and the profile must outlive it. */
struct content *content_new(struct embed *embed, struct hidden *hidden,
        struct rasters *rasters, struct places *places, const struct profile *profile);
void content_free(struct content *content);

/* What it has found out about what it drew. Lent. */
struct selfcheck *content_check(const struct content *content);

/* The content stream of a page, whose record was opened in places. Caller owns. */
GString *content_page(
        struct content *content, const struct page *page, struct place_page *place);

#endif
