/*
 * package.c - the package document (EPUB 3.3, 5): metadata, manifest, spine.
 */
#include "check/epub/edition.h"

#include <string.h>

/* The package document while it is read. */
struct package {
	struct edition *publication;
	const char *path;
	xmlNode *root;
	GHashTable *ids; /* of all elements */
};

static void
found(struct package *package, enum rule rule, const xmlNode *node, const char *detail)
{
	edition_found(package->publication, rule, package->path,
	        node ? xmltree_line(node) : 0, detail);
}

/* --- ids ---------------------------------------------------------------- */

static void
read_ids(struct package *package)
{
	for (xmlNode *node = package->root; node;
	        node = xmltree_walk(node, package->root)) {
		char *id = xmltree_attribute(node, "id");

		if (!id)
			continue;
		g_strstrip(id);
		if (!*id || g_hash_table_contains(package->ids, id))
			found(package, RULE_EPUB_ID_TWICE, node, id);
		g_hash_table_replace(package->ids, id, node);
	}
}

/* What refines something refines something that is there (5.3.6). */
static void
check_refines(struct package *package, const xmlNode *metadata)
{
	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *refines = xmltree_attribute(node, "refines");

		if (refines && *refines == '#' &&
		        !g_hash_table_contains(package->ids, refines + 1))
			found(package, RULE_EPUB_REFINES, node, refines);
	}
}

/* --- metadata ------------------------------------------------------------ */

static gboolean
is_uuid(const char *text)
{
	static const guint groups[] = {8, 4, 4, 4, 12};

	for (gsize i = 0; i < G_N_ELEMENTS(groups); i++) {
		for (guint k = 0; k < groups[i]; k++)
			if (!g_ascii_isxdigit(*text++))
				return FALSE;
		if (i + 1 < G_N_ELEMENTS(groups) && *text++ != '-')
			return FALSE;
	}
	return !*text;
}

static void
check_identifier(struct package *package, const xmlNode *metadata)
{
	g_autofree char *wanted = xmltree_attribute(package->root, "unique-identifier");
	xmlNode *node =
	        wanted ? g_hash_table_lookup(package->ids, g_strstrip(wanted)) : NULL;

	if (!xmltree_child(metadata, DCMES_NAMESPACE, "identifier"))
		found(package, RULE_EPUB_META_MISSING, metadata, "dc:identifier");
	if (!xmltree_is(node, DCMES_NAMESPACE, "identifier"))
		found(package, RULE_EPUB_IDENTIFIER, package->root, wanted);
	else
		package->publication->identifier = xmltree_text(node);
	for (node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *text = NULL;

		if (!xmltree_is(node, DCMES_NAMESPACE, "identifier"))
			continue;
		text = xmltree_text(node);
		if (g_str_has_prefix(text, "urn:uuid:") &&
		        !is_uuid(text + strlen("urn:uuid:")))
			found(package, RULE_EPUB_UUID, node, text);
	}
}

/* "2022-06-01T02:04:00Z" (5.5.6). */
static gboolean
is_modified(const char *text)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

	for (gsize i = 0; i < strlen(form); i++)
		if (form[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != form[i])
			return FALSE;
	return !text[strlen(form)];
}

static void
check_modified(struct package *package, const xmlNode *metadata)
{
	guint n = 0;

	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *property = xmltree_attribute(node, "property");
		g_autofree char *refines = xmltree_attribute(node, "refines");
		g_autofree char *text = NULL;

		if (g_strcmp0(property, "dcterms:modified") || refines)
			continue;
		n++;
		text = xmltree_text(node);
		if (!is_modified(text))
			found(package, RULE_EPUB_MODIFIED, node, text);
	}
	if (n != 1)
		found(package, RULE_EPUB_META_MISSING, metadata, "dcterms:modified");
}

/* A year, month or day, perhaps with a time (W3CDTF). */
static gboolean
is_date(const char *text)
{
	gsize n = strspn(text, "0123456789-");
	g_autofree char *day = g_strndup(text, n);
	int year, month = 1, date = 1, end = 0;

	if (sscanf(day, "%4d-%2d-%2d%n", &year, &month, &date, &end) != 3 &&
	        sscanf(day, "%4d-%2d%n", &year, &month, &end) != 2 &&
	        sscanf(day, "%4d%n", &year, &end) != 1)
		return FALSE;
	return (gsize)end == n && n >= 4 &&
	       g_date_valid_dmy((GDateDay)CLAMP(date, 0, 99),
	               (GDateMonth)CLAMP(month, 0, 99), (GDateYear)MAX(year, 1)) &&
	       (!text[n] || text[n] == 'T');
}

/* Every element of Dublin Core says something, in a form that fits. */
static void
check_dublin_core(struct package *package, const xmlNode *metadata)
{
	gboolean title = FALSE, language = FALSE, date = FALSE;

	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *text = xmltree_text(node);

		if (!node->ns || strcmp((const char *)node->ns->href, DCMES_NAMESPACE))
			continue;
		if (!*text)
			found(package, RULE_EPUB_META_EMPTY, node,
			        (const char *)node->name);
		title |= xmltree_is(node, DCMES_NAMESPACE, "title");
		if (xmltree_is(node, DCMES_NAMESPACE, "language")) {
			language = TRUE;
			if (*text && !edition_is_language(text))
				found(package, RULE_EPUB_LANGUAGE, node, text);
		}
		if (xmltree_is(node, DCMES_NAMESPACE, "date")) {
			if (date)
				found(package, RULE_EPUB_DATE, node, text);
			else if (*text && !is_date(text))
				found(package, RULE_EPUB_DATE, node, text);
			date = TRUE;
		}
	}
	if (!title)
		found(package, RULE_EPUB_META_MISSING, metadata, "dc:title");
	if (!language)
		found(package, RULE_EPUB_META_MISSING, metadata, "dc:language");
}

/* Prefixes that need no declaration (D.1.5). */
static void
check_prefix(struct package *package, const xmlNode *node, const char *property)
{
	static const char *const reserved[] = {"a11y", "dcterms", "marc", "media", "onix",
	        "rendition", "schema", "xsd", "msv", "prism", NULL};
	const char *colon = strchr(property, ':');
	g_autofree char *prefix =
	        colon ? g_strndup(property, (gsize)(colon - property)) : NULL;
	g_autofree char *list = xmltree_attribute(package->root, "prefix");
	g_autofree char *declared = prefix ? g_strconcat(prefix, ":", NULL) : NULL;

	if (prefix && !g_strv_contains(reserved, prefix) &&
	        !edition_has_word(list, declared))
		found(package, RULE_EPUB_PREFIX, node, property);
}

static void
check_metas(struct package *package, const xmlNode *metadata)
{
	static const char *const plain[] = {"alternate-script", "authority",
	        "belongs-to-collection", "collection-type", "display-seq", "dcterms",
	        "file-as", "group-position", "identifier-type", "meta-auth",
	        "pageBreakSource", "role", "source-of", "term", "title-type", NULL};

	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *property = xmltree_attribute(node, "property");
		g_autofree char *name = xmltree_attribute(node, "name");
		g_autofree char *text = xmltree_text(node);

		if (!xmltree_is(node, OPF_NAMESPACE, "meta"))
			continue;
		if (property && !*text)
			found(package, RULE_EPUB_META_EMPTY, node, property);
		if (property && strchr(property, ':'))
			check_prefix(package, node, property);
		else if (property && !g_strv_contains(plain, property))
			found(package, RULE_EPUB_PROPERTY, node, property);
		if (!property && !name)
			found(package, RULE_EPUB_META_EMPTY, node, "meta");
	}
}

/* Texts of all metas with a property; caller frees. */
static GPtrArray *
meta_values(const xmlNode *metadata, const char *wanted)
{
	GPtrArray *values = g_ptr_array_new_with_free_func(g_free);

	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *property = xmltree_attribute(node, "property");
		g_autofree char *name = xmltree_attribute(node, "name");

		if (!g_strcmp0(property, wanted))
			g_ptr_array_add(values, xmltree_text(node));
		else if (!g_strcmp0(name, wanted))
			g_ptr_array_add(values, xmltree_attribute(node, "content"));
	}
	return values;
}

/* A claim of conformance names who vouches for it (EPUB Accessibility 1.1). */
static void
check_conformance(struct package *package, const xmlNode *metadata)
{
	g_autoptr(GPtrArray) claims = meta_values(metadata, "dcterms:conformsTo");
	g_autoptr(GPtrArray) certifiers = meta_values(metadata, "a11y:certifiedBy");

	for (xmlNode *node = xmltree_first(metadata); node; node = xmltree_next(node)) {
		g_autofree char *rel = xmltree_attribute(node, "rel");

		if (edition_has_word(rel, "dcterms:conformsTo"))
			g_ptr_array_add(claims, xmltree_attribute(node, "href"));
	}
	for (guint i = 0; i < claims->len; i++)
		if (claims->pdata[i] && !certifiers->len &&
		        (strstr(claims->pdata[i], "epub-a11y") ||
		                g_str_has_prefix(claims->pdata[i], "EPUB Accessibility")))
			found(package, RULE_EPUB_CERTIFIED, metadata, claims->pdata[i]);
}

/* Discovery metadata (EPUB Accessibility 1.1, 2.2). */
static void
check_accessibility(struct package *package, const xmlNode *metadata)
{
	static const char *const wanted[] = {"schema:accessMode",
	        "schema:accessibilityFeature", "schema:accessibilityHazard",
	        "schema:accessModeSufficient", "schema:accessibilitySummary"};

	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autoptr(GPtrArray) values = meta_values(metadata, wanted[i]);

		if (!values->len)
			found(package, RULE_EPUB_ACCESSIBILITY, metadata, wanted[i]);
		package->publication->accessible |= values->len > 0;
	}
	check_conformance(package, metadata);
}

static void
check_metadata(struct package *package)
{
	const xmlNode *metadata = xmltree_child(package->root, OPF_NAMESPACE, "metadata");

	if (!metadata) {
		found(package, RULE_EPUB_META_MISSING, package->root, "metadata");
		return;
	}
	check_identifier(package, metadata);
	check_dublin_core(package, metadata);
	check_modified(package, metadata);
	check_metas(package, metadata);
	check_refines(package, metadata);
	check_accessibility(package, metadata);
}

/* --- manifest ------------------------------------------------------------ */

static void
check_properties(struct package *package, const xmlNode *node, const struct item *item)
{
	static const char *const known[] = {"cover-image", "mathml", "nav",
	        "remote-resources", "scripted", "svg", "switch", NULL};
	g_auto(GStrv) words =
	        g_strsplit_set(item->properties ? item->properties : "", " \t\n", -1);

	for (char **word = words; *word; word++)
		if (**word && !strchr(*word, ':') && !g_strv_contains(known, *word))
			found(package, RULE_EPUB_PROPERTY, node, *word);
		else if (!strcmp(*word, "cover-image") &&
		         !g_str_has_prefix(item->media ? item->media : "", "image/"))
			found(package, RULE_EPUB_PROPERTY, node, *word);
}

static void
place_item(struct package *package, const xmlNode *node, struct item *item)
{
	struct edition *publication = package->publication;
	char *fragment;
	enum where where =
	        edition_resolve(package->path, item->href, &item->path, &fragment);

	if (fragment || where == WHERE_BAD)
		found(package, RULE_EPUB_HREF, node, item->href);
	g_free(fragment);
	item->remote = where == WHERE_REMOTE;
	if (!item->path)
		return;
	if (!strcmp(item->path, package->path))
		found(package, RULE_EPUB_ITEM_SELF, node, item->href);
	else if (g_hash_table_contains(publication->item_by_path, item->path))
		found(package, RULE_EPUB_ITEM_TWICE, node, item->href);
	else if (!edition_entry(publication, item->path))
		found(package, RULE_EPUB_ITEM_MISSING, node, item->href);
	g_hash_table_insert(publication->item_by_path, item->path, item);
}

static void
read_item(struct package *package, const xmlNode *node)
{
	struct item *item = g_new0(struct item, 1);

	item->id = xmltree_attribute(node, "id");
	item->href = xmltree_attribute(node, "href");
	item->media = xmltree_attribute(node, "media-type");
	item->properties = xmltree_attribute(node, "properties");
	item->fallback = xmltree_attribute(node, "fallback");
	item->line = xmltree_line(node);
	g_ptr_array_add(package->publication->items, item);
	if (!item->id || !item->href || !item->media || !*item->media || !*item->href) {
		found(package, RULE_EPUB_ITEM_ATTRIBUTE, node, item->href);
		return;
	}
	g_hash_table_insert(package->publication->by_id, item->id, item);
	place_item(package, node, item);
	check_properties(package, node, item);
}

/* Every file of the container is declared, but those of OCF itself. */
static void
check_complete(struct edition *publication)
{
	for (guint i = 0; i < publication->entries->len; i++) {
		const struct entry *entry = publication->entries->pdata[i];

		if (!strcmp(entry->path, "mimetype") ||
		        !strcmp(entry->path, publication->package) ||
		        g_str_has_prefix(entry->path, "META-INF/") ||
		        g_hash_table_contains(publication->item_by_path, entry->path))
			continue;
		edition_found(publication, RULE_EPUB_UNDECLARED, entry->path, 0, NULL);
	}
	for (guint i = 0; i < publication->items->len; i++) {
		const struct item *item = publication->items->pdata[i];

		if (item->path && g_str_has_prefix(item->path, "META-INF/"))
			edition_found(
			        publication, RULE_EPUB_META_INF, item->path, 0, NULL);
	}
}

/* Fallbacks lead to something that every reading system knows (3.5.1). */
static void
check_fallback(struct edition *publication, const struct item *item)
{
	const struct item *next = item;

	for (guint i = 0; next->fallback && i <= publication->items->len; i++) {
		const struct item *target =
		        g_hash_table_lookup(publication->by_id, next->fallback);

		if (!target || target == item || i == publication->items->len) {
			edition_found(publication, RULE_EPUB_FALLBACK,
			        publication->package, item->line, next->fallback);
			return;
		}
		next = target;
	}
	if (item->in_spine && !media_is_content(item->media) &&
	        !media_is_content(next->media))
		edition_found(publication, RULE_EPUB_SPINE_MEDIA, publication->package,
		        item->line, item->media);
}

/* Exactly one navigation document, at most one cover. */
static void
check_single(struct package *package)
{
	guint navs = 0, covers = 0;

	for (guint i = 0; i < package->publication->items->len; i++) {
		const struct item *item = package->publication->items->pdata[i];

		navs += edition_has_word(item->properties, "nav");
		covers += edition_has_word(item->properties, "cover-image");
		if (edition_has_word(item->properties, "nav") &&
		        g_strcmp0(item->media, "application/xhtml+xml"))
			found(package, RULE_EPUB_PROPERTY, NULL, "nav");
	}
	if (navs != 1)
		found(package, RULE_EPUB_NAV, package->root, NULL);
	if (covers > 1)
		found(package, RULE_EPUB_PROPERTY, package->root, "cover-image");
}

static void
read_manifest(struct package *package)
{
	xmlNode *manifest = xmltree_child(package->root, OPF_NAMESPACE, "manifest");

	if (!manifest)
		found(package, RULE_EPUB_MANIFEST, package->root, NULL);
	for (xmlNode *node = xmltree_first(manifest); node; node = xmltree_next(node)) {
		if (xmltree_is(node, OPF_NAMESPACE, "item"))
			read_item(package, node);
		else
			found(package, RULE_EPUB_ELEMENT, node, (const char *)node->name);
	}
}

/* --- spine -------------------------------------------------------------- */

static gboolean
read_itemref(struct package *package, const xmlNode *node, guint place)
{
	g_autofree char *id = xmltree_attribute(node, "idref");
	g_autofree char *linear = xmltree_attribute(node, "linear");
	struct item *item =
	        id ? g_hash_table_lookup(package->publication->by_id, g_strstrip(id))
	           : NULL;

	if (!item) {
		found(package, RULE_EPUB_IDREF, node, id);
		return FALSE;
	}
	if (item->in_spine)
		found(package, RULE_EPUB_SPINE_TWICE, node, id);
	item->in_spine = TRUE;
	item->spine_place = place;
	if (linear && strcmp(linear, "yes") && strcmp(linear, "no"))
		found(package, RULE_EPUB_ATTRIBUTE, node, "linear");
	return g_strcmp0(linear, "no") != 0;
}

static void
check_toc(struct package *package, const xmlNode *spine)
{
	g_autofree char *toc = xmltree_attribute(spine, "toc");
	const struct item *item =
	        toc ? g_hash_table_lookup(package->publication->by_id, toc) : NULL;
	gboolean ncx = FALSE;

	for (guint i = 0; i < package->publication->items->len; i++) {
		const struct item *other = package->publication->items->pdata[i];

		ncx |= !g_strcmp0(other->media, "application/x-dtbncx+xml");
	}
	if (toc ? !item || g_strcmp0(item->media, "application/x-dtbncx+xml") : ncx)
		found(package, RULE_EPUB_TOC, spine, toc);
}

static void
read_spine(struct package *package)
{
	xmlNode *spine = xmltree_child(package->root, OPF_NAMESPACE, "spine");
	gboolean linear = FALSE;
	guint place = 0;

	for (xmlNode *node = xmltree_first(spine); node; node = xmltree_next(node)) {
		if (xmltree_is(node, OPF_NAMESPACE, "itemref"))
			linear |= read_itemref(package, node, ++place);
		else
			found(package, RULE_EPUB_ELEMENT, node, (const char *)node->name);
	}
	if (!spine || !linear)
		found(package, RULE_EPUB_SPINE, spine ? spine : package->root, NULL);
	if (spine)
		check_toc(package, spine);
}

/* --- all ---------------------------------------------------------------- */

/* metadata, manifest and spine, in this order; then what may follow. */
static void
check_order(struct package *package)
{
	static const char *const order[] = {
	        "metadata", "manifest", "spine", "guide", "bindings", "collection"};
	gsize last = 0;

	for (xmlNode *node = xmltree_first(package->root); node;
	        node = xmltree_next(node)) {
		gsize i = 0;

		while (i < G_N_ELEMENTS(order) &&
		        !xmltree_is(node, OPF_NAMESPACE, order[i]))
			i++;
		if (i == G_N_ELEMENTS(order) || i < last)
			found(package, RULE_EPUB_ELEMENT, node, (const char *)node->name);
		else
			last = i;
	}
}

static void
check_root(struct package *package)
{
	g_autofree char *version = xmltree_attribute(package->root, "version");
	g_autofree char *language =
	        xmltree_attribute_ns(package->root, XML_NAMESPACE, "lang");

	if (g_strcmp0(version, "3.0"))
		found(package, RULE_EPUB_VERSION, package->root, version);
	if (language && *language && !edition_is_language(language))
		found(package, RULE_EPUB_LANGUAGE, package->root, language);
}

gboolean
package_check(struct edition *publication)
{
	g_autoptr(xmlDoc) doc = edition_xml(publication, publication->package);
	struct package package = {
	        .publication = publication, .path = publication->package};

	if (!doc)
		return FALSE;
	package.root = xmltree_root(doc);
	if (!xmltree_is(package.root, OPF_NAMESPACE, "package")) {
		found(&package, RULE_EPUB_ELEMENT, package.root,
		        (const char *)package.root->name);
		return FALSE;
	}
	package.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	check_root(&package);
	check_order(&package);
	read_ids(&package);
	check_metadata(&package);
	read_manifest(&package);
	read_spine(&package);
	check_single(&package);
	check_complete(publication);
	for (guint i = 0; i < publication->items->len; i++)
		check_fallback(publication, publication->items->pdata[i]);
	g_hash_table_unref(package.ids);
	return TRUE;
}
