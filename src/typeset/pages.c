/*
 * pages.c - the record of positions, and its stable text.
 *
 * What an item points to lies in the page's store: blocks of memory that are freed with
 * the page, so that a finished page can travel to a writer as one thing.
 */
#include "typeset/pages.h"

#include "image/image.h"

#include <string.h>

enum { BLOCK_SIZE = 1 << 15 };

struct block {
	struct block *next;
	gsize used, size;
	_Alignas(8) char bytes[];
};

struct page_store {
	struct block *blocks; /* the first one is being filled */
};

static gpointer
store_allocate(struct page_store *store, gsize size)
{
	struct block *block = store->blocks;
	gpointer place;

	size = (size + 7) & ~(gsize)7;
	if (!block || block->used + size > block->size) {
		gsize room = MAX(size, BLOCK_SIZE);

		block = g_malloc(sizeof(*block) + room);
		block->next = store->blocks;
		block->used = 0;
		block->size = room;
		store->blocks = block;
	}
	place = block->bytes + block->used;
	block->used += size;
	return place;
}

struct page *
page_new(guint index, unit width, unit height)
{
	struct page *page = g_new0(struct page, 1);

	page->index = index;
	page->width = width;
	page->height = height;
	page->items = g_array_sized_new(FALSE, FALSE, sizeof(struct item), 64);
	page->links = g_array_new(FALSE, FALSE, sizeof(struct link));
	page->store = g_new0(struct page_store, 1);
	return page;
}

void
page_free(struct page *page)
{
	struct block *next;

	if (!page)
		return;
	for (struct block *block = page->store->blocks; block; block = next) {
		next = block->next;
		g_free(block);
	}
	g_free(page->store);
	g_array_unref(page->items);
	g_array_unref(page->links);
	g_free(page);
}

gsize
page_memory(const struct page *page)
{
	gsize sum = page->items->len * sizeof(struct item) +
	            page->links->len * sizeof(struct link);

	for (const struct block *block = page->store->blocks; block; block = block->next)
		sum += block->size;
	return sum;
}

struct glyph *
page_glyphs(struct page *page, guint n)
{
	return store_allocate(page->store, n * sizeof(struct glyph));
}

struct path_point *
page_points(struct page *page, guint n)
{
	return store_allocate(page->store, n * sizeof(struct path_point));
}

const char *
page_text(struct page *page, const char *text, gsize length)
{
	char *copy = store_allocate(page->store, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

struct item *
page_add(struct page *page, enum item_kind kind, guint32 node, enum artifact artifact)
{
	struct item item = {.kind = kind, .node = node, .artifact = artifact};

	g_array_append_val(page->items, item);
	return &g_array_index(page->items, struct item, page->items->len - 1);
}

void
page_rectangle(struct page *page, unit x, unit y, unit width, unit height, guint32 colour)
{
	struct path_point *points = page_points(page, 5);

	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x + width}, {y}};
	points[2] = (struct path_point){PATH_LINE, {x + width}, {y + height}};
	points[3] = (struct path_point){PATH_LINE, {x}, {y + height}};
	points[4] = (struct path_point){PATH_CLOSE, {0}, {0}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 5, 0, colour, NULL, 0};
}

void
page_lozenge(struct page *page, unit x, unit y, unit radius, guint32 colour)
{
	struct path_point *points = page_points(page, 5);

	points[0] = (struct path_point){PATH_MOVE, {x - radius}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x}, {y - radius}};
	points[2] = (struct path_point){PATH_LINE, {x + radius}, {y}};
	points[3] = (struct path_point){PATH_LINE, {x}, {y + radius}};
	points[4] = (struct path_point){PATH_CLOSE, {0}, {0}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 5, 0, colour, NULL, 0};
}

void
run_positions(const struct run *run, unit *x)
{
	gint64 advances = 0; /* font units */
	gint64 extra = 0;    /* gaps and tracking */
	gint64 upem = run->face->upem;

	for (guint32 i = 0; i < run->n_glyphs; i++) {
		const struct glyph *glyph = &run->glyphs[i];

		gint64 back = glyph->flags & GLYPH_MARK ? run->tracking : 0;

		x[i] = (unit)((advances * run->size / upem + extra - back) * run->scale /
		              1000);
		advances += run->face->widths[glyph->id] + glyph->kern;
		extra += run->tracking + (glyph->flags & GLYPH_GAP ? run->gap : 0);
	}
	x[run->n_glyphs] =
	        (unit)((advances * run->size / upem + extra) * run->scale / 1000);
}

/* --- the text form ------------------------------------------------------ */

static void
append_quoted(GString *out, const char *text, gsize length)
{
	g_string_append_c(out, '"');
	for (gsize i = 0; i < length; i++) {
		if (text[i] == '"' || text[i] == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, text[i]);
	}
	g_string_append_c(out, '"');
}

static const char *
artifact_name(enum artifact artifact)
{
	static const char *const names[] = {"none", "header", "footer", "layout"};

	return names[artifact];
}

static void
dump_owner(const struct item *item, GString *out)
{
	if (item->node)
		g_string_append_printf(out, "node %u", item->node);
	else
		g_string_append_printf(out, "artifact %s", artifact_name(item->artifact));
}

static void
dump_run(const struct run *run, GString *out)
{
	g_string_append_printf(out,
	        "    run x %d width %d %s size %d gap %d tracking %d scale %d"
	        " colour %06x%s ",
	        run->x, run->width, run->face->postscript, run->size, run->gap,
	        run->tracking, run->scale, run->colour,
	        run->actual_text ? " actual-text" : "");
	append_quoted(out, run->text, run->length);
	g_string_append_c(out, '\n');
}

static void
dump_path(const struct path *path, GString *out)
{
	static const char letters[] = "MLCZ";

	g_string_append_printf(
	        out, "    path stroke %d colour %06x", path->stroke, path->colour);
	for (guint32 i = 0; i < path->n_points; i++) {
		const struct path_point *point = &path->points[i];
		int n = point->op == PATH_CURVE ? 3 : point->op == PATH_CLOSE ? 0 : 1;

		g_string_append_printf(out, " %c", letters[point->op]);
		for (int k = 0; k < n; k++)
			g_string_append_printf(out, " %d,%d", point->x[k], point->y[k]);
	}
	if (path->text) {
		g_string_append_c(out, ' ');
		append_quoted(out, path->text, path->length);
	}
	g_string_append_c(out, '\n');
}

static void
dump_picture(const struct picture *picture, GString *out)
{
	g_string_append_printf(out,
	        "    picture x %d y %d width %d height %d pixels %ux%u ", picture->x,
	        picture->y, picture->width, picture->height, picture->image->width,
	        picture->image->height);
	append_quoted(out, picture->image->name, strlen(picture->image->name));
	g_string_append_c(out, '\n');
}

/* Items of one owner on one baseline make a line. */
static gboolean
starts_line(const struct item *item, const struct item *before)
{
	if (!before || item->node != before->node || item->artifact != before->artifact)
		return TRUE;
	if (item->kind != before->kind)
		return TRUE;
	return item->kind == ITEM_RUN && item->run.y != before->run.y;
}

static void
dump_items(const struct page *page, GString *out)
{
	const struct item *before = NULL;

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (starts_line(item, before)) {
			g_string_append(out, "  line ");
			dump_owner(item, out);
			if (item->kind == ITEM_RUN)
				g_string_append_printf(out, " y %d", item->run.y);
			g_string_append_c(out, '\n');
		}
		if (item->kind == ITEM_RUN)
			dump_run(&item->run, out);
		else if (item->kind == ITEM_PICTURE)
			dump_picture(&item->picture, out);
		else
			dump_path(&item->path, out);
		before = item;
	}
}

static void
dump_link(const struct link *link, GString *out)
{
	g_string_append_printf(out, "  link node %u ", link->node);
	if (link->address)
		append_quoted(out, link->address, strlen(link->address));
	else
		g_string_append_printf(out, "target %u", link->target);
	g_string_append_printf(out, " x %d y %d width %d height %d\n", link->x, link->y,
	        link->width, link->height);
}

void
page_dump(const struct page *page, GString *out)
{
	g_string_append_printf(out, "page %u number %u width %d height %d\n",
	        page->index + 1, page->number, page->width, page->height);
	dump_items(page, out);
	for (guint i = 0; i < page->links->len; i++)
		dump_link(&g_array_index(page->links, struct link, i), out);
}
