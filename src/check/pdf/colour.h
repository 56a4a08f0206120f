/*
 * colour.h - output intents, ICC profiles and colour spaces (ISO 32000-1, 8.6, 14.11.5).
 */
#ifndef ANBAN_CHECK_PDF_COLOUR_H
#define ANBAN_CHECK_PDF_COLOUR_H

#include "check/pdf/pdf.h"

/* Checks the output intents; must come before all other uses of colour. */
void colour_check_output(struct pdf *pdf);

/* A device space is used, 'R', 'C' or 'G': there is a Default space for it in the
 * resources, or the output intent says what it means. */
void colour_use(
        struct pdf *pdf, const struct value *resources, char device, guint32 object);
/* A colour space is used. depth: 0. */
void colour_check_space(struct pdf *pdf, const struct value *resources,
        const struct value *space, guint32 object, guint depth);
/* The same by the short names of inline images. */
void colour_check_inline(struct pdf *pdf, const struct value *resources,
        const struct value *space, guint32 object);
/* A device space or Pattern, which needs no resource. */
gboolean colour_is_built_in(const char *name);
void colour_check_intent(struct pdf *pdf, const struct value *name, guint32 object);

#endif
