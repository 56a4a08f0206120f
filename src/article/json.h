/*
 * json.h - the reversible form of an article: tree to JSON and back.
 *
 * `anban inspect --json` prints it, `anban convert x.anban.json` reads it. Converting
 * the JSON gives the same bytes of output as converting the source.
 */
#ifndef ANBAN_ARTICLE_JSON_H
#define ANBAN_ARTICLE_JSON_H

#include "article/tree.h"
#include "base/diag.h"

/* Pretty-printed, keys in fixed order, "\n" at the end. Caller frees. NULL after an error
 * diagnostic (library.load). */
char *json_from_tree(const struct tree *tree, struct diags *diags);

/* NULL after an error diagnostic (json.syntax, json.nesting, json.form, library.load).
 * file: for diagnostics. */
struct tree *json_to_tree(GBytes *bytes, const char *file, struct diags *diags);

#endif
