/*
 * limits.h - the bounds within which any input is worked on. Beyond them anban stops
 * with status 7 and a message, never by exhausting the machine.
 */
#ifndef ANBAN_BASE_LIMITS_H
#define ANBAN_BASE_LIMITS_H

enum {
	LIMIT_INPUT_MIB = 64,            /* one input file */
	LIMIT_PARAGRAPH_TOKENS = 100000, /* longer paragraphs are set in pieces */
	LIMIT_LINES = 1 << 20,           /* lines of a plain text, empty ones included */
	LIMIT_NESTING = 64,
	LIMIT_PAGES = 20000,
	LIMIT_IMAGE_MEGAPIXELS = 100,
	LIMIT_IMAGE_MIB = 512,  /* one picture's file */
	LIMIT_PICTURES = 10000, /* of a folder of pictures */
};

#endif
