/*
 * syllable.h - is this a syllable of Vietnamese?
 *
 * A syllable is onset + rhyme + tone; the onsets and rhymes are few and known, and a
 * rhyme that ends in c, ch, p or t takes only the tones sắc and nặng (Đoàn Thiện Thuật,
 * Ngữ âm tiếng Việt). Both ways of placing the tone mark ("hoà", "hòa") are right.
 */
#ifndef ANBAN_TEXT_SYLLABLE_H
#define ANBAN_TEXT_SYLLABLE_H

#include <glib.h>

/* One word without punctuation, in any case, valid UTF-8 in NFC. */
gboolean syllable_is_vietnamese(const char *word, gsize length);

/* Changes Ð and ð (eth) to Đ and đ in place when that makes every letter group of the
 * word that has one a Vietnamese syllable. TRUE: changed. */
gboolean syllable_mend_eth(char *word, gsize length);

#endif
