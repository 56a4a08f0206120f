/*
 * rule.h - what the fields of an article have in common: rules, and what they look at.
 *
 * A rule looks at the block of an index and says how many blocks, from this one on, are
 * the field: 0, "not this", is always the safe answer. Rules only look; the engine in
 * recognise.c writes the decision, and the field's found() takes what the text says
 * (a date, a name) into the metadata.
 */
#ifndef ANBAN_ARTICLE_RECOGNISE_RULE_H
#define ANBAN_ARTICLE_RECOGNISE_RULE_H

#include "article/recognise/recognise.h"

#define INDEX_NONE G_MAXUINT

struct scene {
	struct tree *tree;
	struct meta *meta;
	struct blocks *source;
	struct block *blocks; /* source->list, without residue */
	guint n;
	GArray *residue;  /* of struct block: what was taken out, in source order */
	GPtrArray *small; /* of char *: those of all blocks */
	struct diags *diags;

	guint date, title;      /* indices, or INDEX_NONE */
	guint body;             /* first block below the head */
	guint n_gaps;           /* blocks with a gap before them */
	guint n_several;        /* blocks of several lines */
	guint n_brief;          /* open lines of one or two syllables in the body */
	gboolean talk;          /* it is an interview: speakers open paragraphs */
	guint n_dash_questions; /* dashes with a question above a plain answer */
	guint n_star_questions; /* stars with a question above a dash */
};

struct rule {
	const char *name;
	enum certainty certainty;
	guint (*match)(const struct scene *scene, guint index);
};

struct field {
	enum node_kind kind;
	const struct rule *rules;
	guint n_rules;
	gboolean many; /* else the first one found is the only one */
	/* the blocks to look at: from first up to end */
	void (*window)(const struct scene *scene, guint *first, guint *end);
	/* n blocks from index were found by rule; NULL: nothing more to do */
	void (*found)(struct scene *scene, guint index, guint n);
};

/* A window: all of the body. */
void window_body(const struct scene *scene, guint *first, guint *end);

extern const struct field kicker_field, title_field, subtitle_field, date_field,
        lead_field, caption_field, byline_head_field, byline_field, figure_field,
        heading_field, source_field, note_field, box_field, separator_field, quote_field,
        list_field, talk_field, series_field, verse_field, label_field;

/* --- what can be said of a block (block.c) ---------------------------- */

/* Does text begin with these words? Most texts show by their first byte that they do not.
 */
static inline gboolean
starts_with(const char *text, const char *words)
{
	return text[0] == words[0] && g_str_has_prefix(text, words);
}

/* Fills in what is seen once. Caller frees small when the rules are done. */
void block_look(struct block *block);
/* Words between blanks, counted up to most, which is at most BLOCK_SYLLABLES. */
guint block_syllables(const struct block *block, guint most);
/* Ends as a sentence does: . … or one of these before a closing mark. */
gboolean block_closed(const struct block *block);
/* Ends in the middle of a sentence: , ; : - */
gboolean block_broken(const struct block *block);
/* One sentence at most: no full stop but at the end. */
gboolean block_one_sentence(const struct block *block);
gboolean block_starts(const struct block *block, const char *words);
gboolean block_has(const struct block *block, const char *words);
/* Short, typed in capitals. */
gboolean block_caps(const struct block *block);
/* A paragraph of some length, as far as is known. */
gboolean block_is_text(const struct block *block);

/* The first n blocks from an index on stand in one holder; those of it may be in deeper
 * ones afterwards. */
void block_hold(struct scene *scene, guint index, guint n, enum node_kind within);

/* Bytes of a dash with a blank behind it that opens a block, blanks included; 0: none. */
gsize block_dash(const struct block *block);
/* Ends in a question, a call or a full stop: what people say does. */
gboolean block_ends_sentence(const struct block *block);

/* The part of a block's text, without blanks at its ends, as a string of the tree. */
const char *block_text(struct scene *scene, guint index, gsize start, gsize end);
void block_set_parts(struct scene *scene, guint index, const struct part *parts, guint n);

/* --- credits of pictures (credit.c) ------------------------------------ */

/* Where the credit that ends a text begins ("Ảnh: X", in bytes); -1: there is none. */
gssize credit_find(const char *text, gsize length);
/* The line is a credit and nothing else. */
gboolean credit_alone(const struct block *block);

/* Counts what tells whether people talk, for the rules of talk and lists (talk.c). */
void talk_look(struct scene *scene);
/* It opens with a star, as the questions of this interview do. */
gboolean talk_asks_with_star(const struct scene *scene, guint index);

/* The line is names and nothing else, as bylines have them (byline.c). */
gboolean byline_is_name(const struct block *block);

/* --- what the writer says (mark.c) -------------------------------------- */

/* Decides the blocks for which there is an order or that open with a mark ("## "). To be
 * called before any rule; marks_tell() once residue is out: then fields learn of them. */
void marks_take(struct scene *scene);
void marks_tell(struct scene *scene);

/* --- residue of the web page (residue.c) ------------------------------- */

/* Takes blocks that are no part of the article out of scene->blocks, before any field
 * looks at them, so that its rules see true neighbours. A note for each group. */
void residue_take_out(struct scene *scene);
/* A text of buttons and names of services and nothing else. */
gboolean residue_is_buttons(const char *text, gsize length);

/* A section's name twice running from an index on, above a title (kicker.c). */
gboolean kicker_twice(const struct scene *scene, guint index);

/* --- words that ran together (joined.c) ----------------------------------- */

/* A note for each place. */
void joined_report(struct scene *scene);

/* --- sentence case (recase.c) ----------------------------------------- */

/* Sets cased of every node typed in capitals (kicker, title, headings) by the article's
 * own words; notes on words without evidence. */
void recase(struct scene *scene);

/* Labels of headings: "I.", "2.1.", "a)", "1/", "Điều 5." (label.c). Returns the bytes of
 * the label, 0: none. style: the same for labels of one kind; depth: 0, or the number of
 * dots inside. */
gsize label_parse(const char *text, guint *style, guint *depth);
enum {
	LABEL_WORDED,
	LABEL_ROMAN,
	LABEL_CAPITAL,
	LABEL_FIGURE,
	LABEL_SMALL,
	LABEL_STYLES
};
/* The place of a label of figures or small letters in its row, from 1: "3." and "c)" are
 * the third; 0: it has none. */
guint label_number(const char *text, guint style);

/* --- nodes and ledger (build.c) --------------------------------------- */

void build(struct scene *scene);

#endif
