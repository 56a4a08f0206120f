/*
 * bytes.c - header, end, and the spelling of objects and streams.
 *
 * The file is read from its beginning to its end, object after object; streams are passed
 * over by their length. Where the bytes are not what a plain file has there, reading
 * stops: that such a file is damaged libqpdf says.
 */
#include "check/pdf/bytes.h"

#include "check/pdf/lexer.h"

#include <string.h>

struct scan {
	struct pdf *pdf;
	const guint8 *start;
	struct lexer lexer;
	struct pool *pool;
	guint32 object; /* that is being read */
};

static gboolean
at_word(const struct scan *scan, const char *word)
{
	gsize n = strlen(word);

	return (gsize)(scan->lexer.end - scan->lexer.at) >= n &&
	       !memcmp(scan->lexer.at, word, n);
}

static gboolean
is_end_of_line(guint8 c)
{
	return c == '\n' || c == '\r';
}

/* Is there an end of line right before this place? */
static gboolean
line_before(const struct scan *scan, const guint8 *at)
{
	return at > scan->start && is_end_of_line(at[-1]);
}

static gboolean
line_here(const struct scan *scan)
{
	return scan->lexer.at < scan->lexer.end && is_end_of_line(*scan->lexer.at);
}

/* --- header and end ------------------------------------------------------ */

static void
check_header(struct pdf *pdf, const guint8 *data, gsize size)
{
	gsize at = 8;

	if (size < 16 || memcmp(data, "%PDF-1.", 7) || data[7] < '0' || data[7] > '7' ||
	        !is_end_of_line(data[8])) {
		pdf_found(pdf, RULE_PDF_HEADER, 0, NULL);
		return;
	}
	while (at < size && is_end_of_line(data[at]))
		at++;
	if (at + 5 > size || data[at] != '%' || data[at + 1] < 128 ||
	        data[at + 2] < 128 || data[at + 3] < 128 || data[at + 4] < 128)
		pdf_found(pdf, RULE_PDF_HEADER_BINARY, 0, NULL);
}

static void
check_end(struct pdf *pdf, const guint8 *data, gsize size)
{
	gsize rest = size;

	if (size && data[size - 1] == '\n')
		rest--;
	if (rest && data[rest - 1] == '\r')
		rest--;
	if (rest < 5 || memcmp(data + rest - 5, "%%EOF", 5))
		pdf_found(pdf, RULE_PDF_END, 0, NULL);
}

static void
check_trailer(struct pdf *pdf)
{
	const struct value *id = pdf_get_typed(pdf, pdf->trailer, "ID", VALUE_ARRAY);
	const struct value *first = pdf_item(pdf, id, 0), *last = pdf_item(pdf, id, 1);

	if (!first || !last || first->type != VALUE_STRING ||
	        last->type != VALUE_STRING || !last->n)
		pdf_found(pdf, RULE_PDF_ID, 0, NULL);
	if (pdf_entry(pdf->trailer, "Encrypt"))
		pdf_found(pdf, RULE_PDF_ENCRYPTED, 0, NULL);
}

/* --- objects ------------------------------------------------------------ */

/* A number as the file has it; FALSE: none is here. */
static gboolean
read_digits(struct scan *scan, guint32 *number)
{
	const guint8 *start = scan->lexer.at;

	for (*number = 0; scan->lexer.at < scan->lexer.end &&
	                  g_ascii_isdigit(*scan->lexer.at) && scan->lexer.at - start < 9;
	        scan->lexer.at++)
		*number = *number * 10 + (*scan->lexer.at - '0');
	return scan->lexer.at > start;
}

static guint
skip_space(struct scan *scan)
{
	const guint8 *start = scan->lexer.at;

	while (scan->lexer.at < scan->lexer.end && lexer_is_space(*scan->lexer.at))
		scan->lexer.at++;
	return (guint)(scan->lexer.at - start);
}

static void
skip_space_and_comments(struct scan *scan)
{
	while (skip_space(scan),
	        scan->lexer.at < scan->lexer.end && *scan->lexer.at == '%')
		while (scan->lexer.at < scan->lexer.end && !line_here(scan))
			scan->lexer.at++;
}

/* Passes over the data of a stream; FALSE: its end cannot be found. */
static gboolean
read_data(struct scan *scan, const struct value *dictionary)
{
	gint64 length = value_integer(pdf_get(scan->pdf, dictionary, "Length"), -1);
	const guint8 *data, *end;

	scan->lexer.at += strlen("stream");
	if (at_word(scan, "\r\n"))
		scan->lexer.at += 2;
	else if (at_word(scan, "\n"))
		scan->lexer.at++;
	else
		pdf_found(scan->pdf, RULE_PDF_STREAM_KEYWORDS, scan->object, "stream");
	data = scan->lexer.at;
	if (length < 0 || length > scan->lexer.end - data)
		length = 0;
	end = memmem(data + length, (gsize)(scan->lexer.end - data - length), "endstream",
	        strlen("endstream"));
	if (!end)
		return FALSE;
	scan->lexer.at = end + strlen("endstream");
	if (end - data - length > 2 ||
	        (end - data - length == 2 && memcmp(end - 2, "\r\n", 2)) ||
	        (end - data - length == 1 && !line_before(scan, end)))
		pdf_found(scan->pdf, RULE_PDF_STREAM_LENGTH, scan->object, NULL);
	else if (!line_before(scan, end))
		pdf_found(scan->pdf, RULE_PDF_STREAM_KEYWORDS, scan->object, "endstream");
	return TRUE;
}

static gboolean
read_end_of_object(struct scan *scan)
{
	if (!at_word(scan, "endobj"))
		return FALSE;
	if (!line_before(scan, scan->lexer.at))
		pdf_found(scan->pdf, RULE_PDF_OBJECT_SPACING, scan->object, NULL);
	scan->lexer.at += strlen("endobj");
	if (!line_here(scan))
		pdf_found(scan->pdf, RULE_PDF_OBJECT_SPACING, scan->object, NULL);
	return TRUE;
}

/* "12 0 obj": is it spelt with single spaces, on lines of its own? */
static gboolean
read_start_of_object(struct scan *scan)
{
	gboolean fine = line_before(scan, scan->lexer.at);
	guint32 generation;

	if (!read_digits(scan, &scan->object))
		return FALSE;
	fine &= skip_space(scan) == 1;
	if (!read_digits(scan, &generation))
		return FALSE;
	fine &= skip_space(scan) == 1;
	if (!at_word(scan, "obj"))
		return FALSE;
	scan->lexer.at += strlen("obj");
	if (!fine || !line_here(scan))
		pdf_found(scan->pdf, RULE_PDF_OBJECT_SPACING, scan->object, NULL);
	return TRUE;
}

static gboolean
read_object(struct scan *scan)
{
	struct value value;

	if (!read_start_of_object(scan) || !lexer_next(&scan->lexer, &value))
		return FALSE;
	if (scan->lexer.odd_hex || scan->lexer.bad_hex)
		pdf_found(scan->pdf, RULE_PDF_HEX, scan->object, NULL);
	scan->lexer.odd_hex = scan->lexer.bad_hex = FALSE;
	skip_space_and_comments(scan);
	if (at_word(scan, "stream")) {
		if (!read_data(scan, &value))
			return FALSE;
		skip_space_and_comments(scan);
	}
	return read_end_of_object(scan);
}

/* --- cross-references ---------------------------------------------------- */

/* "0 12" and that many lines of 20 bytes. */
static gboolean
read_section(struct scan *scan)
{
	guint32 first, n;
	guint space;

	if (!read_digits(scan, &first))
		return FALSE;
	space = skip_space(scan);
	if (!read_digits(scan, &n) || n > (gsize)(scan->lexer.end - scan->lexer.at) / 20)
		return FALSE;
	if (space != 1)
		pdf_found(scan->pdf, RULE_PDF_XREF_SPELLING, 0, NULL);
	skip_space(scan);
	scan->lexer.at += 20 * (gsize)n;
	skip_space(scan);
	return TRUE;
}

static void
read_table(struct scan *scan)
{
	scan->lexer.at += strlen("xref");
	if (skip_space(scan) > 2)
		pdf_found(scan->pdf, RULE_PDF_XREF_SPELLING, 0, NULL);
	while (scan->lexer.at < scan->lexer.end && g_ascii_isdigit(*scan->lexer.at) &&
	        read_section(scan))
		;
}

/* What stands between objects. FALSE: nothing that belongs there. */
static gboolean
read_between(struct scan *scan)
{
	struct value value;
	guint32 offset;

	if (at_word(scan, "xref")) {
		read_table(scan);
		return TRUE;
	}
	if (at_word(scan, "trailer")) {
		scan->lexer.at += strlen("trailer");
		return lexer_next(&scan->lexer, &value);
	}
	if (!at_word(scan, "startxref"))
		return FALSE;
	scan->lexer.at += strlen("startxref");
	skip_space(scan);
	return read_digits(scan, &offset);
}

void
bytes_check(struct pdf *pdf)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(pdf->bytes, &size);
	struct scan scan = {.pdf = pdf, .start = data, .pool = pool_new()};
	gboolean going = TRUE;

	check_header(pdf, data, size);
	check_end(pdf, data, size);
	check_trailer(pdf);
	scan.lexer = lexer_new(data, size, scan.pool);
	scan.lexer.references = TRUE;
	while (going) {
		pool_reset(scan.pool);
		skip_space_and_comments(&scan);
		going = scan.lexer.at < scan.lexer.end &&
		        (g_ascii_isdigit(*scan.lexer.at) ? read_object(&scan)
		                                         : read_between(&scan));
	}
	pool_free(scan.pool);
}
