/*
 * mark.c - what the writer of the file says overrules what anban would see.
 *
 * Orders come from the front matter ("lines: {10-11: caption}") and hold for whole
 * blocks. Marks open a line: "# " the title, "## " to "###### " headings, "> " a
 * quotation, one in the other for each further ">", "Ảnh: " a caption. A mark is dropped,
 * the text after it stays. "Ảnh: Thu Hằng" alone is a credit, no caption.
 */
#include "article/recognise/rule.h"

#include "base/limits.h"
#include "text/letter.h"

#include <string.h>

enum { CAPTION = 5 /* syllables at least, the mark's included */ };

static const char because[] = "mark of the writer";

static void
decide(struct block *block, enum node_kind kind, const char *rule)
{
	block->decided = TRUE;
	block->kind = kind;
	block->rule = rule;
	block->certainty = CERTAINTY_SURE;
}

/* The first n bytes are the mark. */
static void
drop_mark(struct scene *scene, guint index, gsize n)
{
	struct block *block = &scene->blocks[index];
	struct part parts[] = {{0, FATE_DROPPED, because}, {n, FATE_SHOWN, NULL}};

	block->own = block_text(scene, index, n, block->length);
	block_set_parts(scene, index, parts, G_N_ELEMENTS(parts));
}

/* --- marks ------------------------------------------------------------- */

/* "# …" to "###### …": how many; 0: none. */
static guint
count_hashes(const struct block *block)
{
	gsize n = strspn(block->text, "#");

	return n <= 6 && block->text[n] == ' ' && block->text[n + 1] ? (guint)n : 0;
}

static gboolean
has_title(const struct scene *scene)
{
	for (guint i = 0; i < scene->n; i++)
		if (scene->blocks[i].decided && scene->blocks[i].kind == NODE_TITLE)
			return TRUE;
	return FALSE;
}

static gboolean
take_hashes(struct scene *scene, guint index, gboolean *titled)
{
	struct block *block = &scene->blocks[index];
	guint n = count_hashes(block);

	if (!n)
		return FALSE;
	if (n == 1 && !*titled) {
		decide(block, NODE_TITLE, "mark.title");
		*titled = TRUE;
	} else {
		decide(block, NODE_HEADING, "mark.heading");
		block->level = (guint8)MAX(n, 2);
	}
	drop_mark(scene, index, n + 1);
	return TRUE;
}

/* How many ">", each with a blank behind it, open the block; *end: bytes of them. */
static guint
count_quotes(const struct block *block, gsize *end)
{
	const char *at = block->text;
	guint n = 0;

	while (*at == '>' && at[1] == ' ' && at[2]) {
		at += 2;
		n++;
	}
	*end = at - block->text;
	return n;
}

/* Quotations deeper than the limit are set as deep as that. */
static guint8
checked_depth(struct scene *scene, guint index, guint depth)
{
	if (depth > LIMIT_NESTING)
		diag_report(scene->diags, DIAG_QUOTE_NESTING, scene->source->file,
		        scene->blocks[index].lines[0].number, 0, G_STRINGIFY(64), NULL);
	return (guint8)MIN(depth, LIMIT_NESTING);
}

static gboolean
take_quote(struct scene *scene, guint index)
{
	struct block *block = &scene->blocks[index];
	gboolean follows = index > 0 && block[-1].within == NODE_QUOTE;
	gsize end;
	guint depth = count_quotes(block, &end);

	if (!depth)
		return FALSE;
	decide(block, NODE_PARAGRAPH, "mark.quote");
	block_hold(scene, index, 1, NODE_QUOTE);
	block->begins = !follows;
	block->depth = checked_depth(scene, index, depth);
	drop_mark(scene, index, end);
	return TRUE;
}

static gboolean
take_caption(struct scene *scene, guint index)
{
	static const char mark[] = "Ảnh: ";
	struct block *block = &scene->blocks[index];

	if (!block_starts(block, mark) || block_syllables(block, CAPTION) < CAPTION ||
	        credit_alone(block))
		return FALSE;
	decide(block, NODE_CAPTION, "mark.caption");
	drop_mark(scene, index, strlen(mark));
	return TRUE;
}

/* --- orders ------------------------------------------------------------ */

/* Kinds that stand in something. */
static void
hold(struct scene *scene, guint index)
{
	struct block *block = &scene->blocks[index];
	const struct order *order = block->order;
	gboolean follows = index > 0 && block[-1].order == order;
	guint style, depth;

	switch (order->kind) {
	case NODE_VERSE:
		block->kind = NODE_VERSE_LINE;
		break;
	case NODE_LIST:
		block->label = block_dash(block);
		if (!block->label)
			block->label = label_parse(block->text, &style, &depth);
		block->label += strspn(block->text + block->label, " ");
		block->kind = NODE_PARAGRAPH;
		break;
	case NODE_QUOTE:
	case NODE_NOTE:
	case NODE_BOX:
		block->kind = NODE_PARAGRAPH;
		break;
	default:
		return;
	}
	block_hold(scene, index, 1, order->kind);
	block->begins = !follows || (order->kind == NODE_VERSE && block->gap);
}

static void
obey(struct scene *scene, guint index, gboolean *titled)
{
	struct block *block = &scene->blocks[index];
	struct order *order = block->order;
	gsize mark = count_hashes(block);

	order->obeyed = TRUE;
	decide(block, order->kind, "front-matter.lines");
	if (order->kind == KIND_NONE) {
		block->fate = FATE_DROPPED;
		block->why = "as the front matter says";
		return;
	}
	block->role = order->role;
	block->level = order->level;
	*titled |= order->kind == NODE_TITLE;
	if (mark)
		drop_mark(scene, index, mark + 1);
	hold(scene, index);
}

/* --- both --------------------------------------------------------------- */

/* Orders for lines that hold no text. */
static void
report_idle(const struct scene *scene)
{
	const GArray *orders = scene->source->orders;

	for (guint i = 0; orders && i < orders->len; i++) {
		const struct order *order = &g_array_index(orders, struct order, i);
		int above = scene->source->front_lines;
		g_autofree char *lines = g_strdup_printf(
		        "%d-%d", order->first - above, order->last - above);

		if (!order->obeyed)
			diag_report(scene->diags, DIAG_FRONT_IDLE, scene->source->file, 1,
			        0, lines, NULL);
	}
}

void
marks_take(struct scene *scene)
{
	gboolean titled = has_title(scene);

	for (guint i = 0; i < scene->source->n_front; i++) {
		struct block *front = &scene->blocks[i];

		decide(front, KIND_NONE, "front-matter");
		front->fate = FATE_NOT_PRINTED;
		front->why = "said of the article";
	}
	for (guint i = 0; i < scene->n; i++)
		if (scene->blocks[i].order)
			obey(scene, i, &titled);
	report_idle(scene);
	for (guint i = 0; i < scene->n; i++)
		if (!scene->blocks[i].decided && !take_hashes(scene, i, &titled) &&
		        !take_quote(scene, i))
			take_caption(scene, i);
}

void
marks_tell(struct scene *scene)
{
	static const struct field *const fields[] = {&date_field, &kicker_field,
	        &title_field, &lead_field, &source_field, &byline_field};

	for (guint i = 0; i < scene->n; i++)
		for (guint f = 0; f < G_N_ELEMENTS(fields); f++)
			if (scene->blocks[i].decided &&
			        scene->blocks[i].kind == fields[f]->kind)
				fields[f]->found(scene, i, 1);
}
