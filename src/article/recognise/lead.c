/*
 * lead.c - the lead (sapô), the agency and the place that open it.
 *
 * An agency's mark at the start of the first block below the head makes it the lead;
 * so does a gap below it when the paragraphs of the body have none. Without such a sign
 * there is no lead.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"
#include "text/syllable.h"

#include <string.h>

enum { AGENCY = 40 /* bytes */, LONGEST = 60 /* syllables, without an agency */ };

/* Marks that stand without brackets; also any word in capitals that is no syllable. */
static const char *const agencies[] = {"Dân trí", "Dân Việt", "Kinhtedothi", "VietNamNet",
        "Vietnamnet", "VnExpress", "VietnamPlus", "Vietnam+", "Chinhphu.vn", "VOV.VN",
        "ANTD.VN", "Baodautu.vn", "Báo Tin tức", "QĐND Online", "SGGP Online", "Infonet"};

/* Bytes of " - ", "- " or " – " at a place, 0: none. */
static gsize
dash_at(const char *text)
{
	gsize blank = strspn(text, " "), dash;

	if (text[blank] == '-')
		dash = 1;
	else if (!strncmp(text + blank, "–", 3) || !strncmp(text + blank, "—", 3))
		dash = 3;
	else
		return 0;
	return text[blank + dash] == ' ' ? blank + dash + 1 : 0;
}

/* "(HNM) -": where the name begins, its length in *length. */
static const char *
bracketed(const char *text, gsize *length)
{
	const char *close = text[0] == '(' ? strchr(text, ')') : NULL;

	if (!close || close - text > AGENCY || close == text + 1 ||
	        !letter_starts_capital(text + 1, close - text - 1))
		return NULL;
	if (!dash_at(close + 1) && close[1] != ':')
		return NULL;
	*length = close - text - 1;
	return text + 1;
}

/* "Dân trí -" */
static const char *
listed(const char *text, gsize *length)
{
	for (guint i = 0; i < G_N_ELEMENTS(agencies); i++) {
		*length = strlen(agencies[i]);
		if (!strncmp(text, agencies[i], *length) && dash_at(text + *length))
			return text;
	}
	return NULL;
}

/* "TTO -", "GD&TĐ -": one word in capitals that is no syllable. */
static const char *
abbreviated(const char *text, gsize *length)
{
	*length = strcspn(text, " ");
	return *length <= 16 && letter_all_caps(text, *length) &&
	                       dash_at(text + *length) &&
	                       !syllable_is_vietnamese(text, *length)
	               ? text
	               : NULL;
}

static const char *
agency(const char *text, gsize *length)
{
	const char *found = bracketed(text, length);

	found = found ? found : listed(text, length);
	return found ? found : abbreviated(text, length);
}

/* "Hà Nội, ngày 1-6": bytes of the place. */
static gsize
place(const char *text)
{
	static const char day[] = ", ngày ";
	gsize length = strcspn(text, ",");

	return length <= AGENCY && !strncmp(text + length, day, strlen(day)) &&
	                       g_ascii_isdigit(text[length + strlen(day)]) &&
	                       letter_starts_capital(text, length)
	               ? length
	               : 0;
}

static gboolean
followed(const struct scene *scene, guint index)
{
	return index + 1 < scene->n && !scene->blocks[index].decided;
}

static guint
match_agency(const struct scene *scene, guint index)
{
	gsize length;

	return followed(scene, index) && bracketed(scene->blocks[index].text, &length)
	               ? 1
	               : 0;
}

static guint
match_agency_word(const struct scene *scene, guint index)
{
	gsize length;

	return followed(scene, index) && agency(scene->blocks[index].text, &length) ? 1
	                                                                            : 0;
}

static guint
match_place(const struct scene *scene, guint index)
{
	return followed(scene, index) && place(scene->blocks[index].text) &&
	                       block_closed(&scene->blocks[index])
	               ? 1
	               : 0;
}

/* A gap below, and hardly another one in the whole body. */
static guint
match_gap(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	if (!followed(scene, index) || !block[1].gap || !block_closed(block) ||
	        block_syllables(block, LONGEST + 1) > LONGEST)
		return 0;
	return scene->n >= index + 5 && scene->n_gaps * 4 <= scene->n ? 1 : 0;
}

/* A page that shows its lead twice. */
static guint
match_twice(const struct scene *scene, guint index)
{
	return followed(scene, index) && scene->blocks[index].repeated &&
	                       block_is_text(&scene->blocks[index])
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"lead.agency", CERTAINTY_SURE, match_agency},
        {"lead.agency-word", CERTAINTY_LIKELY, match_agency_word},
        {"lead.twice", CERTAINTY_LIKELY, match_twice},
        {"lead.place", CERTAINTY_LIKELY, match_place},
        {"lead.gap", CERTAINTY_LIKELY, match_gap},
};

static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = scene->body;
	*end = scene->body + 1;
}

static void
found(struct scene *scene, guint index, guint n)
{
	const struct block *block = &scene->blocks[index];
	gsize length = 0;
	const char *name = agency(block->text, &length);

	if (name)
		scene->meta->agency = block_text(
		        scene, index, name - block->text, name - block->text + length);
	else if ((length = place(block->text)))
		scene->meta->dateline = block_text(scene, index, 0, length);
	scene->body = index + 1;
}

const struct field lead_field = {
        NODE_LEAD, rules, G_N_ELEMENTS(rules), FALSE, window, found};
