/*
 * byline.c - who wrote it: bylines, signatures, and whom a quotation is by.
 *
 * A name counts only where one is to be expected: right below the title or the lead, in
 * the last three blocks before the sources, after a paragraph that is wholly a quotation.
 * Names of places are none. The node keeps the line as typed; name, role and agency go
 * into the metadata, but not those of an attribution or signature.
 */
#include "article/recognise/rule.h"

#include "article/meta.h"
#include "article/recognise/names.h"
#include "text/letter.h"

#include <string.h>

enum {
	BYTES = 160,
	LABELLED = 16, /* syllables */
	LONGEST = 5,   /* syllables of a name */
	LAST = 3,      /* blocks before the sources */
	SIGNATURE = 5, /* lines */
};

/* A line taken apart; name NULL: it is none. */
struct parsed {
	const char *name, *role, *agency;
	gsize name_length, role_length, agency_length;
};

/* --- names -------------------------------------------------------------- */

/* Bytes of one word of a name: "Hằng", "T.", "HẰNG"; 0: it is none. */
static gsize
name_word(const char *text, gsize length)
{
	gsize n = 0;

	while (n < length && !strchr(" ,/-&(;", text[n]))
		n++;
	if (!n || !letter_starts_capital(text, n) || g_ascii_ispunct(text[0]))
		return 0;
	for (gsize i = 0; i < n; i++)
		if (g_ascii_isdigit(text[i]) || strchr(":!?\"'", text[i]))
			return 0;
	return n;
}

static gboolean
is_place(const char *text, gsize length)
{
	g_autofree char *small = letter_small(text, length);
	g_auto(GStrv) words = g_strsplit(small, " ", LONGEST + 1);

	return names_match((const char *const *)words) == g_strv_length(words);
}

/* Bytes of a name of two to five words that begins here; 0: none does. */
static gsize
name_at(const char *text, gsize length)
{
	gsize at = 0, end = 0;
	guint n = 0;

	while (at < length && n <= LONGEST) {
		gsize word = name_word(text + at, length - at);

		if (!word)
			break;
		n++;
		end = at + word;
		at = end;
		if (at >= length || text[at] != ' ')
			break;
		at++;
	}
	if (n < 2 || n > LONGEST || text[end - 1] == '.' || is_place(text, end))
		return 0;
	return end;
}

/* " - ", ", ", " và ", "/" between two names. */
static gsize
joint_at(const char *text)
{
	static const char *const joints[] = {
	        " - ", " – ", ", ", " và ", "/", " & ", "; ", "-"};

	for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
		if (g_str_has_prefix(text, joints[i]))
			return strlen(joints[i]);
	return 0;
}

/* Names up to the end or a bracket. Bytes taken, 0: not names alone. */
static gsize
names_at(const char *text, gsize length)
{
	gsize at = name_at(text, length);

	while (at && at < length) {
		gsize joint = joint_at(text + at), name;

		if (!joint)
			break;
		name = name_at(text + at + joint, length - at - joint);
		if (!name)
			break;
		at += joint + name;
	}
	return at;
}

/* --- lines -------------------------------------------------------------- */

/* "thực hiện", "(ghi)" after the names: what they did. */
static gboolean
take_duty(const char *text, gsize length, struct parsed *parsed)
{
	static const char *const duties[] = {"thực hiện", "ghi", "lược ghi", "lược dịch",
	        "dịch", "biên soạn", "sưu tầm", "tổng hợp", "thực hiện và chụp ảnh"};
	gsize n = length, start = strspn(text, " ");

	if (start < n && text[start] == '(' && text[n - 1] == ')') {
		start++;
		n--;
	}
	for (guint i = 0; start && i < G_N_ELEMENTS(duties); i++) {
		if (strlen(duties[i]) != n - start ||
		        memcmp(duties[i], text + start, n - start) != 0)
			continue;
		parsed->role = text + start;
		parsed->role_length = n - start;
		return TRUE;
	}
	return FALSE;
}

/* "(TTXVN/Vietnam+)", "/TTXVN", " - TTXVN", "(tổng hợp)" after the names. */
static gboolean
take_agency(const char *text, gsize length, struct parsed *parsed)
{
	gsize blank = strspn(text, " "), close;

	if (blank == length || take_duty(text, length, parsed))
		return TRUE;
	if (text[blank] == '(') {
		close = strcspn(text, ")");
		parsed->agency = text + blank + 1;
		parsed->agency_length = close - blank - 1;
		return close + 1 == length && parsed->agency_length < BYTES / 2;
	}
	blank += strspn(text + blank, "/- ");
	parsed->agency = text + blank;
	parsed->agency_length = length - blank;
	return blank && letter_all_caps(text + blank, length - blank) &&
	       !memchr(text + blank, ' ', length - blank);
}

/* "Thực hiện: …", "Bài, ảnh: …" */
static gboolean
parse_labelled(const struct block *block, struct parsed *parsed)
{
	static const char *const labels[] = {"thực hiện", "bài, ảnh", "bài và ảnh",
	        "bài, ảnh và video", "bài - ảnh", "bài, clip", "bài", "tin, ảnh",
	        "tin và ảnh", "tin ảnh", "tin, bài", "tin", "bài viết", "tác giả",
	        "người viết", "người thực hiện", "nhóm tác giả", "nhóm thực hiện",
	        "tin bài", "nội dung", "biên soạn", "đăng bởi", "người đăng"};
	g_autofree char *small = letter_small(block->text, block->length);
	gsize label = strcspn(small, ":"), end = label;

	if (label + 2 >= block->length || strlen(small) != block->length)
		return FALSE;
	while (end && small[end - 1] == ' ')
		end--;
	for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
		if (strlen(labels[i]) != end || strncmp(small, labels[i], end))
			continue;
		parsed->role = block->text;
		parsed->role_length = end;
		label += 1 + strspn(block->text + label + 1, " ");
		parsed->name = block->text + label;
		parsed->name_length = block->length - label;
		return letter_starts_capital(parsed->name, parsed->name_length) &&
		       !strpbrk(parsed->name, "0123456789");
	}
	return FALSE;
}

/* "Truyện ngắn của Thu Hằng" */
static gboolean
parse_genre(const struct block *block, struct parsed *parsed)
{
	static const char *const genres[] = {"truyện ngắn", "truyện vừa", "truyện ký",
	        "truyện", "hồi ký", "hồi ức", "bút ký", "tùy bút", "tuỳ bút", "tản văn",
	        "tạp bút", "tạp văn", "phóng sự", "ký sự", "ghi chép", "ký", "thơ",
	        "tiểu luận", "trường ca", "du ký", "chùm thơ"};
	static const char of[] = " của ";
	g_autofree char *small = letter_small(block->text, block->length);
	const char *at = strstr(small, of);
	gsize genre = at ? (gsize)(at - small) : 0, name = genre + strlen(of);

	for (guint i = 0; genre && i < G_N_ELEMENTS(genres); i++) {
		if (strlen(genres[i]) != genre || strncmp(small, genres[i], genre) != 0)
			continue;
		parsed->role = block->text;
		parsed->role_length = genre;
		parsed->name = block->text + name;
		parsed->name_length = names_at(parsed->name, block->length - name);
		return name + parsed->name_length == block->length && parsed->name_length;
	}
	return FALSE;
}

/* "PV", "Nhóm PV", "Ban biên tập", perhaps "(tổng hợp)" */
static gboolean
parse_team(const struct block *block, struct parsed *parsed)
{
	static const char *const teams[] = {"nhóm phóng viên", "nhóm pv-btv", "nhóm pv",
	        "phóng viên", "pv-btv", "pv", "p.v", "ban biên tập", "bbt"};
	g_autofree char *small = letter_small(block->text, block->length);

	for (guint i = 0; i < G_N_ELEMENTS(teams); i++) {
		gsize length = strlen(teams[i]);

		if (!starts_with(small, teams[i]))
			continue;
		parsed->name = block->text;
		parsed->name_length = length;
		return take_agency(block->text + length, block->length - length, parsed);
	}
	return FALSE;
}

/* "Thu Hằng", "Thu Hằng - Minh Đức (TTXVN)", "Theo Hương Giang (TTXVN)" */
static gboolean
parse_name(const struct block *block, struct parsed *parsed)
{
	static const char by[] = "Theo ";
	gboolean told = block_starts(block, by);
	gsize at = told ? strlen(by) : 0;

	parsed->name = block->text + at;
	parsed->name_length = names_at(parsed->name, block->length - at);
	at += parsed->name_length;
	if (!parsed->name_length ||
	        !take_agency(block->text + at, block->length - at, parsed))
		return FALSE;
	return !told || parsed->agency;
}

static gboolean
fits(const struct block *block, guint longest)
{
	return !block->decided && block->n_lines == 1 && block->length <= BYTES &&
	       block_syllables(block, longest + 1) <= longest;
}

static gboolean
parse(const struct block *block, struct parsed *parsed)
{
	static gboolean (*const parsers[])(const struct block *, struct parsed *) = {
	        parse_labelled, parse_genre, parse_team, parse_name};

	for (guint i = 0; i < G_N_ELEMENTS(parsers); i++) {
		*parsed = (struct parsed){0};
		if (parsers[i](block, parsed))
			return TRUE;
	}
	return FALSE;
}

/* "I. MỞ ĐẦU", "Điều 5. Kho Lưu Trữ"; but "T. Hằng" is a name. */
static gboolean
is_labelled(const struct block *block)
{
	guint style, depth;
	gsize n = label_parse(block->text, &style, &depth);

	return n &&
	       (style == LABEL_WORDED || style == LABEL_FIGURE ||
	               (style == LABEL_ROMAN && strspn(block->text, "IVX") + 1 == n));
}

gboolean
byline_is_name(const struct block *block)
{
	struct parsed parsed = {0};

	return fits(block, LABELLED) && !is_labelled(block) && parse_name(block, &parsed);
}

/* --- places ------------------------------------------------------------- */

/* Nothing but sources and at most two blocks below. */
static gboolean
is_near_end(const struct scene *scene, guint index)
{
	guint n = 0;

	if (index <= scene->body)
		return FALSE;
	for (guint i = index; i < scene->n && n <= LAST; i++) {
		if (i > index && block_is_text(&scene->blocks[i]))
			return FALSE;
		n += scene->blocks[i].kind != NODE_SOURCE;
	}
	return n <= LAST;
}

/* Right below the head, text follows, and no other line of the body looks alike: they
 * might be headings. */
static gboolean
is_below_head(const struct scene *scene, guint index)
{
	if (index == 0 || index + 1 >= scene->n || scene->title == INDEX_NONE ||
	        index <= scene->title || !scene->blocks[index - 1].decided)
		return FALSE;
	for (guint i = index + 1; i + LAST < scene->n; i++)
		if (byline_is_name(&scene->blocks[i]))
			return FALSE;
	return TRUE;
}

/* --- rules -------------------------------------------------------------- */

static gboolean
is_place_of_bylines(const struct scene *scene, guint index)
{
	return is_near_end(scene, index) || is_below_head(scene, index);
}

/* A line of that form, where bylines stand. */
static guint
match_form(const struct scene *scene, guint index,
        gboolean (*parser)(const struct block *, struct parsed *))
{
	const struct block *block = &scene->blocks[index];
	struct parsed parsed = {0};

	return fits(block, LABELLED) && parser(block, &parsed) &&
	                       is_place_of_bylines(scene, index)
	               ? 1
	               : 0;
}

static guint
match_labelled(const struct scene *scene, guint index)
{
	return match_form(scene, index, parse_labelled);
}

static guint
match_genre(const struct scene *scene, guint index)
{
	return match_form(scene, index, parse_genre);
}

static guint
match_team(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	struct parsed parsed = {0};

	return fits(block, LABELLED) && parse_team(block, &parsed) &&
	                       is_place_of_bylines(scene, index)
	               ? 1
	               : 0;
}

static guint
match_name(const struct scene *scene, guint index)
{
	return byline_is_name(&scene->blocks[index]) && is_place_of_bylines(scene, index)
	               ? 1
	               : 0;
}

/* Wholly in quotation marks. */
static gboolean
is_quotation(const struct block *block)
{
	const char *start = block->text, *end = start + block->length;

	return block->length > 20 &&
	       ((start[0] == '"' && end[-1] == '"') ||
	               (g_str_has_prefix(start, "“") && g_str_has_suffix(start, "”")));
}

/* The name below a quotation. */
static guint
match_attribution(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index > scene->body && !block[-1].decided && is_quotation(block - 1) &&
	                       byline_is_name(block)
	               ? 1
	               : 0;
}

/* "TRƯỞNG PHÒNG": an office alone, in capitals. */
static gboolean
is_office(const struct block *block)
{
	static const char *const offices[] = {"chủ tịch", "phó chủ tịch", "giám đốc",
	        "phó giám đốc", "tổng giám đốc", "hiệu trưởng", "phó hiệu trưởng",
	        "trưởng phòng", "phó trưởng phòng", "trưởng ban", "phó trưởng ban",
	        "trưởng ban tổ chức", "bí thư", "phó bí thư", "cục trưởng", "vụ trưởng",
	        "viện trưởng", "chi cục trưởng", "chánh văn phòng", "thủ trưởng đơn vị",
	        "bộ trưởng", "thứ trưởng", "thủ tướng", "người lập báo cáo"};
	g_autofree char *small = NULL;

	if (!fits(block, LONGEST) || !block_caps(block))
		return FALSE;
	small = letter_small(block->text, block->length);
	for (guint i = 0; i < G_N_ELEMENTS(offices); i++)
		if (!strcmp(small, offices[i]))
			return TRUE;
	return FALSE;
}

/* "Thay mặt …" / "Chủ tịch" / "Nguyễn Văn A": short open lines, the last one a name. */
static guint
match_signature(const struct scene *scene, guint index)
{
	static const char *const first[] = {
	        "Thay mặt ", "THAY MẶT ", "TM. ", "T/M ", "TM ", "KT. ", "KT.", "TL. "};
	gboolean begins = is_office(&scene->blocks[index]);
	guint n = 0, named = 0;

	for (guint i = 0; i < G_N_ELEMENTS(first); i++)
		begins |= block_starts(&scene->blocks[index], first[i]);
	if (!begins || index <= scene->body)
		return 0;
	while (index + n < scene->n && n < SIGNATURE) {
		const struct block *block = &scene->blocks[index + n];

		if (!fits(block, LABELLED) || block_closed(block))
			break;
		if (n++ && byline_is_name(block))
			named = n;
	}
	return named && is_near_end(scene, index + named - 1) ? named : 0;
}

static const struct rule rules[] = {
        {"byline.signature", CERTAINTY_LIKELY, match_signature},
        {"byline.attribution", CERTAINTY_LIKELY, match_attribution},
        {"byline.labelled", CERTAINTY_SURE, match_labelled},
        {"byline.genre", CERTAINTY_SURE, match_genre},
        {"byline.team", CERTAINTY_LIKELY, match_team},
        {"byline.name", CERTAINTY_LIKELY, match_name},
};

/* --- what was found ----------------------------------------------------- */

static const char *
part(struct scene *scene, guint index, const char *text, gsize length)
{
	gsize start = text ? text - scene->blocks[index].text : 0;

	return text && length ? block_text(scene, index, start, start + length) : NULL;
}

/* Lines below a text that stay lines. */
static void
set_role(struct block *block, guint n, enum paragraph_role role)
{
	for (guint i = 0; i < n; i++) {
		block[i].kind = NODE_PARAGRAPH;
		block[i].role = role;
		block[i].joined = FALSE;
	}
}

static void
found(struct scene *scene, guint index, guint n)
{
	struct block *block = &scene->blocks[index];
	struct parsed parsed;

	if (!strcmp(block->rule, "byline.signature")) {
		set_role(block, n, ROLE_SIGNATURE);
		return;
	}
	if (!strcmp(block->rule, "byline.attribution")) {
		set_role(block, n, ROLE_ATTRIBUTION);
		return;
	}
	if (!parse(block, &parsed)) /* the writer says so */
		parsed = (struct parsed){
		        .name = block->text, .name_length = block->length};
	meta_add_byline(scene->tree, scene->meta,
	        part(scene, index, parsed.name, parsed.name_length),
	        part(scene, index, parsed.role, parsed.role_length),
	        part(scene, index, parsed.agency, parsed.agency_length));
}

/* Above the lead: the nodes of the head come first. */
static void
found_head(struct scene *scene, guint index, guint n)
{
	found(scene, index, n);
	scene->blocks[index].why = "below the head";
	scene->blocks[index].fate = FATE_MOVED;
}

/* The one block below title and date. */
static void
window_head(const struct scene *scene, guint *first, guint *end)
{
	*first = *end = 0;
	if (scene->title == INDEX_NONE)
		return;
	*first = scene->title + 1;
	while (*first < scene->n && scene->blocks[*first].decided)
		++*first;
	*end = *first + 1;
}

const struct field byline_head_field = {
        NODE_BYLINE, rules, G_N_ELEMENTS(rules), TRUE, window_head, found_head};
const struct field byline_field = {
        NODE_BYLINE, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};
