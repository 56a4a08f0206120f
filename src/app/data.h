/*
 * data.h - where anban's own files lie: fonts, styles, translations, programs.
 *
 * ANBAN_DATA wins; then the source tree, for a program that runs from its build folder;
 * then "../share" beside the program; then the folder of the installation.
 * ANBAN_DATA holds fonts/ and styles/, and locale/ in it or beside it: an installation's
 * share/anban will do.
 */
#ifndef ANBAN_APP_DATA_H
#define ANBAN_APP_DATA_H

/* Folder of the font files. Caller frees. */
char *data_fonts(void);
/* Folder of the style sheets. Caller frees. */
char *data_styles(void);
/* Folder for bindtextdomain(). Caller frees. */
char *data_locale(void);
/* A program of anban's own that another one runs: in ANBAN_DATA, or where an installation
 * has it beside that; in the build folder; in "../libexec" beside the program; in the
 * folder of the installation. Caller frees. */
char *data_program(const char *name);

#endif
