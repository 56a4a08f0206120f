/*
 * file.c - whole files in, whole files out.
 *
 * An outfile is always a seekable file descriptor: a temporary file beside the target,
 * or, for devices, pipes and standard output, a memory file that is copied out at
 * the commit. So writers can seek, and the mark can be completed when all is known.
 * The names of the temporary files stand in a fixed table, so that a signal handler can
 * remove them without taking a lock.
 */
#include "base/file.h"

#include "base/deflate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 1 << 16, TEMPORARIES = 64, MARK_WINDOW = 1024, DIGITS = 16 };

struct outfile {
	char *target;    /* after following links */
	char *temporary; /* NULL: a memory file */
	int slot;        /* in the table of temporary names */
	int fd;
	mode_t mode;
	goffset offset; /* where the buffer will go */
	GError *error;  /* the first one; sticky */
	gsize used;
	char buffer[BUFFER];
};

/* Names to remove when the program is interrupted; the one process-wide state of this
 * file, because a signal handler can be handed nothing. */
static char *temporaries[TEMPORARIES];

G_DEFINE_QUARK(anban - file - error - quark, file_error)

static void
set_system_error(GError **error, enum file_error code)
{
	g_set_error_literal(error, FILE_ERROR, code, g_strerror(errno));
}

/* --- reading ------------------------------------------------------------ */

static GBytes *
read_all(int fd, gsize limit, GError **error)
{
	GByteArray *bytes = g_byte_array_new();
	guint8 *chunk = g_malloc(BUFFER);
	ssize_t n;

	while ((n = read(fd, chunk, BUFFER)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || bytes->len + (gsize)n > limit)
			break;
		g_byte_array_append(bytes, chunk, n);
	}
	if (n < 0)
		set_system_error(error, FILE_ERROR_READ);
	else if (n > 0)
		g_set_error_literal(error, FILE_ERROR, FILE_ERROR_LIMIT, "");
	g_free(chunk);
	if (n == 0)
		return g_byte_array_free_to_bytes(bytes);
	g_byte_array_unref(bytes);
	return NULL;
}

GBytes *
file_read(const char *path, gsize limit, GError **error)
{
	gboolean standard = !strcmp(path, "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	GBytes *bytes = NULL;
	struct stat info;

	if (fd < 0 || fstat(fd, &info) < 0) {
		set_system_error(error, FILE_ERROR_READ);
	} else if (S_ISDIR(info.st_mode)) {
		g_set_error_literal(error, FILE_ERROR, FILE_ERROR_DIRECTORY, "");
	} else if (S_ISREG(info.st_mode) && (guint64)info.st_size > limit) {
		g_set_error_literal(error, FILE_ERROR, FILE_ERROR_LIMIT, "");
	} else {
		bytes = read_all(fd, limit, error);
	}
	if (fd >= 0 && !standard)
		close(fd);
	return bytes;
}

/* --- the mark ----------------------------------------------------------- */

/* Where the digits of the mark stand in these bytes, or -1. */
static gssize
find_digits(const char *data, gsize size)
{
	static const char prefix[] = "anban-digest:";
	const char *found = size ? memmem(data, size, prefix, strlen(prefix)) : NULL;

	if (!found || found + strlen(prefix) + DIGITS > data + size)
		return -1;
	return found - data + (gssize)strlen(prefix);
}

/* Where they stand in the last KiB of a file, or -1. */
static goffset
find_mark(int fd, goffset size)
{
	char tail[MARK_WINDOW];
	goffset start = MAX(0, size - MARK_WINDOW);
	ssize_t n = pread(fd, tail, sizeof(tail), start);
	gssize at = n > 0 ? find_digits(tail, (gsize)n) : -1;

	return at < 0 ? -1 : start + at;
}

/* The digest of a file whose mark's digits, at `mark`, count as zeros. */
static gboolean
digest(int fd, goffset mark, char digits[DIGITS + 1])
{
	guint32 crc = 0, adler = 1;
	guint8 *chunk = g_malloc(BUFFER);
	goffset at = 0;
	ssize_t n;

	while ((n = pread(fd, chunk, BUFFER, at)) > 0) {
		for (int i = 0; i < DIGITS; i++)
			if (mark + i >= at && mark + i < at + n)
				chunk[mark + i - at] = '0';
		crc = deflate_crc32(crc, chunk, n);
		adler = deflate_adler32(adler, chunk, n);
		at += n;
	}
	g_free(chunk);
	g_snprintf(digits, DIGITS + 1, "%08x%08x", crc, adler);
	return n == 0;
}

/* TRUE if the regular file is one of anban's; same: and nobody changed it. */
static gboolean
is_ours(const char *path, gboolean *same)
{
	char want[DIGITS + 1], have[DIGITS + 1] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	goffset mark = -1;
	struct stat info;

	*same = FALSE;
	if (fd < 0)
		return FALSE;
	if (fstat(fd, &info) == 0)
		mark = find_mark(fd, info.st_size);
	if (mark >= 0 && pread(fd, have, DIGITS, mark) == DIGITS &&
	        digest(fd, mark, want))
		*same = !strcmp(have, want);
	close(fd);
	return mark >= 0;
}

enum file_mark
file_mark_check(const void *bytes, gsize size)
{
	static const char zeros[] = "0000000000000000";
	const char *data = bytes;
	gsize start = size - MIN(size, MARK_WINDOW), rest;
	gssize found = find_digits(data + start, size - start);
	char want[DIGITS + 1];
	guint32 crc, adler;

	if (found < 0)
		return FILE_MARK_NONE;
	start += (gsize)found;
	rest = start + DIGITS;
	crc = deflate_crc32(deflate_crc32(0, data, start), zeros, DIGITS);
	crc = deflate_crc32(crc, data + rest, size - rest);
	adler = deflate_adler32(deflate_adler32(1, data, start), zeros, DIGITS);
	adler = deflate_adler32(adler, data + rest, size - rest);
	g_snprintf(want, sizeof(want), "%08x%08x", crc, adler);
	return memcmp(want, data + start, DIGITS) ? FILE_MARK_CHANGED
	                                          : FILE_MARK_UNCHANGED;
}

gboolean
file_may_replace(const char *path, GError **error)
{
	struct stat info;
	gboolean same;

	if (!strcmp(path, "-") || stat(path, &info) < 0 || info.st_size == 0)
		return TRUE;
	if (S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		set_system_error(error, FILE_ERROR_WRITE);
		return FALSE;
	}
	if (!S_ISREG(info.st_mode))
		return TRUE;
	if (!is_ours(path, &same)) {
		g_set_error_literal(error, FILE_ERROR, FILE_ERROR_EXISTS, "");
		return FALSE;
	}
	if (!same)
		g_set_error_literal(error, FILE_ERROR, FILE_ERROR_CHANGED, "");
	return same;
}

gboolean
file_make_folder(const char *path, GError **error)
{
	if (g_mkdir_with_parents(path, 0777) == 0)
		return TRUE;
	set_system_error(error, FILE_ERROR_WRITE);
	return FALSE;
}

/* --- opening ------------------------------------------------------------ */

static int
remember(char *temporary)
{
	for (int i = 0; i < TEMPORARIES; i++)
		if (!temporaries[i]) {
			temporaries[i] = temporary;
			return i;
		}
	return -1;
}

static mode_t
default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* Makes the file and remembers its name, with no signal in between. */
static void
make_temporary(struct outfile *out)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	out->fd = g_mkstemp_full(out->temporary, O_RDWR | O_CLOEXEC, 0600);
	if (out->fd >= 0)
		out->slot = remember(out->temporary);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* A temporary file in the folder of the target. */
static gboolean
open_temporary(struct outfile *out, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(out->target);
	g_autofree char *base = g_path_get_basename(out->target);
	struct stat info;

	out->mode = stat(out->target, &info) == 0 ? info.st_mode & 07777 : default_mode();
	out->temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, base);
	make_temporary(out);
	if (out->fd >= 0)
		return TRUE;
	set_system_error(error, FILE_ERROR_WRITE);
	g_clear_pointer(&out->temporary, g_free);
	return FALSE;
}

static gboolean
open_memory(struct outfile *out, GError **error)
{
	out->fd = memfd_create("anban", MFD_CLOEXEC);
	if (out->fd < 0)
		set_system_error(error, FILE_ERROR_WRITE);
	return out->fd >= 0;
}

/* The name behind symbolic links, also where the last one leads to nothing yet. */
static char *
follow_links(const char *path)
{
	char *real = realpath(path, NULL);
	g_autofree char *link = NULL;
	char *copy;

	if (real) {
		copy = g_strdup(real);
		free(real);
		return copy;
	}
	link = g_file_read_link(path, NULL);
	if (!link)
		return g_strdup(path);
	if (g_path_is_absolute(link))
		return g_steal_pointer(&link);
	g_autofree char *folder = g_path_get_dirname(path);
	return g_build_filename(folder, link, NULL);
}

struct outfile *
outfile_open(const char *path, gboolean force, GError **error)
{
	struct outfile *out;
	struct stat info;
	gboolean direct =
	        !strcmp(path, "-") || (stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
	                                      !S_ISDIR(info.st_mode));

	if (!force && !file_may_replace(path, error))
		return NULL;
	out = g_malloc0(sizeof(*out));
	out->slot = -1;
	out->target = direct ? g_strdup(path) : follow_links(path);
	if (direct ? open_memory(out, error) : open_temporary(out, error))
		return out;
	g_free(out->target);
	g_free(out);
	return NULL;
}

/* --- writing ------------------------------------------------------------ */

static gboolean
fail(struct outfile *out, GError **error)
{
	if (!out->error)
		set_system_error(&out->error, FILE_ERROR_WRITE);
	if (error)
		*error = g_error_copy(out->error);
	return FALSE;
}

static gboolean
write_all(int fd, const char *data, gsize size)
{
	while (size) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return FALSE;
		data += n;
		size -= n;
	}
	return TRUE;
}

static gboolean
flush(struct outfile *out, GError **error)
{
	gsize used = out->used;

	out->used = 0;
	if (out->error || !write_all(out->fd, out->buffer, used))
		return fail(out, error);
	out->offset += used;
	return TRUE;
}

gboolean
outfile_write(struct outfile *out, const void *data, gsize size, GError **error)
{
	if (out->used + size > BUFFER && !flush(out, error))
		return FALSE;
	if (size < BUFFER) {
		memcpy(out->buffer + out->used, data, size);
		out->used += size;
		return TRUE;
	}
	if (out->error || !write_all(out->fd, data, size))
		return fail(out, error);
	out->offset += size;
	return TRUE;
}

goffset
outfile_offset(const struct outfile *out)
{
	return out->offset + out->used;
}

gboolean
outfile_seek(struct outfile *out, goffset offset, GError **error)
{
	if (!flush(out, error))
		return FALSE;
	if (lseek(out->fd, offset, SEEK_SET) < 0)
		return fail(out, error);
	out->offset = offset;
	return TRUE;
}

GBytes *
outfile_map(struct outfile *out, GError **error)
{
	g_autoptr(GMappedFile) map = NULL;

	if (!flush(out, error))
		return NULL;
	map = g_mapped_file_new_from_fd(out->fd, FALSE, NULL);
	if (map)
		return g_mapped_file_get_bytes(map);
	fail(out, error);
	return NULL;
}

/* --- finishing ---------------------------------------------------------- */

static gboolean
complete_mark(struct outfile *out)
{
	char digits[DIGITS + 1];
	struct stat info;
	goffset mark;

	if (fstat(out->fd, &info) < 0)
		return FALSE;
	mark = find_mark(out->fd, info.st_size);
	if (mark < 0)
		return TRUE;
	return digest(out->fd, mark, digits) &&
	       pwrite(out->fd, digits, DIGITS, mark) == DIGITS;
}

static void
forget(struct outfile *out)
{
	if (out->slot >= 0)
		temporaries[out->slot] = NULL;
	out->slot = -1;
	g_clear_pointer(&out->temporary, g_free);
}

/* fsync may be impossible on odd file systems: that is no failure of the output. */
static gboolean
rename_into_place(struct outfile *out)
{
	if (fchmod(out->fd, out->mode) < 0 && errno != EPERM)
		return FALSE;
	if (fsync(out->fd) < 0 && errno != EINVAL && errno != EROFS)
		return FALSE;
	if (rename(out->temporary, out->target) < 0)
		return FALSE;
	forget(out);
	return TRUE;
}

static gboolean
copy_to_device(struct outfile *out)
{
	gboolean standard = !strcmp(out->target, "-");
	int fd = standard ? STDOUT_FILENO : open(out->target, O_WRONLY | O_CLOEXEC);
	char *chunk = g_malloc(BUFFER);
	goffset at = 0;
	gboolean ok = fd >= 0;
	ssize_t n = 0;
	int saved;

	while (ok && (n = pread(out->fd, chunk, BUFFER, at)) > 0) {
		ok = write_all(fd, chunk, n);
		at += n;
	}
	saved = errno;
	g_free(chunk);
	if (fd >= 0 && !standard && close(fd) < 0 && ok)
		return FALSE;
	errno = saved;
	return ok && n == 0;
}

gboolean
outfile_commit(struct outfile *out, GError **error)
{
	gboolean ok = flush(out, error);

	if (ok) {
		ok = complete_mark(out) &&
		     (out->temporary ? rename_into_place(out) : copy_to_device(out));
		if (!ok)
			fail(out, error);
	}
	outfile_discard(out);
	return ok;
}

void
outfile_discard(struct outfile *out)
{
	if (!out)
		return;
	if (out->temporary)
		unlink(out->temporary);
	forget(out);
	close(out->fd);
	g_clear_error(&out->error);
	g_free(out->target);
	g_free(out);
}

void
outfile_discard_all(void)
{
	for (int i = 0; i < TEMPORARIES; i++)
		if (temporaries[i])
			unlink(temporaries[i]);
}
