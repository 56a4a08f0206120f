/*
 * xmp.c - the XMP packet: is it there, can it be read, what does it claim, and does the
 * Info dictionary say the same?
 */
#include "check/pdf/xmp.h"

#include "check/pdf/schemas.h"

#include <stdio.h>
#include <string.h>

enum { PACKET = 16 << 20 };

struct xmp {
	xmlDoc *doc;
	const xmlNode *rdf;
	GPtrArray *texts; /* strings that were lent */
};

/* --- reading ------------------------------------------------------------ */

/* The packet as it lies in the file, if it is text that XML may be read from. */
static GBytes *
packet_of(struct pdf *pdf, guint32 *object)
{
	g_autoptr(GBytes) bytes = NULL;
	gsize size;
	const char *data;

	*object = pdf_number(pdf_entry(pdf->catalog, "Metadata"));
	bytes = pdf_stream(pdf, *object, TRUE);
	data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
	if (!data || size > PACKET || !g_utf8_validate(data, (gssize)size, NULL) ||
	        g_strstr_len(data, (gssize)size, "<!DOCTYPE"))
		return NULL;
	return g_steal_pointer(&bytes);
}

static const xmlNode *
find_rdf(const xmlDoc *doc)
{
	xmlNode *root = xmltree_root(doc);

	for (xmlNode *node = root; node; node = xmltree_walk(node, root))
		if (xmltree_is(node, RDF_NAMESPACE, "RDF"))
			return node;
	return NULL;
}

struct xmp *
xmp_read(struct pdf *pdf)
{
	guint32 object;
	g_autoptr(GBytes) bytes = packet_of(pdf, &object);
	g_autofree char *words = NULL;
	struct xmp *xmp;
	xmlDoc *doc = NULL;
	int line;

	if (bytes) {
		gsize size;
		const char *data = g_bytes_get_data(bytes, &size);

		doc = xmltree_read(data, size, &words, &line);
	}
	if (!doc || !find_rdf(doc)) {
		g_clear_pointer(&doc, xmltree_free);
		return NULL;
	}
	xmp = g_new0(struct xmp, 1);
	xmp->doc = doc;
	xmp->rdf = find_rdf(doc);
	xmp->texts = g_ptr_array_new_with_free_func(g_free);
	return xmp;
}

void
xmp_free(struct xmp *xmp)
{
	if (!xmp)
		return;
	g_ptr_array_unref(xmp->texts);
	xmltree_free(xmp->doc);
	g_free(xmp);
}

/* --- values ------------------------------------------------------------- */

static const char *
lend(const struct xmp *xmp, char *text)
{
	g_ptr_array_add(xmp->texts, text);
	return text;
}

static const xmlNode *
find_property(const struct xmp *xmp, const char *namespace, const char *name)
{
	const xmlNode *found = NULL;

	for (xmlNode *node = xmltree_first(xmp->rdf); node && !found;
	        node = xmltree_next(node))
		found = xmltree_child(node, namespace, name);
	return found;
}

/* The items of a list; NULL: it is none. */
static const xmlNode *
first_item(const xmlNode *property)
{
	static const char *const kinds[] = {"Alt", "Seq", "Bag"};

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const xmlNode *list = xmltree_child(property, RDF_NAMESPACE, kinds[i]);

		if (list)
			return xmltree_first(list);
	}
	return NULL;
}

const char *
xmp_text(const struct xmp *xmp, const char *namespace, const char *name)
{
	const xmlNode *property = find_property(xmp, namespace, name);
	const xmlNode *item = first_item(property);

	if (property)
		return lend(xmp, xmltree_text(item ? item : property));
	for (xmlNode *node = xmltree_first(xmp->rdf); node; node = xmltree_next(node)) {
		char *attribute = xmltree_attribute_ns(node, namespace, name);

		if (attribute)
			return lend(xmp, attribute);
	}
	return NULL;
}

struct profile
xmp_claim(const struct xmp *xmp)
{
	struct profile profile = {0};
	const char *part = xmp_text(xmp, PDFA_NAMESPACE, "part");
	const char *level = xmp_text(xmp, PDFA_NAMESPACE, "conformance");
	const char *ua = xmp_text(xmp, PDFUA_NAMESPACE, "part");

	if (part && strlen(part) == 1 && *part >= '1' && *part <= '3') {
		profile.part = *part - '0';
		profile.level = level && !strcmp(level, "A")   ? 'a'
		                : level && !strcmp(level, "U") ? 'u'
		                                               : 'b';
	}
	profile.ua = ua && !strcmp(ua, "1");
	return profile;
}

/* --- identification ------------------------------------------------------ */

static gboolean
level_fits(const struct pdf *pdf, const char *level)
{
	char wanted = (char)g_ascii_toupper(pdf->profile.level);

	/* what conforms to A conforms to U and B, what to U to B; but the level that is
	 * claimed is the one that is checked */
	return level && level[0] == wanted && !level[1];
}

static void
check_identification(struct pdf *pdf, const struct xmp *xmp, guint32 object)
{
	const char *part = xmp_text(xmp, PDFA_NAMESPACE, "part");
	const char *level = xmp_text(xmp, PDFA_NAMESPACE, "conformance");
	const char *ua = xmp_text(xmp, PDFUA_NAMESPACE, "part");
	g_autofree char *wanted = g_strdup_printf("%d", pdf->profile.part);

	if (!part || strcmp(part, wanted))
		pdf_found(pdf, RULE_PDF_XMP_PART, object, part);
	if (!level_fits(pdf, level))
		pdf_found(pdf, RULE_PDF_XMP_LEVEL, object, level);
	if (!ua || strcmp(ua, "1"))
		pdf_found(pdf, RULE_PDF_XMP_UA, object, ua);
}

static void
check_prefix(struct pdf *pdf, const struct xmp *xmp, guint32 object,
        const char *namespace, const char *prefix)
{
	xmlNode *rdf = (xmlNode *)xmp->rdf;

	for (xmlNode *node = rdf; node; node = xmltree_walk(node, rdf))
		if (node->ns && !strcmp((const char *)node->ns->href, namespace) &&
		        g_strcmp0((const char *)node->ns->prefix, prefix))
			pdf_found(pdf, RULE_PDF_XMP_PREFIX, object, prefix);
}

/* --- Info (ISO 32000-1, 14.3.3) ------------------------------------------ */

/* The instant of a date of PDF or XMP in seconds; FALSE: it is none. Digits are taken in
 * their order: year, month, day, hour, minute, second, then the offset. */
static gboolean
instant_of(const char *text, gint64 *seconds)
{
	static const int sizes[] = {4, 2, 2, 2, 2, 2};
	int fields[] = {0, 1, 1, 0, 0, 0}, hours = 0, minutes = 0;
	g_autoptr(GDateTime) time = NULL;
	char sign;

	if (g_str_has_prefix(text, "D:"))
		text += 2;
	for (gsize i = 0; i < G_N_ELEMENTS(sizes) && g_ascii_isdigit(*text); i++) {
		fields[i] = 0;
		for (int k = 0; k < sizes[i] && g_ascii_isdigit(*text); k++)
			fields[i] = fields[i] * 10 + (*text++ - '0');
		if (i < 5 && *text && strchr("-:T", *text) && g_ascii_isdigit(text[1]) &&
		        !(i >= 3 && *text == '-'))
			text++;
	}
	if (*text == '.')
		text += 1 + strspn(text + 1, "0123456789");
	sign = *text;
	if (sign == '+' || sign == '-')
		sscanf(text + 1, "%2d%*[':]%2d", &hours, &minutes);
	time = g_date_time_new_utc(
	        fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
	if (!time)
		return FALSE;
	*seconds = g_date_time_to_unix(time) -
	           (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
	return TRUE;
}

static gboolean
same_date(const char *one, const char *other)
{
	gint64 first, second;

	return instant_of(one, &first) && instant_of(other, &second) && first == second;
}

static const struct {
	const char *key, *namespace, *property;
	gboolean date;
} twins[] = {
        {"Title", DC_NAMESPACE, "title", FALSE},
        {"Author", DC_NAMESPACE, "creator", FALSE},
        {"Subject", DC_NAMESPACE, "description", FALSE},
        {"Keywords", PDF_NAMESPACE, "Keywords", FALSE},
        {"Creator", XMP_NAMESPACE, "CreatorTool", FALSE},
        {"Producer", PDF_NAMESPACE, "Producer", FALSE},
        {"CreationDate", XMP_NAMESPACE, "CreateDate", TRUE},
        {"ModDate", XMP_NAMESPACE, "ModifyDate", TRUE},
};

static void
check_info(struct pdf *pdf, const struct xmp *xmp)
{
	const struct value *entry = pdf_entry(pdf->trailer, "Info");
	const struct value *info = pdf_resolve(pdf, entry);

	for (gsize i = 0; i < G_N_ELEMENTS(twins); i++) {
		g_autofree char *said = value_text(pdf_get(pdf, info, twins[i].key));
		const char *other = xmp_text(xmp, twins[i].namespace, twins[i].property);

		if (!said ||
		        (other && (twins[i].date ? same_date(said, other)
		                                 : !strcmp(g_strstrip(said), other))))
			continue;
		pdf_found(pdf, RULE_PDF_INFO, pdf_number(entry), twins[i].key);
	}
}

/* --- all ---------------------------------------------------------------- */

/* The processing instruction before the packet (XMP Part 1, 7.3.2). */
static void
check_wrapper(struct pdf *pdf, const struct xmp *xmp, guint32 object)
{
	for (const xmlNode *node = xmp->doc->children; node; node = node->next) {
		const char *words = (const char *)node->content;

		if (node->type != XML_PI_NODE || !words ||
		        strcmp((const char *)node->name, "xpacket"))
			continue;
		if (strstr(words, "bytes=") || strstr(words, "encoding="))
			pdf_found(pdf, RULE_PDF_XMP_WRAPPER, object, NULL);
	}
}

void
xmp_check(struct pdf *pdf, const struct xmp *xmp)
{
	guint32 object = pdf_number(pdf_entry(pdf->catalog, "Metadata"));
	const struct value *stream = pdf_object(pdf, object);
	const char *title;

	if (!pdf_is_stream(pdf, object) ||
	        !value_is_name(pdf_get(pdf, stream, "Subtype"), "XML"))
		pdf_found(pdf, RULE_PDF_XMP_MISSING, object, NULL);
	if (pdf_entry(stream, "Filter"))
		pdf_found(pdf, RULE_PDF_XMP_FILTER, object, NULL);
	if (!xmp) {
		if (pdf_is_stream(pdf, object))
			pdf_found(pdf, RULE_PDF_XMP_FORM, object, NULL);
		pdf_found(pdf, RULE_PDF_XMP_PART, object, NULL);
		pdf_found(pdf, RULE_PDF_XMP_UA, object, NULL);
		return;
	}
	check_wrapper(pdf, xmp, object);
	check_identification(pdf, xmp, object);
	check_prefix(pdf, xmp, object, PDFA_NAMESPACE, "pdfaid");
	check_prefix(pdf, xmp, object, PDFUA_NAMESPACE, "pdfuaid");
	schemas_check(pdf, object, xmp->rdf);
	title = xmp_text(xmp, DC_NAMESPACE, "title");
	if (!title || !*title)
		pdf_found(pdf, RULE_PDF_TITLE, object, NULL);
	check_info(pdf, xmp);
}
