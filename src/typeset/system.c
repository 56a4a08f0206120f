/*
 * system.c - the door to fontconfig.
 *
 * For each wish the fonts of the machine are sorted once; a question is answered from
 * that list by the fonts' own sets of characters, without opening a file. fontconfig adds
 * the user's languages to every pattern: FC_LANG keeps those out, for equal input gives
 * equal bytes in every locale.
 */
#include "typeset/system.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

struct list {
	gboolean serif, italic;
	int weight;
	char *language;
	FcFontSet *fonts; /* best first; NULL: none */
};

struct system {
	FcConfig *config; /* NULL: not yet read */
	GArray *lists;    /* of struct list */
};

static void
list_clear(gpointer data)
{
	struct list *list = data;

	if (list->fonts)
		FcFontSetDestroy(list->fonts);
	g_free(list->language);
}

struct system *
system_new(void)
{
	struct system *system = g_new0(struct system, 1);

	system->lists = g_array_new(FALSE, FALSE, sizeof(struct list));
	g_array_set_clear_func(system->lists, list_clear);
	return system;
}

void
system_free(struct system *system)
{
	if (!system)
		return;
	g_array_unref(system->lists);
	if (system->config)
		FcConfigDestroy(system->config);
	g_free(system);
}

static gboolean
start(struct system *system)
{
	if (!system->config) {
		g_setenv("FC_LANG", "vi", TRUE);
		system->config = FcInitLoadConfigAndFonts();
	}
	return system->config != NULL;
}

/* --- sorting ------------------------------------------------------------ */

static FcPattern *
make_pattern(const struct system_wish *wish)
{
	FcPattern *pattern = FcPatternCreate();

	FcPatternAddString(pattern, FC_FAMILY,
	        (const FcChar8 *)(wish->serif ? "serif" : "sans-serif"));
	FcPatternAddInteger(pattern, FC_WEIGHT, FcWeightFromOpenType(wish->weight));
	FcPatternAddInteger(
	        pattern, FC_SLANT, wish->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
	FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)wish->language);
	FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
	FcPatternAddBool(pattern, FC_COLOR, FcFalse);
	FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
	return pattern;
}

static FcFontSet *
sort(struct system *system, const struct system_wish *wish)
{
	FcPattern *pattern = make_pattern(wish);
	FcResult result;
	FcFontSet *fonts;

	FcConfigSubstitute(system->config, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	fonts = FcFontSort(system->config, pattern, FcFalse, NULL, &result);
	FcPatternDestroy(pattern);
	return fonts;
}

static const FcFontSet *
fonts_for(struct system *system, const struct system_wish *wish)
{
	struct list list = {wish->serif, wish->italic, wish->weight, NULL, NULL};

	for (guint i = 0; i < system->lists->len; i++) {
		const struct list *known = &g_array_index(system->lists, struct list, i);

		if (known->serif == wish->serif && known->italic == wish->italic &&
		        known->weight == wish->weight &&
		        !strcmp(known->language, wish->language))
			return known->fonts;
	}
	list.language = g_strdup(wish->language);
	list.fonts = sort(system, wish);
	g_array_append_val(system->lists, list);
	return list.fonts;
}

/* --- looking ------------------------------------------------------------ */

static gboolean
is_true(const FcPattern *font, const char *object)
{
	FcBool value;

	return FcPatternGetBool(font, object, 0, &value) == FcResultMatch &&
	       value != FcFalse;
}

static gboolean
is_plain(const FcPattern *font)
{
	FcChar8 *format;

	return is_true(font, FC_OUTLINE) && !is_true(font, FC_COLOR) &&
	       !is_true(font, FC_VARIABLE) &&
	       FcPatternGetString(font, FC_FONTFORMAT, 0, &format) == FcResultMatch &&
	       (!strcmp((const char *)format, "TrueType") ||
	               !strcmp((const char *)format, "CFF"));
}

static gboolean
has_all(const FcPattern *font, const gunichar *characters, gsize n)
{
	FcCharSet *set;

	if (FcPatternGetCharSet(font, FC_CHARSET, 0, &set) != FcResultMatch)
		return FALSE;
	for (gsize i = 0; i < n; i++)
		if (!FcCharSetHasChar(set, characters[i]))
			return FALSE;
	return TRUE;
}

/* The upper half of FC_INDEX names an instance of a variable font. */
static const char *
place_of(const FcPattern *font, guint *file_index)
{
	FcChar8 *file;
	int index;

	if (FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch ||
	        FcPatternGetInteger(font, FC_INDEX, 0, &index) != FcResultMatch ||
	        index < 0 || index > G_MAXUINT16)
		return NULL;
	*file_index = (guint)index;
	return (const char *)file;
}

const char *
system_find(struct system *system, const struct system_wish *wish,
        const gunichar *characters, gsize n, guint rank, guint *file_index)
{
	const FcFontSet *fonts = start(system) ? fonts_for(system, wish) : NULL;

	for (int i = 0; fonts && i < fonts->nfont; i++) {
		const FcPattern *font = fonts->fonts[i];
		const char *path;

		if (!has_all(font, characters, n) || !is_plain(font))
			continue;
		path = place_of(font, file_index);
		if (path && !rank--)
			return path;
	}
	return NULL;
}
