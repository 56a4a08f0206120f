/*
 * pictures.c - figures get their files.
 *
 * A folder is listed once. Names are compared in NFC and without regard to capitals,
 * because file systems differ. Invariant: a file of the folder is given to one figure by
 * order, but to as many as name it.
 */
#include "app/pictures.h"

#include "article/figures.h"
#include "base/limits.h"
#include "base/text_in.h"
#include "image/image.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_NAMES = 10, SHOWN_CAPTION = 60 };

/* A file of the folder of --images. */
struct entry {
	char *name; /* as the system calls it */
	char *key;  /* as names are compared */
	gboolean used;
};

struct listing {
	char *folder;
	GArray *entries; /* of struct entry, in natural order */
	gboolean given;  /* by --images: its pictures were meant for figures */
};

struct pictures {
	char *folder;        /* NULL: none */
	GPtrArray *listings; /* of struct listing * */
	GHashTable *images;  /* path to struct image *; NULL: it cannot be used */
	struct diags *diags;
	const struct node *article; /* being bound */
};

/* --- names -------------------------------------------------------------- */

static gsize
digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* Two numbers, by length without zeros in front and then by their digits. */
static int
compare_numbers(const char **a, const char **b)
{
	gsize n, m;
	int order;

	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	n = digits(*a);
	m = digits(*b);
	order = n != m ? (n < m ? -1 : 1) : strncmp(*a, *b, n);
	*a += n;
	*b += m;
	return order;
}

static char *
key_of(const char *name)
{
	g_autofree char *valid = g_utf8_make_valid(name, -1);
	g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);

	return g_utf8_casefold(composed, -1);
}

static int
compare_keys(const char *a, const char *b)
{
	while (*a && *b) {
		if (digits(a) && digits(b)) {
			int order = compare_numbers(&a, &b);

			if (order)
				return order;
		} else if (*a != *b) {
			return (guchar)*a < (guchar)*b ? -1 : 1;
		} else {
			a++;
			b++;
		}
	}
	return (guchar)*a - (guchar)*b;
}

int
pictures_compare(const char *a, const char *b)
{
	g_autofree char *x = key_of(a);
	g_autofree char *y = key_of(b);
	int order = compare_keys(x, y);

	return order ? order : strcmp(a, b);
}

/* --- folders ------------------------------------------------------------ */

static void
entry_clear(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->name);
	g_free(entry->key);
}

static void
listing_free(gpointer data)
{
	struct listing *listing = data;

	g_free(listing->folder);
	g_array_unref(listing->entries);
	g_free(listing);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
	const struct entry *x = a, *y = b;

	return pictures_compare(x->name, y->name);
}

static void
list(struct listing *listing)
{
	GDir *dir = g_dir_open(listing->folder, 0, NULL);
	const char *name;

	while (dir && listing->entries->len < LIMIT_PICTURES &&
	        (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(listing->folder, name, NULL);
		struct entry entry = {0};

		if (*name == '.' || !image_name_known(name) ||
		        !g_file_test(path, G_FILE_TEST_IS_REGULAR))
			continue;
		entry.name = g_strdup(name);
		entry.key = key_of(name);
		g_array_append_val(listing->entries, entry);
	}
	if (dir)
		g_dir_close(dir);
	g_array_sort(listing->entries, compare_entries);
}

/* The listing of a folder, made once. */
static struct listing *
find_listing(struct pictures *pictures, const char *folder)
{
	struct listing *listing;

	for (guint i = 0; i < pictures->listings->len; i++) {
		listing = pictures->listings->pdata[i];
		if (!strcmp(listing->folder, folder))
			return listing;
	}
	listing = g_new0(struct listing, 1);
	listing->folder = g_strdup(folder);
	listing->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
	g_array_set_clear_func(listing->entries, entry_clear);
	list(listing);
	g_ptr_array_add(pictures->listings, listing);
	return listing;
}

static struct entry *
entry_at(const struct listing *listing, guint i)
{
	return &g_array_index(listing->entries, struct entry, i);
}

static struct entry *
find_entry(const struct listing *listing, const char *name)
{
	g_autofree char *key = key_of(name);

	for (guint i = 0; i < listing->entries->len; i++)
		if (!strcmp(entry_at(listing, i)->key, key))
			return entry_at(listing, i);
	return NULL;
}

/* "bai" for "loạt/bai.txt" and "bai.anban.json". */
static char *
stem_of(const char *file)
{
	char *stem = g_path_get_basename(file);

	if (*stem && strchr(stem + 1, '.'))
		*strchr(stem + 1, '.') = '\0';
	return stem;
}

/* Where --images has the pictures of the article; NULL: nowhere. */
static struct listing *
listing_of(struct pictures *pictures)
{
	const char *file = pictures->article->file;
	g_autofree char *stem = file ? stem_of(file) : NULL;
	g_autofree char *own = NULL;
	struct listing *listing;

	if (!pictures->folder)
		return NULL;
	if (stem)
		own = g_build_filename(pictures->folder, stem, NULL);
	if (!own || !strcmp(stem, "..") || !g_file_test(own, G_FILE_TEST_IS_DIR))
		listing = find_listing(pictures, pictures->folder);
	else
		listing = find_listing(pictures, own);
	listing->given = TRUE;
	return listing;
}

/* --- files -------------------------------------------------------------- */

static void
report(struct pictures *pictures, enum diag_code code, const struct node *node,
        const char *arg1, const char *arg2)
{
	const struct node *caption = node_find(node, NODE_CAPTION);
	int line = caption ? caption->line_first : node->line_first;

	diag_report(pictures->diags, code, pictures->article->file, line, 0, arg1, arg2);
}

static void
report_error(struct pictures *pictures, const struct node *figure, const char *name,
        const GError *error)
{
	switch ((enum image_error)error->code) {
	case IMAGE_ERROR_LARGE:
		report(pictures, DIAG_IMAGE_LIMIT, figure, name, G_STRINGIFY(100));
		break;
	case IMAGE_ERROR_FORMAT:
		report(pictures, DIAG_IMAGE_FORMAT, figure, name, NULL);
		break;
	case IMAGE_ERROR_BROKEN:
		report(pictures, DIAG_IMAGE_BROKEN, figure, name,
		        *error->message ? error->message : _("it is not whole"));
		break;
	default:
		report(pictures, DIAG_IMAGE_READ, figure, name, error->message);
	}
}

static gboolean
is_outside(const char *name)
{
	g_auto(GStrv) parts = g_strsplit_set(name, "/\\", -1);

	if (g_path_is_absolute(name))
		return TRUE;
	for (guint i = 0; parts[i]; i++)
		if (!strcmp(parts[i], ".."))
			return TRUE;
	return FALSE;
}

/* The real path of a file below a folder. NULL: there is none, or *outside: a link leads
 * out of the folder. */
static char *
real_path(const char *folder, const char *name, gboolean *outside)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	char *root = realpath(folder, NULL), *real = realpath(path, NULL);
	gsize n = root ? strlen(root) : 0;
	gboolean inside = root && real && !strncmp(real, root, n) &&
	                  (real[n] == '/' || (n > 0 && root[n - 1] == '/'));
	char *found = inside ? g_strdup(real) : NULL;

	*outside |= real && !inside;
	free(root);
	free(real);
	return found;
}

/* Opens a file once; later figures that show it share the picture. */
static void
show(struct pictures *pictures, struct node *figure, const char *path, const char *name)
{
	g_autoptr(GError) error = NULL;
	struct image *image;

	if (!g_hash_table_contains(pictures->images, path)) {
		image = image_open(path, name, &error);
		g_hash_table_insert(pictures->images, g_strdup(path), image);
		if (!image)
			report_error(pictures, figure, name, error);
		else if (image->header.format == IMAGE_SVG)
			report(pictures, DIAG_IMAGE_DRAWING, figure, name, NULL);
	}
	figure->image = g_hash_table_lookup(pictures->images, path);
}

/* --- by name ------------------------------------------------------------ */

/* The path of what src names; NULL: reported. */
static char *
find_named(struct pictures *pictures, struct listing *listing, const struct node *figure)
{
	const char *file = pictures->article->file;
	g_autofree char *beside = g_path_get_dirname(file ? file : "-");
	const char *folders[] = {
	        listing ? listing->folder : NULL, pictures->folder, beside};
	gboolean outside = is_outside(figure->src);
	char *path = NULL;

	for (guint i = 0; !outside && !path && i < G_N_ELEMENTS(folders); i++) {
		struct entry *entry;

		if (!folders[i])
			continue;
		path = real_path(folders[i], figure->src, &outside);
		entry = path && folders[i] == beside
		                ? NULL
		                : find_entry(find_listing(pictures, folders[i]),
		                          figure->src);
		if (entry && !path)
			path = real_path(folders[i], entry->name, &outside);
		if (entry)
			entry->used = TRUE;
	}
	if (!path)
		report(pictures, outside ? DIAG_IMAGE_OUTSIDE : DIAG_IMAGE_NONE, figure,
		        figure->src, NULL);
	return path;
}

static void
bind_named(struct pictures *pictures, struct listing *listing, struct node *figure)
{
	g_autofree char *path = find_named(pictures, listing, figure);

	if (path)
		show(pictures, figure, path, figure->src);
}

/* The first file of the folder that a caption or credit names. */
static struct entry *
find_mentioned(const struct listing *listing, const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);
	g_autofree char *said = g_strconcat(caption && caption->text ? caption->text : "",
	        "\n", figure->credit ? figure->credit : "", NULL);
	g_autofree char *key = key_of(said);

	for (guint i = 0; i < listing->entries->len; i++)
		if (strstr(key, entry_at(listing, i)->key))
			return entry_at(listing, i);
	return NULL;
}

static void
bind_entry(struct pictures *pictures, struct tree *tree, const struct listing *listing,
        struct node *figure, struct entry *entry)
{
	g_autofree char *shown = g_filename_display_name(entry->name);
	g_autofree char *name = g_utf8_normalize(shown, -1, G_NORMALIZE_NFC);
	gboolean outside = FALSE;
	g_autofree char *path = real_path(listing->folder, entry->name, &outside);

	entry->used = TRUE;
	figures_bind(tree, figure, name);
	if (path)
		show(pictures, figure, path, name);
	else
		report(pictures, outside ? DIAG_IMAGE_OUTSIDE : DIAG_IMAGE_NONE, figure,
		        name, NULL);
}

/* --- in order ----------------------------------------------------------- */

static void
report_lacking(struct pictures *pictures, const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);
	const char *text = caption ? caption->text : NULL;
	g_autofree char *head = NULL;

	if (!text)
		return; /* a credit alone: nothing is lacking of what is printed */
	if (g_utf8_strlen(text, -1) > SHOWN_CAPTION)
		head = g_utf8_substring(text, 0, SHOWN_CAPTION);
	if (head) {
		g_autofree char *cut = g_strconcat(head, "…", NULL);

		report(pictures, DIAG_IMAGE_LACKING, figure, cut, NULL);
		return;
	}
	report(pictures, DIAG_IMAGE_LACKING, figure, text, NULL);
}

static void
bind_rest(struct pictures *pictures, struct tree *tree, struct listing *listing)
{
	const struct node *root = pictures->article;
	guint at = 0;

	for (struct node *figure = figures_next(root, NULL); figure;
	        figure = figures_next(root, figure)) {
		if (figure->src)
			continue;
		while (at < listing->entries->len && entry_at(listing, at)->used)
			at++;
		if (at < listing->entries->len)
			bind_entry(
			        pictures, tree, listing, figure, entry_at(listing, at));
		else
			report_lacking(pictures, figure);
	}
}

static void
bind_article(struct pictures *pictures, struct tree *tree, struct node *article)
{
	struct listing *listing;
	struct node *figure;

	pictures->article = article;
	listing = listing_of(pictures);
	for (figure = figures_next(article, NULL); figure;
	        figure = figures_next(article, figure)) {
		struct entry *entry =
		        listing && !figure->src ? find_mentioned(listing, figure) : NULL;

		figure->image = NULL;
		if (figure->src)
			bind_named(pictures, listing, figure);
		else if (entry)
			bind_entry(pictures, tree, listing, figure, entry);
	}
	if (listing)
		bind_rest(pictures, tree, listing);
}

/* --- what is left ------------------------------------------------------- */

static void
report_surplus(struct pictures *pictures, const struct listing *listing)
{
	g_autoptr(GString) names = g_string_new(NULL);
	g_autofree char *number = NULL;
	guint n = 0;

	for (guint i = 0; listing->given && i < listing->entries->len; i++) {
		g_autofree char *name = NULL;

		if (entry_at(listing, i)->used || n++ >= SHOWN_NAMES)
			continue;
		name = g_filename_display_name(entry_at(listing, i)->name);
		g_string_append_printf(names, "%s%s", n > 1 ? ", " : "", name);
	}
	if (!n)
		return;
	if (n > SHOWN_NAMES)
		g_string_append(names, ", …");
	number = g_strdup_printf("%u", n);
	diag_report(pictures->diags, DIAG_IMAGE_SURPLUS, listing->folder, 0, 0, number,
	        names->str);
}

void
pictures_bind(struct pictures *pictures, struct tree *tree, struct diags *diags)
{
	struct node *root = tree_root(tree);

	pictures->diags = diags;
	if (root->kind == NODE_ARTICLE)
		bind_article(pictures, tree, root);
	for (struct node *node = root->first; node; node = node->next)
		if (node->kind == NODE_ARTICLE)
			bind_article(pictures, tree, node);
	for (guint i = 0; i < pictures->listings->len; i++)
		report_surplus(pictures, pictures->listings->pdata[i]);
}

void
pictures_describe(const struct tree *tree, struct diags *diags)
{
	const struct node *root = tree_root(tree);

	for (const struct node *figure = figures_next(root, NULL); figure;
	        figure = figures_next(root, figure)) {
		const struct node *article = node_article(figure);

		if (figure->image && !figures_described(figure))
			diag_report(diags, DIAG_IMAGE_ALT, article ? article->file : NULL,
			        figure->line_first, 0, figure->src, NULL);
	}
}

static void
image_clear(gpointer image)
{
	image_free(image);
}

struct pictures *
pictures_new(const char *folder)
{
	struct pictures *pictures = g_new0(struct pictures, 1);

	pictures->folder = g_strdup(folder);
	pictures->listings = g_ptr_array_new_with_free_func(listing_free);
	pictures->images =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, image_clear);
	return pictures;
}

void
pictures_free(struct pictures *pictures)
{
	if (!pictures)
		return;
	g_free(pictures->folder);
	g_ptr_array_unref(pictures->listings);
	g_hash_table_unref(pictures->images);
	g_free(pictures);
}
