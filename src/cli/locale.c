/*
 * locale.c - messages in the user's language, also where its locale is not generated.
 *
 * Only messages and character types follow the locale; numbers never do, for a decimal
 * comma breaks PDF and CSS. gettext translates in no locale named "C", so where the
 * wanted one cannot be set, C.UTF-8 is, with the language named in LANGUAGE.
 */
#include "app/data.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <locale.h>
#include <string.h>

/* The value of --lang, or NULL. */
static const char *
option(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--"))
			break;
		if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			return argv[i + 1];
		if (g_str_has_prefix(argv[i], "--lang="))
			return argv[i] + strlen("--lang=");
	}
	return NULL;
}

/* What POSIX says the locale of messages is: "vi_VN.UTF-8", or NULL. */
static const char *
environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *value = g_getenv(names[i]);

		if (value && *value)
			return value;
	}
	return NULL;
}

/* "vi_VN.UTF-8" to "vi". */
static char *
language_of(const char *locale)
{
	return g_strndup(locale, strcspn(locale, "_.@"));
}

/* The locale is one that gettext translates in and whose text is UTF-8. */
static gboolean
set_locale(const char *name)
{
	const char *set = setlocale(LC_MESSAGES, name);

	return set && strcmp(set, "C") && strcmp(set, "POSIX");
}

void
locale_choose(int argc, char **argv)
{
	const char *wanted = option(argc, argv);
	const char *inherited = environment();
	g_autofree char *folder = data_locale();
	g_autofree char *language = NULL;

	if (!wanted)
		wanted = g_getenv("ANBAN_LANG");
	if (wanted && !*wanted)
		wanted = NULL;
	if (!setlocale(LC_CTYPE, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	if (!set_locale("") && (wanted || inherited)) {
		setlocale(LC_MESSAGES, "C.UTF-8");
		if (!wanted)
			wanted = inherited;
	}
	if (wanted && strcmp(wanted, "C") && strcmp(wanted, "POSIX")) {
		language = language_of(wanted);
		g_setenv("LANGUAGE", language, TRUE);
	}
	bindtextdomain("anban", folder);
	bind_textdomain_codeset("anban", "UTF-8");
}
