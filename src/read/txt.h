/*
 * txt.h - plain text, pasted or typed, in UTF-8.
 */
#ifndef ANBAN_READ_TXT_H
#define ANBAN_READ_TXT_H

#include "article/tree.h"
#include "base/diag.h"

/* As struct reader's read(). */
struct tree *txt_read(GBytes *bytes, const char *file, struct diags *diags);

#endif
