/*
 * publication.h - the parts of the EPUB writer and what they share (not for other
 * folders).
 *
 *   epub.c         the writer: which files go into the container, in which order
 *   publication.c  what the parts ask of the tree: articles, titles, dates
 *   package.c      the package document (OPF): metadata, manifest, spine
 *   identity.c       the identifier made from the content
 *   nav.c          the navigation document
 *   chapter.c      the XHTML document of an article; the title page
 *   inline.c         text with its spans and no-break places
 *   marks.c            where these are (marks.h)
 *   xhtml.c          what all XHTML documents begin with
 *   css.c          the style sheet
 *   naming.c       how CSS calls the roles
 *   fontset.c      the fonts: characters by face, subsets
 *   gallery.c      the pictures: as they are, or made into what readers know
 */
#ifndef ANBAN_WRITE_EPUB_PUBLICATION_H
#define ANBAN_WRITE_EPUB_PUBLICATION_H

#include "article/figures.h"
#include "base/xml.h"
#include "image/image.h"
#include "style/role.h"
#include "style/style.h"
#include "write/writer.h"

/* A font file of the publication. */
struct embedded_font {
	const struct family_face *face;
	GBytes *file; /* the subset */
};

/* A picture of the publication. */
struct embedded_picture {
	const struct image *image;
	char *file; /* "images/picture-0001.jpg" */
	enum image_format format;
	gboolean as_it_is; /* the file itself; else decoded and written anew */
};

struct publication {
	struct write_job job;
	const struct node *root;
	gboolean is_book;    /* several articles, a title page, contents */
	GPtrArray *articles; /* of const struct node *, in reading order */
	GArray *fonts;    /* of struct embedded_font, in the order of the family table */
	GArray *pictures; /* of struct embedded_picture, in order of their first figure */
	GError *error;    /* a picture could not be read again; NULL: none */
	gint64 modified;  /* seconds since 1970 in UTC */
};

/* --- publication.c ------------------------------------------------------ */

/* FALSE, with a diagnostic reported, if a font cannot be used. */
struct publication *publication_new(const struct write_job *job);
void publication_free(struct publication *publication);
/* The title as shown, of an article or of the book; never blank. */
const char *publication_title(const struct node *node);
/* The language of an article or book: a well-formed tag. */
const char *publication_language(const struct node *node);
/* Nothing to show: NULL or only blanks. */
gboolean publication_is_blank(const char *text);
/* "article-0001.xhtml"; index from 0. Caller frees. */
char *publication_file(guint index);

/* --- the documents ---------------------------------------------------------------------
 */

/* Files of the EPUB folder, named here only. */
#define PACKAGE_FILE "package.opf"
#define NAV_FILE "nav.xhtml"
#define CSS_FILE "style.css"
#define TITLE_PAGE_FILE "title.xhtml"
#define FONT_FOLDER "fonts/"

GBytes *package_document(const struct publication *publication);
GBytes *nav_document(const struct publication *publication);
GBytes *chapter_document(const struct publication *publication, guint index);
GBytes *chapter_title_page(const struct publication *publication);
GBytes *css_sheet(const struct publication *publication);

/* "urn:uuid:…" of the content (RFC 9562, version 5). Caller frees. */
char *identity_urn(const struct publication *publication);

/* --- xhtml.c ------------------------------------------------------------ */

/* A document up to the open body. */
struct xml *xhtml_begin(const char *title, const char *language);
/* id="n12" */
void xhtml_id(struct xml *xml, guint32 id);
/* lang and xml:lang */
void xhtml_language(struct xml *xml, const char *tag);
/* Is this a well-formed language tag (RFC 5646, language[-script][-region][-variant…])?
 */
gboolean xhtml_language_valid(const char *tag);
/* May this stand in an href: an absolute address of the web or of mail? */
gboolean xhtml_address_valid(const char *address);

/* --- inline.c ----------------------------------------------------------- */

/* The shown text of a node with its spans. A date line becomes a <time> where the article
 * has a date. */
void inline_write(struct xml *xml, const struct node *node);

/* --- naming.c ----------------------------------------------------------- */

/* CSS classes of a role, or NULL: its element alone says it. */
const char *naming_class(enum block_role role);
/* CSS selector of a role; NULL: it does not occur in an EPUB. Caller frees. */
char *naming_selector(enum block_role role);

/* --- fontset.c ---------------------------------------------------------- */

/* The fonts that the publication is shown in. NULL: one cannot be used, reported. */
GArray *fontset_make(const struct publication *publication);

/* --- gallery.c ---------------------------------------------------------- */

/* The pictures of all figures, each once. */
GArray *gallery_make(const struct publication *publication);
/* Name of a picture's file in the publication. */
const char *gallery_file(
        const struct publication *publication, const struct image *image);
/* The content of that file; sets publication->error if it cannot be had. */
GBytes *gallery_bytes(struct publication *publication, guint index);

#endif
