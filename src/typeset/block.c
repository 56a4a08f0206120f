/*
 * block.c - one block of text, from string to lines.
 *
 * Justified blocks are broken for the best whole paragraph, ragged ones into even lines.
 * A paragraph beyond the limit is set in pieces, each a paragraph of its own to the
 * breaker, with full lines between them.
 */
#include "typeset/setter.h"

#include "article/cased.h"
#include "article/notes.h"
#include "base/limits.h"
#include "style/role.h"
#include "text/utf8.h"

#include <string.h>

/* Items per word in items_fill(). */
enum { ITEMS_A_WORD = 3 };

static void
report_lost(struct setter *setter, const struct block *block, const struct piece *piece,
        const struct token *token)
{
	g_autofree char *text = g_strndup(token->text + piece->offset, piece->length);
	gunichar c = g_utf8_get_char(text);
	g_autofree char *code = g_strdup_printf("U+%04X", c);
	const struct node *article;

	if (!g_hash_table_add(setter->lost, GUINT_TO_POINTER(c)) || !block->node)
		return;
	article = node_article(block->node);
	diag_report(setter->diags, DIAG_GLYPH_NONE, article ? article->file : NULL,
	        block->node->line_first, 0, text, code);
}

static void
look_for_lost(struct setter *setter, const struct block *block)
{
	for (guint i = 0; i < block->words->len; i++) {
		const struct token *token =
		        g_array_index(block->words, struct word, i).token;

		for (guint k = 0; token->lost && k < token->n_pieces; k++)
			if (!token->pieces[k].face)
				report_lost(setter, block, &token->pieces[k], token);
	}
}

/* --- breaking ----------------------------------------------------------- */

static struct break_params
params_of(const struct setter *setter, const struct block *block)
{
	const struct justification *limits = block->justification;
	struct break_params params = {
	        .measure = block->measure,
	        .line_stretch = limits ? 0 : block->measure / 3,
	        .tolerance = limits == &setter->style->justification ? 1000 : 5000,
	        .patience = 5000,
	        .line_penalty = 1000,
	        .fitness_demerits = 3000,
	        .looseness = block->style->looseness,
	};

	if (limits) {
		params.levels = limits->scale / JUSTIFY_LEVEL;
		params.level_scale = JUSTIFY_LEVEL;
		params.level_change = limits->scale_change / JUSTIFY_LEVEL;
		if (params.looseness)
			params.tolerance = params.patience;
		params.before = CLAMP(setter->level, -params.levels, params.levels);
	}
	return params;
}

/* Lines of words [first, end). */
static void
break_range(struct setter *setter, struct block *block, guint first, guint end)
{
	struct break_params params = params_of(setter, block);
	const struct initial *initial = first == 0 ? block->initial : NULL;
	const struct break_end *ends;
	guint n, lines = block->lines->len, start = first;

	if (initial) {
		params.first_lines = initial->lines;
		params.first_inset = initial->inset;
	}
	items_fill(setter, block, first, end);
	n = (block->style->balanced ? breaker_balance : breaker_run)(setter->breaker,
	        (const struct break_item *)(gpointer)setter->items->data,
	        setter->items->len, &params, &ends);
	g_array_set_size(block->lines, lines + n);
	for (guint i = 0; i < n; i++) {
		guint stop = MIN(first + ends[i].item / ITEMS_A_WORD, end);

		g_array_index(block->lines, struct line, lines + i) = (struct line){
		        .first = start,
		        .end = i + 1 == n ? end : stop,
		        .level = (gint8)ends[i].level,
		        .inset = i < params.first_lines ? params.first_inset : 0,
		};
		start = stop;
	}
	if (n && block->node) /* not where a running head is set in between */
		setter->level = ends[n - 1].level;
}

static void
break_lines(struct setter *setter, struct block *block)
{
	guint total = block->words->len;
	enum clock_phase was = clock_enter(setter->clock, CLOCK_BREAK);

	for (guint first = 0; first < total; first += LIMIT_PARAGRAPH_TOKENS)
		break_range(
		        setter, block, first, MIN(total, first + LIMIT_PARAGRAPH_TOKENS));
	clock_enter(setter->clock, was);
	if (block->lines->len)
		g_array_index(block->lines, struct line, block->lines->len - 1).last =
		        TRUE;
	if (total > LIMIT_PARAGRAPH_TOKENS && block->node) {
		const struct node *article = node_article(block->node);

		diag_report(setter->diags, DIAG_PARAGRAPH_LIMIT,
		        article ? article->file : NULL, block->node->line_first, 0,
		        G_STRINGIFY(100000), NULL);
	}
}

/* --- a head that runs in ------------------------------------------------ */

/* Do the spans of a node's shown text, which count code points, fit a text? */
static gboolean
fits_spans(const struct node *node, const char *text)
{
	return node->n_shown_spans &&
	       (text == node->shown ||
	               utf8_length(text, strlen(text)) ==
	                       utf8_length(node->shown, strlen(node->shown)));
}

/* Puts a heading before the text of a block. */
static void
run_in(struct setter *setter, struct block *block, const struct node *node)
{
	struct run_in *head = g_new0(struct run_in, 1);
	g_autofree char *text = NULL;
	char *whole;

	head->node = node;
	head->role = role_of(setter->style, node, NULL);
	head->style = &setter->style->blocks[head->role];
	text = cased_text(node->shown, (enum cased)head->style->transform);
	head->exact = !head->style->transform;
	head->spanned = fits_spans(node, text);
	head->phrases = phrases_of(node, text);
	head->links = notes_of(setter->notes, node);
	head->manners = g_ptr_array_new_with_free_func(g_free);
	block->head = head;
	block->base = (guint)strlen(text) + 1;
	whole = g_strconcat(text, " ", block->text, NULL);
	g_free(block->own_text);
	block->text = block->own_text = whole;
}

static void
free_head(struct run_in *head)
{
	if (!head)
		return;
	if (head->phrases)
		g_array_unref(head->phrases);
	g_ptr_array_unref(head->manners);
	g_free(head);
}

/* --- the block ---------------------------------------------------------- */

/* A title is set by its length. */
static void
choose_size(struct setter *setter, struct block *block)
{
	const struct title_size *size;

	block->size = block->style->size;
	block->leading = block->style->leading;
	if (block->size)
		return;
	size = &setter->style->titles[role_title_row(setter->style, block->text)];
	block->size = size->size;
	block->leading = size->leading;
}

/* Short lines need more. */
static void
choose_limits(struct setter *setter, struct block *block)
{
	const struct style *style = setter->style;
	enum align align = block->style->align;

	if (align == ALIGN_JUSTIFY)
		block->justification =
		        block->measure < (gint64)block->size * style->narrow_ems
		                ? &style->narrow
		                : &style->justification;
	if (block->style->hangs && (align == ALIGN_JUSTIFY || align == ALIGN_LEFT))
		block->hang = style->hang;
}

/* head: a heading that runs in; or NULL. */
static struct block *
make_block(struct setter *setter, const struct node *node, enum block_role role,
        const struct block_style *style, const char *text, const struct node *head,
        unit measure)
{
	enum clock_phase was = clock_enter(setter->clock, CLOCK_SHAPE);
	struct block *block = g_new0(struct block, 1);

	block->node = node;
	block->role = role;
	if (node && !text)
		block->links = notes_of(setter->notes, node);
	block->style = style;
	block->face = fonts_face(setter->fonts, style->face, NULL); /* is open */
	block->text = text ? text : node->shown;
	if (text || style->transform)
		block->own_text = cased_text(block->text, (enum cased)style->transform);
	if (block->own_text)
		block->text = block->own_text;
	block->exact = !block->own_text;
	block->spanned = node && !text && fits_spans(node, block->text);
	if (node && !text)
		block->phrases = phrases_of(node, block->text);
	if (head)
		run_in(setter, block, head);
	/* margins wider than the measure leave room for a letter or two */
	block->measure = MAX(measure - style->margin_left - style->margin_right,
	        style->breaks_words ? UNIT_PT : 2 * MAX(style->size, UNIT_PT));
	block->x = block->style->margin_left;
	choose_size(setter, block);
	choose_limits(setter, block);
	block->words = g_array_new(FALSE, FALSE, sizeof(struct word));
	block->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	block->tokens = shaper_hold(setter->shaper);
	items_words(setter, block);
	look_for_lost(setter, block);
	clock_enter(setter->clock, was);
	return block;
}

struct block *
block_new(struct setter *setter, const struct node *node, enum block_role role,
        const char *text, unit measure)
{
	return make_block(
	        setter, node, role, &setter->style->blocks[role], text, NULL, measure);
}

struct block *
block_new_headed(struct setter *setter, const struct node *node, enum block_role role,
        const struct node *head, unit measure)
{
	return make_block(
	        setter, node, role, &setter->style->blocks[role], NULL, head, measure);
}

struct block *
block_new_as(struct setter *setter, const struct node *node, enum block_role role,
        const struct block_style *style, unit measure)
{
	return make_block(setter, node, role, style, NULL, NULL, measure);
}

struct block *
block_new_styled(struct setter *setter, const struct block_style *style, const char *text,
        unit measure)
{
	return make_block(setter, NULL, BLOCK_N_ROLES, style, text, NULL, measure);
}

void
block_break(struct setter *setter, struct block *block)
{
	int level = setter->level;

	do {
		g_array_set_size(block->lines, 0);
		setter->level = level;
		if (block->words->len)
			break_lines(setter, block);
	} while (!initial_fits(setter, block));
	justify_block(block);
	block->unpainted = block->lines->len;
}

void
block_free(struct block *block)
{
	if (!block)
		return;
	block_free(block->mark);
	free_head(block->head);
	g_free(block->initial);
	g_array_unref(block->words);
	g_array_unref(block->lines);
	shaper_release(block->tokens);
	g_free(block->own_text);
	if (block->phrases)
		g_array_unref(block->phrases);
	g_free(block);
}

const struct node *
block_opener(const struct block *block)
{
	return block->head ? block->head->node : block->node;
}

gboolean
block_has_notes(const struct block *block)
{
	return block->links || (block->head && block->head->links);
}

unit
block_indent(const struct block *block)
{
	return block->initial ? 0 : block->style->indent;
}

unit
block_height(const struct block *block)
{
	return block->leading * (unit)block->lines->len;
}

unit
block_baseline(const struct block *block)
{
	const struct face *face = block->face;
	gint64 height = (gint64)(face->ascent - face->descent) * block->size / face->upem;
	gint64 ascent = (gint64)face->ascent * block->size / face->upem;

	return (unit)((block->leading - height) / 2 + ascent);
}
