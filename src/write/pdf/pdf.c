/*
 * pdf.c - the PDF writer: what is written when.
 *
 * Pages become content streams as they come, in the other thread: until finish() it alone
 * uses places, embed, hidden, rasters and content. Everything that needs to know the
 * whole follows in finish(): fonts and pictures first, because compressing them is the
 * longest work that is left to the other thread, then structure, bookmarks, pages,
 * metadata, catalog.
 */
#include "write/pdf/pdf.h"

#include "base/text_in.h"
#include "write/pdf/attach.h"
#include "write/pdf/content.h"
#include "write/pdf/embed.h"
#include "write/pdf/heading.h"
#include "write/pdf/hidden.h"
#include "write/pdf/metadata.h"
#include "write/pdf/objects.h"
#include "write/pdf/outline.h"
#include "write/pdf/pagetree.h"
#include "write/pdf/places.h"
#include "write/pdf/raster.h"
#include "write/pdf/srgb.h"
#include "write/pdf/syntax.h"
#include "write/pdf/tags.h"

#include <string.h>

struct pdf {
	struct profile profile;
	const struct write_job *job;
	struct objects *objects;
	struct places *places;
	struct embed *embed;
	struct hidden *hidden;
	struct rasters *rasters;
	struct content *content;
};

/* Objects that the catalog refers to; 0: there is none. */
struct catalog {
	guint32 pages, labels, structure, outline, intent, xmp;
	gboolean show_outline;
	GString *files; /* entries for attachments */
};

gpointer
pdf_open(struct outfile *out, const struct write_job *job, const struct profile *profile,
        GError **error)
{
	struct pdf *pdf = g_malloc0(sizeof(*pdf));

	pdf->profile = *profile;
	pdf->job = job;
	pdf->objects = objects_new(out, &pdf->profile, job->clock);
	pdf->places = places_new(job->tree);
	pdf->embed = embed_new();
	pdf->hidden = hidden_new();
	pdf->rasters = rasters_new(job->image_dpi);
	pdf->content = content_new(
	        pdf->embed, pdf->hidden, pdf->rasters, pdf->places, &pdf->profile);
	return pdf;
}

static gpointer
open_chosen(struct outfile *out, const struct write_job *job, GError **error)
{
	gboolean attached = job->attachments && job->attachments->len;
	struct profile profile;

	if (!profile_choose(&profile, job->standard, attached, error))
		return NULL;
	profile.grey = job->grey;
	return pdf_open(out, job, &profile, error);
}

static void
discard(gpointer self)
{
	struct pdf *pdf = self;

	if (!pdf)
		return;
	objects_free(pdf->objects);
	content_free(pdf->content);
	embed_free(pdf->embed);
	hidden_free(pdf->hidden);
	rasters_free(pdf->rasters);
	places_free(pdf->places);
	g_free(pdf);
}

/* A page on its way to the other thread. */
struct set_page {
	struct page *page;
	guint32 contents; /* object of its content stream */
};

static GString *
make_content(gpointer self, gpointer source)
{
	struct pdf *pdf = self;
	struct set_page *set = source;
	struct place_page *place = places_open_page(pdf->places, set->page);
	GString *content = content_page(pdf->content, set->page, place);

	places_add_links(pdf->places, place, set->page);
	place->contents = set->contents;
	page_free(set->page);
	g_free(set);
	return content;
}

static gboolean
take_page(gpointer self, struct page *page, GError **error)
{
	struct pdf *pdf = self;
	enum clock_phase was = clock_enter(pdf->job->clock, CLOCK_DEFLATE);
	struct set_page set = {page, objects_reserve(pdf->objects, 1)};

	objects_made_stream(pdf->objects, set.contents, make_content, pdf,
	        g_memdup2(&set, sizeof(set)), page_memory(page));
	clock_enter(pdf->job->clock, was);
	return objects_ok(pdf->objects, error);
}

/* --- the catalog -------------------------------------------------------- */

static guint32
write_icc(struct objects *objects, gboolean grey)
{
	guint32 object = objects_reserve(objects, 1);
	const guint8 *data = grey ? grey_profile : srgb_profile;

	objects_stream(objects, object, g_string_new(grey ? "/N 1" : "/N 3"),
	        g_string_new_len((const char *)data, grey ? GREY_SIZE : SRGB_SIZE));
	return object;
}

/* Which colours the numbers mean (ISO 19005-2, 6.2.3). */
static guint32
write_output_intent(struct objects *objects, gboolean grey)
{
	const char *name = grey ? "Grey, curve of sRGB" : "sRGB IEC61966-2.1";
	guint32 profile = write_icc(objects, grey), object = objects_reserve(objects, 1);
	GString *out = objects_begin(objects, object);

	g_string_append_printf(out,
	        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(%s)/Info(%s)",
	        name, name);
	syntax_put_key_reference(out, "/DestOutputProfile", profile);
	g_string_append(out, ">>");
	objects_end(objects);
	return object;
}

static guint32
write_catalog(
        struct objects *objects, const struct catalog *catalog, const char *language)
{
	guint32 object = objects_reserve(objects, 1);
	GString *out = objects_begin(objects, object);

	g_string_append(out, "<</Type/Catalog");
	syntax_put_key_reference(out, "/Pages", catalog->pages);
	syntax_put_key_reference(out, "/PageLabels", catalog->labels);
	g_string_append(out, "/Lang");
	syntax_put_text(out, language, strlen(language));
	if (catalog->structure) {
		g_string_append(out, "/MarkInfo<</Marked true>>");
		syntax_put_key_reference(out, "/StructTreeRoot", catalog->structure);
	}
	if (catalog->outline)
		syntax_put_key_reference(out, "/Outlines", catalog->outline);
	if (catalog->show_outline)
		g_string_append(out, "/PageMode/UseOutlines");
	g_string_append(out, "/ViewerPreferences<</DisplayDocTitle true>>");
	if (catalog->intent) {
		syntax_put_key_reference(out, "/OutputIntents[", catalog->intent);
		g_string_append_c(out, ']');
	}
	g_string_append(out, catalog->files->str);
	if (catalog->xmp)
		syntax_put_key_reference(out, "/Metadata", catalog->xmp);
	g_string_append(out, ">>");
	objects_end(objects);
	return object;
}

/* --- the end ------------------------------------------------------------ */

/* The fonts and pictures, and what pages name them by. */
static gboolean
write_resources(struct pdf *pdf, struct resources *resources, GError **error)
{
	g_autoptr(GString) fonts = g_string_new(NULL);
	GString *out;

	clock_enter(pdf->job->clock, CLOCK_FONTS);
	embed_write(pdf->embed, pdf->objects, &pdf->profile, fonts);
	if (!embed_complete(pdf->embed))
		selfcheck_fault(
		        content_check(pdf->content), N_("a font has no program"), 0);
	hidden_write(pdf->hidden, pdf->objects, fonts);
	if (!rasters_write(pdf->rasters, pdf->objects, &pdf->profile,
	            &resources->pictures, error))
		return FALSE;
	out = objects_begin(pdf->objects, resources->fonts);
	g_string_append_printf(out, "<<%s>>", fonts->str);
	objects_end(pdf->objects);
	out = objects_begin(pdf->objects, resources->shared);
	syntax_put_key_reference(out, "<</Font", resources->fonts);
	g_string_append(out, ">>");
	objects_end(pdf->objects);
	return TRUE;
}

/* All that leads the reader: structure, bookmarks, pages, labels. */
static void
write_navigation(
        struct pdf *pdf, struct catalog *catalog, const struct resources *resources)
{
	g_autoptr(GArray) depths = NULL;
	guint n_top;

	clock_enter(pdf->job->clock, CLOCK_TAGS);
	places_sort(pdf->places);
	pagetree_reserve(pdf->places, pdf->objects);
	depths = heading_depths(pdf->places);
	if (pdf->profile.tags)
		catalog->structure = tags_write(pdf->places, depths, pdf->objects);
	clock_enter(pdf->job->clock, CLOCK_WRITE);
	catalog->outline = outline_write(pdf->places, depths, pdf->objects, &n_top);
	catalog->show_outline = n_top > 1;
	catalog->pages =
	        pagetree_write(pdf->places, pdf->objects, &pdf->profile, resources);
	catalog->labels = pagetree_write_labels(pdf->places, pdf->objects);
}

static gboolean
write_end(struct pdf *pdf, const struct catalog *known, GError **error)
{
	struct metadata *metadata =
	        metadata_new(pdf->job->tree, pdf->job->generator, pdf->job->date,
	                pdf->job->modified.year ? pdf->job->modified : pdf->job->date);
	g_autofree char *date = metadata_date(metadata);
	g_autoptr(GString) files = g_string_new(NULL);
	struct catalog catalog = *known;
	guint32 root, info;

	catalog.xmp = metadata_write_xmp(metadata, pdf->objects, &pdf->profile);
	if (pdf->profile.output_intent)
		catalog.intent = write_output_intent(pdf->objects, pdf->profile.grey);
	attach_write(pdf->job->attachments, pdf->objects, &pdf->profile, date, files);
	catalog.files = files;
	info = metadata_write_info(metadata, pdf->objects, &pdf->profile);
	root = write_catalog(pdf->objects, &catalog, metadata_language(metadata));
	metadata_free(metadata);
	clock_enter(pdf->job->clock, CLOCK_DEFLATE);
	return objects_finish(pdf->objects, root, info, error);
}

static gboolean
finish(gpointer self, GError **error)
{
	struct pdf *pdf = self;
	enum clock_phase was = clock_enter(pdf->job->clock, CLOCK_DEFLATE);
	struct resources resources = {.shared = objects_reserve(pdf->objects, 1),
	        .fonts = objects_reserve(pdf->objects, 1)};
	struct catalog catalog = {0};
	gboolean ok;

	objects_drain(pdf->objects);
	ok = write_resources(pdf, &resources, error);
	if (ok) {
		write_navigation(pdf, &catalog, &resources);
		ok = selfcheck_passed(content_check(pdf->content), pdf->places,
		             pdf->profile.tags, pdf->job->diags) &&
		     write_end(pdf, &catalog, error);
	}
	clock_enter(pdf->job->clock, was);
	discard(pdf);
	return ok;
}

const struct writer pdf_writer = {
        .name = "pdf",
        .suffix = ".pdf",
        .type = "application/pdf",
        .help = N_("tagged PDF for print and archive (PDF/A-2a, PDF/UA-1)"),
        .needs_pages = TRUE,
        .open = open_chosen,
        .page = take_page,
        .finish = finish,
        .discard = discard,
};
