/*
 * job.h - the one door: inputs in, files and diagnostics out.
 *
 * A job is one document: one article, or several joined to a book. It writes each of its
 * outputs or, with a diagnostic that says why, does not. Faces (command line, later the
 * web) make jobs and show outcomes; nothing here prints.
 */
#ifndef ANBAN_APP_JOB_H
#define ANBAN_APP_JOB_H

#include "article/shown.h"
#include "article/tree.h"
#include "base/clock.h"
#include "base/diag.h"
#include "style/style.h"
#include "write/writer.h"

struct fonts;
struct pictures;
struct page_sink;

/* Unless something else is asked for, and what may be. */
enum { JOB_IMAGE_DPI = 300, JOB_IMAGE_DPI_LEAST = 36, JOB_IMAGE_DPI_MOST = 2400 };

struct output {
	const struct writer *writer;
	char *path;
	gboolean refused; /* what is there may not be replaced; reported */
	gboolean written;
};

struct job {
	GPtrArray *inputs; /* of char *: names as the user gave them, "-" for standard
	                      input */
	GArray *outputs;   /* of struct output */
	gboolean by_title; /* the outputs get their names from the title, once it is read
	                    */
	char *folder; /* of the outputs, made if it is not there; NULL: none was named */
	const char *paper;          /* style_new(); NULL: what the style sheet says */
	const char *const *styles;  /* styles.h, NULL-terminated; NULL: article alone */
	const char *font_folder;    /* where fonts of style sheets may lie; or NULL */
	gboolean plain_lines;       /* style_plain_lines() */
	const char *const *meta;    /* "key=value", NULL-terminated; or NULL */
	struct shown_options shown; /* what is set and cased otherwise than typed */
	const char *images;   /* folder of pictures; NULL: those beside the articles */
	guint image_dpi;      /* of pictures in the PDF, at most about that */
	const char *standard; /* PDF: as job_check_pdf() takes it; NULL: the default */
	gboolean grey;        /* PDF: black and its shades alone */
	const char *const *attach;   /* PDF: attachments.h; or NULL */
	gboolean attach_source;      /* PDF: the inputs too */
	GPtrArray *attachments;      /* as they were read; or NULL */
	enum write_fonts fonts_kept; /* of the EPUB */
	const char *image_profile;   /* of the EPUB: job_check_profile(); NULL: usual */
	const char *cover;           /* a picture for the EPUB's; NULL: one is drawn */
	gboolean no_cover;
	gboolean typography_given, title_case_given; /* else the style may say it */
	struct job_look *look;                       /* styles as computed; ours */
	gboolean force;
	gsize input_limit;         /* bytes */
	struct clock *clock;       /* or NULL */
	struct fonts *fonts;       /* loaded as needed; pages refer to them */
	struct pictures *pictures; /* as the last job_read() found them; tree and pages
	                            * refer to them */
};

/* What came of it. */
struct outcome {
	struct diags *diags;
	struct tree *tree; /* NULL: no input could be read */
	guint n_pages;     /* 0: no pages were made */
	char *paper;       /* of the pages; NULL: not known */
};

struct job *job_new(void);
void job_free(struct job *job);
void job_add_input(struct job *job, const char *name);
/* path is copied. */
void job_add_output(struct job *job, const struct writer *writer, const char *path);

void outcome_clear(struct outcome *outcome);

/* Reads the inputs: one tree, joined from several, with -M applied and shown_prepare()d.
 * Inputs that cannot be read are reported and left out; NULL: none could. */
struct tree *job_read(struct job *job, struct diags *diags);

/* Can a PDF be made with the job's standard and attachments? FALSE: error
 * (G_OPTION_ERROR, BAD_VALUE) says why not. */
gboolean job_check_pdf(const struct job *job, GError **error);

/* Is there such a profile of pictures? */
gboolean job_check_profile(const char *name);

/* Reports a GError of file.h, or of a writer, as the diagnostic that it is. limit, in
 * bytes: that of the input. */
void job_report(struct diags *diags, const GError *error, const char *file, gsize limit);

/* Reads and writes everything. outcome is filled; the caller clears it. */
void job_run(struct job *job, struct outcome *outcome);

/* The style sheets of the job computed for a medium, once; diagnostics are reported the
 * first time. NULL: reported. Borrowed. */
const struct style *job_style(
        const struct job *job, enum medium medium, struct diags *diags);

/* Typesets a tree into a sink, with the job's paper: for previews and inspection. */
gboolean job_typeset(const struct job *job, const struct tree *tree, struct diags *diags,
        const struct page_sink *sink, guint *n_pages);

#endif
