/*
 * fallback.c - bundled faces, then the machine's.
 *
 * An answer for a single character is kept, because the machine may have hundreds of
 * fonts. Whether a font may be used is known only when it is loaded: the candidates are
 * tried in turn.
 */
#include "typeset/fallback.h"

#include "typeset/system.h"

#include <string.h>

enum { NONE = 1, FACES = 2 };

struct fallback {
	struct fonts *fonts;
	struct system *system;
	GHashTable *known; /* face and character: NONE, or index of a face + FACES */
};

struct fallback *
fallback_new(struct fonts *fonts)
{
	struct fallback *fallback = g_new0(struct fallback, 1);

	fallback->fonts = fonts;
	fallback->system = system_new();
	fallback->known = g_hash_table_new(NULL, NULL);
	return fallback;
}

void
fallback_free(struct fallback *fallback)
{
	if (!fallback)
		return;
	g_hash_table_unref(fallback->known);
	system_free(fallback->system);
	g_free(fallback);
}

/* --- bundled ------------------------------------------------------------ */

static const struct face *
find_bundled(struct fallback *fallback, const struct face *face,
        const gunichar *characters, gsize n)
{
	static const char *const families[] = {
	        "Source Serif 4", "Tinos", "Be Vietnam Pro"};

	for (gsize i = 0; i < G_N_ELEMENTS(families); i++) {
		const struct family_face *family = family_find(
		        families[i], face->family->weight, face->family->italic);
		const struct face *other = fonts_face(fallback->fonts, family, NULL);

		if (other && face_has(other, characters, n))
			return other;
	}
	return NULL;
}

/* --- the machine's ------------------------------------------------------ */

/* Han characters in Vietnamese have the traditional forms. */
static const char *
language_of(gunichar c)
{
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_BOPOMOFO:
		return "zh-tw";
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
		return "ja";
	case G_UNICODE_SCRIPT_HANGUL:
		return "ko";
	default:
		/* marks and brackets of the Han script, and its full width forms */
		return (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0)
		               ? "zh-tw"
		               : "vi";
	}
}

static const struct face *
find_machine(struct fallback *fallback, const struct face *face,
        const gunichar *characters, gsize n)
{
	struct system_wish wish = {
	        .serif = strcmp(face->family->family, "Be Vietnam Pro") != 0,
	        .weight = face->family->weight,
	        .italic = face->family->italic,
	        .language = language_of(characters[0]),
	};
	const struct face *found = NULL;
	const char *path = "";
	guint file_index;

	for (guint rank = 0; !found && path; rank++) {
		path = system_find(
		        fallback->system, &wish, characters, n, rank, &file_index);
		if (path)
			found = fonts_stand_in(
			        fallback->fonts, path, file_index, face->family);
		if (found && !face_has(found, characters, n))
			found = NULL;
	}
	return found;
}

/* --- the question ------------------------------------------------------- */

static const struct face *
search(struct fallback *fallback, const struct face *face, const gunichar *characters,
        gsize n)
{
	const struct face *found = find_bundled(fallback, face, characters, n);

	return found ? found : find_machine(fallback, face, characters, n);
}

static const struct face *
search_one(struct fallback *fallback, const struct face *face, gunichar c)
{
	gpointer key = (gpointer)((gsize)face->index << 21 | c);
	gsize known = (gsize)g_hash_table_lookup(fallback->known, key);
	const struct face *found;

	if (known)
		return known == NONE ? NULL : fonts_at(fallback->fonts, known - FACES);
	found = search(fallback, face, &c, 1);
	g_hash_table_insert(fallback->known, key,
	        (gpointer)(found ? (gsize)found->index + FACES : NONE));
	return found;
}

const struct face *
fallback_find(struct fallback *fallback, const struct face *face,
        const gunichar *characters, gsize n)
{
	if (face_has(face, characters, n))
		return face;
	return n == 1 ? search_one(fallback, face, characters[0])
	              : search(fallback, face, characters, n);
}
