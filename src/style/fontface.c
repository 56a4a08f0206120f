/*
 * fontface.c - @font-face: fonts that lie beside a style sheet (CSS Fonts Level 4, 4).
 *
 * A file is read when its rule is, so that later every font of a style is known to be
 * usable. Nothing comes from the network, and only what lies in the sheet's folder or in
 * one that the user names: a sheet from elsewhere cannot look around.
 */
#include "style/sheet.h"

#include "base/file.h"
#include "base/fontfile.h"
#include "base/text_in.h"

#include <string.h>

enum { FONT_MOST = 32 << 20, FACES_MOST = 64 };

/* What a rule says. */
struct reading {
	struct sheet *sheet;
	struct family_face face;
	guint src, src_end; /* tokens; 0: none */
	gboolean tells_all; /* also what a list of sources is there for: that some do not
	                     * do */
};

/* --- descriptors -------------------------------------------------------- */

static char *
join_idents(const struct tokens *tokens, guint first, guint end)
{
	g_autoptr(GString) name = g_string_new(NULL);

	for (guint at = first; at < end; at++) {
		const struct token *token = token_at(tokens, at);

		if (token->type == TOKEN_STRING && first + 1 == end)
			return g_strdup(token->text);
		if (token->type == TOKEN_SPACE)
			continue;
		if (token->type != TOKEN_IDENT)
			return NULL;
		g_string_append_printf(name, "%s%s", name->len ? " " : "", token->text);
	}
	return name->len ? g_strdup(name->str) : NULL;
}

static gboolean
read_family(struct reading *reading, guint first, guint end)
{
	char *name = join_idents(reading->sheet->tokens, first, end);

	if (!name || !*name)
		return g_free(name), FALSE;
	g_ptr_array_add(reading->sheet->memory.blocks, name);
	reading->face.family = name;
	return TRUE;
}

static gboolean
read_weight(struct reading *reading, guint first, guint end)
{
	const struct token *token = token_at(reading->sheet->tokens, first);

	if (first + 1 != end)
		return FALSE;
	if (token_is(token, "normal") || token_is(token, "bold"))
		reading->face.weight = token_is(token, "bold") ? 700 : 400;
	else if (token->type == TOKEN_NUMBER && token->number >= 1 &&
	         token->number <= 1000)
		reading->face.weight = (int)token->number;
	else
		return FALSE;
	return TRUE;
}

static gboolean
read_slant(struct reading *reading, guint first, guint end)
{
	const struct token *token = token_at(reading->sheet->tokens, first);

	reading->face.italic = token_is(token, "italic") || token_is(token, "oblique");
	return first + 1 == end && (reading->face.italic || token_is(token, "normal"));
}

static gboolean
read_src(struct reading *reading, guint first, guint end)
{
	reading->src = first;
	reading->src_end = end;
	return TRUE;
}

/* How a browser waits for a font is nothing to pages. */
static gboolean
read_display(struct reading *reading, guint first, guint end)
{
	return token_at(reading->sheet->tokens, first)->type == TOKEN_IDENT;
}

static const struct {
	const char *name;
	gboolean (*read)(struct reading *reading, guint first, guint end);
} descriptors[] = {
        {"font-family", read_family},
        {"font-weight", read_weight},
        {"font-style", read_slant},
        {"src", read_src},
        {"font-display", read_display},
};

static void
complain_descriptor(struct sheet *sheet, enum diag_code code, guint at, const char *name,
        guint first, guint end)
{
	g_autofree char *text = token_excerpt(sheet->tokens, first, end);

	complain(&sheet->complaints, code, token_at(sheet->tokens, at), name,
	        code == DIAG_CSS_VALUE ? text : NULL);
}

/* "name: value" in [at, end). */
static void
read_descriptor(struct reading *reading, guint at, guint end)
{
	const struct tokens *tokens = reading->sheet->tokens;
	const struct token *name = token_at(tokens, at);
	guint colon = token_solid(tokens, at + 1, end), first, last;

	if (name->type != TOKEN_IDENT || colon >= end ||
	        token_at(tokens, colon)->type != TOKEN_COLON) {
		complain_descriptor(reading->sheet, DIAG_CSS_SYNTAX, at,
		        name->text ? name->text : "@font-face", at, end);
		return;
	}
	first = token_solid(tokens, colon + 1, end);
	last = token_trim(tokens, first, end);
	for (gsize i = 0; i < G_N_ELEMENTS(descriptors); i++) {
		if (!token_is(name, descriptors[i].name))
			continue;
		if (first >= last || !descriptors[i].read(reading, first, last))
			complain_descriptor(reading->sheet, DIAG_CSS_VALUE, at,
			        name->text, first, last);
		return;
	}
	complain_descriptor(
	        reading->sheet, DIAG_CSS_UNSUPPORTED, at, name->text, first, last);
}

static void
read_descriptors(struct reading *reading, guint at, guint end)
{
	const struct tokens *tokens = reading->sheet->tokens;

	while ((at = token_solid(tokens, at, end)) < end) {
		guint stop = at;

		while (stop < end && token_at(tokens, stop)->type != TOKEN_SEMICOLON)
			stop = MIN(token_skip(tokens, stop), end);
		if (stop > at)
			read_descriptor(reading, at, stop);
		at = stop + 1;
	}
}

/* --- files -------------------------------------------------------------- */

static gboolean
lies_in(const char *path, const char *folder)
{
	g_autofree char *real = realpath(folder, NULL);
	gsize n = real ? strlen(real) : 0;

	return real && !strncmp(path, real, n) &&
	       (path[n] == G_DIR_SEPARATOR || real[n - 1] == G_DIR_SEPARATOR);
}

/* Where a file really is; NULL: *why says why it is not to be read. */
static char *
find_file(const struct sheet *sheet, const char *url, const char **why)
{
	g_autofree char *folder = g_path_get_dirname(sheet->name);
	g_autofree char *plain = g_uri_unescape_string(url, NULL);
	g_autofree char *joined = NULL, *path = NULL;

	*why = N_("only files are read, nothing from elsewhere");
	if (!plain || strstr(plain, "://") || g_str_has_prefix(plain, "data:"))
		return NULL;
	joined = g_path_is_absolute(plain) ? g_strdup(plain)
	                                   : g_build_filename(folder, plain, NULL);
	path = realpath(joined, NULL);
	*why = N_("there is no such file");
	if (!path || !g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return NULL;
	*why = N_("it lies outside of the folder of the style sheet");
	if (!lies_in(path, folder) &&
	        !(sheet->font_folder && lies_in(path, sheet->font_folder)))
		return NULL;
	return g_steal_pointer(&path);
}

/* NULL: it can be used. */
static const char *
try_file(struct reading *reading, const char *path)
{
	static const char *const verdicts[] = {
	        [FONTFILE_BROKEN] = N_("it is no TrueType or OpenType font, or broken"),
	        [FONTFILE_UNFIT] = N_("a font of several styles, colours or bitmaps does "
	                              "not do"),
	        [FONTFILE_FORBIDDEN] = N_("its maker does not allow it to be embedded"),
	};
	g_autoptr(GBytes) bytes = file_read(path, FONT_MOST, NULL);
	enum fontfile verdict;

	if (!bytes)
		return N_("it cannot be read");
	verdict = fontfile_check(bytes, &reading->face.compact);
	if (verdict == FONTFILE_USABLE) {
		reading->face.path = g_strdup(path);
		reading->face.small_caps = fontfile_small_caps(bytes, FALSE) &&
		                           fontfile_small_caps(bytes, TRUE);
		g_ptr_array_add(
		        reading->sheet->memory.blocks, (gpointer)reading->face.path);
	}
	return verdicts[verdict];
}

/* --- src ---------------------------------------------------------------- */

/* The only argument of a function, a string or identifiers; NULL: another. */
static char *
argument_of(const struct tokens *tokens, guint function, guint end)
{
	guint close = MIN(token_at(tokens, function)->match, end);
	guint at = token_solid(tokens, function + 1, close);

	return join_idents(tokens, at, token_trim(tokens, at, close));
}

static gboolean
use_file(struct reading *reading, guint at, const char *url)
{
	const char *why = NULL;
	g_autofree char *path = find_file(reading->sheet, url, &why);

	if (path)
		why = try_file(reading, path);
	if (why)
		complain(&reading->sheet->complaints, DIAG_CSS_FONT_FILE,
		        token_at(reading->sheet->tokens, at), url, _(why));
	return !why;
}

/* local("Tinos"): a font of anban by another name. */
static gboolean
use_local(struct reading *reading, guint at, const char *name)
{
	if (!family_known(name)) {
		if (reading->tells_all)
			complain(&reading->sheet->complaints, DIAG_CSS_FONT_FILE,
			        token_at(reading->sheet->tokens, at), name,
			        _("anban has no font of that name"));
		return FALSE;
	}
	reading->face.alias =
	        family_find(name, reading->face.weight, reading->face.italic);
	return TRUE;
}

/* format("woff2") and the like are of files that PDF cannot hold. */
static gboolean
format_fits(const struct tokens *tokens, guint at, guint end)
{
	static const char *const formats[] = {"truetype", "opentype", "ttf", "otf"};
	g_autofree char *format = argument_of(tokens, at, end);

	for (gsize i = 0; format && i < G_N_ELEMENTS(formats); i++)
		if (!g_ascii_strcasecmp(format, formats[i]))
			return TRUE;
	return FALSE;
}

/* One source [at, end): url() format()?, local(). TRUE: it is taken. */
static gboolean
use_source(struct reading *reading, guint at, guint end)
{
	const struct tokens *tokens = reading->sheet->tokens;
	const struct token *token = token_at(tokens, at = token_solid(tokens, at, end));
	guint next = token_solid(tokens, MIN(token_skip(tokens, at), end), end);
	g_autofree char *name = NULL;

	if (at < end && token->type == TOKEN_URL)
		name = g_strdup(token->text);
	else if (at < end && token->type == TOKEN_FUNCTION &&
	         (!g_ascii_strcasecmp(token->text, "url") ||
	                 !g_ascii_strcasecmp(token->text, "local")))
		name = argument_of(tokens, at, end);
	if (!name) {
		complain_descriptor(reading->sheet, DIAG_CSS_VALUE, at, "src", at, end);
		return FALSE;
	}
	if (token->type == TOKEN_FUNCTION && !g_ascii_strcasecmp(token->text, "local"))
		return use_local(reading, at, name);
	if (next < end && token_at(tokens, next)->type == TOKEN_FUNCTION &&
	        !g_ascii_strcasecmp(token_at(tokens, next)->text, "format") &&
	        !format_fits(tokens, next, end)) {
		if (reading->tells_all)
			complain_descriptor(reading->sheet, DIAG_CSS_UNSUPPORTED, next,
			        "format()", at, end);
		return FALSE;
	}
	return use_file(reading, at, name);
}

/* The first source that can be used. */
static gboolean
use_sources(struct reading *reading)
{
	guint start = reading->src;

	for (guint at = start; at <= reading->src_end; at++) {
		if (at < reading->src_end &&
		        token_at(reading->sheet->tokens, at)->type != TOKEN_COMMA)
			continue;
		if (use_source(reading, start, at))
			return TRUE;
		start = at + 1;
	}
	return FALSE;
}

void
fontface_read(struct sheet *sheet, guint at, guint first, guint end)
{
	struct reading reading = {.sheet = sheet, .face = {.weight = 400}};
	struct family_face *face;

	read_descriptors(&reading, first, end);
	if (!reading.face.family || !reading.src || sheet->faces->len == FACES_MOST) {
		complain(&sheet->complaints, DIAG_CSS_SYNTAX, token_at(sheet->tokens, at),
		        !reading.face.family ? "@font-face (font-family)"
		        : !reading.src       ? "@font-face (src)"
		                             : "@font-face",
		        NULL);
		return;
	}
	if (!use_sources(&reading)) {
		reading.tells_all = TRUE;
		use_sources(&reading);
		return;
	}
	face = value_keep(&sheet->memory, sizeof(*face));
	*face = reading.face;
	if (face->path)
		face->file = g_strdup_printf("%u-%u.%s", sheet->number,
		        sheet->faces->len + 1, face->compact ? "otf" : "ttf");
	g_ptr_array_add(sheet->memory.blocks, (gpointer)face->file);
	g_ptr_array_add(sheet->faces, face);
}
