/*
 * list.c - lists: successive lines that open with marks.
 *
 * Bullets are a list when there are two of them; dashes only when they name things ("-
 * Thời gian: …"), when the line above ends with a colon, when they end with semicolons,
 * or when none of three is something that is said; numbers and letters only when they
 * count from the first on, one line after the other. A mark of another kind inside a list
 * opens a list in the item. What does not count so are paragraphs: undecided.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum {
	MOST = 4096,  /* items */
	LEVELS = 4,   /* lists inside lists */
	NAMED = 6,    /* syllables before the colon */
	LONGEST = 600 /* bytes of an item that is looked at for its end */
};

/* What opens an item. Styles of label.c come first, then bullets. */
enum { STYLE_DASH = LABEL_STYLES, STYLE_BULLET };

struct mark {
	gsize length; /* bytes, blanks included; 0: none */
	guint style;  /* bullets: STYLE_BULLET and so on, each sign its own */
	guint number; /* of figures and letters; 0 */
};

/* --- marks ------------------------------------------------------------- */

/* The last ones are what Word's symbol fonts leave behind. */
static const char *const bullets[] = {"•", "●", "▪", "■", "◦", "○", "·", "❖", "✓", "✔",
        "➢", "►", "+", "*", "\356\202\267", "\356\202\247", "\356\203\230"};

static struct mark
bullet_of(const struct block *block)
{
	if (g_ascii_isalnum(block->text[0])) /* nearly always */
		return (struct mark){0};
	for (guint i = 0; i < G_N_ELEMENTS(bullets); i++) {
		gsize n = strlen(bullets[i]), blanks;

		if (!g_str_has_prefix(block->text, bullets[i]))
			continue;
		blanks = strspn(block->text + n, " ");
		if (!block->text[n + blanks] || (n == 1 && !blanks))
			break;
		return (struct mark){n + blanks, STYLE_BULLET + i, 0};
	}
	return (struct mark){0};
}

static struct mark
mark_of(const struct block *block)
{
	struct mark mark = {.length = block_dash(block), .style = STYLE_DASH};
	guint depth;

	if (mark.length)
		return mark;
	mark = bullet_of(block);
	if (mark.length)
		return mark;
	mark.length = label_parse(block->text, &mark.style, &depth);
	if (mark.length && !depth)
		mark.number = label_number(block->text, mark.style);
	if (!mark.number)
		return (struct mark){0};
	mark.length += strspn(block->text + mark.length, " ");
	return mark;
}

static struct mark
mark_at(const struct scene *scene, guint index)
{
	if (index >= scene->n || scene->blocks[index].decided ||
	        talk_asks_with_star(scene, index))
		return (struct mark){0};
	return mark_of(&scene->blocks[index]);
}

/* --- a run of items -------------------------------------------------------- */

/* The lists that are open, outermost first. */
struct open {
	guint style[LEVELS], number[LEVELS];
	guint depth;
};

/* The depth of the next item, from 1; 0: it does not go on from those before. */
static guint
enter(struct open *open, const struct mark *mark)
{
	guint depth = 0;

	while (depth < open->depth && open->style[depth] != mark->style)
		depth++;
	if (depth < open->depth) { /* one of the open lists goes on */
		if (mark->number && mark->number != open->number[depth] + 1)
			return 0;
	} else if (depth == LEVELS || mark->number > 1) {
		return 0;
	}
	open->style[depth] = mark->style;
	open->number[depth] = mark->number;
	open->depth = depth + 1;
	return open->depth;
}

/* A gap parts lists, unless there is one between the first two items already. */
static gboolean
is_parted(const struct scene *scene, guint index, guint n)
{
	const struct block *block = &scene->blocks[index];

	return n >= 2 && index + n < scene->n && block[n].gap && !block[1].gap;
}

/* Items from an index on; outer: those of the outermost list. */
static guint
count_run(const struct scene *scene, guint index, guint *outer)
{
	struct open open = {.depth = 0};
	guint n = 0;

	*outer = 0;
	while (n < MOST && !is_parted(scene, index, n)) {
		struct mark mark = mark_at(scene, index + n);
		guint depth = mark.length ? enter(&open, &mark) : 0;

		if (!depth)
			break;
		*outer += depth == 1;
		n++;
	}
	return n;
}

/* Does a run begin here with a mark of that style? Each run is looked at once: dashes and
 * bullets do not begin one right behind others. */
static gboolean
begins_with(const struct scene *scene, guint index, gboolean (*wanted)(guint style))
{
	struct mark mark = mark_at(scene, index), above = {0};

	if (!mark.length || !wanted(mark.style))
		return FALSE;
	if (index > scene->body && talk_asks_with_star(scene, index - 1))
		return FALSE;
	if (mark.number)
		return mark.number == 1;
	if (index > scene->body)
		above = mark_at(scene, index - 1);
	return !above.length || above.number;
}

static gboolean
is_bullet(guint style)
{
	return style >= STYLE_BULLET;
}

static gboolean
is_dash(guint style)
{
	return style == STYLE_DASH;
}

static gboolean
counts(guint style)
{
	return style < LABEL_STYLES;
}

/* --- what the items are ----------------------------------------------------- */

/* "- Thời gian: …": a few words and a colon. */
static gboolean
names_something(const struct block *block)
{
	const char *start = block->text + block_dash(block), *colon = strchr(start, ':');
	guint n = 1;

	if (!colon || !colon[1] || !letter_starts_capital(start, colon - start))
		return FALSE;
	for (const char *at = start; at < colon; at++)
		n += *at == ' ';
	return n <= NAMED;
}

static gboolean
ends_with(const struct block *block, const char *marks)
{
	return block->length && strchr(marks, block->text[block->length - 1]);
}

/* Something that is asked or called: people talk. */
static gboolean
is_spoken(const struct block *block)
{
	return block->length <= LONGEST && strpbrk(block->text, "?!") != NULL;
}

static guint
count_in(const struct scene *scene, guint index, guint n,
        gboolean (*test)(const struct block *block))
{
	guint count = 0;

	for (guint i = 0; i < n; i++)
		count += test(&scene->blocks[index + i]);
	return count;
}

static gboolean
ends_with_semicolon(const struct block *block)
{
	return ends_with(block, ";");
}

static gboolean
follows_colon(const struct scene *scene, guint index)
{
	const struct block *above = &scene->blocks[index - 1];

	return index > scene->body &&
	       (!above->decided || above->kind == NODE_PARAGRAPH) &&
	       ends_with(above, ":");
}

/* --- rules ------------------------------------------------------------- */

static guint
match_bullets(const struct scene *scene, guint index)
{
	guint outer, n;

	if (!begins_with(scene, index, is_bullet))
		return 0;
	n = count_run(scene, index, &outer);
	return outer >= 2 || (outer && follows_colon(scene, index)) ? n : 0;
}

static guint
match_named(const struct scene *scene, guint index)
{
	guint outer, n;

	if (!begins_with(scene, index, is_dash))
		return 0;
	n = count_run(scene, index, &outer);
	return outer >= 2 && count_in(scene, index, n, names_something) * 2 >= n + 1 &&
	                       !count_in(scene, index, n, is_spoken)
	               ? n
	               : 0;
}

static guint
match_dashes(const struct scene *scene, guint index)
{
	guint outer, n, spoken;

	if (!begins_with(scene, index, is_dash))
		return 0;
	n = count_run(scene, index, &outer);
	spoken = count_in(scene, index, n, is_spoken);
	if (outer < 2)
		return 0;
	if (count_in(scene, index, n, ends_with_semicolon) * 2 >= n - 1 ||
	        (follows_colon(scene, index) && !spoken))
		return n;
	return outer >= 3 && !spoken ? n : 0;
}

static guint
match_numbers(const struct scene *scene, guint index)
{
	guint outer, n;

	if (!begins_with(scene, index, counts))
		return 0;
	n = count_run(scene, index, &outer);
	return outer >= 2 ? n : 0;
}

static const struct rule rules[] = {
        {"list.bullets", CERTAINTY_SURE, match_bullets},
        {"list.named", CERTAINTY_LIKELY, match_named},
        {"list.numbers", CERTAINTY_LIKELY, match_numbers},
        {"list.dashes", CERTAINTY_LIKELY, match_dashes},
};

static void
found(struct scene *scene, guint index, guint n)
{
	struct open open = {.depth = 0};

	block_hold(scene, index, n, NODE_LIST);
	for (guint i = index; i < index + n; i++) {
		struct block *block = &scene->blocks[i];
		struct mark mark = mark_of(block);

		block->label = mark.length;
		block->depth = (guint8)enter(&open, &mark);
	}
}

const struct field list_field = {
        NODE_PARAGRAPH, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};

/* --- numbered paragraphs ------------------------------------------------- */

/* "1. …" that is no heading and no list: its number is kept as typed. */
static guint
match_label(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	guint style, depth;

	return block_ends_sentence(block) && label_parse(block->text, &style, &depth) ? 1
	                                                                              : 0;
}

static const struct rule labels[] = {{"paragraph.label", CERTAINTY_LIKELY, match_label}};

static void
found_label(struct scene *scene, guint index, guint n)
{
	guint style, depth;

	scene->blocks[index].label =
	        label_parse(scene->blocks[index].text, &style, &depth);
}

const struct field label_field = {
        NODE_PARAGRAPH, labels, G_N_ELEMENTS(labels), TRUE, window_body, found_label};
