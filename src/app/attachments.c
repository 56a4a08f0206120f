/*
 * attachments.c - what is to be attached, from the command line to bytes in memory.
 *
 * A file's kind follows from its suffix alone, and its name in the PDF is the last part
 * of its path without control characters. Times of the file system are not taken over:
 * equal files give equal bytes.
 */
#include "app/attachments.h"

#include "app/job.h"
#include "base/file.h"
#include "base/text_in.h"

#include <string.h>

/* What a file may be to the document (ISO 19005-3, Annex E). */
static const char *const relationships[] = {
        "Source", "Data", "Alternative", "Supplement", "Unspecified"};

static const struct {
	const char *suffix, *type;
} types[] = {
        {".txt", "text/plain"},
        {".md", "text/markdown"},
        {".csv", "text/csv"},
        {".tsv", "text/tab-separated-values"},
        {".html", "text/html"},
        {".htm", "text/html"},
        {".xml", "application/xml"},
        {".json", "application/json"},
        {".yaml", "application/yaml"},
        {".pdf", "application/pdf"},
        {".epub", "application/epub+zip"},
        {".zip", "application/zip"},
        {".rtf", "application/rtf"},
        {".doc", "application/msword"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml."
                  "document"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".odt", "application/vnd.oasis.opendocument.text"},
        {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".png", "image/png"},
        {".gif", "image/gif"},
        {".tif", "image/tiff"},
        {".tiff", "image/tiff"},
        {".webp", "image/webp"},
        {".svg", "image/svg+xml"},
        {".mp3", "audio/mpeg"},
        {".mp4", "video/mp4"},
        {".eml", "message/rfc822"},
};

struct spec {
	char *path;
	const char *relationship; /* NULL: none of that name */
	char *description;        /* or NULL */
};

static void
spec_clear(struct spec *spec)
{
	g_free(spec->path);
	g_free(spec->description);
}

/* "" is Unspecified; NULL: there is none of that name. */
static const char *
find_relationship(const char *name, gsize length)
{
	for (gsize i = 0; length && i < G_N_ELEMENTS(relationships); i++)
		if (strlen(relationships[i]) == length &&
		        !g_ascii_strncasecmp(relationships[i], name, length))
			return relationships[i];
	return length ? NULL : "Unspecified";
}

static struct spec
parse(const char *text)
{
	struct spec spec = {.relationship = "Unspecified"};
	const char *colon = strchr(text, ':');

	for (; colon; colon = strchr(colon + 1, ':')) {
		gsize length = strcspn(colon + 1, ":");
		const char *found = find_relationship(colon + 1, length);
		const char *rest = colon + 1 + length;

		if (!found)
			continue;
		spec.relationship = found;
		spec.path = g_strndup(text, colon - text);
		if (*rest && rest[1])
			spec.description = g_utf8_make_valid(rest + 1, -1);
		return spec;
	}
	spec.path = g_strdup(text);
	if (strchr(text, ':') && !g_file_test(text, G_FILE_TEST_EXISTS))
		spec.relationship = NULL;
	return spec;
}

gboolean
attachments_check(const char *const *specs, GError **error)
{
	g_autofree char *known = g_strdup_printf("%s, %s, %s, %s, %s", relationships[0],
	        relationships[1], relationships[2], relationships[3], relationships[4]);

	for (; specs && *specs; specs++) {
		struct spec spec = parse(*specs);
		gboolean fine = spec.relationship && *spec.path;

		if (!fine)
			g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			        _("--attach %s: FILE[:RELATIONSHIP[:DESCRIPTION]], where "
			          "RELATIONSHIP is one of: %s"),
			        *specs, known);
		spec_clear(&spec);
		if (!fine)
			return FALSE;
	}
	return TRUE;
}

/* --- bytes -------------------------------------------------------------- */

static void
attachment_free(gpointer data)
{
	struct attachment *attachment = data;

	g_free(attachment->name);
	g_free(attachment->description);
	g_bytes_unref(attachment->bytes);
	g_free(attachment);
}

static const char *
type_of(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_has_suffix(lower, types[i].suffix))
			return types[i].type;
	return "application/octet-stream";
}

/* The last part of a path, as a name that any system can write. */
static char *
name_of(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	char *valid = g_utf8_make_valid(name, -1);

	for (char *c = valid; *c; c++)
		if ((guint8)*c < ' ' || *c == '\x7F' || *c == '/' || *c == '\\')
			*c = '_';
	return valid;
}

static void
add(GPtrArray *attachments, const char *path, const char *relationship,
        const char *description, GBytes *bytes)
{
	struct attachment *attachment = g_new0(struct attachment, 1);

	attachment->name = name_of(path);
	attachment->type = type_of(attachment->name);
	attachment->relationship = relationship;
	attachment->description = g_strdup(description);
	attachment->bytes = g_bytes_ref(bytes);
	g_ptr_array_add(attachments, attachment);
}

void
attachments_add_source(GPtrArray *attachments, const char *name, GBytes *bytes)
{
	gboolean piped = !strcmp(name, "-");

	add(attachments, piped ? "stdin.txt" : name, "Source", "Bản gốc của bài", bytes);
}

static gboolean
read_one(GPtrArray *attachments, const char *text, gsize limit, struct diags *diags)
{
	struct spec spec = parse(text);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = file_read(spec.path, limit, &error);

	if (bytes)
		add(attachments, spec.path, spec.relationship, spec.description, bytes);
	else
		job_report(diags, error, spec.path, limit);
	spec_clear(&spec);
	return bytes != NULL;
}

GPtrArray *
attachments_read(const char *const *specs, gsize limit, struct diags *diags)
{
	g_autoptr(GPtrArray) attachments =
	        g_ptr_array_new_with_free_func(attachment_free);
	gboolean ok = TRUE;

	for (; specs && *specs; specs++)
		ok &= read_one(attachments, *specs, limit, diags);
	return ok ? g_steal_pointer(&attachments) : NULL;
}
