/*
 * fontset.c - the fonts of a publication, each with only the characters shown in it; or
 * whole, or none at all, as is asked for.
 *
 * Which face a text is set in follows from its node's role, as in the style sheet; what
 * stands inside it may add other faces. Coverage is
 * counted too generously rather than too sparingly: a span's characters are also counted
 * in the face around it, a title's also in the text's, in which the contents are set.
 */
#include "write/epub/publication.h"

#include "article/cased.h"
#include "base/subset.h"

#include <string.h>

enum { CHARACTERS = 0x110000, FILE_LIMIT = 16 << 20 };

/* Characters by face, in the order of the family table. */
struct coverage {
	const struct family_face *face;
	guint64 *bits; /* one for each code point */
};

static void
coverage_clear(gpointer data)
{
	g_free(((struct coverage *)data)->bits);
}

static guint64 *
find_bits(GArray *coverages, const struct family_face *face)
{
	struct coverage added = {face, NULL};

	for (guint i = 0; i < coverages->len; i++)
		if (g_array_index(coverages, struct coverage, i).face == face)
			return g_array_index(coverages, struct coverage, i).bits;
	added.bits = g_malloc0(CHARACTERS / 8);
	g_array_append_val(coverages, added);
	return added.bits;
}

static void
add_character(guint64 *bits, gunichar c)
{
	bits[c >> 6] |= (guint64)1 << (c & 63);
}

/* --- counting ----------------------------------------------------------- */

static void
add_text(GArray *coverages, const struct family_face *face, const char *text)
{
	guint64 *bits = find_bits(coverages, face);

	for (; *text; text = g_utf8_next_char(text))
		add_character(bits,
		        (guchar)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text));
	add_character(bits, ' ');
	add_character(bits, 0xA0); /* for glued spaces */
}

static void
add_in_role(GArray *coverages, const struct style *style, enum block_role role,
        const char *text)
{
	const struct block_style *block = &style->blocks[role];
	g_autofree char *cased = NULL;

	add_text(coverages, block->face, text);
	if (block->transform) {
		cased = cased_text(text, (enum cased)block->transform);
		add_text(coverages, block->face, cased);
	}
}

/* The faces that what stands inside a text asks for, in any way it may nest. */
static void
add_spans(GArray *coverages, const struct style *style, enum block_role role,
        const struct node *node)
{
	g_autoptr(GHashTable) faces = g_hash_table_new(NULL, NULL);
	guint all = 0;

	for (guint i = 0; i < node->n_shown_spans; i++)
		all |= style_inside_of(&node->shown_spans[i]);
	for (guint i = 0; i < node->n_shown_spans; i++) {
		const struct span *span = &node->shown_spans[i];
		const char *language = span->kind == SPAN_LANG ? span->value : NULL;

		for (guint inside = all; inside && (i == 0 || language);
		        inside = (inside - 1) & all) {
			const struct inside_style *found =
			        style_inside(style, role, inside, language);

			if (found && g_hash_table_add(faces, (gpointer)found->face))
				add_text(coverages, found->face, node->shown);
		}
	}
}

static void
add_node(GArray *coverages, const struct style *style, const struct node *node)
{
	enum block_role role = role_of(style, node, NULL);

	if (role == BLOCK_N_ROLES)
		return;
	add_in_role(coverages, style, role, node->shown);
	add_spans(coverages, style, role, node);
	if ((role == BLOCK_FIRST || role == BLOCK_OPENING) &&
	        style->blocks[BLOCK_BODY].face != style->blocks[role].face)
		add_in_role(coverages, style, BLOCK_BODY, node->shown);
	if (role == BLOCK_QUOTED_FIRST &&
	        style->blocks[BLOCK_QUOTED].face != style->blocks[role].face)
		add_in_role(coverages, style, BLOCK_QUOTED, node->shown);
	if (node->kind == NODE_TITLE || node->kind == NODE_HEADING)
		add_in_role(
		        coverages, style, BLOCK_BODY, node->shown); /* in the contents */
}

static int
compare_faces(gconstpointer a, gconstpointer b)
{
	const struct family_face *x = ((const struct coverage *)a)->face;
	const struct family_face *y = ((const struct coverage *)b)->face;

	if (x->path && y->path)
		return strcmp(x->file, y->file);
	if (x->path || y->path) /* those of style sheets stand last */
		return x->path ? 1 : -1;
	return x < y ? -1 : x > y;
}

static GArray *
count_characters(const struct publication *publication)
{
	const struct style *style = publication->job.style;
	const struct node *root = publication->root;
	GArray *coverages = g_array_new(FALSE, FALSE, sizeof(struct coverage));

	g_array_set_clear_func(coverages, coverage_clear);
	add_in_role(coverages, style, BLOCK_CONTENTS, "Mục lục");
	for (const struct node *node = root; node; node = node_next(node, root))
		add_node(coverages, style, node);
	g_array_sort(coverages, compare_faces);
	return coverages;
}

/* --- subsets ------------------------------------------------------------ */

/* Small capitals, figures, whatever the style asks for somewhere. */
static GBytes *
make_subset(GBytes *file, const struct style *style, const guint64 *bits)
{
	guint32 features[FEATURE_SETS_MOST * FEATURES_MOST + 1];
	guint n = 0;
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint32 c = 0; c < CHARACTERS; c++)
		if (!bits[c >> 6])
			c |= 63; /* none of these */
		else if (bits[c >> 6] >> (c & 63) & 1)
			g_array_append_val(wanted, c);
	for (guint i = 1; i <= style->n_features; i++)
		for (guint k = 0; k < style->features[i].n; k++)
			features[n++] = style->features[i].list[k].tag;
	features[n] = 0;
	return subset_font(file, 0, SUBSET_BY_CHARACTER,
	        (const guint32 *)(gpointer)wanted->data, wanted->len, features);
}

static GBytes *
keep_file(const struct write_job *job, GBytes *file, const guint64 *bits)
{
	return job->fonts_kept == WRITE_FONTS_FULL ? g_bytes_ref(file)
	                                           : make_subset(file, job->style, bits);
}

/* NULL: reported. */
static GBytes *
load_font(const struct write_job *job, const struct coverage *coverage)
{
	g_autofree char *path = family_path(coverage->face, job->fonts);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) file = file_read(path, FILE_LIMIT, &error);
	GBytes *kept = file ? keep_file(job, file, coverage->bits) : NULL;

	if (!kept)
		diag_report(job->diags, DIAG_FONT_FILE, job->target, 0, 0,
		        coverage->face->file, NULL);
	return kept;
}

static void
font_clear(gpointer data)
{
	g_bytes_unref(((struct embedded_font *)data)->file);
}

GArray *
fontset_make(const struct publication *publication)
{
	GArray *fonts = g_array_new(FALSE, FALSE, sizeof(struct embedded_font));
	g_autoptr(GArray) coverages = NULL;
	enum clock_phase was;

	g_array_set_clear_func(fonts, font_clear);
	if (publication->job.fonts_kept == WRITE_FONTS_NONE)
		return fonts;
	was = clock_enter(publication->job.clock, CLOCK_FONTS);
	coverages = count_characters(publication);
	for (guint i = 0; i < coverages->len; i++) {
		const struct coverage *coverage =
		        &g_array_index(coverages, struct coverage, i);
		struct embedded_font font = {
		        coverage->face, load_font(&publication->job, coverage)};

		if (!font.file)
			break;
		g_array_append_val(fonts, font);
	}
	if (fonts->len < coverages->len)
		g_clear_pointer(&fonts, g_array_unref);
	clock_enter(publication->job.clock, was);
	return fonts;
}
