/*
 * generate.h - text that style sheets make: ::before, ::after, the marks of lists.
 *
 * It becomes part of the shown text of the node beside which it stands, at its beginning
 * or end or around one of its spans, and a span of kind GENERATED covers it. So it is no
 * artifact: in the PDF it belongs to the structure element of its node (a mark of a list
 * to the Lbl), in the EPUB it is text; it is read aloud, found, copied, shown in
 * bookmarks and compared as what was typed is (node->shown is the reference of all
 * checks). What is shown without it stays in node->plain: roles and running heads go by
 * that.
 *
 * The first letter of a text that a sheet sets in a way of its own (::first-letter) has
 * such a span, too, though nothing is put there.
 */
#ifndef ANBAN_STYLE_GENERATE_H
#define ANBAN_STYLE_GENERATE_H

#include "article/tree.h"
#include "style/style.h"

/* Notes what margins of pages say of the text, too (running.h). Needs shown_prepare(). To
 * be called again for another style: then the text of the one before is gone. For the
 * same one there is nothing to do. */
void generate_text(const struct style *style, struct tree *tree);

#endif
