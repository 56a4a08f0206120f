/*
 * edition.h - an EPUB publication while it is checked: its files, its manifest, and
 * what points where. Internal to check/epub.
 *
 * Paths are those of the container: "EPUB/nav.xhtml", without a leading slash.
 */
#ifndef ANBAN_CHECK_EPUB_EDITION_H
#define ANBAN_CHECK_EPUB_EDITION_H

#include "base/unzip.h"
#include "base/xmltree.h"
#include "check/epub/check.h"

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"
#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"
#define OPF_NAMESPACE "http://www.idpf.org/2007/opf"
#define DCMES_NAMESPACE "http://purl.org/dc/elements/1.1/"
#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define MATHML_NAMESPACE "http://www.w3.org/1998/Math/MathML"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"
#define NCX_NAMESPACE "http://www.daisy.org/z3986/2005/ncx/"
#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

/* A file of the container. */
struct entry {
	char *path;
	guint64 index, size;
};

/* An item of the manifest. Strings may be NULL. */
struct item {
	char *id, *href, *path; /* path NULL: elsewhere, or not to be resolved */
	char *media, *properties, *fallback;
	int line;
	gboolean remote, in_spine;
	guint spine_place; /* from 1 */
};

/* What a content document was found to hold, against its properties in the manifest. */
enum holds {
	HOLDS_SCRIPT = 1,
	HOLDS_SVG = 2,
	HOLDS_MATHML = 4,
	HOLDS_REMOTE = 8,
};

/* Why something points somewhere. */
enum link_kind {
	LINK_HYPERLINK,
	LINK_NAVIGATION, /* of the navigation document */
	LINK_RESOURCE,   /* shown or used: image, style sheet, font */
};

/* Something points to a fragment, which can be looked up when all is read. */
struct link {
	char *from, *path, *fragment;
	int line;
};

struct edition {
	struct findings *findings;
	enum epub_depth depth;
	GBytes *bytes;
	struct unzip *unzip;
	GPtrArray *entries; /* of struct entry */
	GHashTable *by_path;
	char *package; /* its path */
	char *identifier;
	gboolean accessible; /* there is accessibility metadata of any kind */
	GPtrArray *items;    /* of struct item */
	GHashTable *by_id, *item_by_path;
	GPtrArray *links;   /* of struct link */
	GHashTable *ids;    /* path → set of ids (GHashTable), of the documents read */
	GHashTable *linked; /* paths that something points to */
};

struct edition *edition_new(
        GBytes *bytes, enum epub_depth depth, struct findings *findings);
void edition_free(struct edition *publication);

void edition_found(struct edition *publication, enum rule rule, const char *path,
        int line, const char *detail);

struct entry *edition_entry(const struct edition *publication, const char *path);
/* The bytes of a file, and a NUL behind them; NULL: not there, too large or broken, the
 * latter two reported. */
GBytes *edition_read(struct edition *publication, const char *path);
/* A file as XML; NULL: not there, or not well-formed, which is reported. */
xmlDoc *edition_xml(struct edition *publication, const char *path);

enum where { WHERE_LOCAL, WHERE_REMOTE, WHERE_BAD };
/* Resolves a reference that stands in a file: path and fragment are the caller's to free
 * (fragment may be NULL; both are, if it is not local). */
enum where edition_resolve(
        const char *base, const char *reference, char **path, char **fragment);

/* --- the parts ---------------------------------------------------------- */

/* container.c: opens the archive and finds the package document. FALSE: cannot. */
gboolean container_check(struct edition *publication);
/* package.c: metadata, manifest, spine. FALSE: there is no package document. */
gboolean package_check(struct edition *publication);
/* navigation.c: the navigation document and the NCX. */
void navigation_check(struct edition *publication);
/* media.c: is an item what its media type says? */
void media_check(struct edition *publication, const struct item *item);
gboolean media_is_content(const char *media);
gboolean media_is_core(const char *media);
/* document.c: an XHTML or SVG content document. */
void document_check(struct edition *publication, const struct item *item);
/* links.c: notes that a file points somewhere, and checks what can be at once. */
void links_add(struct edition *publication, enum link_kind kind, const char *from,
        int line, const char *reference, unsigned *holds);
/* links.c: a style sheet, whole or of an element. */
void links_add_css(
        struct edition *publication, const char *from, const char *text, unsigned *holds);
/* links.c: after all is read. */
void links_check(struct edition *publication);

/* Is the word among those of a list separated by white space? list may be NULL. */
gboolean edition_has_word(const char *list, const char *word);
/* Is it a well-formed language tag (BCP 47, by its letters)? */
gboolean edition_is_language(const char *tag);

#endif
