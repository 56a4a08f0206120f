/*
 * join.c - the book's tree: TITLE_PAGE, CONTENTS with an ENTRY for each article, the
 * articles, and the COLOPHON that the first of them gives.
 *
 * An entry repeats the words of the article's title and leads to it by its id; the page
 * is found by the typesetter, the link by the EPUB writer. The book is as old as its
 * latest article.
 */
#include "book/join.h"

#include "article/meta.h"

/* Words of the book itself, in its language. */
static const char default_title[] = "Tuyển tập bài viết";
static const char contents_title[] = "Mục lục";

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
	const struct node *article = node_find(root, NODE_ARTICLE);

	while (article && !article->meta->colophon->len)
		article = article->next;
	if (article)
		g_ptr_array_extend(
		        root->meta->colophon, article->meta->colophon, NULL, NULL);
	meta_print_colophon(book);
}

/* Ids exist once the tree is complete; entries and articles are in the same order. */
static void
aim_entries(const struct node *root, const struct node *contents)
{
	const struct node *article = root->first;

	for (struct node *entry = contents->first; entry; entry = entry->next) {
		while (article->kind != NODE_ARTICLE)
			article = article->next;
		entry->target = article->id;
		article = article->next;
	}
}

struct tree *
join_articles(struct tree **trees, guint n, const char *title)
{
	struct tree *book = tree_new(NODE_BOOK);
	struct node *root = tree_root(book);
	struct node *title_page = tree_append(book, root, NODE_TITLE_PAGE);
	struct node *contents = tree_append(book, root, NODE_CONTENTS);

	title_page->text = tree_string(book, title ? title : default_title);
	contents->text = tree_string(book, contents_title);
	root->meta = meta_new(book);
	root->meta->title = title_page->text;
	for (guint i = 0; i < n; i++) {
		struct node *article = tree_adopt(book, root, trees[i]);

		add_entry(book, contents, article);
		if (is_later(&article->meta->published, &root->meta->published))
			root->meta->published = article->meta->published;
	}
	add_colophon(book, root);
	tree_number(book);
	aim_entries(root, contents);
	return book;
}
