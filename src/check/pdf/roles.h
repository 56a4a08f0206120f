/*
 * roles.h - standard structure types and the role map (ISO 32000-1, 14.8.4, 14.7.3).
 */
#ifndef ANBAN_CHECK_PDF_ROLES_H
#define ANBAN_CHECK_PDF_ROLES_H

#include "check/pdf/pdf.h"

gboolean roles_is_standard(const char *type);

/* The standard type that the type of an element stands for; reports a role map that does
 * not lead to one. Never NULL: "" if there is none. As long-lived as the file. */
const char *roles_of(struct pdf *pdf, const struct value *element, guint32 object);

#endif
