/*
 * nfc.h - Normalization Form C (Unicode Standard Annex #15).
 */
#ifndef ANBAN_TEXT_NFC_H
#define ANBAN_TEXT_NFC_H

#include <glib.h>

/* A character that is in NFC wherever it stands and joins no character before it. All
 * of Vietnamese is such; FALSE only means that it must be looked at. */
gboolean nfc_is_plain(gunichar c);

/* No character that may follow is composed with or sorted before this one. */
gboolean nfc_is_boundary(gunichar c);

/* Is valid UTF-8 text in NFC? Linear, and fast when all of it is plain. */
gboolean nfc_is(const char *text, gsize length);

#endif
