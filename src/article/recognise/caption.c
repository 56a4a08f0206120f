/*
 * caption.c - captions of pictures that the paste has lost.
 *
 * A caption stands in the body, is short and one sentence; what makes it one is a credit,
 * a photographer's phrase, the only block of two lines among blocks of one, or words that
 * a neighbour says again. A credit that stands without a caption is a figure of its own,
 * kept in the tree and not printed. Short and closed alone is not enough: it stays a
 * paragraph.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum {
	LONGEST = 48, /* syllables */
	SHORTEST = 4,
	HEADING = 16,     /* an open line of so many syllables is rather a heading */
	ECHO = 8,         /* consecutive syllables said again */
	CAPITALS = 2,     /* so many of them may have one */
	NEIGHBOUR = 2048, /* bytes of a neighbour that are looked at */
};

static gboolean
fits(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	guint n;

	if (block->length > 400)
		return FALSE;
	n = block_syllables(block, LONGEST + 1);
	return n >= SHORTEST && n <= LONGEST && !block_caps(block) &&
	       !block_broken(block);
}

/* --- credits ---------------------------------------------------------- */

static guint
match_credit(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return fits(scene, index) && !credit_alone(block) && block->credit >= 0 ? 1 : 0;
}

/* The credit stands alone on the line below; a closed block of some length above it is
 * a caption only when a gap parts the two from the rest. */
static guint
match_credit_below(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	if (index + 1 >= scene->n || !fits(scene, index) || !block_one_sentence(block) ||
	        credit_alone(block) || block[1].decided || !credit_alone(&block[1]))
		return 0;
	if (block_closed(block) && block_is_text(block) && (!block->gap || block[1].gap))
		return 0;
	return 2;
}

/* "Nguồn: …" right below a caption, with the article going on. */
static guint
match_source_below(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index > scene->body && block[-1].kind == NODE_CAPTION &&
	                       block->n_lines == 1 && block_syllables(block, 11) <= 10 &&
	                       (block_starts(block, "Nguồn:") ||
	                               block_starts(block, "(Nguồn:"))
	               ? 1
	               : 0;
}

/* --- phrases ---------------------------------------------------------- */

static guint
match_photo_words(const struct scene *scene, guint index)
{
	static const char *const anywhere[] = {"từ trái sang", "từ trái qua",
	        "từ phải sang", "đứng giữa", "trong ảnh", "(bên trái)", "(bên phải)",
	        "chụp ảnh chung", "chụp ảnh lưu niệm", "(thứ hai từ", "(giữa)",
	        "(ngoài cùng"};
	static const char *const first[] = {"Quang cảnh ", "Toàn cảnh ", "Trong ảnh"};
	const struct block *block = &scene->blocks[index];

	if (!fits(scene, index) || !block_one_sentence(block))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(anywhere); i++)
		if (block_has(block, anywhere[i]))
			return 1;
	for (guint i = 0; i < G_N_ELEMENTS(first); i++)
		if (block_starts(block, first[i]))
			return 1;
	return 0;
}

/* "Các đồng chí … tham dự …", among paragraphs. */
static guint
match_attending(const struct scene *scene, guint index)
{
	static const char *const who[] = {
	        "Các đồng chí ", "Đồng chí ", "Các đại biểu ", "Đại biểu ", "Lãnh đạo "};
	static const char *const does[] = {" tham dự ", " dự ", " tham gia "};
	const struct block *block = &scene->blocks[index];
	gboolean begins = FALSE, attends = FALSE;

	if (!fits(scene, index) || !block_one_sentence(block) ||
	        (index && !scene->blocks[index - 1].decided && !block_is_text(block - 1)))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(who); i++)
		begins |= block_starts(block, who[i]);
	for (guint i = 0; i < G_N_ELEMENTS(does); i++)
		attends |= block_has(block, does[i]);
	return begins && attends && index + 1 < scene->n ? 1 : 0;
}

/* The lead is a neighbour of all. */
static const struct block *
lead_block(const struct scene *scene)
{
	guint i = scene->body;

	return i > 0 && scene->blocks[i - 1].kind == NODE_LEAD ? &scene->blocks[i - 1]
	                                                       : NULL;
}

/* --- persons ---------------------------------------------------------- */

/* A word that makes a sentence of a name with an office. */
static gboolean
is_sentence(const struct block *block)
{
	static const char *const verbs[] = {" cho biết", " nói", " khẳng định",
	        " nhấn mạnh", " cho rằng", " chia sẻ", " là ", " đã ", " sẽ ", " được ",
	        " kể", " phát biểu", " đánh giá", " đề nghị", " yêu cầu", " có "};

	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (block_has(block, verbs[i]))
			return TRUE;
	return FALSE;
}

/* Bytes of "Ông Nguyễn Văn Nam", "Đồng chí Trần Ba": a form of address and two words
 * with capitals at least. */
static gsize
person(const char *text)
{
	static const char *const forms[] = {"Ông ", "Bà ", "Đồng chí ", "Đ/c ", "Anh ",
	        "Chị ", "Cô giáo ", "Thầy giáo ", "Nhà giáo ", "Thầy ", "Cô ", "Bác ",
	        "Nghệ sĩ ", "NSND ", "NSƯT ", "PGS.TS ", "GS.TS ", "TS ", "GS ",
	        "Bác sĩ ", "Thượng tướng ", "Trung tướng ", "Thiếu tướng ", "Đại tá ",
	        "Thượng tá ", "Cụ ", "Em "};
	gsize at = 0, n = 0;

	for (guint i = 0; !at && i < G_N_ELEMENTS(forms); i++)
		if (starts_with(text, forms[i]))
			at = strlen(forms[i]);
	while (at && letter_starts_capital(text + at, strcspn(text + at, " ")) && n < 6) {
		gsize word = strcspn(text + at, " ,(");

		n++;
		at += word;
		if (!text[at] || text[at] == ',' || text[at + 1] == '(')
			break;
		at += text[at] == ' ';
	}
	return n >= 2 ? at : 0;
}

/* "Ông Nguyễn Văn Nam, Chủ tịch UBND quận": a name and an office, no verb. */
static guint
match_office(const struct scene *scene, guint index)
{
	static const char *const offices[] = {"chủ tịch", "bí thư", "giám đốc", "trưởng",
	        "phó ", "ủy viên", "đại biểu", "bộ trưởng", "thủ tướng", "viện trưởng",
	        "chánh", "hiệu trưởng", "chủ nhiệm", "nguyên ", "cán bộ", "nghệ nhân"};
	const struct block *block = &scene->blocks[index];
	g_autofree char *rest = NULL;
	gsize at = person(block->text);

	if (!at || block->text[at] != ',' || block_syllables(block, 26) > 25 ||
	        !block_one_sentence(block) || block_broken(block) ||
	        index + 1 >= scene->n || is_sentence(block) ||
	        (index == scene->body && !lead_block(scene)))
		return 0;
	rest = letter_small(block->text + at, block->length - at);
	for (guint i = 0; i < G_N_ELEMENTS(offices); i++)
		if (g_str_has_prefix(rest + 1 + strspn(rest + 1, " "), offices[i]))
			return 1;
	return 0;
}

/* "Đồng chí Trần Ba phát biểu tại buổi lễ", without a full stop. */
static guint
match_person(const struct scene *scene, guint index)
{
	static const char *const does[] = {" phát biểu", " trao ", " tặng ", " kiểm tra ",
	        " thăm ", " bên ", " chụp ", " trong ", " tại ", " cùng ",
	        " giới thiệu "};
	const struct block *block = &scene->blocks[index];

	if (!fits(scene, index) || block_closed(block) || !block_one_sentence(block) ||
	        !person(block->text) || index == scene->body || index + 1 >= scene->n ||
	        strpbrk(block->text, "?!:\""))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(does); i++)
		if (block_has(block, does[i]))
			return 1;
	return 0;
}

/* --- geometry --------------------------------------------------------- */

static guint
match_two_lines(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return !scene->source->wrapped && block->n_lines == 2 && fits(scene, index) &&
	                       block_one_sentence(block) && block->gap &&
	                       index + 1 < scene->n && scene->n_several * 5 <= scene->n
	               ? 1
	               : 0;
}

/* --- echo ------------------------------------------------------------- */

/* A bounded copy with every figure alike: captions and text count differently. */
static char *
comparable(const char *text, gsize length)
{
	char *copy = g_strndup(text, MIN(length, NEIGHBOUR));

	for (char *at = copy; *at; at++)
		if (g_ascii_isdigit(*at))
			*at = '0';
	return copy;
}

/* Where the words of a caption begin and end; marks at the end are not the word's. */
struct words {
	const char *start[LONGEST + 1], *end[LONGEST + 1];
	guint n;
};

static void
split(const char *text, struct words *words)
{
	const char *at = text;

	for (words->n = 0; *at && words->n <= LONGEST; words->n++) {
		const char *blank = strchr(at, ' ');
		const char *end = blank ? blank : at + strlen(at);

		words->start[words->n] = at;
		at = blank ? blank + 1 : end;
		while (end > words->start[words->n] && strchr(".,;:?!\")", end[-1]))
			end--;
		words->end[words->n] = end;
	}
}

/* Names of offices are long and are said again without being an echo. */
static gboolean
is_name(const struct words *caption, guint first)
{
	guint capitals = 0;

	for (guint i = first; i < first + ECHO; i++)
		capitals += letter_starts_capital(
		        caption->start[i], caption->end[i] - caption->start[i]);
	return capitals > CAPITALS;
}

/* The neighbour is text, and longer: else it might be the caption. */
static gboolean
echoes(const struct words *caption, const struct block *block,
        const struct block *neighbour)
{
	g_autofree char *text = comparable(neighbour->text, neighbour->length);
	gsize length = strlen(text);

	if (neighbour->length <= block->length)
		return FALSE;
	for (guint i = 0; i + ECHO <= caption->n; i++) {
		const char *start = caption->start[i];

		if (memmem(text, length, start, caption->end[i + ECHO - 1] - start) &&
		        !is_name(caption, i))
			return TRUE;
	}
	return FALSE;
}

static guint
match_echo(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	const struct block *lead = lead_block(scene);
	g_autofree char *text = NULL;
	struct words caption;

	if (!fits(scene, index) || !block_one_sentence(block) || index + 1 >= scene->n ||
	        (index == scene->body && !lead) ||
	        (!block_closed(block) && block_syllables(block, HEADING + 1) <= HEADING))
		return 0;
	text = comparable(block->text, block->length);
	split(text, &caption);
	if (lead && echoes(&caption, block, lead))
		return 1;
	if (index > 0 && block_is_text(block - 1) && echoes(&caption, block, block - 1))
		return 1;
	return block_is_text(block + 1) && echoes(&caption, block, block + 1) ? 1 : 0;
}

static const struct rule rules[] = {
        {"caption.credit", CERTAINTY_SURE, match_credit},
        {"caption.credit-below", CERTAINTY_LIKELY, match_credit_below},
        {"caption.two-lines", CERTAINTY_LIKELY, match_two_lines},
        {"caption.photo-words", CERTAINTY_LIKELY, match_photo_words},
        {"caption.echo", CERTAINTY_LIKELY, match_echo},
        {"caption.office", CERTAINTY_LIKELY, match_office},
        {"caption.attending", CERTAINTY_GUESS, match_attending},
        {"caption.person", CERTAINTY_GUESS, match_person},
        {"caption.source-below", CERTAINTY_LIKELY, match_source_below},
};

static void
found(struct scene *scene, guint index, guint n)
{
	struct block *block = &scene->blocks[index];

	block->joined = !strcmp(block->rule, "caption.source-below");
}

const struct field caption_field = {
        NODE_CAPTION, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};

/* --- a credit without caption ----------------------------------------- */

static guint
match_alone(const struct scene *scene, guint index)
{
	return credit_alone(&scene->blocks[index]) ? 1 : 0;
}

static const struct rule alone[] = {{"figure.credit", CERTAINTY_LIKELY, match_alone}};

static void
found_alone(struct scene *scene, guint index, guint n)
{
	scene->blocks[index].fate = FATE_NOT_PRINTED;
	scene->blocks[index].why = "credit without caption or picture";
}

const struct field figure_field = {
        NODE_FIGURE, alone, G_N_ELEMENTS(alone), TRUE, window_body, found_alone};
