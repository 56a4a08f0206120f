/*
 * join.c - the book's tree: TITLE_PAGE, CONTENTS with an ENTRY for each part and article,
 * the articles, each PART before the one that begins it, and the COLOPHON that the first
 * of them gives.
 *
 * An entry repeats the words of a title and leads to its article or part by the id; the
 * page is found by the typesetter, the link by the EPUB writer. The book is as old as its
 * latest article.
 */
#include "book/join.h"

#include "article/meta.h"
#include "text/letter.h"

#include <string.h>

/* Words of the book itself, in its language. */
static const char default_title[] = "Tuyển tập bài viết";
static const char contents_title[] = "Mục lục";

/* --- parts -------------------------------------------------------------- */

/* Behind the word "Phần" in any case, or NULL. */
static const char *
skip_word(const char *typed)
{
	gsize n = strcspn(typed, " ");
	g_autofree char *small = letter_small(typed, n);

	return typed[n] && !strcmp(small, "phần") ? typed + n + 1 : NULL;
}

/* The number of a part that begins with "Phần II", "Phần 2"; n: its bytes. Returns where
 * the title begins, behind marks and blanks, or NULL if there is no number. */
static const char *
split_number(const char *typed, const char **number, gsize *n)
{
	static const char *const marks[] = {" ", ".", ":", "-", "–", "—"};
	const char *at = skip_word(typed), *end;
	gsize length;

	if (!at)
		return NULL;
	length = MAX(strspn(at, "IVXLC"), strspn(at, "0123456789"));
	if (!length || (at[length] && !strchr(" .:", at[length])))
		return NULL;
	*number = at;
	*n = length;
	at += length;
	do {
		end = at;
		for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
			if (g_str_has_prefix(at, marks[i]))
				at += strlen(marks[i]);
	} while (at != end);
	return at;
}

/* The part that begins with an article: "Phần II. Title" has its number; others are
 * counted, and what is nothing but a number is its own title. */
static void
add_part(struct tree *book, struct node *contents, const char *typed, guint count)
{
	struct node *part = tree_append(book, tree_root(book), NODE_PART);
	struct node *entry = tree_append(book, contents, NODE_ENTRY);
	g_autofree char *counted = g_strdup_printf("%u", count), *words = NULL;
	const char *number = counted, *title;
	gsize n = strlen(counted);
	gboolean bare;

	title = split_number(typed, &number, &n);
	bare = title && !*title;
	if (!title || bare)
		title = typed;
	words = bare ? g_strdup(typed)
	             : g_strdup_printf("Phần %.*s. %s", (int)n, number, title);
	tree_append(book, part, NODE_PART_NUMBER)->text =
	        tree_string_length(book, number, n);
	tree_append(book, part, NODE_PART_TITLE)->text = tree_string(book, title);
	entry->text = tree_string(book, words);
	entry->level = 1;
}

/* --- the book ----------------------------------------------------------- */

static void
add_entry(struct tree *book, struct node *contents, const struct node *article)
{
	const struct node *title = node_find(article, NODE_TITLE);
	struct node *entry = tree_append(book, contents, NODE_ENTRY);

	if (!title)
		return;
	entry->text = title->text;
	entry->cased = title->cased;
}

static gboolean
is_later(const struct date *a, const struct date *b)
{
	if (a->year != b->year)
		return a->year > b->year;
	if (a->month != b->month)
		return a->month > b->month;
	if (a->day != b->day)
		return a->day > b->day;
	return a->hour * 60 + a->minute > b->hour * 60 + b->minute;
}

/* What the metadata of one article say of the whole book. */
static void
add_colophon(struct tree *book, const struct node *root)
{
	const struct node *node = root->first;

	while (node && !(node->kind == NODE_ARTICLE && node->meta->colophon->len))
		node = node->next;
	if (node)
		g_ptr_array_extend(
		        root->meta->colophon, node->meta->colophon, NULL, NULL);
	meta_print_colophon(book);
}

/* Ids exist once the tree is complete; entries stand in the order of what they name. */
static void
aim_entries(const struct node *contents)
{
	const struct node *named = contents;

	for (struct node *entry = contents->first; entry; entry = entry->next) {
		named = named->next;
		entry->target = named->id;
	}
}

struct tree *
join_articles(struct tree **trees, guint n, const char *title)
{
	struct tree *book = tree_new(NODE_BOOK);
	struct node *root = tree_root(book);
	struct node *title_page = tree_append(book, root, NODE_TITLE_PAGE);
	struct node *contents = tree_append(book, root, NODE_CONTENTS);
	guint parts = 0;

	title_page->text = tree_string(book, title ? title : default_title);
	contents->text = tree_string(book, contents_title);
	root->meta = meta_new(book);
	root->meta->title = title_page->text;
	for (guint i = 0; i < n; i++) {
		struct node *article;

		if (tree_meta(trees[i])->part)
			add_part(book, contents, tree_meta(trees[i])->part, ++parts);
		article = tree_adopt(book, root, trees[i]);
		add_entry(book, contents, article);
		if (is_later(&article->meta->published, &root->meta->published))
			root->meta->published = article->meta->published;
	}
	add_colophon(book, root);
	tree_number(book);
	aim_entries(contents);
	return book;
}
