/*
 * residue.c - what a copied web page leaves around its article: buttons, tags, comments,
 * lists of other articles.
 *
 * Every rule wants the whole line: a line is a row of buttons only when each word of it
 * belongs to one. The names of services ("Facebook") and other words that an article may
 * use as a heading are residue beside residue only. Lists of other articles end at the
 * first line that could be text, a source or a byline. What is taken out stands in the
 * ledger, dropped. A file that would lose everything loses nothing.
 */
#include "article/recognise/rule.h"

#include "text/dateline.h"
#include "text/letter.h"

#include <string.h>

enum {
	HEADLINE = 30,   /* syllables of another article's title */
	TAG = 8,         /* syllables of a tag */
	POINTER = 40,    /* syllables of a line that leads elsewhere */
	EXCERPT = 40,    /* code points in the note */
	MOST_ITEMS = 60, /* of one list */
	MENU = 16,       /* blocks */
	LOOK = 64,       /* blocks that are looked at for the end of the article */
	PREFIX = 40,     /* bytes of an agency before a repeated lead */
};

/* --- rows of buttons --------------------------------------------------- */

/* The longer ones first where one begins another. */
static const char *const buttons[] = {"in trang này", "in trang", "in bài viết",
        "in bài này", "in bài", "bản in", "gửi email", "gửi e-mail", "gửi mail",
        "gửi bài viết", "gửi cho bạn bè", "gửi cho bạn", "chia sẻ bài viết này",
        "chia sẻ bài viết", "chia sẻ lên facebook", "chia sẻ facebook",
        "chia sẻ qua email", "chia sẻ zalo", "cỡ chữ", "kích thước chữ", "cỡ font",
        "nghe đọc bài", "nghe bài viết", "nghe nội dung", "nghe audio", "đọc bài viết",
        "sao chép liên kết", "sao chép link", "copy link", "copy liên kết",
        "lưu bài viết", "lưu bài", "lưu tin", "theo dõi trên", "google news",
        "gửi bình luận", "gửi ý kiến", "ý kiến bạn đọc", "về đầu trang", "lên đầu trang",
        "đầu trang", "trở lại đầu trang", "báo lỗi", "lượt thích", "tweet",
        "quay lại trang trước"};

/* Residue beside residue only. */
static const char *const weak_buttons[] = {"bình luận", "ý kiến", "chia sẻ", "facebook",
        "twitter", "zalo", "linkedin", "pinterest", "telegram", "messenger", "whatsapp",
        "viber", "instagram", "tiktok", "youtube", "email", "e-mail", "rss", "in",
        "print", "like", "share", "thích", "tắt", "giọng nam", "giọng nữ", "nam miền bắc",
        "nữ miền bắc", "nam miền nam", "nữ miền nam", "tốc độ đọc", "quay lại", "trở về",
        "a-", "a+", "a", "aa", "0.5x", "0.75x", "1x", "1.25x", "1.5x", "2x", "x", "+",
        "-"};

/* The longest of the words that stand here, not running on into another. */
static gsize
longest_at(const char *text, const char *const *list, guint n)
{
	gsize longest = 0;

	for (guint i = 0; i < n; i++) {
		gsize length;

		if (*text != *list[i])
			continue;
		length = strlen(list[i]);
		if (length > longest && !strncmp(text, list[i], length) &&
		        !g_unichar_isalnum(g_utf8_get_char(text + length)))
			longest = length;
	}
	return longest;
}

enum strength { TEXT, WEAK, STRONG };

static enum strength
buttons_strength(const char *small)
{
	enum strength strength = TEXT;
	const char *at = small;

	for (;;) {
		gsize n = 0;

		at += strspn(at, " |/,;:•·()[]0123456789");
		if (!*at) /* "Bình luận (0)" counts */
			return strength && strstr(small, " (") ? STRONG : strength;
		if ((n = longest_at(at, buttons, G_N_ELEMENTS(buttons))))
			strength = STRONG;
		else if ((n = longest_at(at, weak_buttons, G_N_ELEMENTS(weak_buttons))))
			strength = MAX(strength, WEAK);
		else
			return TEXT;
		at += n;
	}
}

gboolean
residue_is_buttons(const char *text, gsize length)
{
	g_autofree char *small = letter_small(text, length);

	return buttons_strength(small) != TEXT;
}

static enum strength
strength_of(const struct block *block)
{
	return block->length > BLOCK_START ? TEXT : buttons_strength(block->small);
}

/* Nothing but short or open lines stands below: the article is over. */
static gboolean
is_tail(const struct scene *scene, guint index)
{
	for (guint i = index; i < scene->n && i < index + LOOK; i++)
		if (block_is_text(&scene->blocks[i]) && block_closed(&scene->blocks[i]))
			return FALSE;
	return TRUE;
}

static guint
match_buttons(const struct scene *scene, guint index)
{
	return strength_of(&scene->blocks[index]) == STRONG ? 1 : 0;
}

/* Beside a row of buttons, below the date, at the end, or three of them in a row. */
static guint
match_services(const struct scene *scene, guint index)
{
	const struct block *above = index ? &scene->blocks[index - 1] : NULL;
	struct dateline line;
	guint end = index;

	while (end < scene->n && end - index < MOST_ITEMS &&
	        strength_of(&scene->blocks[end]) == WEAK)
		end++;
	if (end == index)
		return 0;
	if (end - index >= 3 || is_tail(scene, end) || scene->blocks[end].decided ||
	        (above && above->decided))
		return end - index;
	return above && dateline_parse(above->text, above->length, &line) ? end - index
	                                                                  : 0;
}

/* --- lines by their first words ---------------------------------------- */

static gboolean
starts_with_any(const struct block *block, const char *const *list, guint n)
{
	for (guint i = 0; i < n; i++)
		if (starts_with(block->small, list[i]))
			return TRUE;
	return FALSE;
}

static guint
match_votes(const struct scene *scene, guint index)
{
	static const char *const words[] = {"tổng số điểm của bài viết",
	        "click để đánh giá", "xếp hạng:", "hãy là người đầu tiên",
	        "chưa có bình luận", "viết bình luận", "ý kiến của bạn",
	        "bạn cần đăng nhập", "đăng nhập để bình luận", "mã bảo mật",
	        "đánh giá bài viết", "trở thành người đầu tiên tặng sao"};
	const struct block *block = &scene->blocks[index];

	if (block_syllables(block, HEADLINE + 1) > HEADLINE ||
	        !starts_with_any(block, words, G_N_ELEMENTS(words)) ||
	        !is_tail(scene, index + 1))
		return 0;
	/* with the numbers of them */
	return index + 1 < scene->n &&
	                       strspn(block[1].text, " 0123456789") == block[1].length
	               ? 2
	               : 1;
}

/* Names of sections, one a line, at the top of the file: the page's menu. They stand
 * above title and date; the last one may be the kicker, when no line in capitals is. */
static guint
match_menu(const struct scene *scene, guint index)
{
	struct dateline line;
	guint n = 0;

	if (index || kicker_twice(scene, 0))
		return 0;
	while (n < scene->n && n < MENU && !block_closed(&scene->blocks[n]) &&
	        !block_caps(&scene->blocks[n]) &&
	        block_syllables(&scene->blocks[n], 5) <= 4)
		n++;
	for (guint i = n + 1; n >= 2 && i < scene->n && i <= n + 2; i++)
		if (dateline_parse(scene->blocks[i].text, scene->blocks[i].length, &line))
			return block_caps(&scene->blocks[n]) ? n : n - 1;
	return 0;
}

/* A line that another article, a byline or a source begins with is no item of a list. */
static gboolean
is_item(const struct scene *scene, guint index, guint longest)
{
	static const char *const others[] = {"nguồn", "(nguồn", "theo ", "(theo ", "ảnh",
	        "(ảnh", "bài và ảnh", "bài, ảnh", "thực hiện", "tác giả", "pv",
	        "nhóm pv"};
	const struct block *block = &scene->blocks[index];

	return !block->decided && block_syllables(block, longest + 1) <= longest &&
	       !block_closed(block) && !block_broken(block) &&
	       !starts_with_any(block, others, G_N_ELEMENTS(others));
}

/* Items of a list from an index on. A gap ends a list that has none above its first item,
 * and any list inside the article; there the line right above text would be a heading. */
static guint
count_items(const struct scene *scene, guint index, guint longest)
{
	gboolean tail = is_tail(scene, index);
	gboolean gaps = tail && index < scene->n && scene->blocks[index].gap;
	guint n = 0;

	while (index + n < scene->n && n < MOST_ITEMS &&
	        is_item(scene, index + n, longest) &&
	        (gaps || !scene->blocks[index + n].gap))
		n++;
	if (!tail && n && index + n < scene->n && !scene->blocks[index + n].gap)
		n--;
	return n;
}

static guint
match_tags(const struct scene *scene, guint index)
{
	static const char *const words[] = {"từ khóa", "từ khoá", "tags", "tag:", "thẻ:"};
	const struct block *block = &scene->blocks[index];
	gsize label = strcspn(block->text, ":");

	if (block->n_lines > 2 || block_closed(block) ||
	        !starts_with_any(block, words, G_N_ELEMENTS(words)) ||
	        !is_tail(scene, index))
		return 0;
	if (label + 1 < block->length) /* the tags follow on the line */
		return block->text[label] == ':' ? 1 : 0;
	return 1 + count_items(scene, index + 1, TAG);
}

/* "Tin liên quan" and the titles below it. */
static guint
match_related(const struct scene *scene, guint index)
{
	static const char *const heads[] = {"tin liên quan", "tin bài liên quan",
	        "bài viết liên quan", "bài liên quan", "tin tức liên quan",
	        "tin cùng chuyên mục", "cùng chuyên mục", "tin cùng chủ đề",
	        "các tin khác", "tin khác", "các tin đã đưa", "các tin mới hơn",
	        "các tin cũ hơn", "tin mới hơn", "tin cũ hơn", "những tin mới hơn",
	        "những tin cũ hơn", "tin mới nhất", "tin đọc nhiều", "tin nổi bật",
	        "các bài viết khác", "bài viết khác", "các bài khác", "tin tức khác",
	        "có thể bạn quan tâm", "đừng bỏ lỡ", "đọc nhiều nhất", "đọc nhiều",
	        "xem nhiều nhất", "xem nhiều", "tin bài khác", "các tin liên quan"};
	const struct block *block = &scene->blocks[index];
	const char *small = block->small;
	gsize length;
	guint items;

	if (block->length > BLOCK_START)
		return 0;
	length = longest_at(small, heads, G_N_ELEMENTS(heads));
	if (!length ||
	        strspn(small + length, " :.…>»(0123456789)") != strlen(small + length))
		return 0;
	items = count_items(scene, index + 1, HEADLINE);
	return items || is_tail(scene, index + 1) ? 1 + items : 0;
}

/* ">> …", "Xem thêm: …", "[Đọc thêm: …]" */
static guint
match_pointer(const struct scene *scene, guint index)
{
	static const char *const marks[] = {">>", "»", "[đọc thêm", "[xem thêm",
	        "(đọc thêm", "(xem thêm",
	        "xem thêm:", "đọc thêm:", "mời xem:", "mời đọc:", "mời xem thêm",
	        "tin liên quan:", "xem video:"};
	static const char *const words[] = {"xem thêm", "đọc thêm", "mời xem",
	        "mời bạn đọc", "mời độc giả", "mời quý độc giả", "bấm vào đây"};
	const struct block *block = &scene->blocks[index];

	if (block_syllables(block, POINTER + 1) > POINTER)
		return 0;
	if (starts_with_any(block, marks, G_N_ELEMENTS(marks)))
		return block_broken(block) ? 1 + count_items(scene, index + 1, HEADLINE)
		                           : 1;
	return starts_with_any(block, words, G_N_ELEMENTS(words)) &&
	                       !block_closed(block) && !block_broken(block)
	               ? 1
	               : 0;
}

/* --- typed twice -------------------------------------------------------- */

/* The second says again what the first does, perhaps without the agency's mark. */
static gboolean
says_again(const struct block *first, const struct block *second)
{
	return second->length <= first->length &&
	       first->length - second->length <= PREFIX &&
	       !strcmp(first->text + (first->length - second->length), second->text);
}

/* Is it the first paragraph? */
static gboolean
is_first_text(const struct scene *scene, guint index)
{
	for (guint i = 0; i < index; i++)
		if (block_is_text(&scene->blocks[i]))
			return FALSE;
	return index < LOOK;
}

/* A lead, title or heading twice running. What stands there a third time, a verse or a
 * paragraph of the body may be meant so. */
static guint
match_twice(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gboolean last = index + 1 >= scene->n;
	struct dateline line;

	if (index == 0 || block[-1].decided || !says_again(block - 1, block) ||
	        (!last && says_again(block, block + 1)) ||
	        (index > 1 && says_again(block - 2, block)))
		return 0;
	if (block_is_text(block))
		return is_first_text(scene, index - 1) ? 1 : 0;
	if (block->length < block[-1].length || block_syllables(block, 3) < 3 ||
	        kicker_twice(scene, index - 1))
		return 0;
	if (index == 1 || (!last && block_is_text(block + 1)))
		return 1;
	return !last && dateline_parse(block[1].text, block[1].length, &line) ? 1 : 0;
}

static const struct rule rules[] = {
        {"residue.buttons", CERTAINTY_SURE, match_buttons},
        {"residue.services", CERTAINTY_LIKELY, match_services},
        {"residue.pointer", CERTAINTY_LIKELY, match_pointer},
        {"residue.menu", CERTAINTY_LIKELY, match_menu},
        {"residue.related", CERTAINTY_LIKELY, match_related},
        {"residue.tags", CERTAINTY_LIKELY, match_tags},
        {"residue.votes", CERTAINTY_LIKELY, match_votes},
        {"residue.twice", CERTAINTY_SURE, match_twice},
};

/* --- taking out -------------------------------------------------------- */

static void
mark(struct scene *scene, guint index, guint n, const struct rule *rule)
{
	gboolean twice = rule->match == match_twice;

	for (guint i = index; i < index + n; i++) {
		struct block *block = &scene->blocks[i];

		block->decided = TRUE;
		block->kind = KIND_NONE;
		block->rule = rule->name;
		block->certainty = rule->certainty;
		block->fate = twice ? FATE_MERGED : FATE_DROPPED;
		block->why = twice ? "typed twice" : "of the web page";
	}
}

/* By a rule of this file, not by the writer. */
static gboolean
is_found(const struct block *block)
{
	return block->decided && block->kind == KIND_NONE &&
	       g_str_has_prefix(block->rule, "residue.");
}

static gboolean
is_out(const struct block *block)
{
	return block->decided && block->kind == KIND_NONE;
}

/* Is anything left of the article? */
static gboolean
is_left(const struct scene *scene)
{
	for (guint i = 0; i < scene->n; i++)
		if (!is_out(&scene->blocks[i]))
			return TRUE;
	return FALSE;
}

static void
find(struct scene *scene)
{
	for (guint r = 0; r < G_N_ELEMENTS(rules); r++)
		for (guint i = 0; i < scene->n;) {
			guint n = scene->blocks[i].decided ? 0 : rules[r].match(scene, i);

			mark(scene, i, n, &rules[r]);
			i += MAX(n, 1);
		}
}

static void
unmark(struct scene *scene)
{
	for (guint i = 0; i < scene->n; i++) {
		struct block *block = &scene->blocks[i];

		if (!is_found(block))
			continue;
		block->decided = FALSE;
		block->kind = NODE_PARAGRAPH;
		block->rule = block->why = NULL;
	}
}

/* The beginning of a block for a message; caller frees. */
static char *
excerpt(const struct block *block)
{
	g_autofree char *start = NULL;

	if (g_utf8_strlen(block->text, block->length) <= EXCERPT)
		return g_strdup(block->text);
	start = g_utf8_substring(block->text, 0, EXCERPT);
	return g_strconcat(start, "…", NULL);
}

static gboolean
is_dropped(const struct block *block)
{
	return is_found(block) && block->fate == FATE_DROPPED;
}

/* The group that begins at an index. */
static void
report_group(struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	g_autofree char *text = excerpt(block), *number = NULL;
	guint n = 0;

	for (guint i = index; i < scene->n && is_dropped(&scene->blocks[i]); i++)
		n += scene->blocks[i].n_lines;
	number = g_strdup_printf("%u", n);
	diag_report(scene->diags, DIAG_RESIDUE_DROPPED, scene->source->file,
	        block->lines[0].number, 0, number, text);
}

/* A note for each group, and for each paragraph that was typed twice. */
static void
report(struct scene *scene)
{
	for (guint i = 0; i < scene->n; i++) {
		struct block *block = &scene->blocks[i];
		g_autofree char *text = NULL;

		if (is_dropped(block)) {
			if (i == 0 || !is_dropped(block - 1))
				report_group(scene, i);
		} else if (is_found(block)) {
			block[-1].repeated = TRUE;
			text = excerpt(block);
			diag_report(scene->diags, DIAG_TEXT_TWICE, scene->source->file,
			        block->lines[0].number, 0, text, NULL);
		}
	}
}

void
residue_take_out(struct scene *scene)
{
	gboolean gap = FALSE;
	guint kept = 0;

	find(scene);
	if (!is_left(scene))
		unmark(scene);
	report(scene);
	for (guint i = 0; i < scene->n; i++) {
		struct block *block = &scene->blocks[i];

		gap |= block->gap;
		if (is_out(block)) {
			g_array_append_val(scene->residue, *block);
			continue;
		}
		block->gap = gap;
		gap = FALSE;
		scene->blocks[kept++] = *block;
	}
	scene->n = kept;
}
