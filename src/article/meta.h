/*
 * meta.h - setting what an article says of itself: -M key=value, front matter.
 *
 * Keys: title kicker subtitle series author publisher published modified source url
 * captured agency dateline language identifier rights subject certified-by colophon part.
 * What is printed follows: a new title changes the TITLE node, a date or an agency the
 * DATELINE, and so on. An empty value takes it away.
 */
#ifndef ANBAN_ARTICLE_META_H
#define ANBAN_ARTICLE_META_H

#include "article/tree.h"
#include "base/diag.h"

/* Where a value was given. */
struct meta_place {
	const char *file; /* NULL: on the command line */
	int line;         /* 0 */
};

/* value: UTF-8 as typed. place may be NULL: the command line. FALSE after a diagnostic
 * (meta.key, meta.value). The tree is numbered anew. */
gboolean meta_set(struct tree *tree, const char *key, const char *value,
        const struct meta_place *place, struct diags *diags);

/* Is the value of a key several lines? */
gboolean meta_has_lines(const char *key);

/* Gives a book the COLOPHON that its metadata asks for, or none. Ids are wrong until
 * tree_number(). */
void meta_print_colophon(struct tree *tree);

/* What calls itself a UUID must be one. */
gboolean meta_identifier_valid(const char *identifier);

/* The keys, separated by blanks. Caller frees. */
char *meta_keys(void);

/* The child of an article of a kind of the head (KICKER, TITLE, DATELINE, LEAD), made in
 * its place if it is not there. */
struct node *meta_head_node(struct tree *tree, struct node *article, enum node_kind kind);

/* Adds a byline (strings of the tree; role and agency may be NULL) and its name to the
 * author. */
void meta_add_byline(struct tree *tree, struct meta *meta, const char *name,
        const char *role, const char *agency);

/* Gives an article without TITLE a title for the files' metadata: its opening words. */
void meta_complete(struct tree *tree, struct node *article);

#endif
