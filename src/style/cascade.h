/*
 * cascade.h - which declaration wins for an element, and what it comes to there (CSS
 * Cascade 4): specificity and order, inheritance, var().
 */
#ifndef ANBAN_STYLE_CASCADE_H
#define ANBAN_STYLE_CASCADE_H

#include "style/computed.h"
#include "style/element.h"

struct cascade;

/* What selectors are matched against: an element, something inside its text, or what is
 * made beside it. */
struct subject {
	enum element element;
	guint inside;         /* bits of enum inside */
	const char *language; /* inside INSIDE_LANG; or NULL */
	enum pseudo pseudo;
	guint lists; /* LIST and below it: two bits for each list that it is in, the
	              * innermost lowest; 0: in any one */
};

/* Lists deeper than that are not told from one another. */
enum { LISTS_UL = 1, LISTS_OL = 2, LISTS_ALL = 0xFFFF };

/* Equal for subjects that no selector tells from one another. */
guint64 cascade_key(const struct cascade *cascade, const struct subject *subject);

/* width, height: of the page, for @media; 0: not known. */
struct cascade *cascade_new(const struct sheets *sheets, enum medium medium, double width,
        double height, struct value_memory *memory);
void cascade_free(struct cascade *cascade);

/* The values of an element; its parent must have been computed. Borrowed. */
const struct computed *cascade_element(struct cascade *cascade, enum element element);
/* Those of a subject; its element must have been computed. Borrowed. */
const struct computed *cascade_subject(
        struct cascade *cascade, const struct subject *subject);
/* Is anything declared for a subject? If not, it is like what is around it. */
gboolean cascade_reaches(const struct cascade *cascade, const struct subject *subject);
/* Those of a page of a kind (box -1) or of one of its margin boxes (NULL: nothing is said
 * to stand in it). Borrowed; valid until the next call for another kind. */
const struct computed *cascade_page(
        struct cascade *cascade, enum page_kind kind, int box);

/* From now on those of pages of that name (borrowed). */
void cascade_name_page(struct cascade *cascade, const char *name);

/* Do its sheets ask for text to be made, or for counters? */
gboolean cascade_makes_text(const struct cascade *cascade);

/* Says which selectors matched nothing. To be called when every element was computed. */
void cascade_tell_unmatched(struct cascade *cascade);

#endif
