/*
 * front.h - the front matter of a plain text: what its writer says of the article.
 *
 *   ---
 *   title: Tên bài               any metadata (article/meta.h)
 *   lines: {10-11: caption, 13: heading}
 *   images: {10: anh-1.jpg}
 *   ---
 *
 * "lines" says what lines are, whatever anban would see in them. They are counted below
 * the front matter, so that writing it moves no number. Kinds: title kicker subtitle date
 * lead heading (or heading-2 … heading-6) paragraph question answer dialogue attribution
 * signature caption source byline quote list verse note box separator drop.
 *
 * "images" says which picture a caption belongs to: by a line of the caption or by the
 * words it begins with; a list names the pictures of all captions in their order.
 */
#ifndef ANBAN_READ_FRONT_H
#define ANBAN_READ_FRONT_H

#include "article/recognise/recognise.h"

struct front {
	int n_lines;    /* of the source, both "---" included; 0: there is none */
	GArray *orders; /* of struct order, sorted; in lines of the source */
	struct yamldoc *yaml;
};

/* Looks at the beginning of a text. Oddities are reported; what is no valid YAML is text,
 * with a warning. */
void front_read(struct front *front, const char *data, gsize size, const char *file,
        struct diags *diags);
void front_clear(struct front *front);

/* Sets the metadata of the article, once it is built. */
void front_apply(const struct front *front, struct tree *tree, const char *file,
        struct diags *diags);

#endif
