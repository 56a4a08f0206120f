/*
 * writer.h - the output formats: one row of the table in writer.c each.
 *
 * A writer is opened on an outfile, takes pages if it needs them, and finishes; the
 * caller commits or discards the outfile. After FALSE only discard() may follow.
 */
#ifndef ANBAN_WRITE_WRITER_H
#define ANBAN_WRITE_WRITER_H

#include "article/tree.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/file.h"

struct page;
struct image_profile;
struct pagemap;
struct style;

/* Which characters the fonts of an EPUB hold. */
enum write_fonts { WRITE_FONTS_USED, WRITE_FONTS_FULL, WRITE_FONTS_NONE };

/* A file that goes into the PDF as it is. */
struct attachment {
	char *name;               /* UTF-8, without folders */
	const char *type;         /* "text/plain" */
	const char *relationship; /* to the document: "Source" (ISO 19005-3, Annex E) */
	char *description;        /* or NULL */
	GBytes *bytes;
};

struct write_job {
	const struct tree *tree; /* shown_prepare()d and numbered */
	const struct style *style;
	const char *fonts;      /* folder of the font files */
	const char *generator;  /* "anban 0.1.0" */
	struct date date;       /* created; year 0: unknown */
	struct date modified;   /* year 0: as date */
	guint image_dpi;        /* of pictures that are scaled down */
	const char *standard;   /* PDF: as profile_choose() takes it; NULL: the default */
	gboolean grey;          /* PDF: black and its shades alone */
	GPtrArray *attachments; /* PDF: of struct attachment *; or NULL */
	enum write_fonts fonts_kept;               /* EPUB */
	const struct image_profile *image_profile; /* EPUB; NULL: the usual one */
	/* The pages of an output made before this one in the same run, and its name;
	 * NULL: there is none. Only for writers that need no pages. */
	struct pagemap *pagemap;
	const char *paged;
	GBytes *cover;      /* a picture, borrowed; NULL: none */
	gboolean cover_png; /* it is a PNG; else a JPEG */
	struct diags *diags;
	struct clock *clock; /* or NULL */
	const char *target;  /* output name for diagnostics */
};

struct writer {
	const char *name;   /* "pdf" */
	const char *suffix; /* ".pdf" */
	const char *type;   /* "application/pdf" */
	const char *help;   /* N_(…) */
	gboolean needs_pages;
	gboolean has_cover; /* write_job.cover */
	gpointer (*open)(
	        struct outfile *out, const struct write_job *job, GError **error);
	/* Takes the page over. NULL where needs_pages is FALSE. */
	gboolean (*page)(gpointer self, struct page *page, GError **error);
	/* Writes what is left; frees self in any case. */
	gboolean (*finish)(gpointer self, GError **error);
	void (*discard)(gpointer self);
};

/* The table, ended by NULL. */
const struct writer *const *writer_table(void);
const struct writer *writer_by_name(const char *name);
/* By the suffix of an output's name; NULL: none. */
const struct writer *writer_by_file(const char *file);

#endif
