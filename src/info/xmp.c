/*
 * xmp.c - RDF/XML as XMP writes it (ISO 16684-1, 7).
 *
 * A property is a child, or an attribute, of rdf:Description below rdf:RDF; its value is
 * its text, or the text of each rdf:li in it. In rdf:Alt the first one counts, unless
 * another is "x-default". Structures are passed over. PDF/A, PDF/UA and PDF/X claims come
 * in several properties, and are put together at the end.
 */
#include "info/xmp.h"

#include "base/xml_read.h"

#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC "http://purl.org/dc/elements/1.1/"
#define XMP "http://ns.adobe.com/xap/1.0/"
#define PDF "http://ns.adobe.com/pdf/1.3/"
#define PDFA "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define PDFX "http://www.npes.org/pdfx/ns/id/"

enum { TEXT_MOST = 64 * 1024 };

/* Claims in parts. */
enum claim { PDFA_PART, PDFA_LEVEL, PDFUA_PART, PDFX_VERSION, N_CLAIMS };

static const struct property {
	const char *space, *name;
	enum fact fact;
	int claim; /* or -1: the fact */
} properties[] = {
        {DC, "title", FACT_TITLE, -1},
        {DC, "creator", FACT_CREATORS, -1},
        {DC, "contributor", FACT_CONTRIBUTORS, -1},
        {DC, "date", FACT_DATE, -1},
        {DC, "language", FACT_LANGUAGES, -1},
        {DC, "publisher", FACT_PUBLISHERS, -1},
        {DC, "source", FACT_SOURCES, -1},
        {DC, "identifier", FACT_IDENTIFIERS, -1},
        {DC, "subject", FACT_SUBJECTS, -1},
        {DC, "rights", FACT_RIGHTS, -1},
        {XMP, "CreateDate", FACT_CREATED, -1},
        {XMP, "ModifyDate", FACT_MODIFIED, -1},
        {XMP, "CreatorTool", FACT_GENERATOR, -1},
        {PDF, "Producer", FACT_PRODUCER, -1},
        {PDFA, "part", 0, PDFA_PART},
        {PDFA, "conformance", 0, PDFA_LEVEL},
        {PDFUA, "part", 0, PDFUA_PART},
        {PDFX, "GTS_PDFXVersion", 0, PDFX_VERSION},
};

struct reading {
	struct facts *facts;
	guint depth;                     /* open elements */
	guint description;               /* depth of rdf:Description, 0: outside */
	guint item;                      /* depth of rdf:li, 0: outside */
	gboolean alternative, standard;  /* in rdf:Alt; xml:lang is x-default */
	const struct property *property; /* inside one: at depth description + 1 */
	GString *text;
	char *claims[N_CLAIMS];
};

static const struct property *
find_property(const char *space, const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		if (!strcmp(space, properties[i].space) &&
		        !strcmp(name, properties[i].name))
			return &properties[i];
	return NULL;
}

gboolean
xmp_dublin_core(const char *space, const char *name, enum fact *fact)
{
	const struct property *property =
	        strcmp(space, DC) ? NULL : find_property(space, name);

	if (property)
		*fact = property->fact;
	return property != NULL;
}

static void
take(struct reading *reading, const struct property *property, const char *value)
{
	if (property->claim >= 0 && !reading->claims[property->claim])
		reading->claims[property->claim] = g_strstrip(g_strdup(value));
	else if (property->claim < 0 && reading->standard)
		facts_add_first(reading->facts, property->fact, value);
	else if (property->claim < 0)
		facts_add(reading->facts, property->fact, value);
}

static gboolean
is_rdf(const struct xml_element *element, const char *name)
{
	return !strcmp(element->space, RDF) && !strcmp(element->name, name);
}

static void
open_description(struct reading *reading, const struct xml_element *element)
{
	reading->description = reading->depth;
	for (guint i = 0; i < element->n_attributes; i++) {
		const struct xml_attribute *attribute = &element->attributes[i];
		const struct property *property =
		        find_property(attribute->space, attribute->name);

		if (property)
			take(reading, property, attribute->value);
	}
}

static void
open_item(struct reading *reading, const struct xml_element *element)
{
	reading->item = reading->depth;
	reading->standard = FALSE;
	g_string_truncate(reading->text, 0);
	for (guint i = 0; i < element->n_attributes && reading->alternative; i++)
		if (!strcmp(element->attributes[i].name, "lang") &&
		        !strcmp(element->attributes[i].value, "x-default"))
			reading->standard = TRUE;
}

static void
open_element(gpointer user, const struct xml_element *element)
{
	struct reading *reading = user;

	reading->depth++;
	if (!reading->description && is_rdf(element, "Description")) {
		open_description(reading, element);
	} else if (reading->description && reading->depth == reading->description + 1) {
		reading->property = find_property(element->space, element->name);
		reading->alternative = FALSE;
		g_string_truncate(reading->text, 0);
	} else if (reading->property && reading->depth == reading->description + 2) {
		reading->alternative = is_rdf(element, "Alt");
	} else if (reading->property && reading->depth == reading->description + 3 &&
	           is_rdf(element, "li")) {
		open_item(reading, element);
	}
}

static void
add_text(gpointer user, const char *text)
{
	struct reading *reading = user;
	guint inside = reading->item ? reading->item : reading->description + 1;

	if (reading->property && reading->depth == inside &&
	        reading->text->len < TEXT_MOST)
		g_string_append_len(reading->text, text, strnlen(text, TEXT_MOST));
}

static void
close_element(gpointer user)
{
	struct reading *reading = user;

	if (reading->depth == reading->item) {
		take(reading, reading->property, reading->text->str);
		g_string_truncate(reading->text, 0);
		reading->item = 0;
		reading->standard = FALSE;
	} else if (reading->depth == reading->description) {
		reading->description = 0;
	} else if (reading->depth == reading->description + 1 && reading->property) {
		take(reading, reading->property, reading->text->str);
		reading->property = NULL;
	}
	reading->depth--;
}

/* "PDF/A-2a", "PDF/UA-1", "PDF/X-4" */
static void
put_claims(struct reading *reading)
{
	char *const *claims = reading->claims;
	g_autofree char *level =
	        g_ascii_strdown(claims[PDFA_LEVEL] ? claims[PDFA_LEVEL] : "", -1);
	g_autofree char *pdfa =
	        claims[PDFA_PART] ? g_strconcat("PDF/A-", claims[PDFA_PART], level, NULL)
	                          : NULL;
	g_autofree char *pdfua =
	        claims[PDFUA_PART] ? g_strconcat("PDF/UA-", claims[PDFUA_PART], NULL)
	                           : NULL;

	facts_add(reading->facts, FACT_CONFORMANCE, pdfa);
	facts_add(reading->facts, FACT_CONFORMANCE, pdfua);
	facts_add(reading->facts, FACT_CONFORMANCE, claims[PDFX_VERSION]);
}

gboolean
xmp_facts(struct facts *facts, const void *data, gsize size)
{
	static const struct xml_handler handler = {open_element, add_text, close_element};
	struct reading reading = {.facts = facts, .text = g_string_new(NULL)};
	gboolean ok = xml_read(data, size, &handler, &reading);

	put_claims(&reading);
	for (int i = 0; i < N_CLAIMS; i++)
		g_free(reading.claims[i]);
	g_string_free(reading.text, TRUE);
	return ok;
}
