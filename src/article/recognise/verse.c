/*
 * verse.c - verse: four or more short lines running.
 *
 * The lines begin mostly with capitals and end mostly open or with a comma; most of them
 * are no names and no labelled lines. When they are of one length, or six and eight
 * syllables in turn, it is likely verse, else a guess; these may all end in stops. A gap
 * begins a stanza, unless every line has one. Two lines in quotation marks with a name
 * below are verse, too, and so is a paragraph whose lines ran together ("… trở lạiSau lũy
 * tre …"). A name below verse is the poet's; so is what stands in brackets right below
 * it.
 */
#include "article/recognise/rule.h"

#include "text/joint.h"
#include "text/letter.h"

#include <string.h>

enum {
	LONGEST = 12, /* syllables of a line */
	FEWEST = 4,   /* lines */
	MOST = 2000,
	JOINTS = 3,   /* places where lines ran together that make a verse */
	PIECES = 256, /* lines of one such paragraph */
};

/* --- lines ------------------------------------------------------------- */

static gboolean
is_labelled(const struct block *block)
{
	guint style, depth;

	return block_dash(block) || strchr(block->text, ':') != NULL ||
	       label_parse(block->text, &style, &depth) > 0 || block_starts(block, "(") ||
	       block_starts(block, "•") || block_starts(block, "+ ");
}

static gboolean
is_line(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index < scene->n && !block->decided && block->n_lines == 1 &&
	       block->length <= 160 && block_syllables(block, LONGEST + 1) <= LONGEST &&
	       block_syllables(block, 2) == 2 && !block_caps(block) &&
	       !is_labelled(block) && !byline_is_name(block);
}

/* Every word has a capital: a list of names, of places. */
static gboolean
is_names(const struct block *block)
{
	guint words = 0, capitals = 0;

	for (const char *at = block->text; *at; words++) {
		gsize n = strcspn(at, " ");

		capitals += letter_starts_capital(at, n);
		at += n + strspn(at + n, " ");
	}
	return capitals * 3 > words * 2;
}

static gboolean
goes_on(const struct block *block)
{
	return !block_ends_sentence(block) && block->text[block->length - 1] != ';';
}

/* --- the run ----------------------------------------------------------- */

struct run {
	guint n, capitals, open, names;
	guint even;     /* lines as long as the one before, or the one before that */
	guint close;    /* by a syllable */
	guint couplets; /* lines of six and eight syllables in turn, from the first on */
};

static guint
distance(guint a, guint b)
{
	return a > b ? a - b : b - a;
}

static struct run
look(const struct scene *scene, guint index)
{
	struct run run = {0};
	guint before[2] = {0};

	for (; run.n < MOST && is_line(scene, index + run.n); run.n++) {
		const struct block *block = &scene->blocks[index + run.n];
		guint syllables = block_syllables(block, LONGEST);

		run.capitals += letter_starts_capital(block->text, block->length);
		run.open += goes_on(block);
		run.names += is_names(block);
		run.couplets += syllables == (run.n % 2 ? 8 : 6);
		if (run.n >= 1)
			run.close += distance(syllables, before[0]) <= 1;
		if (run.n >= 2)
			run.even += syllables == before[1];
		before[1] = before[0];
		before[0] = syllables;
	}
	return run;
}

static gboolean
is_verse(const struct run *run)
{
	return run->n >= FEWEST && run->capitals * 10 >= run->n * 7 &&
	       (run->open * 10 >= run->n * 6 || run->couplets == run->n) &&
	       run->names * 2 <= run->n;
}

static gboolean
is_regular(const struct run *run)
{
	return run->close * 4 >= (run->n - 1) * 3 || run->even * 4 >= (run->n - 2) * 3;
}

/* Only where a run begins: it is looked at once. */
static gboolean
begins_run(const struct scene *scene, guint index)
{
	return is_line(scene, index) &&
	       (index == scene->body || !is_line(scene, index - 1));
}

/* A single open line with text below it, the last of the run, is a heading. */
static guint
without_heading(const struct scene *scene, guint index, guint n)
{
	guint last = index + n - 1;

	if (last + 1 < scene->n && scene->blocks[last].gap &&
	        block_is_text(&scene->blocks[last + 1]) && n > FEWEST &&
	        !scene->blocks[last - 1].gap)
		return n - 1;
	return n;
}

static guint
match_lines(const struct scene *scene, guint index)
{
	struct run run = {0};

	if (!begins_run(scene, index))
		return 0;
	run = look(scene, index);
	return is_verse(&run) && is_regular(&run) ? without_heading(scene, index, run.n)
	                                          : 0;
}

static guint
match_free(const struct scene *scene, guint index)
{
	struct run run = {0};

	if (!begins_run(scene, index))
		return 0;
	run = look(scene, index);
	return is_verse(&run) ? without_heading(scene, index, run.n) : 0;
}

/* --- two lines in quotation marks ------------------------------------------ */

static gboolean
opens_quote(const struct block *block)
{
	return block_starts(block, "\"") || block_starts(block, "“");
}

static gboolean
closes_quote(const struct block *block)
{
	return g_str_has_suffix(block->text, "\"") ||
	       g_str_has_suffix(block->text, "”") ||
	       g_str_has_suffix(block->text, "\".") ||
	       g_str_has_suffix(block->text, "”.");
}

static guint
match_quoted(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 2 < scene->n && opens_quote(block) && closes_quote(&block[1]) &&
	                       !closes_quote(block) && is_line(scene, index) &&
	                       is_line(scene, index + 1) && goes_on(block) &&
	                       byline_is_name(&block[2])
	               ? 2
	               : 0;
}

/* --- lines that ran together ------------------------------------------------ */

/* The lines of a paragraph that ran together; 0: it is none of verse. */
static guint
split(const struct block *block, struct part parts[PIECES])
{
	gsize start = 0, at;
	guint n = 0;

	while (n + 1 < PIECES) {
		guint syllables = 1;

		at = joint_find(block->text, block->length, start);
		parts[n++] = (struct part){start, FATE_JOINED, NULL};
		for (gsize i = start; i < at; i++)
			syllables += block->text[i] == ' ';
		if (syllables > LONGEST)
			return 0;
		if (at >= block->length)
			return n;
		start = at;
	}
	return 0;
}

static guint
match_joined(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	struct part parts[PIECES];

	return block->n_lines == 1 && block->joint < block->length &&
	                       split(block, parts) > JOINTS
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"verse.joined", CERTAINTY_LIKELY, match_joined},
        {"verse.lines", CERTAINTY_LIKELY, match_lines},
        {"verse.quoted", CERTAINTY_LIKELY, match_quoted},
        {"verse.free", CERTAINTY_GUESS, match_free},
};

/* --- what was found -------------------------------------------------------- */

static gboolean
every_line_has_gap(const struct scene *scene, guint index, guint n)
{
	for (guint i = index + 1; i < index + n; i++)
		if (!scene->blocks[i].gap)
			return FALSE;
	return TRUE;
}

/* "(Trần Tế Xương - Sông Lấp)" right below. */
static gboolean
is_bracketed(const struct block *block)
{
	return !block->gap && block->text[0] == '(' && !block_closed(block) &&
	       g_str_has_suffix(block->text, ")") &&
	       block_syllables(block, LONGEST + 1) <= LONGEST;
}

/* The poet below the last line. */
static void
take_poet(struct scene *scene, guint index)
{
	struct block *block = &scene->blocks[index];

	if (index >= scene->n || block->decided ||
	        !(byline_is_name(block) || is_bracketed(block)))
		return;
	block->decided = TRUE;
	block->kind = NODE_PARAGRAPH;
	block->role = ROLE_ATTRIBUTION;
	block->rule = "verse.poet";
	block->certainty = CERTAINTY_LIKELY;
	block_hold(scene, index, 1, NODE_VERSE);
	block->begins = FALSE;
}

static void
found(struct scene *scene, guint index, guint n)
{
	gboolean gaps = every_line_has_gap(scene, index, n);
	struct part parts[PIECES];

	block_hold(scene, index, n, NODE_VERSE);
	for (guint i = index; i < index + n; i++) {
		struct block *block = &scene->blocks[i];
		gboolean joined = block->n_lines == 1 && block->joint < block->length;
		guint pieces = joined ? split(block, parts) : 0;

		if (pieces > 1)
			block_set_parts(scene, i, parts, pieces);
		block->begins = i == index || (block->gap && !gaps);
	}
	take_poet(scene, index + n);
}

const struct field verse_field = {
        NODE_VERSE_LINE, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};
