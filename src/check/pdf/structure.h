/*
 * structure.h - the structure tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.1 to 7.9).
 */
#ifndef ANBAN_CHECK_PDF_STRUCTURE_H
#define ANBAN_CHECK_PDF_STRUCTURE_H

#include "check/pdf/mcids.h"
#include "check/pdf/pdf.h"

struct structure;

/* An element while its file is checked. */
struct element {
	guint32 object;
	const struct value *dictionary;
	const char *type;       /* standard; "" unknown */
	struct element *parent; /* NULL: the root */
	GPtrArray *kids;        /* of struct element */
	gboolean has_content;   /* marks or objects */
};

/* Walks the tree, claims its marks and checks its elements. NULL: there is no tree. */
struct structure *structure_check(struct pdf *pdf, struct mcids *marks);
void structure_free(struct structure *structure);

/* The element that an annotation (or another object) belongs to, or NULL; structure may
 * be NULL. */
const struct element *structure_owner(const struct structure *structure, guint32 object);
const struct element *structure_element(
        const struct structure *structure, guint32 object);

/* After the content was read: marks and elements agree, and so does the parent tree. */
void structure_check_marks(
        struct pdf *pdf, const struct structure *structure, struct mcids *marks);

/* --- parts of it -------------------------------------------------------- */

/* An attribute of an owner ("Table", "Layout" …), own or of a class; NULL: none. */
const struct value *structure_attribute(struct pdf *pdf, const struct element *element,
        const char *owner, const char *key);

/* tables.c: kids, rows and headers of a Table. */
void tables_check(struct pdf *pdf, const struct element *table);

#endif
