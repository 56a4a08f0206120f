/*
 * recognise.c - the engine: fields in their order, each with its rules over its window.
 *
 * What the writer has marked comes first, then residue of the web page is taken out.
 * Order matters only where one field bounds another: the date line is the surest mark of
 * the head, the title stands above it, the lead below; verse is taken before names (the
 * poet's), lists and talk before captions, captions before headings. Invariant: a decided
 * block is never decided again. Linear in the number of blocks.
 */
#include "article/recognise/rule.h"

#include "article/meta.h"
#include "text/joint.h"

#include <string.h>

static const struct field *const fields[] = {&date_field, &kicker_field, &title_field,
        &subtitle_field, &byline_head_field, &lead_field, &source_field, &series_field,
        &note_field, &box_field, &separator_field, &quote_field, &verse_field,
        &byline_field, &list_field, &talk_field, &caption_field, &figure_field,
        &heading_field, &label_field};

static void
decide(struct scene *scene, const struct field *field, const struct rule *rule,
        guint index, guint n)
{
	for (guint i = 0; i < n; i++) {
		struct block *block = &scene->blocks[index + i];

		block->decided = TRUE;
		block->joined = i > 0;
		block->kind = field->kind;
		block->rule = rule->name;
		block->certainty = rule->certainty;
	}
}

/* The lines of n blocks as the front matter counts them: those below it. */
static char *
lines_of(const struct scene *scene, guint index, guint n)
{
	const struct block *last = &scene->blocks[index + n - 1];
	int above = scene->source->front_lines;
	int from = scene->blocks[index].lines[0].number - above;
	int to = last->lines[last->n_lines - 1].number - above;

	return from == to ? g_strdup_printf("%d", from)
	                  : g_strdup_printf("%d-%d", from, to);
}

static void
report_guess(struct scene *scene, guint index, guint n)
{
	const struct block *block = &scene->blocks[index];
	g_autofree char *lines = lines_of(scene, index, n);
	enum diag_code code;

	if (block->kind == NODE_CAPTION)
		code = DIAG_CAPTION_GUESS;
	else if (block->kind == NODE_HEADING)
		code = DIAG_HEADING_GUESS;
	else if (block->kind == NODE_VERSE_LINE)
		code = DIAG_VERSE_GUESS;
	else
		return; /* title.none tells of a title */
	diag_report(scene->diags, code, scene->source->file, block->lines[0].number, 0,
	        block->text, lines);
}

/* How many blocks from this one on the rule takes for the field. */
static guint
try_rule(struct scene *scene, const struct field *field, const struct rule *rule,
        guint index)
{
	guint n = scene->blocks[index].decided ? 0 : rule->match(scene, index);

	if (!n)
		return 0;
	decide(scene, field, rule, index, n);
	if (field->found)
		field->found(scene, index, n);
	if (rule->certainty == CERTAINTY_GUESS)
		report_guess(scene, index, n);
	return n;
}

/* The writer has said what is the field. */
static gboolean
is_told(const struct scene *scene, const struct field *field)
{
	for (guint i = 0; !field->many && i < scene->n; i++)
		if (scene->blocks[i].decided && scene->blocks[i].kind == field->kind)
			return TRUE;
	return FALSE;
}

/* The surest rule looks at the whole window first, then the next one. */
static void
apply(struct scene *scene, const struct field *field)
{
	guint first, end;

	if (is_told(scene, field))
		return;
	field->window(scene, &first, &end);
	end = MIN(end, scene->n);
	for (guint r = 0; r < field->n_rules; r++) {
		for (guint i = first; i < end;) {
			guint n = try_rule(scene, field, &field->rules[r], i);

			if (n && !field->many)
				return;
			i += MAX(n, 1);
		}
	}
}

/* Decided by a rule of the head: only a writer decides others before the lead is looked
 * for. */
static gboolean
is_of_head(const struct block *block)
{
	return block->kind == KIND_NONE || block->kind == NODE_BYLINE ||
	       (block->kind >= NODE_KICKER && block->kind <= NODE_LEAD);
}

/* The body begins below the last block of the head, as far as the head is known. */
static void
find_body(struct scene *scene)
{
	guint body = 0;

	for (guint i = 0; i < scene->n && i < 16; i++)
		if (scene->blocks[i].decided && is_of_head(&scene->blocks[i]))
			body = i + 1;
	scene->body = MAX(scene->body, body);
}

static void
report_title(const struct scene *scene)
{
	const struct block *title =
	        scene->title == INDEX_NONE ? NULL : &scene->blocks[scene->title];

	if (!title || title->certainty == CERTAINTY_GUESS)
		diag_report(scene->diags, DIAG_TITLE_NONE, scene->source->file,
		        title ? title->lines[0].number : 0, 0, NULL, NULL);
}

static void
take_facts(struct scene *scene)
{
	for (guint i = 0; i < scene->n; i++) {
		struct block *block = &scene->blocks[i];

		block->joint = joint_find(block->text, block->length, 0);
		scene->n_gaps += block->gap;
		scene->n_several += block->n_lines > 1;
		scene->n_brief += block->length < 24 && block_syllables(block, 3) <= 2 &&
		                  !block_closed(block) && !block_broken(block);
	}
}

void
recognise(struct tree *tree, struct blocks *blocks, struct diags *diags)
{
	struct scene scene = {
	        .tree = tree,
	        .meta = tree_root(tree)->meta,
	        .source = blocks,
	        .blocks = blocks->list,
	        .n = blocks->n,
	        .diags = diags,
	        .residue = g_array_new(FALSE, FALSE, sizeof(struct block)),
	        .small = g_ptr_array_new_with_free_func(g_free),
	        .date = INDEX_NONE,
	        .title = INDEX_NONE,
	};

	tree_root(tree)->file = tree_string(tree, blocks->file);
	for (guint i = 0; i < scene.n; i++) {
		scene.blocks[i].kind = NODE_PARAGRAPH;
		block_look(&scene.blocks[i]);
		g_ptr_array_add(scene.small, (gpointer)scene.blocks[i].small);
	}
	marks_take(&scene);
	residue_take_out(&scene);
	take_facts(&scene);
	marks_tell(&scene);
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (fields[i] == &lead_field)
			find_body(&scene);
		if (fields[i] == &list_field)
			talk_look(&scene);
		apply(&scene, fields[i]);
	}
	report_title(&scene);
	joined_report(&scene);
	build(&scene);
	g_array_unref(scene.residue);
	g_ptr_array_unref(scene.small);
	recase(&scene);
	meta_complete(tree, tree_root(tree));
	tree_number(tree);
}
