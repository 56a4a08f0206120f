/*
 * label.c - the label that numbers a heading.
 *
 * "I." "2.1." "3)" "4/Làm" "a)" "Điều 5." "Phần I". A number without such a mark
 * ("61 năm", "2/9") is none.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

/* "Phần I", "Chương 2.", "Điều 5." */
static gsize
worded(const char *text)
{
	static const char *const words[] = {"Phần ", "Chương ", "Mục ", "Điều ", "Bài "};

	if (!memchr("PCMB\304", text[0], 5)) /* nearly always: no look at the words */
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize n = strlen(words[i]), number;

		if (strncmp(text, words[i], n) != 0)
			continue;
		number = strspn(text + n, "0123456789IVXLC");
		n += number;
		n += strspn(text + n, ".:") ? 1 : 0;
		return number && (!text[n] || text[n] == ' ') ? n : 0;
	}
	return 0;
}

/* "." ")" "/" after n bytes, with a blank or a letter behind it. */
static gsize
closed_by(const char *text, gsize n, const char *marks)
{
	if (!n || !text[n] || !strchr(marks, text[n]) || !text[n + 1])
		return 0;
	return text[n + 1] == ' '                                ? n + 1
	       : text[n] == '/' && !g_ascii_isdigit(text[n + 1]) ? n + 1
	                                                         : 0;
}

/* "2." "2.1." "2.1 " */
static gsize
figures(const char *text, guint *depth)
{
	gsize n = strspn(text, "0123456789"), closed;

	*depth = 0;
	if (!n || n > 2)
		return 0;
	while (text[n] == '.' && g_ascii_isdigit(text[n + 1])) {
		gsize more = strspn(text + n + 1, "0123456789");

		if (more > 2 || ++*depth > 3)
			return 0;
		n += 1 + more;
	}
	closed = closed_by(text, n, ".)/");
	if (closed)
		return closed;
	/* "2.1 Tên" but not "1.5 tỷ" */
	return *depth && text[n] == ' ' &&
	                       letter_starts_capital(text + n, strlen(text + n))
	               ? n
	               : 0;
}

/* Bytes of a small letter, as Vietnamese counts: "đ" comes after "d". */
static gsize
small_letter(const char *text)
{
	if (g_str_has_prefix(text, "đ"))
		return strlen("đ");
	return text[0] >= 'a' && text[0] <= 'z' ? 1 : 0;
}

gsize
label_parse(const char *text, guint *style, guint *depth)
{
	gsize n;

	*depth = 0;
	if ((n = worded(text))) {
		*style = LABEL_WORDED;
	} else if ((n = closed_by(text, strspn(text, "IVXLC"), ".)/"))) {
		*style = LABEL_ROMAN;
	} else if ((n = figures(text, depth))) {
		*style = LABEL_FIGURE;
	} else if (text[0] >= 'A' && text[0] <= 'Z' && (n = closed_by(text, 1, ".)/"))) {
		*style = LABEL_CAPITAL;
	} else if ((n = closed_by(text, small_letter(text), ".)/"))) {
		*style = LABEL_SMALL;
	}
	return n;
}

guint
label_number(const char *text, guint style)
{
	static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i",
	        "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

	if (style == LABEL_FIGURE)
		return (guint)g_ascii_strtoull(text, NULL, 10);
	for (guint i = 0; style == LABEL_SMALL && i < G_N_ELEMENTS(letters); i++)
		if (g_str_has_prefix(text, letters[i]))
			return i + 1;
	return 0;
}
