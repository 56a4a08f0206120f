/*
 * sheet.h - style sheets as rules: what was written, not yet what it comes to.
 *
 * Sheets stand in the order in which they were added; all are of one origin, so
 * specificity and then order decide (CSS Cascade 4). Nothing in a sheet is an error:
 * what is not understood is a diagnostic and left out.
 */
#ifndef ANBAN_STYLE_SHEET_H
#define ANBAN_STYLE_SHEET_H

#include "style/property.h"

/* A sheet is not larger; beyond that it is reported and its beginning used. */
enum { SHEET_MOST = 1 << 20 };

struct sheets;

/* font_folder: fonts of the sheets may lie there, too, beside each sheet's own folder; or
 * NULL. */
struct sheets *sheets_new(const char *font_folder);
void sheets_free(struct sheets *sheets);
/* Reads a sheet; name is for diagnostics (NULL diags: nobody wants them). */
void sheets_add(
        struct sheets *sheets, const char *name, GBytes *bytes, struct diags *diags);

/* --- what is in them (for the rest of style/) ---------------------------- */

/* What is made beside an element, or a part of its text. */
enum pseudo { PSEUDO_NONE, PSEUDO_BEFORE, PSEUDO_AFTER, PSEUDO_MARKER, PSEUDO_LETTER };

/* One simple selector after the other: "p.first:first-child". */
struct compound {
	GQuark tag; /* 0: any */
	GQuark classes[4];
	guint n_classes;
	gboolean first_child, root;
	const char *language; /* :lang(); or NULL */
	enum pseudo pseudo;   /* of the last one only */
	gboolean never;       /* names what no element has */
	gboolean child;       /* the one before it is the parent, not any ancestor */
};

struct selector {
	struct compound *compounds; /* the last one is the element's own */
	guint n;
	guint specificity;
	guint where;       /* token */
	guint rule;        /* index into rules */
	gboolean *matched; /* has it ever? */
};

enum { CLASS_MOST = 4, COMPOUNDS_MOST = 16 };

struct declaration {
	const char *name;
	gboolean important;
	guint where;      /* token of the name */
	guint first, end; /* tokens of the value */
	struct longhand *longhands;
	guint n; /* 0: custom property */
};

struct rule {
	guint media;
	guint first, n; /* declarations */
};

/* @page rules, and margin boxes in them. */
struct page_rule {
	guint media;
	const char *name;                          /* of its pages; NULL: any, */
	guint where;                               /* else the token */
	gboolean first_page, opening, left, right; /* pseudo-classes asked for */
	int box;                                   /* enum box; -1: the page itself */
	guint first, n;
};

/* Condition on the medium; holds only if its parent does. */
struct media_feature {
	enum { FEATURE_WIDTH, FEATURE_HEIGHT, FEATURE_ORIENTATION, FEATURE_NEVER } what;
	int compare;  /* -1 max-, 1 min-, 0 exactly; ORIENTATION: 1 landscape, 0 portrait
	               */
	double value; /* units */
};

struct media_query {
	gboolean negated, print, screen;
	guint n;
	struct media_feature features[4];
};

struct media {
	guint parent;    /* index; 0 is "always" */
	GArray *queries; /* of struct media_query */
};

struct sheet {
	char *name;
	gboolean first; /* of its sheets: the one that others are written over */
	struct tokens *tokens;
	struct complaints complaints;
	guint number;            /* from 1 */
	const char *font_folder; /* where its fonts may lie, too; or NULL */
	GPtrArray *faces;        /* of struct family_face *: its @font-face rules */
	GArray *media;           /* of struct media; 0: always */
	GArray *rules;           /* of struct rule */
	GArray *selectors;       /* of struct selector */
	GArray *page_rules;      /* of struct page_rule */
	GArray *declarations;    /* of struct declaration */
	struct value_memory memory;
};

struct sheets {
	GPtrArray *list; /* of struct sheet * */
	char *font_folder;
};

/* selector.c: parses a list of selectors and adds them for a rule. FALSE: one of them is
 * not understood, so none counts (Selectors 4, 3.9). */
gboolean selectors_parse(struct sheet *sheet, guint first, guint end, guint rule);

/* fontface.c: reads the descriptors [first, end) of the rule at `at`. */
void fontface_read(struct sheet *sheet, guint at, guint first, guint end);

/* media.c: adds a condition; its index. */
guint media_parse(struct sheet *sheet, guint first, guint end, guint parent);
/* width and height in units; 0: not known yet, then conditions on them do not hold. */
gboolean media_holds(const struct sheet *sheet, guint media, enum medium medium,
        double width, double height);

#endif
