/*
 * styles.h - the style sheets: those of anban by name, others as files.
 */
#ifndef ANBAN_APP_STYLES_H
#define ANBAN_APP_STYLES_H

#include "app/job.h"

struct sheets;

/* The file of a style: NAME is NAME.css of anban's, anything with a "/" or ".css" a file.
 * NULL: there is none; error (G_OPTION_ERROR, BAD_VALUE) says which there are. Caller
 * frees. */
char *styles_find(const char *name, GError **error);

/* article.css, then those named (NULL-terminated; or NULL), in this order. font_folder:
 * where their fonts may lie, too; or NULL. NULL: one cannot be read; reported. Caller
 * owns. */
struct sheets *styles_load(
        const char *const *names, const char *font_folder, struct diags *diags);

/* For "anban styles": what there is, the properties, the elements, the computed values of
 * a job's styles (NULL: reported) for a medium. Caller frees. */
char *styles_list(void);
char *styles_properties(void);
char *styles_elements(void);
char *styles_computed(const struct job *job, enum medium medium, struct diags *diags);

#endif
