/*
 * xmp.c - RDF/XML as XMP writes it (ISO 16684-1, 7).
 *
 * A property is a child, or an attribute, of rdf:Description below rdf:RDF; its value is
 * its text, or the text of each rdf:li in it. In rdf:Alt the first one counts, unless
 * another is "x-default". Structures are passed over. PDF/A, PDF/UA and PDF/X claims come
 * in several properties, and are put together at the end.
 */
#include "info/xmp.h"

#include "base/xmltree.h"

#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XML_SPACE "http://www.w3.org/XML/1998/namespace"
#define DC "http://purl.org/dc/elements/1.1/"
#define XMP "http://ns.adobe.com/xap/1.0/"
#define PDF "http://ns.adobe.com/pdf/1.3/"
#define PDFA "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define PDFX "http://www.npes.org/pdfx/ns/id/"

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

/* first: before the others. */
static void
take(struct reading *reading, const struct property *property, gboolean first,
        char *value)
{
	g_autofree char *text = g_strstrip(value);

	if (property->claim >= 0) {
		if (!reading->claims[property->claim])
			reading->claims[property->claim] = g_steal_pointer(&text);
	} else if (first) {
		facts_add_first(reading->facts, property->fact, text);
	} else {
		facts_add(reading->facts, property->fact, text);
	}
}

static void
take_attributes(struct reading *reading, const xmlNode *description)
{
	for (const xmlAttr *attribute = description->properties; attribute;
	        attribute = attribute->next) {
		const char *space =
		        attribute->ns ? (const char *)attribute->ns->href : "";
		const char *name = (const char *)attribute->name;
		const struct property *property = find_property(space, name);

		if (property)
			take(reading, property, FALSE,
			        xmltree_attribute_ns(description, space, name));
	}
}

/* The items of rdf:Alt, rdf:Seq or rdf:Bag. */
static void
take_list(struct reading *reading, const struct property *property, const xmlNode *list)
{
	gboolean alternative = xmltree_is(list, RDF, "Alt");

	for (const xmlNode *item = xmltree_first(list); item; item = xmltree_next(item)) {
		g_autofree char *language = xmltree_attribute_ns(item, XML_SPACE, "lang");
		gboolean first = alternative && g_strcmp0(language, "x-default") == 0;

		if (xmltree_is(item, RDF, "li") && !xmltree_first(item))
			take(reading, property, first, xmltree_text(item));
	}
}

static void
take_description(struct reading *reading, const xmlNode *description)
{
	take_attributes(reading, description);
	for (const xmlNode *node = xmltree_first(description); node;
	        node = xmltree_next(node)) {
		const struct property *property =
		        node->ns ? find_property((const char *)node->ns->href,
		                           (const char *)node->name)
		                 : NULL;

		if (property && xmltree_first(node))
			take_list(reading, property, xmltree_first(node));
		else if (property)
			take(reading, property, FALSE, xmltree_text(node));
	}
}

static void
take_packet(struct reading *reading, xmlNode *root)
{
	for (xmlNode *rdf = root; rdf; rdf = xmltree_walk(rdf, root)) {
		if (!xmltree_is(rdf, RDF, "RDF"))
			continue;
		for (const xmlNode *node = xmltree_first(rdf); node;
		        node = xmltree_next(node))
			if (xmltree_is(node, RDF, "Description"))
				take_description(reading, node);
	}
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
	struct reading reading = {.facts = facts};
	gboolean whole;
	g_autoptr(xmlDoc) doc = xmltree_salvage(data, size, &whole);

	if (doc)
		take_packet(&reading, xmltree_root(doc));
	put_claims(&reading);
	for (int i = 0; i < N_CLAIMS; i++)
		g_free(reading.claims[i]);
	return whole;
}
