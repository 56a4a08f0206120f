/*
 * recase.c - sentence case for what was typed in capitals, by the article's own words.
 *
 * Every word of the titles is looked up in the body: the longest run of title words that
 * is found there decides, by the majority of its places, how a word is written; a capital
 * at the start of a sentence is no evidence. What the body does not say is decided by
 * form (figures, Roman numerals and what is no syllable stay), by a list of names, else
 * small.
 *
 * One pass over the body: a word is compared with title words of the same length, and the
 * same first and last bytes, only.
 */
#include "article/recognise/rule.h"

#include "article/recognise/names.h"
#include "text/letter.h"
#include "text/syllable.h"

#include <string.h>

enum {
	TABLE = 512,
	RUN = 12,         /* words compared in a row */
	MOST_WORDS = 400, /* words of titles in all: more are decided without evidence */
};

/* How a word is written in the body. */
enum form { SMALL, CAPITAL, OTHER, FORMS };

struct word {
	const char *at; /* in a title, without punctuation around */
	gsize length;
	const char *end; /* of the token */
	char *small;
	gboolean starts;    /* a sentence */
	struct node *node;  /* whose text it is of */
	guint run;          /* the longest found */
	guint votes[FORMS]; /* in runs of that length */
	const char *other;  /* the OTHER form in the body, length bytes */
	int next;           /* with the same key; -1 */
};

struct evidence {
	GArray *words; /* of struct word, title after title */
	int heads[TABLE];
};

/* --- tokens ----------------------------------------------------------- */

struct token {
	const char *at, *end; /* without punctuation around; at == end: none but that */
	const char *next;     /* the token after it */
	gboolean stops;       /* punctuation stands between it and the next */
	gboolean opens;       /* a quotation mark or bracket stands before it */
};

static gboolean
is_word_byte(char c)
{
	return (guchar)c >= 0x80 || g_ascii_isalnum(c);
}

/* Quotation marks, dashes and the ellipsis: E2 80 xx. */
static gboolean
is_mark(const char *at)
{
	return (guchar)at[0] == 0xE2 && (guchar)at[1] == 0x80;
}

static void
trim(struct token *token)
{
	const char *start = token->at, *end = token->end;

	while (token->at < token->end &&
	        (!is_word_byte(*token->at) || is_mark(token->at)))
		token->at += is_word_byte(*token->at) ? 3 : 1;
	while (token->end > token->at) {
		if (!is_word_byte(token->end[-1]))
			token->end--;
		else if (token->end - token->at >= 3 && is_mark(token->end - 3))
			token->end -= 3;
		else
			break;
	}
	token->opens = token->at > start;
	token->stops = token->end < end;
}

static void
next_token(const char *at, const char *end, struct token *token)
{
	const char *blank = memchr(at, ' ', end - at);

	token->at = at;
	token->end = blank ? blank : end;
	token->next = blank ? blank + 1 : end;
	token->stops = token->opens = FALSE;
	if (!is_word_byte(*at) || !is_word_byte(token->end[-1]) || is_mark(at) ||
	        (token->end - at >= 3 && is_mark(token->end - 3)))
		trim(token);
}

/* Ends a sentence, so that the next word has a capital for that reason. */
static gboolean
ends_sentence(const struct token *token, const char *end)
{
	const char *at = token->end;

	for (; at < end && at < token->next; at++)
		if (*at == '.' || *at == '!' || *at == '?' || *at == ':' ||
		        (is_mark(at) && (guchar)at[2] == 0xA6)) /* … */
			return TRUE;
	return FALSE;
}

/* --- the words of the titles ------------------------------------------ */

/* Of the length and the bytes at both ends, without the bits that tell capitals from
 * small letters: the same in both cases, for nearly all. */
static guint
key(const struct token *token)
{
	guint first = (guchar)token->at[0] | 0x21, last = (guchar)token->end[-1] | 0x21;

	return ((guint)(token->end - token->at) * 37 + first * 5 + last) % TABLE;
}

static void
add_word(struct evidence *evidence, struct node *node, const struct token *token,
        gboolean starts)
{
	struct word word = {
	        .at = token->at,
	        .length = token->end - token->at,
	        .end = token->end,
	        .starts = starts,
	        .node = node,
	        .next = -1,
	};
	guint k = key(token);

	word.small = letter_small(word.at, word.length);
	if (evidence->words->len < MOST_WORDS) {
		word.next = evidence->heads[k];
		evidence->heads[k] = evidence->words->len;
	}
	g_array_append_val(evidence->words, word);
}

static void
add_title(struct evidence *evidence, struct node *node)
{
	const char *at = node->text, *end = at + strlen(at);
	gboolean starts = TRUE;

	while (at < end) {
		struct token token;

		next_token(at, end, &token);
		at = token.next;
		if (token.at == token.end)
			continue;
		add_word(evidence, node, &token, starts);
		starts = ends_sentence(&token, end);
	}
}

/* --- evidence --------------------------------------------------------- */

static gboolean
same_word(const struct word *word, const struct token *token)
{
	const char *a = word->small, *b = token->at;

	if ((gsize)(token->end - token->at) != word->length)
		return FALSE;
	if (!memcmp(a, b, word->length))
		return TRUE;
	for (; b < token->end; a = g_utf8_next_char(a), b = g_utf8_next_char(b))
		if (g_utf8_get_char(a) != g_unichar_tolower(g_utf8_get_char(b)))
			return FALSE;
	return TRUE;
}

static enum form
form_of(const struct word *word, const struct token *token)
{
	const char *second = g_utf8_next_char(token->at);

	if (!memcmp(word->small, token->at, word->length))
		return SMALL;
	if (second <= token->end && g_unichar_isupper(g_utf8_get_char(token->at)) &&
	        !memcmp(word->small + (second - token->at), second, token->end - second))
		return CAPITAL;
	return OTHER;
}

/* A syllable in capitals in the body is of another line in capitals: no evidence, as
 * "UBND" is. */
static gboolean
is_shouted(const struct token *token)
{
	gsize length = token->end - token->at;

	return letter_all_caps(token->at, length) &&
	       syllable_is_vietnamese(token->at, length);
}

static void
vote(struct word *word, const struct token *token, guint run, gboolean starts)
{
	enum form form = form_of(word, token);

	if (run < word->run || (starts && form == CAPITAL) ||
	        (form == OTHER && is_shouted(token)))
		return;
	if (run > word->run) {
		memset(word->votes, 0, sizeof(word->votes));
		word->run = run;
	}
	word->votes[form]++;
	if (form == OTHER)
		word->other = token->at;
}

/* The word after a token that a run may go on with. FALSE: a mark or the end is between.
 */
static gboolean
next_in_run(struct token *token, const char *end)
{
	if (token->stops || token->next >= end)
		return FALSE;
	next_token(token->next, end, token);
	if (token->at == token->end && token->next < end) /* a dash */
		next_token(token->next, end, token);
	return token->at < token->end && !token->opens;
}

/* Compares title words from one on with tokens from one on, as far as they agree. */
static void
compare_run(struct evidence *evidence, guint first, const struct token *from,
        const char *end, gboolean starts)
{
	struct word *words = &g_array_index(evidence->words, struct word, first);
	guint most = MIN(RUN, evidence->words->len - first), n = 0;
	struct token tokens[RUN], token = *from;

	while (n < most && words[n].node == words[0].node &&
	        same_word(&words[n], &token)) {
		tokens[n++] = token;
		if (!next_in_run(&token, end))
			break;
	}
	for (guint i = 0; i < n; i++)
		vote(&words[i], &tokens[i], n, starts && i == 0);
}

static void
learn(struct evidence *evidence, const char *text)
{
	const char *at = text, *end = text + strlen(text);
	gboolean starts = TRUE;
	struct token token;

	for (; at < end; at = token.next) {
		next_token(at, end, &token);
		if (token.at == token.end) {
			starts |= token.opens;
			continue;
		}
		for (int i = evidence->heads[key(&token)]; i >= 0;
		        i = g_array_index(evidence->words, struct word, i).next)
			compare_run(evidence, i, &token, end, starts || token.opens);
		starts = token.stops && ends_sentence(&token, end);
	}
}

/* --- decision --------------------------------------------------------- */

static gboolean
is_roman(const struct word *word)
{
	return strspn(word->at, "IVXLC") >= word->length;
}

static gboolean
has_figure(const struct word *word)
{
	for (gsize i = 0; i < word->length; i++)
		if (g_ascii_isdigit(word->at[i]))
			return TRUE;
	return FALSE;
}

/* Roman numerals that are syllables, too ("VI"), stay after these. */
static gboolean
counts(const struct word *before)
{
	static const char *const words[] = {
	        "thứ", "khóa", "khoá", "kỷ", "hội", "kỳ", "quý", "phần", "chương", "mục"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(before->small, words[i]))
			return TRUE;
	return FALSE;
}

static gboolean
stays(const struct word *word, const struct word *before)
{
	if (has_figure(word))
		return TRUE;
	if (!syllable_is_vietnamese(word->small, word->length))
		return TRUE;
	return is_roman(word) && before && counts(before);
}

/* Small words that are no part of a name: no evidence is needed. */
static gboolean
is_function_word(const struct word *word)
{
	static const char *const words[] = {"ở", "và", "của", "là", "các", "những",
	        "trong", "cho", "với", "từ", "đến", "tại", "về", "theo", "vì", "do", "để",
	        "khi", "sau", "trước", "trên", "dưới", "có", "không", "được", "bị", "ra",
	        "vào", "này", "đã", "đang", "sẽ", "cùng", "như", "mà", "thì"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(words[i], word->small))
			return TRUE;
	return FALSE;
}

/* How the word is written, without regard to where it stands. *doubtful: nothing said so.
 */
static enum form
decide(const struct evidence *evidence, guint index, const guint8 *named,
        gboolean *doubtful)
{
	const struct word *word = &g_array_index(evidence->words, struct word, index);
	const struct word *before =
	        index && word[-1].node == word->node ? word - 1 : NULL;

	*doubtful = FALSE;
	if (word->votes[SMALL] + word->votes[CAPITAL] + word->votes[OTHER]) {
		if (word->votes[OTHER] > word->votes[SMALL] + word->votes[CAPITAL])
			return OTHER;
		return word->votes[CAPITAL] > word->votes[SMALL] ? CAPITAL : SMALL;
	}
	if (named[index])
		return CAPITAL;
	if (stays(word, before))
		return OTHER;
	*doubtful = !is_function_word(word);
	return SMALL;
}

/* --- result ----------------------------------------------------------- */

static void
append_word(GString *out, const struct word *word, enum form form)
{
	if (form == OTHER)
		g_string_append_len(
		        out, word->other ? word->other : word->at, word->length);
	else
		letter_append_small(
		        out, word->at, word->length, form == CAPITAL || word->starts);
}

/* Words in doubt, neighbours together: "vẻ vang, huy". */
static void
append_doubt(GString *doubts, const struct word *word, gboolean after_doubt)
{
	if (doubts->len)
		g_string_append(doubts, after_doubt ? " " : ", ");
	g_string_append(doubts, word->small);
}

/* The text of a node in sentence case; first: its first word. */
static char *
recased(const struct evidence *evidence, guint first, const guint8 *named,
        GString *doubts)
{
	const struct node *node = g_array_index(evidence->words, struct word, first).node;
	const char *copied = node->text;
	GString *out = g_string_new(NULL);
	gboolean after_doubt = FALSE;

	for (guint i = first; i < evidence->words->len; i++) {
		const struct word *word = &g_array_index(evidence->words, struct word, i);
		gboolean doubtful;
		enum form form;

		if (word->node != node)
			break;
		form = decide(evidence, i, named, &doubtful);
		doubtful = doubtful && !word->starts;
		g_string_append_len(out, copied, word->at - copied);
		append_word(out, word, form);
		copied = word->end;
		if (doubtful)
			append_doubt(doubts, word, after_doubt);
		after_doubt = doubtful;
	}
	g_string_append(out, copied);
	return g_string_free(out, FALSE);
}

static void
set_cased(struct scene *scene, const struct evidence *evidence, guint first,
        const guint8 *named)
{
	struct node *node = g_array_index(evidence->words, struct word, first).node;
	g_autoptr(GString) doubts = g_string_new(NULL);
	g_autofree char *text = recased(evidence, first, named, doubts);

	node->cased = tree_string(scene->tree, text);
	if (node->kind == NODE_TITLE)
		scene->meta->title_cased = node->cased;
	if (doubts->len && node->kind != NODE_KICKER)
		diag_report(scene->diags,
		        node->kind == NODE_TITLE ? DIAG_TITLE_CASE : DIAG_HEADING_CASE,
		        scene->source->file, node->line_first, 0, doubts->str,
		        node->cased);
}

static gboolean
may_be_cased(const struct node *node)
{
	return (node->kind == NODE_KICKER || node->kind == NODE_TITLE ||
	               node->kind == NODE_SUBTITLE || node->kind == NODE_HEADING) &&
	       letter_all_caps(node->text, strlen(node->text));
}

/* Marks the words that a list of names knows. */
static guint8 *
find_names(const struct evidence *evidence)
{
	guint n = evidence->words->len;
	g_autofree const char **small = g_new(const char *, n + 1);
	guint8 *named = g_new0(guint8, n);

	for (guint i = 0; i < n; i++)
		small[i] = g_array_index(evidence->words, struct word, i).small;
	small[n] = NULL;
	for (guint i = 0; i < n;) {
		guint length = names_match(small + i);

		memset(named + i, 1, length);
		i += MAX(length, 1);
	}
	return named;
}

static void
free_words(struct evidence *evidence)
{
	for (guint i = 0; i < evidence->words->len; i++)
		g_free(g_array_index(evidence->words, struct word, i).small);
	g_array_unref(evidence->words);
}

void
recase(struct scene *scene)
{
	struct node *root = tree_root(scene->tree);
	struct evidence evidence = {
	        .words = g_array_new(FALSE, FALSE, sizeof(struct word))};
	g_autofree guint8 *named = NULL;

	memset(evidence.heads, -1, sizeof(evidence.heads));
	for (struct node *node = root->first; node; node = node->next)
		if (may_be_cased(node))
			add_title(&evidence, node);
	if (evidence.words->len) {
		for (struct node *node = root; node; node = node_next(node, root))
			if (node->kind == NODE_PARAGRAPH || node->kind == NODE_LEAD ||
			        node->kind == NODE_CAPTION)
				learn(&evidence, node->text);
		named = find_names(&evidence);
		for (guint i = 0; i < evidence.words->len; i++)
			if (!i ||
			        g_array_index(evidence.words, struct word, i).node !=
			                g_array_index(evidence.words, struct word, i - 1)
			                        .node)
				set_cased(scene, &evidence, i, named);
	}
	free_words(&evidence);
}
