/*
 * items.c - text to words, words to boxes, glue and penalties.
 *
 * Each word becomes one box, preceded by what nobreak_scan() says of the place before it.
 * Item k of the breaker belongs to a word through the fixed pattern below, so that no map
 * is needed: every word is PENALTY, GLUE, BOX (the first word of a line range too).
 */
#include "typeset/setter.h"

#include "text/compound.h"
#include "text/nobreak.h"

/* Before the last word, and the last but one: no line of one syllable. */
enum { ALONE = BREAK_NEED, NEARLY_ALONE = 100 };
enum { BESIDE_DASH = 120 };
/* In a head: inside what is read as one. */
enum { TORN = 500 };

enum { ITEMS_A_WORD = 3, ITEMS_AT_END = 4 };

gboolean
items_is_space(guint8 breaking)
{
	return breaking >= BREAKING_SPACE && breaking <= BREAKING_FIXED;
}

/* How a stretch of a block's text is set. */
struct manner {
	const struct face *face;
	const struct inside_style *inside; /* NULL: as the block */
};

static unit
to_units(unit size, const struct face *face, gint64 font_units)
{
	return (unit)(font_units * size / face->upem);
}

unit
items_size(const struct block *block, const struct word *word)
{
	const struct inside_style *inside = word->inside;

	if (!inside || inside->size == inside->of)
		return block->size;
	return (unit)MAX((gint64)block->size * inside->size / inside->of, 1);
}

/* text[start, end) of the block as a word; `space` is not known yet. */
static struct word
make_word(struct setter *setter, const struct block *block, struct manner manner,
        guint start, guint end, guint8 before)
{
	const struct inside_style *inside = manner.inside;
	guint features = inside ? inside->features : block->style->features;
	unit spacing = inside ? inside->letter_spacing : block->style->letter_spacing;
	struct word word = {
	        .token = shaper_token(setter->shaper, manner.face, !spacing,
	                features ? &setter->style->features[features] : NULL,
	                block->text + start, end - start),
	        .inside = inside,
	        .offset = start,
	        .before = before,
	};

	word.width = to_units(items_size(block, &word), manner.face, word.token->width) +
	             (unit)word.token->n_glyphs * spacing;
	return word;
}

/* Room for n more. */
static void
reserve(GArray *array, guint n)
{
	guint length = array->len;

	g_array_set_size(array, length + n);
	array->len = length;
}

/* Room for the word was made by add_words(). */
static void
add_word(struct setter *setter, struct block *block, struct manner manner, guint start,
        guint end, guint8 before)
{
	struct word *words = (struct word *)(gpointer)block->words->data;

	words[block->words->len++] = make_word(setter, block, manner, start, end, before);
}

static guint
count_places(const guint8 *places, gsize start, gsize end)
{
	guint n = 0;

	for (gsize i = start; i < end; i++)
		n += places[i] != BREAKING_INSIDE;
	return n;
}

static guint
blank_length(const char *at)
{
	if (*at == ' ')
		return 1;
	return at[0] == '\xC2' && at[1] == '\xA0' ? 2 : 0;
}

/* Words of text[start, end), which is set in one manner; before: what stands before its
 * first. */
static guint8
add_words(struct setter *setter, struct block *block, struct manner manner, gsize start,
        gsize end, guint8 before)
{
	const guint8 *places = setter->places->data;

	reserve(block->words, count_places(places, start, end) + 1);
	for (gsize i = start; i < end; i++) {
		guint blank;

		if (places[i] == BREAKING_INSIDE)
			continue;
		if (i > start)
			add_word(setter, block, manner, start, i, before);
		before = places[i];
		while (i < end && (blank = blank_length(block->text + i)) > 0)
			i += blank;
		start = i;
	}
	if (end <= start)
		return before;
	add_word(setter, block, manner, start, end, before);
	return BREAKING_INSIDE;
}

/* --- spans -------------------------------------------------------------- */

/* One text of a block: its own, or that of the head that runs in. */
struct part {
	const struct node *node; /* whose spans it has; NULL: nobody's */
	enum block_role role;
	struct run_in *head; /* whose it is; NULL: the block's */
	gsize start, length; /* in the block's text */
};

/* How a head that runs in is set in a block, for what stands inside it. */
struct manner_in {
	const struct inside_style *inside; /* of the head; NULL: all of it */
	struct inside_style style;         /* of the block */
};

static struct inside_style
as_inside(const struct block_style *style)
{
	return (struct inside_style){
	        .face = style->face,
	        .features = style->features,
	        .size = style->size,
	        .of = style->size,
	        .letter_spacing = style->letter_spacing,
	        .colour = style->colour,
	        .decoration = style->decoration,
	        .decoration_colour = style->decoration_colour,
	};
}

/* What a head says, as if it stood inside the block's text: sizes are those of the block
 * then. */
static const struct inside_style *
of_block(
        const struct block *block, struct run_in *head, const struct inside_style *inside)
{
	unit size = head->style->size;
	struct manner_in *made;

	for (guint i = 0; i < head->manners->len; i++) {
		made = head->manners->pdata[i];
		if (made->inside == inside)
			return &made->style;
	}
	made = g_new(struct manner_in, 1);
	made->inside = inside;
	made->style = inside ? *inside : as_inside(head->style);
	made->style.size = (unit)((gint64)size * made->style.size / made->style.of);
	made->style.rise = (unit)((gint64)size * made->style.rise / made->style.of);
	made->style.of = block->size;
	g_ptr_array_add(head->manners, made);
	return &made->style;
}

/* How the text is set inside these spans, or NULL: inside none; of several languages the
 * last one holds. */
static struct manner
manner_inside(struct setter *setter, const struct block *block, const struct part *part,
        const GPtrArray *around)
{
	struct manner manner = {block->face, NULL};
	const struct span *language = NULL;
	const struct face *face;
	guint inside = 0;

	for (guint i = 0; around && i < around->len; i++) {
		const struct span *span = around->pdata[i];

		inside |= style_inside_of(span);
		if (span->kind == SPAN_LANG && (!language || span > language))
			language = span;
	}
	manner.inside = style_inside(
	        setter->style, part->role, inside, language ? language->value : NULL);
	if (part->head)
		manner.inside = of_block(block, part->head, manner.inside);
	if (!manner.inside || manner.inside->face == block->face->family)
		return manner;
	face = fonts_face(setter->fonts, manner.inside->face, NULL);
	manner.face = face ? face : block->face;
	return manner;
}

/* before: what stands before its first word. */
static void
add_spans(struct setter *setter, struct block *block, const struct part *part,
        guint8 before)
{
	const char *start = block->text + part->start, *end = start + part->length;
	struct walk walk = walk_begin(part->node);
	guint at = 0;

	while (start < end) {
		guint next = walk_to(&walk, at);
		struct manner manner = manner_inside(setter, block, part, walk.around);
		const char *stop = start;

		for (; stop < end && at < next; at++)
			stop = g_utf8_next_char(stop);
		before = add_words(setter, block, manner, start - block->text,
		        stop - block->text, before);
		start = stop;
	}
	walk_end(&walk);
}

/* Words wider than the measure become words of one letter, without joints. */
static void
split_wide(struct setter *setter, struct block *block)
{
	GArray *words = block->words;

	block->words = g_array_new(FALSE, FALSE, sizeof(struct word));
	for (guint i = 0; i < words->len; i++) {
		const struct word *word = &g_array_index(words, struct word, i);
		guint end = word->offset + word->token->length, next;
		guint8 before = word->before;
		struct word letter;

		if (word->width <= block->measure) {
			g_array_append_vals(block->words, word, 1);
			continue;
		}
		for (guint at = word->offset; at < end; at = next) {
			next = (guint)(g_utf8_next_char(block->text + at) - block->text);
			letter = make_word(setter, block,
			        (struct manner){word->token->face, word->inside}, at,
			        next, before);
			g_array_append_val(block->words, letter);
			before = BREAKING_EMERGENCY;
		}
	}
	g_array_unref(words);
}

/* The width of the space between two words. */
static unit
space_between(const struct block *block, const struct word *a, const struct word *b)
{
	gint32 width = block->face->widths[block->face->space] + items_trail(block, a) +
	               items_lead(block, b);
	unit space =
	        to_units(block->size, block->face, width) + block->style->letter_spacing;

	return b->before == BREAKING_FIXED ? space : space + block->style->word_spacing;
}

/* Wider than any paper. */
enum { SPACE_MOST = (1 << 23) - 1 };

static void
measure_spaces(struct block *block)
{
	struct word *words = (struct word *)(gpointer)block->words->data;

	for (guint i = 1; i < block->words->len; i++)
		if (items_is_space(words[i].before))
			words[i].space =
			        CLAMP(space_between(block, &words[i - 1], &words[i]),
			                -SPACE_MOST, SPACE_MOST);
}

/* The words of one text. before: what stands before its first. */
static void
add_part(struct setter *setter, struct block *block, const struct part *part,
        gboolean spans, guint8 before)
{
	const char *text = block->text + part->start;
	guint8 *places = setter->places->data + part->start;

	nobreak_scan(text, part->length, places);
	if (spans && part->node && part->node->n_shown_spans && part->node->shown_spans) {
		phrases_foreign(part->node, text, places);
		add_spans(setter, block, part, before);
		return;
	}
	add_words(setter, block, manner_inside(setter, block, part, NULL), part->start,
	        part->start + part->length, before);
}

void
items_words(struct setter *setter, struct block *block)
{
	gsize length = strlen(block->text);
	struct run_in *head = block->head;
	const struct part own = {
	        block->node, block->role, NULL, block->base, length - block->base};

	g_byte_array_set_size(setter->places, length);
	if (head)
		add_part(setter, block,
		        &(struct part){head->node, head->role, head, 0, block->base - 1},
		        head->spanned || head->phrases, BREAKING_INSIDE);
	add_part(setter, block, &own, block->spanned || block->phrases,
	        head ? BREAKING_SPACE : BREAKING_INSIDE);
	if (block->style->breaks_words)
		split_wide(setter, block);
	measure_spaces(block);
}

gboolean
items_leaves_head(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);

	return block->head && i > 0 && word->offset >= block->base &&
	       word[-1].offset < block->base;
}

/* --- widths ------------------------------------------------------------- */

gboolean
items_space_inside(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);
	const struct inside_style *inside = word->inside;

	return i > 0 && inside && word[-1].inside == inside &&
	       word->token->face == block->face && inside->size == inside->of &&
	       !inside->rise && inside->letter_spacing == block->style->letter_spacing;
}

unit
items_width(const struct block *block)
{
	unit width = 0;

	for (guint i = 0; i < block->words->len; i++)
		width += g_array_index(block->words, struct word, i).width;
	return width;
}

gint32
items_trail(const struct block *block, const struct word *word)
{
	return word->token->face == block->face && items_size(block, word) == block->size
	               ? word->token->trail
	               : 0;
}

gint32
items_lead(const struct block *block, const struct word *word)
{
	return word->token->face == block->face && items_size(block, word) == block->size
	               ? word->token->lead
	               : 0;
}

/* --- the margins ---------------------------------------------------------- */

static const struct hang *
find_hang(const struct block *block, gunichar mark)
{
	for (const struct hang *hang = block->hang; hang && hang->mark; hang++)
		if (hang->mark == mark)
			return hang;
	return NULL;
}

static unit
hang_of(unit size, const struct piece *piece, guint glyph, int part)
{
	if (!piece->face || !piece->n_glyphs)
		return 0;
	return (unit)((gint64)piece->face->widths[piece->glyphs[glyph].id] * size * part /
	              piece->face->upem / 1000);
}

static unit
mark_hangs_left(const struct block *block, guint i, const struct word *word)
{
	const struct token *token = word->token;
	const struct hang *hang;

	if (!token->n_pieces || (i == 0 && block_indent(block)))
		return 0;
	hang = find_hang(block, g_utf8_get_char(token->text));
	return hang ? hang_of(items_size(block, word), token->pieces, 0, hang->left) : 0;
}

static unit
mark_hangs_right(const struct block *block, guint i, const struct word *word)
{
	const struct token *token = word->token;
	const struct piece *piece;
	const struct hang *hang;

	if (!token->n_pieces || (block->end_mark && i + 1 == block->words->len))
		return 0;
	hang = find_hang(
	        block, g_utf8_get_char(g_utf8_prev_char(token->text + token->length)));
	piece = &token->pieces[token->n_pieces - 1];
	return hang ? hang_of(items_size(block, word), piece, piece->n_glyphs - 1,
	                      hang->right)
	            : 0;
}

/* Most words begin and end with letters, of which none hangs. */
unit
items_hang_left(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);

	return block->hang && !word->token->letter_first ? mark_hangs_left(block, i, word)
	                                                 : 0;
}

unit
items_hang_right(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);

	return block->hang && !word->token->letter_last ? mark_hangs_right(block, i, word)
	                                                : 0;
}

/* The lozenge with the white before it. */
unit
items_end_mark(const struct block *block)
{
	return block->end_mark ? block->size * 8 / 10 : 0;
}

/* --- items -------------------------------------------------------------- */

/* Room for the items was made by items_fill(). */
static void
add_item(struct setter *setter, enum break_kind kind, unit width, unit stretch,
        unit shrink, gint32 penalty)
{
	struct break_item *items = (struct break_item *)(gpointer)setter->items->data;

	items[setter->items->len++] =
	        (struct break_item){kind, width, stretch, shrink, penalty};
}

/* What a break before a word costs, by what stands there, in text and in heads. */
static const struct {
	gint32 text, head;
} costs[] = {
        [BREAKING_INSIDE] = {BREAK_INFINITE, BREAK_INFINITE},
        [BREAKING_SPACE] = {0, 150},
        [BREAKING_NAME] = {120, 800},
        [BREAKING_DEAR] = {250, 1500},
        [BREAKING_GLUED] = {9000, 9000},
        [BREAKING_FIXED] = {9000, 9000},
        [BREAKING_AFTER] = {50, 300},
        [BREAKING_EMERGENCY] = {BREAK_NEED, BREAK_NEED},
};

gboolean
items_begins_part(const char *word)
{
	static const char *const words[] = {"và ", "của ", "với ", "trong ", "để ",
	        "cho ", "tại ", "từ ", "về ", "theo ", "ở ", "trên ", "là ", "do ", "– ",
	        "vì ", "khi ", "thì ", "nhưng ", "hoặc ", "mà ", "nhờ ", "giữa ", "dưới ",
	        "cùng ", "đến ", "tới ", "như ", "nếu ", NULL};

	for (int i = 0; words[i]; i++)
		if (word[0] == words[i][0] && g_str_has_prefix(word, words[i]))
			return TRUE;
	return FALSE;
}

static gboolean
is_dash(const struct block *block, guint i)
{
	const struct token *token = g_array_index(block->words, struct word, i).token;

	if (token->length == 1)
		return token->text[0] == '-';
	return token->length == 3 &&
	       (!memcmp(token->text, "–", 3) || !memcmp(token->text, "—", 3));
}

gboolean
items_tears(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);
	const struct token *before = word[-1].token, *token = word->token;

	if (word->before != BREAKING_SPACE)
		return word->before == BREAKING_NAME || word->before == BREAKING_DEAR;
	return !is_dash(block, i - 1) &&
	       (compound_joins(
	                before->text, before->length, token->text, token->length) ||
	               items_begins_part(block->text + word[-1].offset));
}

/* In a head, a line is to end where a part of the sentence ends. */
static gint32
head_cost(const struct block *block, guint i)
{
	const struct word *word = &g_array_index(block->words, struct word, i);
	const struct token *before = word[-1].token;

	if (word->before != BREAKING_SPACE)
		return costs[word->before].head;
	if (items_tears(block, i))
		return TORN;
	if (is_dash(block, i - 1) ||
	        (before->length && strchr(",;:.?!", before->text[before->length - 1])))
		return 0;
	return items_begins_part(block->text + word->offset)
	               ? costs[BREAKING_SPACE].head / 3
	               : costs[BREAKING_SPACE].head;
}

/* Is the place before word i inside one half of a pair like "kinh tế – xã hội"? */
static gboolean
is_beside_dash(const struct block *block, guint i, guint end)
{
	return (i + 1 < end && is_dash(block, i + 1)) ||
	       (i >= 2 && is_dash(block, i - 2));
}

/* The cost of a break before word i of [first, end). */
static gint32
penalty_of(const struct block *block, guint i, guint first, guint end)
{
	guint8 before = g_array_index(block->words, struct word, i).before;
	gboolean head = block->style->balanced;
	gint32 penalty = head ? head_cost(block, i) : costs[before].text;

	if (is_beside_dash(block, i, end))
		penalty = MAX(penalty, BESIDE_DASH);
	if (i + 1 == end || (head && i == first + 1))
		return MAX(penalty, ALONE);
	return i + 2 == end ? MAX(penalty, NEARLY_ALONE) : penalty;
}

unit
items_space_width(const struct block *block)
{
	return to_units(block->size, block->face,
	               block->face->widths[block->face->space]) +
	       block->style->word_spacing;
}

unit
items_stretch(const struct block *block, unit space)
{
	return block->justification ? space * block->justification->stretch / 1000 : 0;
}

unit
items_shrink(const struct block *block, unit space)
{
	return block->justification ? space * block->justification->shrink / 1000 : 0;
}

/* What stands between word i - 1 and word i; penalty: of a break there. */
static void
add_joint(struct setter *setter, const struct block *block, guint i, gint32 penalty)
{
	const struct word *word = &g_array_index(block->words, struct word, i);
	unit space = word->space;
	gboolean stretches = word->before != BREAKING_FIXED;

	add_item(setter, BREAK_PENALTY, -items_hang_right(block, i - 1), 0, 0, penalty);
	add_item(setter, BREAK_GLUE, space, stretches ? items_stretch(block, space) : 0,
	        stretches ? items_shrink(block, space) : 0, 0);
}

static void
add_word_box(struct setter *setter, const struct block *block, guint i, unit indent)
{
	const struct word *word = &g_array_index(block->words, struct word, i);
	unit give = justify_give(block, word->token->n_glyphs - 1);

	add_item(setter, BREAK_BOX, word->width + indent, give, items_hang_left(block, i),
	        0);
}

void
items_fill(struct setter *setter, const struct block *block, guint first, guint end)
{
	g_array_set_size(setter->items, 0);
	reserve(setter->items, ITEMS_A_WORD * (end - first) + ITEMS_AT_END);
	add_item(setter, BREAK_PENALTY, 0, 0, 0, BREAK_INFINITE);
	add_item(setter, BREAK_GLUE, 0, 0, 0, 0);
	add_word_box(setter, block, first, first == 0 ? block_indent(block) : 0);
	for (guint i = first + 1; i < end; i++) {
		add_joint(setter, block, i, penalty_of(block, i, first, end));
		add_word_box(setter, block, i, 0);
	}
	add_item(setter, BREAK_BOX, items_end_mark(block), 0, 0, 0);
	add_item(setter, BREAK_PENALTY, 0, 0, 0, BREAK_INFINITE);
	add_item(setter, BREAK_GLUE, 0, block->style->balanced ? 0 : BREAK_FILL, 0, 0);
	add_item(setter, BREAK_PENALTY, -items_hang_right(block, end - 1), 0, 0,
	        -BREAK_INFINITE);
}
