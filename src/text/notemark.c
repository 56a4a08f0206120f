/*
 * notemark.c - marks of notes as they are typed.
 *
 * Between brackets stand stars, or a number of up to three figures.
 */
#include "text/notemark.h"

#include <string.h>

gsize
notemark_length(const char *text)
{
	char closing = *text == '(' ? ')' : ']';
	gsize n;

	if (*text != '(' && *text != '[')
		return 0;
	n = strspn(text + 1, text[1] == '*' ? "*" : "0123456789");
	if (!n || n > NOTEMARK_MOST - 2 || text[1 + n] != closing)
		return 0;
	return text[1] == '*' || n <= 3 ? n + 2 : 0;
}

gsize
notemark_at_end(const char *text, gsize length)
{
	gsize most = MIN(length, NOTEMARK_MOST);

	for (gsize n = 1; n <= most; n++)
		if (notemark_length(text + length - n) == n)
			return n;
	return 0;
}
