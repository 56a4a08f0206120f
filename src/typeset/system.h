/*
 * system.h - which fonts of the machine have a character (fontconfig).
 *
 * Nothing is started before the first question: reading fontconfig's configuration takes
 * longer than setting a short article, and hardly any article needs it. The answers
 * depend on the machine's fonts and configuration, never on the user's language.
 */
#ifndef ANBAN_TYPESET_SYSTEM_H
#define ANBAN_TYPESET_SYSTEM_H

#include <glib.h>

/* What is looked for. */
struct system_wish {
	gboolean serif;
	int weight; /* CSS: 400, 600, 700 */
	gboolean italic;
	const char *language; /* decides between the fonts of the Han script; BCP 47 */
};

struct system;

struct system *system_new(void);
void system_free(struct system *system);

/* Of the fonts that have all n characters number `rank` (from 0, best first): its file
 * and its index in it. NULL: there is none. Bitmap, colour and variable fonts are left
 * out. The file's name lives as long as the struct system. */
const char *system_find(struct system *system, const struct system_wish *wish,
        const gunichar *characters, gsize n, guint rank, guint *file_index);

#endif
