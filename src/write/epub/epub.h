/*
 * epub.h - the EPUB 3.3 writer (W3C Recommendation "EPUB 3.3", 2025).
 *
 * One XHTML document for each article, a navigation document, a style sheet in relative
 * units and the fonts it names, subset to the characters of the publication. The text is
 * the shown text, node by node; ids are those of the tree ("n12"), so that places in the
 * PDF and in the EPUB can be matched.
 */
#ifndef ANBAN_WRITE_EPUB_EPUB_H
#define ANBAN_WRITE_EPUB_EPUB_H

#include "write/writer.h"

extern const struct writer epub_writer;

#endif
