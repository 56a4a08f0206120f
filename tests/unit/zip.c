/*
 * zip.c - the container as a reader of its bytes sees it (APPNOTE.TXT 6.3, OCF 3.3).
 */
#include "base/zip.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zip.h>

enum { CHAPTERS = 100 };

/* Contents that are alive now, and the most that ever were. */
struct counter {
	guint alive, most;
};

static void
content_gone(gpointer data)
{
	struct counter **counter = data;

	(*counter)->alive--;
	g_free(counter);
}

/* A chapter of a few KiB, different for every index; counted while it lives. */
static GBytes *
make_chapter(gpointer user, guint index)
{
	enum { SIZE = 5000 };
	struct counter *counter = user;
	struct counter **block = g_malloc0(sizeof(*block) + SIZE);
	char *text = (char *)(block + 1);

	*block = counter;
	counter->alive++;
	counter->most = MAX(counter->most, counter->alive);
	for (int i = 0; i < SIZE; i++)
		text[i] = (char)('a' + (i * (index + 1)) % 26);
	return g_bytes_new_with_free_func(text, SIZE, content_gone, block);
}

/* Writes a small archive; the bytes of the file, and the path if wanted. */
static GBytes *
write_archive(const char *path, gint64 time, const char *comment, struct counter *counter)
{
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(path, TRUE, &error);
	struct zip_writer *zip = zip_writer_new(out, time);
	g_autoptr(GBytes) mime = g_bytes_new_static("application/epub+zip", 20);
	g_autoptr(GBytes) empty = g_bytes_new_static("", 0);

	zip_writer_add(zip, "mimetype", FALSE, mime);
	zip_writer_add(zip, "empty", TRUE, empty);
	for (guint i = 0; i < CHAPTERS; i++) {
		g_autofree char *name = g_strdup_printf("EPUB/chapter-%u.xhtml", i);

		zip_writer_take(zip, name, TRUE, make_chapter(counter, i));
	}
	g_assert_true(zip_writer_finish(zip, comment, &error));
	g_assert_true(outfile_commit(out, &error));
	g_assert_no_error(error);
	return file_read(path, 1 << 24, &error);
}

static char *
new_path(const char *name)
{
	g_autofree char *folder = g_dir_make_tmp("anban-zip-XXXXXX", NULL);

	return g_build_filename(folder, name, NULL);
}

static void
remove_path(char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);

	g_remove(path);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_free(path);
}

static guint
read16(const guint8 *at)
{
	return at[0] | at[1] << 8;
}

static guint32
read32(const guint8 *at)
{
	return read16(at) | (guint32)read16(at + 2) << 16;
}

/* --- the tests ---------------------------------------------------------- */

/* OCF 3.3, 4.3: mimetype is first, stored, without extra field; no entry needs a data
 * descriptor or Zip64, so that the simplest reader can read straight through. */
static void
test_layout(void)
{
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) bytes = write_archive(path, 1654048800, NULL, &counter);
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size), *at = data;
	guint n = 0;

	g_assert_cmpmem(data + 30, 28, "mimetypeapplication/epub+zip", 28);
	g_assert_cmpuint(read16(data + 8), ==, 0);
	for (; read32(at) == 0x04034b50; n++) {
		g_assert_cmpuint(read16(at + 4), <, 45);     /* version: no Zip64 */
		g_assert_cmpuint(read16(at + 6) & 8, ==, 0); /* no descriptor */
		g_assert_cmpuint(read16(at + 28), ==, 0);    /* no extra field */
		g_assert_cmpuint(read16(at + 10), ==, 12 << 11);
		g_assert_cmpuint(
		        read16(at + 12), ==, 42 << 9 | 6 << 5 | 1); /* 2022-06-01 */
		at += 30 + read16(at + 26) + read32(at + 18);
		g_assert_cmpuint(at - data, <, size);
	}
	g_assert_cmpuint(n, ==, CHAPTERS + 2);
	g_assert_cmphex(read32(at), ==, 0x02014b50); /* the central directory */
	remove_path(path);
}

/* Every entry is what was given; libzip compares the sums in the headers as it reads. */
static void
test_content(void)
{
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) bytes = write_archive(path, 0, NULL, &counter);
	zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

	g_assert_cmpuint(g_bytes_get_size(bytes), >, CHAPTERS);
	g_assert_cmpint(zip_get_num_entries(archive, 0), ==, CHAPTERS + 2);
	for (guint i = 0; i < CHAPTERS; i++) {
		g_autoptr(GBytes) chapter = make_chapter(&counter, i);
		gsize size;
		const char *data = g_bytes_get_data(chapter, &size);
		zip_file_t *file = zip_fopen_index(archive, i + 2, 0);
		g_autofree char *found = g_malloc(size + 1);
		zip_int64_t n = zip_fread(file, found, size + 1);

		g_assert_cmpmem(found, n, data, size);
		zip_fclose(file);
	}
	zip_discard(archive);
	remove_path(path);
}

static void
test_memory(void)
{
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) bytes = write_archive(path, 0, NULL, &counter);

	g_assert_cmpuint(g_bytes_get_size(bytes), >, CHAPTERS);
	g_assert_cmpuint(counter.most, ==, 1);
	g_assert_cmpuint(counter.alive, ==, 0);
	remove_path(path);
}

/* The same bytes in every time zone, also at an hour that summer time skips. */
static void
test_zones(void)
{
	static const char *const zones[] = {
	        "UTC", "America/New_York", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati"};
	const gint64 gap = 1647138600; /* 2022-03-13 02:30 */
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) first = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
		g_autoptr(GBytes) bytes = NULL;

		g_setenv("TZ", zones[i], TRUE);
		tzset();
		bytes = write_archive(path, gap, NULL, &counter);
		if (!first)
			first = g_bytes_ref(bytes);
		g_assert_true(g_bytes_equal(first, bytes));
	}
	remove_path(path);
}

/* A date that MS-DOS does not know becomes the first one it knows. */
static void
test_early(void)
{
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) bytes = write_archive(path, -1, NULL, &counter);
	const guint8 *data = g_bytes_get_data(bytes, NULL);

	g_assert_cmpuint(read16(data + 12), ==, 1 << 5 | 1);
	remove_path(path);
}

/* The mark of file.h stands in the comment, and so the file is known as ours. */
static void
test_mark(void)
{
	struct counter counter = {0};
	char *path = new_path("a.epub");
	g_autoptr(GBytes) bytes = write_archive(path, 0, FILE_MARK, &counter);
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	g_autoptr(GError) error = NULL;

	g_assert_cmpmem(data + size - strlen(FILE_MARK), 13, "anban-digest:", 13);
	g_assert_true(file_may_replace(path, &error));
	g_assert_no_error(error);
	remove_path(path);
}

/* A disk that is full: the system's words come back, nothing crashes. */
static void
test_full(void)
{
	struct rlimit limit = {20000, RLIM_INFINITY}, old;
	g_autoptr(GError) error = NULL;
	struct counter counter = {0};
	char *path = new_path("a.epub");
	struct outfile *out = outfile_open(path, TRUE, &error);
	struct zip_writer *zip = zip_writer_new(out, 0);

	signal(SIGXFSZ, SIG_IGN);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
	for (guint i = 0; i < 2 * CHAPTERS; i++) {
		g_autofree char *name = g_strdup_printf("%u", i);

		zip_writer_take(zip, name, FALSE, make_chapter(&counter, i));
	}
	g_assert_false(zip_writer_finish(zip, NULL, &error));
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_error(error, FILE_ERROR, FILE_ERROR_WRITE);
	g_assert_cmpstr(error->message, ==, g_strerror(EFBIG));
	g_assert_cmpuint(counter.alive, ==, 0);
	outfile_discard(out);
	remove_path(path);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/zip/layout", test_layout);
	g_test_add_func("/zip/content", test_content);
	g_test_add_func("/zip/memory", test_memory);
	g_test_add_func("/zip/zones", test_zones);
	g_test_add_func("/zip/early", test_early);
	g_test_add_func("/zip/mark", test_mark);
	g_test_add_func("/zip/full", test_full);
	return g_test_run();
}
