/*
 * address.c - where a link may lead, and what names a language.
 *
 * Both stand in the files that are written, where a checker may reject the whole file for
 * one that is malformed: what is not valid here stays plain text everywhere.
 */
#include "article/address.h"

#include <string.h>

static gboolean
all(const char *text, gsize length, gboolean (*test)(gchar))
{
	for (gsize i = 0; i < length; i++)
		if (!test(text[i]))
			return FALSE;
	return TRUE;
}

static gboolean
is_letter(gchar c)
{
	return g_ascii_isalpha(c);
}

static gboolean
is_digit(gchar c)
{
	return g_ascii_isdigit(c);
}

static gboolean
is_letter_or_digit(gchar c)
{
	return g_ascii_isalnum(c);
}

/* The place of a subtag in the order of RFC 5646: 1 script, 2 region, 3 variant; 0: none.
 */
static int
subtag_place(const char *text, gsize length)
{
	if (length == 4 && all(text, length, is_letter))
		return 1;
	if ((length == 2 && all(text, length, is_letter)) ||
	        (length == 3 && all(text, length, is_digit)))
		return 2;
	if (length < 4 || length > 8 || !all(text, length, is_letter_or_digit))
		return 0;
	return length > 4 || is_digit(*text) ? 3 : 0;
}

gboolean
address_language_valid(const char *tag)
{
	gsize length = strcspn(tag, "-");
	int place = 0;

	if (length < 2 || length > 3 || !all(tag, length, is_letter))
		return FALSE;
	for (tag += length; *tag; tag += length) {
		int next;

		tag++;
		length = strcspn(tag, "-");
		next = subtag_place(tag, length);
		if (next < place || next == 0 || (next == place && next != 3))
			return FALSE;
		place = next;
	}
	return TRUE;
}

/* Only what RFC 3987 has a place for, and one fragment at most: a reading system may
 * reject a whole EPUB for less. */
static gboolean
has_plain_characters(const char *address)
{
	const char *fragment = strchr(address, '#');

	for (const char *at = address; *at; at = g_utf8_next_char(at))
		if (!g_unichar_isgraph(g_utf8_get_char(at)))
			return FALSE;
	if (strpbrk(address, "\"<>[\\]^`{|}"))
		return FALSE;
	return !fragment || !strchr(fragment + 1, '#');
}

/* "vi.example.org:80/…" */
static gboolean
begins_with_host(const char *text)
{
	g_autofree char *host = g_strndup(text, strcspn(text, ":/?#"));
	g_autofree char *decoded = g_hostname_to_unicode(host);
	g_autofree char *encoded = decoded ? g_hostname_to_ascii(decoded) : NULL;

	if (!encoded || (!g_ascii_isalnum(*decoded) && (guchar)*decoded < 0x80))
		return FALSE;
	return !strchr(decoded, '@') && !strstr(decoded, "..");
}

gboolean
address_valid(const char *address)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:"};

	if (!has_plain_characters(address) ||
	        !g_uri_is_valid(address, G_URI_FLAGS_NONE, NULL))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		const char *rest = address + strlen(schemes[i]);

		if (g_str_has_prefix(address, schemes[i]))
			return schemes[i][0] == 'm' ? *rest != '\0'
			                            : begins_with_host(rest);
	}
	return FALSE;
}

char *
address_ascii(const char *address)
{
	static const char delimiters[] = "!#$%&'()*+,/:;=?@[]";
	const char *host = strstr(address, "://"), *rest;
	g_autofree char *name = NULL, *ascii = NULL, *escaped = NULL;

	if (!host)
		return g_uri_escape_string(address, delimiters, FALSE);
	host += 3;
	rest = host + strcspn(host, ":/?#");
	name = g_strndup(host, rest - host);
	ascii = g_hostname_to_ascii(name);
	escaped = g_uri_escape_string(rest, delimiters, FALSE);
	return g_strdup_printf("%.*s%s%s", (int)(host - address), address,
	        ascii ? ascii : name, escaped);
}
