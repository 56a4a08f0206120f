/*
 * talk.c - interviews and talk: questions, answers, dialogue.
 *
 * "PV: …" and "Ông Nguyễn Văn Nam: …" are talk when speakers open two paragraphs or more
 * and one of them asks by trade or speaks twice; a dash and a question are talk when they
 * stand between plain answers, twice or more; so are lines that open with a star when
 * questions among them stand above dashes, twice or more. Any other dash before a
 * sentence is somebody who speaks in a story.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum { LABEL = 96 /* bytes */, SYLLABLES = 9, SPEAKERS = 64 /* that are counted */ };

/* In small letters. */
static const char *const askers[] = {"pv", "p.v", "phóng viên", "hỏi", "mc", "btv",
        "nhà báo", "người dẫn chương trình", "người phỏng vấn", "bạn đọc", "độc giả"};
static const char *const answerers[] = {"đáp", "trả lời"};
/* A name follows, or an office alone. */
static const char *const addresses[] = {"ông ", "bà ", "anh ", "chị ", "cô ", "chú ",
        "bác ", "cụ ", "em ", "bạn ", "đồng chí ", "đ/c ", "bác sĩ ", "bs ", "bs. ",
        "luật sư ", "gs ", "gs. ", "gs.ts ", "pgs ", "pgs.ts ", "pgs, ts ", "ts ", "ts. ",
        "ths ", "ths. ", "giáo sư ", "tiến sĩ ", "nhà văn ", "nhà thơ ", "nhạc sĩ ",
        "nghệ sĩ ", "nsnd ", "nsưt ", "đạo diễn ", "đại biểu ", "chủ tịch ",
        "phó chủ tịch ", "giám đốc ", "phó giám đốc ", "bộ trưởng ", "thứ trưởng ",
        "bí thư ", "trưởng ban ", "trưởng phòng ", "hiệu trưởng ", "thủ tướng ",
        "tổng bí thư ", "đại tá ", "thượng tá ", "trung tá ", "thiếu tướng ",
        "trung tướng ", "đại diện "};

/* --- speakers ------------------------------------------------------------- */

static gboolean
is_one_of(const char *small, const char *const *list, guint n)
{
	for (guint i = 0; i < n; i++)
		if (!strcmp(small, list[i]))
			return TRUE;
	return FALSE;
}

static gboolean
starts_with_one(const char *small, const char *const *list, guint n)
{
	for (guint i = 0; i < n; i++)
		if (g_str_has_prefix(small, list[i]))
			return TRUE;
	return FALSE;
}

/* "BBC", "TQT"; "Đại sứ Knapper", "Khánh An – VOA": letters of an outlet or a person, or
 * words of which the last is a name. */
static gboolean
ends_in_name(const char *text, gsize length)
{
	gsize last = length;

	while (last && text[last - 1] != ' ')
		last--;
	return last ? letter_starts_capital(text + last, length - last)
	            : length <= 6 && letter_all_caps(text, length);
}

/* Bytes of what stands before the colon, blanks before it left out; 0: no speaker. */
static gsize
speaker(const struct block *block)
{
	const char *start = block->text + block_dash(block);
	const char *colon = memchr(start, ':', MIN(strlen(start), LABEL));
	gsize n = colon ? (gsize)(colon - start) : 0;
	guint blanks = 0;

	if (!n || (colon[1] != ' ' && colon[1]))
		return 0;
	while (n && start[n - 1] == ' ')
		n--;
	for (gsize i = 0; i < n; i++)
		blanks += start[i] == ' ';
	return blanks < SYLLABLES && letter_starts_capital(start, n) ? n : 0;
}

enum voice { NOBODY, ASKS, ANSWERS, SPEAKS };

static enum voice
voice_of(const struct block *block)
{
	gsize n = block->decided ? 0 : speaker(block);
	const char *start = block->text + block_dash(block);
	g_autofree char *small = NULL;

	if (!n)
		return NOBODY;
	small = letter_small(start, n);
	if (is_one_of(small, askers, G_N_ELEMENTS(askers)))
		return ASKS;
	if (is_one_of(small, answerers, G_N_ELEMENTS(answerers)))
		return ANSWERS;
	if (starts_with_one(small, addresses, G_N_ELEMENTS(addresses)) ||
	        ends_in_name(start, n))
		return SPEAKS;
	return NOBODY;
}

/* Is it an interview? Counted once, when the first speaker is looked at. */
static gboolean
is_talk(const struct scene *scene)
{
	g_autoptr(GHashTable) seen =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint n = 0, known = 0, again = 0;

	for (guint i = scene->body; i < scene->n && n < SPEAKERS; i++) {
		const struct block *block = &scene->blocks[i];
		enum voice voice = voice_of(block);
		const char *start = block->text + block_dash(block);

		if (voice == NOBODY)
			continue;
		n++;
		known += voice != SPEAKS;
		again += !g_hash_table_add(seen, g_strndup(start, speaker(block)));
	}
	return n >= 2 && (known || again);
}

/* --- rules ------------------------------------------------------------- */

static guint
match_labelled(const struct scene *scene, guint index)
{
	return scene->talk && voice_of(&scene->blocks[index]) != NOBODY ? 1 : 0;
}

static gboolean
asks(const struct block *block)
{
	gsize n = block->length;

	while (n && strchr("\"')", block->text[n - 1]))
		n--;
	return n && block->text[n - 1] == '?';
}

/* A dash, a question, and a plain answer below. */
static gboolean
is_dash_question(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 1 < scene->n && !block->decided && block_dash(block) &&
	       asks(block) && !block[1].decided && !block_dash(&block[1]) &&
	       block_closed(&block[1]) && block_syllables(&block[1], 9) > 8;
}

static guint
match_dash_question(const struct scene *scene, guint index)
{
	return scene->n_dash_questions >= 2 && is_dash_question(scene, index) ? 2 : 0;
}

/* "* Vì sao?", and "- Vì …" below. */
static gboolean
is_star_question(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 1 < scene->n && !block->decided && block_starts(block, "* ") &&
	       asks(block) && !block[1].decided && block_dash(&block[1]);
}

gboolean
talk_asks_with_star(const struct scene *scene, guint index)
{
	return index < scene->n && scene->n_star_questions >= 2 &&
	       block_starts(&scene->blocks[index], "* ");
}

static guint
match_star(const struct scene *scene, guint index)
{
	return talk_asks_with_star(scene, index) ? 1 : 0;
}

/* What stands right below a question. */
static guint
match_star_answer(const struct scene *scene, guint index)
{
	return index > scene->body && block_dash(&scene->blocks[index]) &&
	                       talk_asks_with_star(scene, index - 1)
	               ? 1
	               : 0;
}

static guint
match_dialogue(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gsize dash = block_dash(block);

	return dash && block_ends_sentence(block) &&
	                       letter_starts_capital(
	                               block->text + dash, block->length - dash)
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"talk.labelled", CERTAINTY_LIKELY, match_labelled},
        {"talk.dash-question", CERTAINTY_LIKELY, match_dash_question},
        {"talk.star", CERTAINTY_LIKELY, match_star},
        {"talk.star-answer", CERTAINTY_LIKELY, match_star_answer},
        {"talk.dialogue", CERTAINTY_LIKELY, match_dialogue},
};

static void
found_speaker(struct block *block)
{
	gsize dash = block_dash(block), n = speaker(block);
	const char *colon = strchr(block->text + dash + n, ':');

	block->decided = FALSE; /* voice_of() looks at open blocks only */
	block->role =
	        voice_of(block) == ASKS || asks(block) ? ROLE_QUESTION : ROLE_ANSWER;
	block->decided = TRUE;
	block->speaker = colon + 1 - block->text;
}

static void
found(struct scene *scene, guint index, guint n)
{
	struct block *block = &scene->blocks[index];

	if (!strcmp(block->rule, "talk.labelled")) {
		found_speaker(block);
	} else if (!strcmp(block->rule, "talk.dash-question")) {
		block[0].role = ROLE_QUESTION;
		block[1].role = ROLE_ANSWER;
		block[1].joined = FALSE;
	} else if (!strcmp(block->rule, "talk.star")) {
		block->role = ROLE_QUESTION;
	} else if (!strcmp(block->rule, "talk.star-answer")) {
		block->role = ROLE_ANSWER;
	} else {
		block->role = ROLE_DIALOGUE;
	}
}

const struct field talk_field = {
        NODE_PARAGRAPH, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};

void
talk_look(struct scene *scene)
{
	scene->talk = is_talk(scene);
	scene->n_dash_questions = scene->n_star_questions = 0;
	for (guint i = scene->body; i < scene->n; i++) {
		scene->n_dash_questions += is_dash_question(scene, i);
		scene->n_star_questions += is_star_question(scene, i);
	}
}
