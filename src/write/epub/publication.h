/*
 * publication.h - the parts of the EPUB writer and what they share (not for other
 * folders).
 *
 *   epub.c         the writer: which files go into the container, in which order
 *   publication.c  what the parts ask of the tree: articles, titles, dates
 *   package.c      the package document (OPF): manifest, spine, guide
 *   about.c          metadata of the publication
 *   people.c           who made it, and as what
 *   access.c         accessibility metadata
 *   identity.c       the identifier made from the content
 *   outline.c      articles and headings, as both tables of contents list them
 *   nav.c          the navigation document
 *   ncx.c          the same for EPUB 2 reading systems
 *   chapter.c      the XHTML document of an article; title page, colophon, cover
 *   inline.c         text with its spans, no-break places and page breaks
 *   marks.c            where these are (marks.h)
 *   xhtml.c          what all XHTML documents begin with
 *   css.c          the style sheet (css.h)
 *   cssblock.c       rules of blocks
 *   cssinside.c      rules of elements inside texts, initials
 *   cssgroup.c       rules of what holds blocks, figures
 *   declare.c        computed values as declarations
 *   naming.c       how CSS calls the roles
 *   fontset.c      the fonts: characters by face, subsets
 *   gallery.c      the pictures: as they are, or made into what readers know
 */
#ifndef ANBAN_WRITE_EPUB_PUBLICATION_H
#define ANBAN_WRITE_EPUB_PUBLICATION_H

#include "article/figures.h"
#include "article/notes.h"
#include "base/xml.h"
#include "image/image.h"
#include "image/profile.h"
#include "style/role.h"
#include "style/style.h"
#include "typeset/pagemap.h"
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
	const struct image_profile *profile;
	const struct node *root;
	gboolean is_book;    /* several articles, a title page, contents */
	GPtrArray *articles; /* of const struct node *, in reading order */
	GPtrArray *parts; /* of const struct node *: by article, the PART that begins with
	                   * it, or NULL */
	GArray *fonts;    /* of struct embedded_font, in the order of the family table */
	GArray *pictures; /* of struct embedded_picture, in order of their first figure */
	GError *error;    /* a picture could not be read again; NULL: none */
	GHashTable *notes; /* notes_join() */
	gint64 modified;   /* seconds since 1970 in UTC */
};

/* --- publication.c ------------------------------------------------------ */

/* FALSE, with a diagnostic reported, if a font cannot be used. */
struct publication *publication_new(const struct write_job *job);
void publication_free(struct publication *publication);
/* The title as shown, of an article or of the book; never blank. */
const char *publication_title(const struct node *node);
/* The language of an article or book: a well-formed tag. */
const char *publication_language(const struct node *node);
/* The title of a part; never blank. */
const char *publication_part_title(const struct node *part);
/* Nothing to show: NULL or only blanks. */
gboolean publication_is_blank(const char *text);
/* Of a book; NULL: it has none. */
const struct node *publication_colophon(const struct publication *publication);
/* "images/cover.jpg"; NULL: no cover. */
const char *publication_cover(const struct publication *publication);
/* "article-0001.xhtml"; index from 0. Caller frees. */
char *publication_file(guint index);
/* "part-0001.xhtml": of the part that begins with an article. Caller frees. */
char *publication_part_file(guint index);

/* --- the documents ---------------------------------------------------------------------
 */

/* Files of the EPUB folder, named here only. */
#define PACKAGE_FILE "package.opf"
#define NAV_FILE "nav.xhtml"
#define NCX_FILE "toc.ncx"
#define COVER_FILE "cover.xhtml"
#define CSS_FILE "style.css"
#define TITLE_PAGE_FILE "title.xhtml"
#define COLOPHON_FILE "colophon.xhtml"
#define FONT_FOLDER "fonts/"

GBytes *package_document(const struct publication *publication);
GBytes *nav_document(const struct publication *publication);
GBytes *ncx_document(const struct publication *publication);
GBytes *chapter_document(const struct publication *publication, guint index);
GBytes *chapter_title_page(const struct publication *publication);
/* What opens a part. */
GBytes *chapter_part(const struct publication *publication, const struct node *part);
/* colophon: publication_colophon() */
GBytes *chapter_colophon(
        const struct publication *publication, const struct node *colophon);
GBytes *chapter_cover(const struct publication *publication);
GBytes *css_sheet(const struct publication *publication);

/* "urn:uuid:…" of the content (RFC 9562, version 5). Caller frees. */
char *identity_urn(const struct publication *publication);
/* The identifier that was given, else that one. Caller frees. */
char *identity_of(const struct publication *publication);

/* --- about.c, people.c, access.c ---------------------------------------- */

/* What the publication says of itself, as children of <metadata>. */
void about_write(const struct publication *publication, struct xml *xml);
/* dc:creator and dc:contributor with their roles, of the book and all its articles. */
void people_write(const struct publication *publication, struct xml *xml);
/* Accessibility metadata. */
void access_write(const struct publication *publication, struct xml *xml);
/* <meta property="…">text</meta>; refines: "#id" or NULL. */
void about_property(
        struct xml *xml, const char *property, const char *refines, const char *text);

/* --- outline.c ---------------------------------------------------------- */

/* An entry of the contents. */
struct outline_entry {
	guint depth; /* 1: a part, or an article of none; never more than one deeper than
	              * before */
	guint index; /* of the article; of that with which the part begins */
	const struct node *node; /* the part, the article, or a heading of it */
	const char *text;
	const char *author; /* of an article of a book; or NULL */
};

/* Articles and their headings in reading order (of struct outline_entry). Caller owns. */
GArray *outline_make(const struct publication *publication);
/* How much an article's headings lie below it: depth of a heading's entry, minus 1. For
 * all headings in their order, of guint8. Caller owns. */
GArray *outline_depths(const struct node *article);
/* "Title – author", as the printed contents have it. Caller frees. */
char *outline_label(const struct outline_entry *entry);
/* "article-0001.xhtml#n12". Caller frees. */
char *outline_address(const struct outline_entry *entry);
/* "article-0001.xhtml#page-12": where a page begins. Caller frees. */
char *outline_page(
        const struct publication *publication, const struct pagemap_place *place);

/* --- xhtml.c ------------------------------------------------------------ */

/* A document up to the open body. */
struct xml *xhtml_begin(const char *title, const char *language);
/* id="n12" */
void xhtml_id(struct xml *xml, guint32 id);
/* lang and xml:lang */
void xhtml_language(struct xml *xml, const char *tag);

/* --- inline.c ----------------------------------------------------------- */

/* The shown text of a node with its spans. A date line becomes a <time> where the article
 * has a date. */
void inline_write(
        const struct publication *publication, struct xml *xml, const struct node *node);
/* The markers of all pages that begin in a node: for nodes without text of their own. */
void inline_breaks(
        const struct publication *publication, struct xml *xml, const struct node *node);
/* "page-12": the marker's id. Caller frees. */
char *inline_break_id(const struct pagemap_place *place);

/* --- naming.c ----------------------------------------------------------- */

/* CSS classes of a role, or NULL: its element alone says it. */
const char *naming_class(enum block_role role);
/* CSS selector of a role; NULL: it does not occur in an EPUB. Caller frees. */
char *naming_selector(enum block_role role);
/* That of an element inside a text: one bit of enum inside. */
const char *naming_inside(guint inside);

/* --- fontset.c ---------------------------------------------------------- */

/* The fonts that the publication is shown in. NULL: one cannot be used, reported. */
GArray *fontset_make(const struct publication *publication);

/* --- gallery.c ---------------------------------------------------------- */

/* The pictures of all figures, each once. */
GArray *gallery_make(const struct publication *publication);
/* A figure's picture in the publication. */
const struct embedded_picture *gallery_find(
        const struct publication *publication, const struct image *image);
/* The content of that file; sets publication->error if it cannot be had. */
GBytes *gallery_bytes(struct publication *publication, guint index);

#endif
