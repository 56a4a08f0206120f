/*
 * syllable.c - onset, rhyme, tone by table.
 *
 * A word is taken apart into letters without tone ("a ă â e ê i o ô ơ u ư y" and
 * consonants) and one tone; the letters are then looked up as onset + rhyme.
 */
#include "text/syllable.h"

#include <stdlib.h>
#include <string.h>

enum { LETTERS = 8 }; /* "nghiêng" has seven */

enum tone { NO_TONE, GRAVE, ACUTE, TILDE, HOOK, DOT };

/* Sorted for bsearch(). */
static const char *const rhymes[] = {"a", "ac", "ach", "ai", "am", "an", "ang", "anh",
        "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "i",
        "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng",
        "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang",
        "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
        "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
        "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn",
        "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê",
        "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y", "ych",
        "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp",
        "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc",
        "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ",
        "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt",
        "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu"};

/* The longest first: each is tried until its rest is a rhyme. */
static const char *const onsets[] = {"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph",
        "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "q", "r",
        "s", "t", "v", "x", ""};

static int
compare(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

static gboolean
is_rhyme(const char *text)
{
	return bsearch(text, rhymes, G_N_ELEMENTS(rhymes), sizeof(rhymes[0]), compare) !=
	       NULL;
}

static enum tone
tone_of(gunichar mark)
{
	switch (mark) {
	case 0x300:
		return GRAVE;
	case 0x301:
		return ACUTE;
	case 0x303:
		return TILDE;
	case 0x309:
		return HOOK;
	case 0x323:
		return DOT;
	default:
		return NO_TONE;
	}
}

/* One letter in lower case without its tone. FALSE: marks that no letter of Vietnamese
 * has. */
static gboolean
take_letter(gunichar c, gunichar *letter, enum tone *tone)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gsize n = g_unichar_fully_decompose(
	        g_unichar_tolower(c), FALSE, parts, G_N_ELEMENTS(parts));

	*letter = parts[0];
	for (gsize i = 1; i < n; i++) {
		enum tone found = tone_of(parts[i]);

		if (found && *tone)
			return FALSE;
		if (found)
			*tone = found;
		else if (!g_unichar_compose(*letter, parts[i], letter))
			return FALSE;
	}
	return TRUE;
}

/* Letters without tone into out, at most LETTERS of them. */
static gboolean
take_apart(const char *word, gsize length, char *out, enum tone *tone)
{
	const char *end = word + length;
	int n = 0;

	*tone = NO_TONE;
	for (const char *at = word; at < end; at = g_utf8_next_char(at)) {
		gunichar letter;

		if (n++ == LETTERS || !take_letter(g_utf8_get_char(at), &letter, tone))
			return FALSE;
		out += g_unichar_to_utf8(letter, out);
	}
	*out = '\0';
	return n > 0;
}

static gboolean
tone_fits(const char *letters, enum tone tone)
{
	char last = letters[strlen(letters) - 1];
	gboolean stopped = strchr("cpt", last) || g_str_has_suffix(letters, "ch");

	return !stopped || tone == ACUTE || tone == DOT;
}

gboolean
syllable_is_vietnamese(const char *word, gsize length)
{
	char letters[LETTERS * 6 + 1];
	enum tone tone;

	if (length > LETTERS * 3 || !take_apart(word, length, letters, &tone))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(onsets); i++)
		if (g_str_has_prefix(letters, onsets[i]) &&
		        is_rhyme(letters + strlen(onsets[i])))
			return tone_fits(letters, tone);
	return FALSE;
}

static gboolean
is_eth(const char *at)
{
	return (guchar)at[0] == 0xC3 && ((guchar)at[1] == 0x90 || (guchar)at[1] == 0xB0);
}

/* U+00D0 is C3 90, U+00F0 is C3 B0; U+0110 is C4 90, U+0111 is C4 91. */
static gboolean
mend_letters(char *letters, gsize length)
{
	char mended[LETTERS * 3 + 1];
	gboolean found = FALSE;

	if (length > LETTERS * 3)
		return FALSE;
	memcpy(mended, letters, length);
	for (gsize i = 0; i + 1 < length; i++) {
		if (!is_eth(letters + i))
			continue;
		mended[i] = '\xC4';
		mended[i + 1] = (guchar)letters[i + 1] == 0x90 ? '\x90' : '\x91';
		found = TRUE;
	}
	if (!found || !syllable_is_vietnamese(mended, length))
		return FALSE;
	memcpy(letters, mended, length);
	return TRUE;
}

gboolean
syllable_mend_eth(char *word, gsize length)
{
	char *end = word + length;
	gboolean changed = FALSE;

	for (char *at = word; at < end;) {
		char *start = at;

		while (at < end && g_unichar_isalpha(g_utf8_get_char(at)))
			at = g_utf8_next_char(at);
		if (at > start)
			changed |= mend_letters(start, at - start);
		else
			at = g_utf8_next_char(at);
	}
	return changed;
}
