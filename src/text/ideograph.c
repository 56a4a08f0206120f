/*
 * ideograph.c - the classes ID, OP, CL, NS and CJ of UAX #14 (Unicode 15), as far as Han,
 * Nôm and Japanese need them.
 *
 * Between two characters of which at least one is wide a line may end, if the first may
 * stand at the end of a line and the second at its start. Lists are sorted.
 */
#include "text/ideograph.h"

/* Ranges, ends included. */
static const struct range {
	gunichar first, last;
} wides[] = {
        {0x2E80, 0x2FFF},   /* radicals, description of ideographs */
        {0x3000, 0x30FF},   /* marks, Hiragana, Katakana */
        {0x3100, 0x312F},   /* Bopomofo */
        {0x31A0, 0x4DBF},   /* strokes, circled and square forms, Extension A */
        {0x4E00, 0x9FFF},   /* unified ideographs */
        {0xF900, 0xFAFF},   /* compatibility */
        {0xFE30, 0xFE4F},   /* vertical forms */
        {0xFF01, 0xFF65},   /* full width */
        {0x1F200, 0x1F2FF}, /* enclosed ideographs */
        {0x20000, 0x3FFFD}, /* Extensions B and on: most of Nôm */
};

static const gunichar openings[] = {'(', '[', '{', 0xAB, 0x2018, 0x201C, 0x2039, 0x3008,
        0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08,
        0xFF3B, 0xFF5B, 0xFF5F, 0xFF62};

static const gunichar closings[] = {'!', ')', ',', '.', ':', ';', '?', ']', '}', 0xBB,
        0x2019, 0x201D, 0x2026, 0x203A, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F,
        0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F, 0xFF01, 0xFF09, 0xFF0C,
        0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60, 0xFF61, 0xFF63, 0xFF64};

/* Iteration marks, small kana, the long vowel and the middle dot: never at the start. */
static const gunichar non_starters[] = {0x3005, 0x301C, 0x303B, 0x303C, 0x3041, 0x3043,
        0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096,
        0x309B, 0x309C, 0x309D, 0x309E, 0x30A0, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9,
        0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5, 0x30F6, 0x30FB, 0x30FC, 0x30FD,
        0x30FE, 0xFF65};

static gboolean
is_wide(gunichar c)
{
	for (gsize i = 0; i < G_N_ELEMENTS(wides) && c >= wides[i].first; i++)
		if (c <= wides[i].last)
			return TRUE;
	return FALSE;
}

static gboolean
in_list(gunichar c, const gunichar *list, gsize n)
{
	for (gsize i = 0; i < n && list[i] <= c; i++)
		if (list[i] == c)
			return TRUE;
	return FALSE;
}

/* U+2FF0 to U+2FFF describe an ideograph by those that follow. */
static gboolean
may_stand_last(gunichar c)
{
	if (in_list(c, openings, G_N_ELEMENTS(openings)) || (c >= 0x2FF0 && c <= 0x2FFF))
		return FALSE;
	return is_wide(c) || g_unichar_isalnum(c) ||
	       in_list(c, closings, G_N_ELEMENTS(closings));
}

static gboolean
may_stand_first(gunichar c)
{
	if (in_list(c, closings, G_N_ELEMENTS(closings)) ||
	        in_list(c, non_starters, G_N_ELEMENTS(non_starters)) ||
	        g_unichar_ismark(c))
		return FALSE;
	return is_wide(c) || g_unichar_isalnum(c) ||
	       in_list(c, openings, G_N_ELEMENTS(openings));
}

gboolean
ideograph_may_end(gunichar before, gunichar after)
{
	if (!is_wide(before) && !is_wide(after))
		return FALSE;
	if (g_unichar_isdigit(before) && g_unichar_isalpha(after))
		return FALSE;
	return may_stand_last(before) && may_stand_first(after);
}
