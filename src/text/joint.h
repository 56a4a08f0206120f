/*
 * joint.h - places where two words ran together: "lạiSau", "hương.Kể".
 *
 * A small syllable of Vietnamese with a capital one right behind it, perhaps a mark of
 * punctuation between the two. What is no syllable ("VietNamNet", "iPhone", "TPHCM") and
 * what begins with a capital ("MoMo") is none.
 */
#ifndef ANBAN_TEXT_JOINT_H
#define ANBAN_TEXT_JOINT_H

#include <glib.h>

/* Where the second word of the first joint at or after `from` (bytes, the start of a
 * word) begins; length: there is none. Text is valid UTF-8 in NFC. Linear. */
gsize joint_find(const char *text, gsize length, gsize from);

#endif
