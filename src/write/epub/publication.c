/*
 * publication.c - what the parts of the EPUB ask of the tree.
 *
 * Whatever the tree holds, a title is never blank and a language is a well-formed tag:
 * EPUB 3.3 demands both.
 */
#include "write/epub/publication.h"

#include "article/address.h"

#include <string.h>

/* 1980-01-01T00:00:00Z: "not known" (ARCHITECTURE, Dates). */
enum { MODIFIED_UNKNOWN = 315532800 };

gboolean
publication_is_blank(const char *text)
{
	return !text || text[strspn(text, " ")] == '\0';
}

const char *
publication_title(const struct node *node)
{
	gboolean book = node->kind == NODE_BOOK;
	const struct node *title = node_find(node, book ? NODE_TITLE_PAGE : NODE_TITLE);
	const char *words = title ? title->shown : NULL;

	if (publication_is_blank(words) && node->meta)
		words = meta_title(node->meta);
	return publication_is_blank(words) ? "Không có nhan đề" : words;
}

const char *
publication_language(const struct node *node)
{
	const char *tag = node->meta ? node->meta->language : NULL;

	return tag && address_language_valid(tag) ? tag : "vi";
}

const char *
publication_part_title(const struct node *part)
{
	const struct node *title = part->last;

	return publication_is_blank(title->shown) ? title->text : title->shown;
}

const struct node *
publication_colophon(const struct publication *publication)
{
	return node_find(publication->root, NODE_COLOPHON);
}

const char *
publication_cover(const struct publication *publication)
{
	if (!publication->job.cover)
		return NULL;
	return publication->job.cover_png ? "images/cover.png" : "images/cover.jpg";
}

char *
publication_file(guint index)
{
	return g_strdup_printf("article-%04u.xhtml", index + 1);
}

char *
publication_part_file(guint index)
{
	return g_strdup_printf("part-%04u.xhtml", index + 1);
}

/* --- making ------------------------------------------------------------- */

/* A day without a time counts as its first minute. NULL: not known, or beyond year 9999.
 */
static GDateTime *
moment(const struct date *date)
{
	g_autoptr(GDateTime) day = NULL;

	if (date->year > 0)
		day = g_date_time_new_utc(date->year, date->month, date->day, 0, 0, 0);
	if (!day || date->hour < 0)
		return g_steal_pointer(&day);
	return g_date_time_add_seconds(
	        day, (date->hour * 60 + date->minute - date->offset) * 60.0);
}

static gint64
modified(const struct write_job *job)
{
	g_autoptr(GDateTime) utc =
	        moment(job->modified.year ? &job->modified : &job->date);

	if (utc)
		return g_date_time_to_unix(utc);
	diag_report(job->diags, DIAG_DATE_UNKNOWN, job->target, 0, 0, NULL, NULL);
	return MODIFIED_UNKNOWN;
}

static void
add_article(struct publication *publication, const struct node *article,
        const struct node *part)
{
	g_ptr_array_add(publication->articles, (gpointer)article);
	g_ptr_array_add(publication->parts, (gpointer)part);
}

static void
list_articles(struct publication *publication)
{
	const struct node *root = publication->root, *part = NULL;

	publication->articles = g_ptr_array_new();
	publication->parts = g_ptr_array_new();
	if (root->kind == NODE_ARTICLE)
		add_article(publication, root, NULL);
	for (const struct node *node = root->first; node; node = node->next) {
		if (node->kind == NODE_ARTICLE)
			add_article(publication, node, part);
		part = node->kind == NODE_PART ? node : NULL;
	}
}

struct publication *
publication_new(const struct write_job *job)
{
	struct publication *publication = g_new0(struct publication, 1);

	publication->job = *job;
	publication->root = tree_root(job->tree);
	publication->is_book = publication->root->kind == NODE_BOOK;
	list_articles(publication);
	publication->notes = notes_join(job->tree);
	publication->modified = modified(job);
	publication->profile =
	        job->image_profile ? job->image_profile : image_profile_usual();
	publication->pictures = gallery_make(publication);
	publication->fonts = fontset_make(publication);
	if (publication->fonts)
		return publication;
	publication_free(publication);
	return NULL;
}

void
publication_free(struct publication *publication)
{
	if (!publication)
		return;
	g_ptr_array_unref(publication->articles);
	g_ptr_array_unref(publication->parts);
	if (publication->fonts)
		g_array_unref(publication->fonts);
	g_array_unref(publication->pictures);
	g_hash_table_unref(publication->notes);
	g_clear_error(&publication->error);
	g_free(publication);
}
