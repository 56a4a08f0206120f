/*
 * access.c - accessibility metadata (EPUB Accessibility 1.1, 2; schema.org's terms).
 *
 * The tree is looked through once, and only what it really has is said. Nobody but a
 * person can say that a publication conforms to a standard: that is written where one is
 * named (-M certified-by=…) and no picture lacks its description.
 */
#include "write/epub/publication.h"

#include <string.h>

#define CONFORMANCE "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"

/* What there is in the publication. */
struct contents {
	gboolean pictures, undescribed; /* pictures; one of them without description */
	gboolean moving;                /* one of them moves */
	gboolean captions;              /* one without its picture */
	gboolean tables, headings, titles, pages;
};

static void
look_at_figure(struct contents *contents, const struct node *figure)
{
	const struct image *image = figure->image;

	if (!image)
		return;
	contents->pictures = TRUE;
	contents->undescribed |= !figures_described(figure);
	contents->moving |= image->header.moves;
}

static void
look_at(struct contents *contents, const struct node *node)
{
	if (node->kind == NODE_FIGURE)
		look_at_figure(contents, node);
	else if (node->kind == NODE_HEADER_CELL)
		contents->tables = TRUE;
	if (publication_is_blank(node->shown))
		return;
	if (node_lacks_picture(node))
		contents->captions = TRUE;
	else if (node->kind == NODE_TITLE || node->kind == NODE_TITLE_PAGE)
		contents->titles = TRUE;
	else if (node->kind == NODE_HEADING)
		contents->headings = TRUE;
}

static struct contents
look_through(const struct publication *publication)
{
	const struct node *root = publication->root;
	struct pagemap *pagemap = publication->job.pagemap;
	struct contents contents = {.pages = pagemap && pagemap_length(pagemap)};

	for (const struct node *node = root; node; node = node_next(node, root))
		look_at(&contents, node);
	return contents;
}

/* --- properties --------------------------------------------------------- */

static void
write_modes(struct xml *xml, const struct contents *contents)
{
	about_property(xml, "schema:accessMode", NULL, "textual");
	if (contents->pictures)
		about_property(xml, "schema:accessMode", NULL, "visual");
	if (!contents->undescribed)
		about_property(xml, "schema:accessModeSufficient", NULL, "textual");
	if (contents->pictures)
		about_property(
		        xml, "schema:accessModeSufficient", NULL, "textual,visual");
}

static void
write_features(const struct publication *publication, struct xml *xml,
        const struct contents *contents)
{
	gboolean described =
	        (contents->pictures || publication->job.cover) && !contents->undescribed;
	const struct {
		const char *name;
		gboolean there;
	} features[] = {
	        {"ARIA", TRUE},
	        {"alternativeText", described},
	        {"displayTransformability", TRUE},
	        {"pageBreakMarkers", contents->pages},
	        {"pageNavigation", contents->pages},
	        {"readingOrder", TRUE},
	        {"structuralNavigation", contents->headings || contents->titles},
	        {"tableOfContents", TRUE},
	        {"unlocked", TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(features); i++)
		if (features[i].there)
			about_property(xml, "schema:accessibilityFeature", NULL,
			        features[i].name);
}

static const char *
describe_pictures(const struct contents *contents)
{
	if (!contents->pictures)
		return "Toàn bộ nội dung là văn bản, trình đọc màn hình đọc được hết "
		       "theo đúng thứ tự";
	if (contents->undescribed)
		return "Phần chữ được trình đọc màn hình đọc hết theo đúng thứ tự; có "
		       "ảnh chưa được mô tả bằng lời";
	return "Phần chữ được trình đọc màn hình đọc hết theo đúng thứ tự; ảnh nào cũng "
	       "có lời mô tả";
}

static void
write_summary(struct xml *xml, const struct contents *contents)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "property", "schema:accessibilitySummary");
	xml_attribute(xml, "xml:lang", "vi");
	xml_text(xml, describe_pictures(contents));
	xml_text(xml,
	        contents->headings ? "; có mục lục và các cấp đề mục" : "; có mục lục");
	if (contents->tables)
		xml_text(xml, "; bảng có hàng tiêu đề");
	if (contents->pages)
		xml_text(xml, "; có số trang của bản in");
	xml_text(xml, "; cỡ chữ và màu sắc đổi được.");
	if (contents->captions)
		xml_text(xml,
		        contents->pictures
		                ? " Có chú thích thiếu ảnh: chú thích của bài gốc được "
		                  "giữ lại."
		                : " Không có ảnh: chú thích ảnh của bài gốc được giữ "
		                  "lại.");
	xml_close(xml);
	xml_newline(xml);
}

/* The PDF that the page numbers are those of. Not a dc:source as well: that is where the
 * article was printed first. */
static void
write_page_source(const struct publication *publication, struct xml *xml)
{
	const char *path = publication->job.paged;
	g_autofree char *name =
	        path && strcmp(path, "-") ? g_path_get_basename(path) : g_strdup("PDF");
	g_autofree char *valid = g_utf8_make_valid(name, -1);

	about_property(xml, "pageBreakSource", NULL, valid);
}

static void
write_certified(const struct publication *publication, struct xml *xml,
        const struct contents *contents)
{
	const struct meta *meta = publication->root->meta;
	const char *certifier = meta ? meta->certifier : NULL;

	if (publication_is_blank(certifier))
		return;
	if (contents->undescribed) {
		diag_report(publication->job.diags, DIAG_CERTIFIED_ALT,
		        publication->job.target, 0, 0, certifier, NULL);
		return;
	}
	xml_open(xml, "meta");
	xml_attribute(xml, "id", "conformance");
	xml_attribute(xml, "property", "dcterms:conformsTo");
	xml_text(xml, CONFORMANCE);
	xml_close(xml);
	xml_newline(xml);
	about_property(xml, "a11y:certifiedBy", "#conformance", certifier);
}

void
access_write(const struct publication *publication, struct xml *xml)
{
	struct contents contents = look_through(publication);

	write_modes(xml, &contents);
	write_features(publication, xml, &contents);
	about_property(xml, "schema:accessibilityHazard", NULL,
	        contents.moving ? "unknown" : "none");
	write_summary(xml, &contents);
	if (contents.pages)
		write_page_source(publication, xml);
	write_certified(publication, xml, &contents);
}
