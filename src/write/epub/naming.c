/*
 * naming.c - how CSS calls the roles in which nodes are set (style/role.h).
 *
 * Every role has a row here; the chapters take the class from it, the style sheet the
 * selector. What belongs to a page alone (running head, folio, the entries with their
 * dots) has none.
 */
#include "write/epub/publication.h"

static const struct {
	const char *class, *selector;
} names[BLOCK_N_ROLES] = {
        [BLOCK_BODY] = {NULL, "p"},
        [BLOCK_FIRST] = {"first", "p.first"},
        [BLOCK_KICKER] = {"kicker", "p.kicker"},
        [BLOCK_TITLE] = {NULL, "h1"},
        [BLOCK_DATELINE] = {"dateline", "p.dateline"},
        [BLOCK_LEAD] = {"lead", "p.lead"},
        [BLOCK_LEAD_LONG] = {"lead-long", "p.lead-long"},
        [BLOCK_HEADING2] = {"heading-2", ".heading-2"},
        [BLOCK_HEADING3] = {"heading-3", ".heading-3"},
        [BLOCK_HEADING4] = {"heading-4", ".heading-4"},
        [BLOCK_CAPTION] = {"caption", "p.caption"},
        [BLOCK_SOURCE] = {"source", "p.source"},
        [BLOCK_BYLINE] = {"byline", "p.byline"},
        [BLOCK_SUBTITLE] = {"subtitle", "p.subtitle"},
        [BLOCK_QUESTION] = {"question", "p.question"},
        [BLOCK_ATTRIBUTION] = {"attribution", "p.attribution"},
        [BLOCK_SIGNATURE] = {"signature", "p.signature"},
        [BLOCK_VERSE] = {NULL, "p.stanza"},
        [BLOCK_CELL] = {NULL, "td"},
        [BLOCK_HEADER_CELL] = {NULL, "th"},
        [BLOCK_NOTE] = {"note", "p.note"},
        [BLOCK_BOX] = {"box", "p.box"},
        [BLOCK_BOOK_TITLE] = {"book-title", "h1.book-title"},
        [BLOCK_CONTENTS] = {"contents", "h1.contents"},
};

const char *
naming_class(enum block_role role)
{
	return names[role].class;
}

const char *
naming_selector(enum block_role role)
{
	return names[role].selector;
}
