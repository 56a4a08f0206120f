/*
 * schemas.c - which XMP properties are known, and of which form.
 *
 * A property that no list has is looked for among those that the packet's extension
 * schemas describe.
 */
#include "check/pdf/schemas.h"

#include <string.h>

#define EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define PROPERTY "http://www.aiim.org/pdfa/ns/property#"

/* Predefined schemas (XMP Part 1 and 2; ISO 19005-1, 6.7.3). Each property: t text,
 * A alternatives by language, S ordered list, B unordered list, * anything. No list:
 * any property. */
static const struct {
	const char *namespace, *properties;
} predefined[] = {
        {DC_NAMESPACE, "B:contributor t:coverage S:creator S:date A:description t:format "
                       "t:identifier B:language B:publisher B:relation A:rights t:source "
                       "B:subject A:title B:type"},
        {XMP_NAMESPACE,
                "B:Advisory t:BaseURL t:CreateDate t:CreatorTool B:Identifier t:Label "
                "t:MetadataDate t:ModifyDate t:Nickname t:Rating A:Thumbnails"},
        {PDF_NAMESPACE, "t:Keywords t:PDFVersion t:Producer t:Trapped"},
        {PDFA_NAMESPACE, "t:part t:conformance t:amd t:corr t:rev"},
        {"http://ns.adobe.com/xap/1.0/rights/",
                "t:Certificate t:Marked B:Owner A:UsageTerms t:WebStatement"},
        {"http://ns.adobe.com/xap/1.0/mm/",
                "*:DerivedFrom t:DocumentID S:History *:Ingredients t:InstanceID "
                "*:ManagedFrom t:Manager t:ManageTo t:ManageUI t:ManagerVariant "
                "t:OriginalDocumentID *:Pantry t:RenditionClass t:RenditionParams "
                "t:VersionID S:Versions t:LastURL *:RenditionOf t:SaveID"},
        {"http://ns.adobe.com/xap/1.0/bj/", NULL},
        {"http://ns.adobe.com/xap/1.0/t/pg/", NULL},
        {"http://ns.adobe.com/xmp/1.0/DynamicMedia/", NULL},
        {"http://ns.adobe.com/photoshop/1.0/", NULL},
        {"http://ns.adobe.com/camera-raw-settings/1.0/", NULL},
        {"http://ns.adobe.com/tiff/1.0/", NULL},
        {"http://ns.adobe.com/exif/1.0/", NULL},
        {"http://ns.adobe.com/exif/1.0/aux/", NULL},
        {EXTENSION, "B:schemas"},
};

struct schemas {
	struct pdf *pdf;
	guint32 object;
	GHashTable *described; /* "namespace name" */
};

/* --- extension schemas --------------------------------------------------- */

/* The list below a property: its rdf:Bag, rdf:Seq or rdf:Alt, or NULL. */
static xmlNode *
list_of(const xmlNode *property, const char *kind)
{
	return xmltree_child(property, RDF_NAMESPACE, kind);
}

/* A structure: a node whose parts are its children, or those of an rdf:Description. */
static const xmlNode *
structure_of(const xmlNode *node)
{
	const xmlNode *inner = xmltree_child(node, RDF_NAMESPACE, "Description");

	return inner ? inner : node;
}

/* The text of a part; "" if there is none. Caller frees. */
static char *
part(const xmlNode *structure, const char *namespace, const char *name)
{
	char *attribute = xmltree_attribute_ns(structure, namespace, name);

	return attribute ? attribute
	                 : xmltree_text(xmltree_child(structure, namespace, name));
}

static void
found(struct schemas *schemas, enum rule rule, const char *detail)
{
	pdf_found(schemas->pdf, rule, schemas->object, detail);
}

static void
read_property(struct schemas *schemas, const char *namespace, const xmlNode *node)
{
	g_autofree char *name = part(node, PROPERTY, "name");
	g_autofree char *type = part(node, PROPERTY, "valueType");
	g_autofree char *category = part(node, PROPERTY, "category");
	g_autofree char *description = part(node, PROPERTY, "description");

	if (!*name || !*type || !*description ||
	        (strcmp(category, "internal") && strcmp(category, "external")))
		found(schemas, RULE_PDF_XMP_EXTENSION, name);
	g_hash_table_add(schemas->described, g_strconcat(namespace, " ", name, NULL));
}

static void
read_schema(struct schemas *schemas, const xmlNode *node)
{
	g_autofree char *words = part(node, SCHEMA, "schema");
	g_autofree char *namespace = part(node, SCHEMA, "namespaceURI");
	g_autofree char *prefix = part(node, SCHEMA, "prefix");
	const xmlNode *property = xmltree_child(node, SCHEMA, "property");
	const xmlNode *list = list_of(property, "Seq");

	if (!*words || !*namespace || !*prefix || (property && !list))
		found(schemas, RULE_PDF_XMP_EXTENSION, namespace);
	for (xmlNode *item = xmltree_first(list); item; item = xmltree_next(item))
		read_property(schemas, namespace, structure_of(item));
}

static void
read_extension(struct schemas *schemas, const xmlNode *property)
{
	const xmlNode *list = list_of(property, "Bag");

	if (!list)
		found(schemas, RULE_PDF_XMP_EXTENSION, "schemas");
	for (xmlNode *item = xmltree_first(list); item; item = xmltree_next(item))
		read_schema(schemas, structure_of(item));
}

/* --- properties ---------------------------------------------------------- */

static char
form_of(const xmlNode *property)
{
	if (list_of(property, "Alt"))
		return 'A';
	if (list_of(property, "Seq"))
		return 'S';
	if (list_of(property, "Bag"))
		return 'B';
	return xmltree_first(property) ? 's' : 't';
}

/* The form that the list wants; 0: the property is not in it. */
static char
wanted_form(const char *list, const char *name)
{
	g_auto(GStrv) rows = g_strsplit(list, " ", -1);

	for (char **row = rows; *row; row++)
		if (!strcmp(*row + 2, name))
			return **row;
	return 0;
}

static void
check_property(
        struct schemas *schemas, const char *namespace, const char *name, char form)
{
	g_autofree char *key = g_strconcat(namespace, " ", name, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(predefined); i++) {
		const char *list = predefined[i].properties;
		char wanted;

		if (strcmp(predefined[i].namespace, namespace))
			continue;
		wanted = list ? wanted_form(list, name) : '*';
		if (wanted && wanted != '*' && wanted != form)
			found(schemas, RULE_PDF_XMP_TYPE, key);
		if (wanted)
			return;
	}
	if (!g_hash_table_contains(schemas->described, key))
		found(schemas, RULE_PDF_XMP_PROPERTY, key);
}

static void
check_description(struct schemas *schemas, const xmlNode *description)
{
	for (xmlAttr *attribute = description->properties; attribute;
	        attribute = attribute->next)
		if (attribute->ns &&
		        strcmp((const char *)attribute->ns->href, RDF_NAMESPACE) &&
		        g_strcmp0((const char *)attribute->ns->prefix, "xml"))
			check_property(schemas, (const char *)attribute->ns->href,
			        (const char *)attribute->name, 't');
	for (xmlNode *node = xmltree_first(description); node; node = xmltree_next(node))
		if (node->ns)
			check_property(schemas, (const char *)node->ns->href,
			        (const char *)node->name, form_of(node));
}

void
schemas_check(struct pdf *pdf, guint32 object, const xmlNode *rdf)
{
	struct schemas schemas = {.pdf = pdf, .object = object};

	schemas.described = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (xmlNode *node = xmltree_first(rdf); node; node = xmltree_next(node)) {
		const xmlNode *extension = xmltree_child(node, EXTENSION, "schemas");

		if (extension)
			read_extension(&schemas, extension);
	}
	for (xmlNode *node = xmltree_first(rdf); node; node = xmltree_next(node))
		check_description(&schemas, node);
	g_hash_table_unref(schemas.described);
}
