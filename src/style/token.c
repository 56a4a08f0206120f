/*
 * token.c - bytes to tokens, as CSS Syntax Module Level 3 (sections 3.3 and 4.3) says.
 *
 * The reader stands before a code point and looks up to three ahead. Bytes that are no
 * UTF-8, and NUL, are U+FFFD. Nothing here fails; nothing recurses: the partners of
 * brackets are found with a stack.
 */
#include "style/token.h"

#include <string.h>

enum { COMPLAINTS_MOST = 40, EXCERPT = 40, WORDS_MOST = 80 };

/* --- complaints --------------------------------------------------------- */

void
complaints_init(struct complaints *complaints, struct diags *diags, const char *file)
{
	*complaints = (struct complaints){.diags = diags, .file = file};
	complaints->seen =
	        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void
complaints_tell(struct complaints *complaints)
{
	g_autofree char *number = g_strdup_printf("%u", complaints->more);

	if (complaints->more)
		diag_report(complaints->diags, DIAG_CSS_MORE, complaints->file, 0, 0,
		        number, NULL);
	complaints->more = 0;
}

/* Names can be as long as a sheet. */
static char *
shortened(const char *words)
{
	glong n = words ? g_utf8_strlen(words, -1) : 0;
	g_autofree char *begin = NULL;

	if (n <= WORDS_MOST)
		return g_strdup(words);
	begin = g_utf8_substring(words, 0, WORDS_MOST);
	return g_strconcat(begin, "…", NULL);
}

void
complain(struct complaints *complaints, enum diag_code code, const struct token *where,
        const char *arg1, const char *arg2)
{
	g_autofree char *first = NULL, *second = NULL;
	gint64 *key;

	if (!complaints->diags)
		return;
	key = g_new(gint64, 1);
	*key = (gint64)where->start << 16 | code;
	if (!g_hash_table_add(complaints->seen, key))
		return;
	if (complaints->n >= COMPLAINTS_MOST) {
		complaints->more++;
		return;
	}
	complaints->n++;
	first = shortened(arg1);
	second = shortened(arg2);
	diag_report(complaints->diags, code, complaints->file, (int)where->line,
	        (int)where->column, first, second);
}

/* --- the source --------------------------------------------------------- */

struct reader {
	const char *at, *start;
	guint line, column;
	struct tokens *tokens;
	struct complaints *complaints;
	GString *text; /* scratch: the name being read */
};

/* Line ends become \n, what is no UTF-8 and NUL become U+FFFD, a byte order mark goes. */
static char *
prepare(const char *bytes, gsize length)
{
	char *source, *to;

	if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		length -= 3;
	}
	source = g_utf8_make_valid(bytes, (gssize)length);
	to = source;
	for (const char *from = source; *from; from++) {
		if (*from == '\r' && from[1] == '\n')
			continue;
		*to++ = *from == '\r' || *from == '\f' ? '\n' : *from;
	}
	*to = '\0';
	return source;
}

static void
step(struct reader *reader)
{
	if (*reader->at == '\n') {
		reader->line++;
		reader->column = 1;
		reader->at++;
	} else if (*reader->at) {
		reader->column++;
		reader->at = g_utf8_next_char(reader->at);
	}
}

static void
steps(struct reader *reader, guint n)
{
	while (n--)
		step(reader);
}

/* Appends the code point that the reader stands before and passes it. */
static void
take(struct reader *reader)
{
	const char *from = reader->at;

	step(reader);
	g_string_append_len(reader->text, from, reader->at - from);
}

static gboolean
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static gboolean
is_name_start(const char *at)
{
	return g_ascii_isalpha(*at) || *at == '_' || (guchar)*at >= 0x80;
}

static gboolean
is_name(const char *at)
{
	return is_name_start(at) || g_ascii_isdigit(*at) || *at == '-';
}

static gboolean
is_escape(const char *at)
{
	return at[0] == '\\' && at[1] != '\n';
}

/* 4.3.9: would three code points start an identifier? */
static gboolean
starts_name(const char *at)
{
	if (*at == '-')
		return is_name_start(at + 1) || at[1] == '-' || is_escape(at + 1);
	return is_name_start(at) || is_escape(at);
}

/* 4.3.10 */
static gboolean
starts_number(const char *at)
{
	if (*at == '+' || *at == '-')
		at++;
	if (*at == '.')
		at++;
	return g_ascii_isdigit(*at);
}

/* --- parts of tokens ---------------------------------------------------- */

/* 4.3.7; the reader stands behind the backslash. */
static void
take_escape(struct reader *reader)
{
	gunichar c = 0;
	int n = 0;

	if (!g_ascii_isxdigit(*reader->at)) {
		if (*reader->at)
			take(reader);
		else
			g_string_append_unichar(reader->text, 0xFFFD);
		return;
	}
	for (; n < 6 && g_ascii_isxdigit(*reader->at); n++, step(reader))
		c = c * 16 + (gunichar)g_ascii_xdigit_value(*reader->at);
	if (is_space(*reader->at))
		step(reader);
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	g_string_append_unichar(reader->text, c);
}

static void
take_name(struct reader *reader)
{
	for (;;)
		if (is_name(reader->at)) {
			take(reader);
		} else if (is_escape(reader->at)) {
			step(reader);
			take_escape(reader);
		} else {
			return;
		}
}

static void
complain_here(struct reader *reader, const struct token *token, const char *words)
{
	complain(reader->complaints, DIAG_CSS_SYNTAX, token, words, NULL);
}

static void
skip_comments(struct reader *reader)
{
	while (reader->at[0] == '/' && reader->at[1] == '*') {
		struct token here = {.start = (guint)(reader->at - reader->start),
		        .line = reader->line,
		        .column = reader->column};

		steps(reader, 2);
		while (*reader->at && !(reader->at[0] == '*' && reader->at[1] == '/'))
			step(reader);
		if (!*reader->at)
			complain_here(reader, &here, "/*");
		steps(reader, 2);
	}
}

/* 4.3.5 */
static void
read_string(struct reader *reader, struct token *token)
{
	char quote = *reader->at;

	token->type = TOKEN_STRING;
	step(reader);
	while (*reader->at && *reader->at != quote) {
		if (*reader->at == '\n') {
			token->type = TOKEN_BAD_STRING;
			break;
		}
		if (*reader->at != '\\') {
			take(reader);
			continue;
		}
		step(reader);
		if (*reader->at == '\n')
			step(reader);
		else if (*reader->at)
			take_escape(reader);
	}
	if (*reader->at == quote)
		step(reader);
	else
		complain_here(reader, token, quote == '"' ? "\"" : "'");
}

/* 4.3.14 */
static void
skip_bad_url(struct reader *reader, struct token *token)
{
	token->type = TOKEN_BAD_URL;
	complain_here(reader, token, "url(");
	while (*reader->at && *reader->at != ')') {
		if (is_escape(reader->at))
			step(reader);
		step(reader);
	}
	step(reader);
}

/* 4.3.6; the reader stands behind "url(" and white. */
static void
read_url(struct reader *reader, struct token *token)
{
	token->type = TOKEN_URL;
	g_string_truncate(reader->text, 0);
	for (;;) {
		char c = *reader->at;

		if (is_space(c)) {
			while (is_space(*reader->at))
				step(reader);
			if (*reader->at && *reader->at != ')') {
				skip_bad_url(reader, token);
				return;
			}
		} else if (c == ')' || !c) {
			step(reader);
			return;
		} else if (c == '"' || c == '\'' || c == '(' || (guchar)c < 0x20 ||
		           c == 0x7F || (c == '\\' && !is_escape(reader->at))) {
			skip_bad_url(reader, token);
			return;
		} else if (c == '\\') {
			step(reader);
			take_escape(reader);
		} else {
			take(reader);
		}
	}
}

/* 4.3.4 */
static void
read_name(struct reader *reader, struct token *token)
{
	const char *ahead;

	take_name(reader);
	token->type = TOKEN_IDENT;
	if (*reader->at != '(')
		return;
	step(reader);
	token->type = TOKEN_FUNCTION;
	if (g_ascii_strcasecmp(reader->text->str, "url"))
		return;
	for (ahead = reader->at; is_space(*ahead); ahead++)
		;
	if (*ahead == '"' || *ahead == '\'')
		return;
	while (is_space(*reader->at))
		step(reader);
	read_url(reader, token);
}

/* 4.3.12, and the unit. */
static void
read_number(struct reader *reader, struct token *token)
{
	const char *at = reader->at;
	g_autofree char *digits = NULL;

	token->flag = TRUE;
	if (*at == '+' || *at == '-')
		at++;
	while (g_ascii_isdigit(*at))
		at++;
	if (at[0] == '.' && g_ascii_isdigit(at[1])) {
		token->flag = FALSE;
		for (at++; g_ascii_isdigit(*at);)
			at++;
	}
	if ((*at == 'e' || *at == 'E') &&
	        (g_ascii_isdigit(at[1]) ||
	                ((at[1] == '+' || at[1] == '-') && g_ascii_isdigit(at[2])))) {
		token->flag = FALSE;
		for (at += 2; g_ascii_isdigit(*at);)
			at++;
	}
	digits = g_strndup(reader->at, at - reader->at);
	token->number = g_ascii_strtod(digits, NULL);
	steps(reader, (guint)(at - reader->at));
	token->type = TOKEN_NUMBER;
	if (*reader->at == '%') {
		step(reader);
		token->type = TOKEN_PERCENTAGE;
	} else if (starts_name(reader->at)) {
		take_name(reader);
		token->type = TOKEN_DIMENSION;
	}
}

/* --- a token ------------------------------------------------------------ */

static gboolean
read_markup(struct reader *reader, struct token *token)
{
	guint n = g_str_has_prefix(reader->at, "<!--")  ? 4
	          : g_str_has_prefix(reader->at, "-->") ? 3
	                                                : 0;

	steps(reader, n);
	token->type = TOKEN_MARKUP;
	return n > 0;
}

static void
read_mark(struct reader *reader, struct token *token)
{
	static const char marks[] = ":;,[({])}";
	const char *found = strchr(marks, *reader->at);

	token->type = TOKEN_DELIM;
	token->delim = g_utf8_get_char(reader->at);
	if (*reader->at && found)
		token->type = TOKEN_COLON + (guint)(found - marks);
	else if (token->delim == '\\')
		complain_here(reader, token, "\\");
	step(reader);
}

static void
read_token(struct reader *reader, struct token *token)
{
	const char *at = reader->at;

	if (is_space(*at)) {
		token->type = TOKEN_SPACE;
		while (is_space(*reader->at))
			step(reader);
	} else if (*at == '"' || *at == '\'') {
		read_string(reader, token);
	} else if (*at == '#' && (is_name(at + 1) || is_escape(at + 1))) {
		token->flag = starts_name(at + 1);
		step(reader);
		take_name(reader);
		token->type = TOKEN_HASH;
	} else if (starts_number(at)) {
		read_number(reader, token);
	} else if (read_markup(reader, token)) {
		return;
	} else if (*at == '@' && starts_name(at + 1)) {
		step(reader);
		take_name(reader);
		token->type = TOKEN_AT;
	} else if (starts_name(at)) {
		read_name(reader, token);
	} else {
		read_mark(reader, token);
	}
}

/* --- brackets ----------------------------------------------------------- */

static enum token_type
closing(enum token_type type)
{
	return type == TOKEN_FUNCTION ? TOKEN_ROUND_END
	                              : TOKEN_SQUARE_END + (type - TOKEN_SQUARE);
}

static gboolean
is_open(enum token_type type)
{
	return type == TOKEN_FUNCTION || type == TOKEN_SQUARE || type == TOKEN_ROUND ||
	       type == TOKEN_CURLY;
}

/* A closing bracket that is not that of the innermost open one is a token like others
 * (5.4.8): it closes nothing. */
static void
pair_brackets(struct tokens *tokens)
{
	struct token *list = (struct token *)(gpointer)tokens->list->data;
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
	guint n = tokens->list->len;

	for (guint i = 0; i < n; i++) {
		guint last = open->len ? g_array_index(open, guint, open->len - 1) : n;

		if (is_open(list[i].type)) {
			list[i].match = n - 1;
			g_array_append_val(open, i);
		} else if (last < n && closing(list[last].type) == list[i].type) {
			list[last].match = i;
			g_array_set_size(open, open->len - 1);
		}
	}
}

/* --- the list ----------------------------------------------------------- */

struct tokens *
tokens_new(const char *bytes, gsize length, struct complaints *complaints)
{
	struct tokens *tokens = g_new0(struct tokens, 1);
	g_autoptr(GString) text = g_string_new(NULL);
	struct reader reader = {.line = 1,
	        .column = 1,
	        .tokens = tokens,
	        .complaints = complaints,
	        .text = text};
	gboolean end;

	tokens->source = prepare(bytes, length);
	tokens->list = g_array_sized_new(
	        FALSE, FALSE, sizeof(struct token), (guint)(length / 5 + 8));
	tokens->texts = g_string_chunk_new(CLAMP(length, 32, 4096));
	reader.at = reader.start = tokens->source;
	do {
		struct token token = {.type = TOKEN_END};

		skip_comments(&reader);
		token.start = (guint)(reader.at - reader.start);
		token.line = reader.line;
		token.column = reader.column;
		end = !*reader.at;
		g_string_truncate(text, 0);
		if (!end)
			read_token(&reader, &token);
		token.end = (guint)(reader.at - reader.start);
		token.text =
		        text->len ? g_string_chunk_insert_const(tokens->texts, text->str)
		                  : "";
		g_array_append_val(tokens->list, token);
	} while (!end);
	pair_brackets(tokens);
	return tokens;
}

void
tokens_free(struct tokens *tokens)
{
	if (!tokens)
		return;
	g_array_unref(tokens->list);
	g_string_chunk_free(tokens->texts);
	g_free(tokens->source);
	g_free(tokens);
}

/* --- reading them ------------------------------------------------------- */

const struct token *
token_at(const struct tokens *tokens, guint i)
{
	return &g_array_index(tokens->list, struct token, i);
}

guint
token_skip(const struct tokens *tokens, guint i)
{
	const struct token *token = token_at(tokens, i);

	if (!is_open(token->type))
		return i + 1;
	return MIN(token->match + 1, tokens->list->len - 1);
}

guint
token_solid(const struct tokens *tokens, guint i, guint end)
{
	while (i < end && token_at(tokens, i)->type == TOKEN_SPACE)
		i++;
	return i;
}

guint
token_trim(const struct tokens *tokens, guint first, guint end)
{
	while (end > first && token_at(tokens, end - 1)->type == TOKEN_SPACE)
		end--;
	return end;
}

guint
token_comma(const struct tokens *tokens, guint i, guint end)
{
	while (i < end && token_at(tokens, i)->type != TOKEN_COMMA)
		i = token_skip(tokens, i);
	return MIN(i, end);
}

gboolean
token_is(const struct token *token, const char *name)
{
	return token->type == TOKEN_IDENT && !g_ascii_strcasecmp(token->text, name);
}

gboolean
token_is_delim(const struct token *token, gunichar delim)
{
	return token->type == TOKEN_DELIM && token->delim == delim;
}

char *
token_excerpt(const struct tokens *tokens, guint first, guint end)
{
	guint start = token_at(tokens, first)->start;
	guint stop = end > first ? token_at(tokens, end - 1)->end
	                         : token_at(tokens, first)->end;
	g_autofree char *all = g_strndup(tokens->source + start, stop - start);
	GString *out = g_string_new(NULL);
	guint n = 0;

	for (const char *at = all; *at && n <= EXCERPT; at = g_utf8_next_char(at), n++) {
		gunichar c = g_utf8_get_char(at);

		if (n == EXCERPT)
			g_string_append(out, "…");
		else if (g_unichar_isprint(c))
			g_string_append_unichar(out, c);
		else if (out->len && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}
