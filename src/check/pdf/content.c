/*
 * content.c - interprets content streams as far as the rules need: operators, nesting of
 * states and marks, colours, fonts and shown codes.
 *
 * A form XObject is read once in each of the three situations (inside tagged content,
 * inside an artifact, in neither), however often it is painted; so no file, however it
 * nests its forms, takes more time than its streams are long.
 */
#include "check/pdf/content.h"

#include "check/pdf/colour.h"
#include "check/pdf/language.h"
#include "check/pdf/lexer.h"

#include <stdlib.h>
#include <string.h>

enum {
	STATES = 28, /* nested q (ISO 19005-1, 6.1.12) */
	FORMS = 30,  /* nested forms */
	NESTING = 1000,
	OPERANDS = 20000,
};

/* What a painted thing belongs to. Bits, so that they can be gathered. */
enum situation { UNMARKED = 1, TAGGED = 2, ARTIFACT = 4, UNCHECKED = 8 };

struct state {
	struct font *font;
	gint64 mode;   /* of text */
	gboolean gray; /* nothing has set a colour: it is DeviceGray's black */
};

struct content {
	struct pdf *pdf;
	struct fontlist *fonts;
	struct mcids *marks;
	GHashTable *forms; /* dictionary → situations it was read in */
	struct pool *pool; /* of the operands */
	GArray *operands;
	/* of the stream that is being read */
	const struct page *page; /* NULL: not of a page */
	guint page_number;
	guint32 object;    /* where findings are: page, form */
	guint32 container; /* of MCIDs */
	const struct value *resources;
	gboolean inherited; /* the resources are those of another object */
	GArray *states;     /* of struct state, the present one last */
	GArray *stack;      /* of enum situation, for each mark that is open */
	guint depth;        /* of forms */
	struct lexer *lexer;
};

static void read_stream(struct content *content, gconstpointer bytes, gsize size);

static void
found(struct content *content, enum rule rule, const char *detail)
{
	struct spot spot = {.object = content->object, .page = content->page_number};

	findings_add(content->pdf->findings, rule, &spot, detail);
}

static struct state *
state(struct content *content)
{
	return &g_array_index(content->states, struct state, content->states->len - 1);
}

static enum situation
situation(const struct content *content)
{
	return g_array_index(content->stack, enum situation, content->stack->len - 1);
}

/* Operand i counted from the end (1: the last), or NULL. */
static const struct value *
operand(const struct content *content, guint i)
{
	if (i > content->operands->len)
		return NULL;
	return &g_array_index(
	        content->operands, struct value, content->operands->len - i);
}

/* A named resource of a category. */
static const struct value *
resource(struct content *content, const char *category, const struct value *name)
{
	const struct value *list = pdf_get(content->pdf, content->resources, category);
	const struct value *entry = pdf_entry(list, value_name(name));

	if (!entry)
		found(content, RULE_PDF_RESOURCE, value_name(name));
	else if (content->inherited)
		found(content, RULE_PDF_RESOURCE_INHERITED, value_name(name));
	return entry;
}

/* Something is drawn: it belongs to the structure or is an artifact. */
static void
painted(struct content *content)
{
	if (situation(content) == UNMARKED)
		found(content, RULE_PDF_CONTENT_UNMARKED, NULL);
	if (state(content)->gray)
		colour_use(content->pdf, content->resources, 'G', content->object);
}

/* --- graphics state ----------------------------------------------------- */

static void
do_save(struct content *content)
{
	struct state copy = *state(content);

	if (content->states->len > STATES)
		found(content, RULE_PDF_CONTENT_STATES, NULL);
	if (content->states->len < NESTING)
		g_array_append_val(content->states, copy);
}

static void
do_restore(struct content *content)
{
	if (content->states->len > 1)
		g_array_set_size(content->states, content->states->len - 1);
	else
		found(content, RULE_PDF_CONTENT_BALANCE, "Q");
}

static void
do_gs(struct content *content)
{
	const struct value *entry = resource(content, "ExtGState", operand(content, 1));
	const struct value *gs = pdf_resolve(content->pdf, entry);
	const struct value *font = pdf_get(content->pdf, gs, "Font");

	if (font && font->type == VALUE_ARRAY && font->n)
		state(content)->font =
		        fontlist_find(content->fonts, content->pdf, &font->items[0]);
}

static void
do_intent(struct content *content)
{
	colour_check_intent(content->pdf, operand(content, 1), content->object);
}

/* --- colours ------------------------------------------------------------ */

static void
use_device(struct content *content, char device)
{
	state(content)->gray = FALSE;
	colour_use(content->pdf, content->resources, device, content->object);
}

static void
do_gray(struct content *content)
{
	use_device(content, 'G');
}

static void
do_rgb(struct content *content)
{
	use_device(content, 'R');
}

static void
do_cmyk(struct content *content)
{
	use_device(content, 'C');
}

static void
do_space(struct content *content)
{
	const struct value *name = operand(content, 1), *space = name;

	state(content)->gray = FALSE;
	if (!colour_is_built_in(value_name(name)))
		space = resource(content, "ColorSpace", name);
	colour_check_space(content->pdf, content->resources, space, content->object, 0);
}

static void
do_shading(struct content *content)
{
	const struct value *entry = resource(content, "Shading", operand(content, 1));
	const struct value *shading = pdf_resolve(content->pdf, entry);

	painted(content);
	colour_check_space(content->pdf, content->resources,
	        pdf_entry(shading, "ColorSpace"), content->object, 0);
}

/* --- text --------------------------------------------------------------- */

static void
do_font(struct content *content)
{
	const struct value *entry = resource(content, "Font", operand(content, 2));
	struct font *font =
	        entry ? fontlist_find(content->fonts, content->pdf, entry) : NULL;

	state(content)->font = font;
	if (font && !font->page)
		font->page = content->page_number;
}

static void
do_mode(struct content *content)
{
	state(content)->mode = value_integer(operand(content, 1), 0);
}

static void
show(struct content *content, const struct value *string)
{
	struct state *now = state(content);

	if (now->font && string && string->type == VALUE_STRING)
		fontlist_show(now->font, string, now->mode != 3);
}

static void
do_show(struct content *content)
{
	if (!state(content)->font)
		found(content, RULE_PDF_CONTENT_FONT, NULL);
	painted(content);
	show(content, operand(content, 1));
}

static void
do_show_array(struct content *content)
{
	const struct value *array = operand(content, 1);

	if (!state(content)->font)
		found(content, RULE_PDF_CONTENT_FONT, NULL);
	painted(content);
	for (guint32 i = 0; array && array->type == VALUE_ARRAY && i < array->n; i++)
		show(content, &array->items[i]);
}

/* --- marked content ----------------------------------------------------- */

static void
push(struct content *content, enum situation next)
{
	if (content->stack->len < NESTING)
		g_array_append_val(content->stack, next);
}

/* The properties of BDC: written there, or a resource. */
static const struct value *
properties(struct content *content)
{
	const struct value *value = operand(content, 1);

	if (value && value->type == VALUE_NAME)
		value = pdf_resolve(content->pdf, resource(content, "Properties", value));
	return value && value->type == VALUE_DICTIONARY ? value : NULL;
}

static void
open_tagged(struct content *content, gint64 mcid)
{
	struct mark *mark = mcids_find(content->marks, content->container, mcid);

	if (situation(content) == ARTIFACT)
		found(content, RULE_PDF_CONTENT_IN_ARTIFACT, NULL);
	if (situation(content) == TAGGED)
		found(content, RULE_PDF_CONTENT_NESTED, NULL);
	mark->n_content++;
	if (mark->n_content > 1) {
		g_autofree char *detail = g_strdup_printf("%u", mcids_mcid(mark));

		found(content, RULE_PDF_MCID_TWICE, detail);
	}
	push(content, TAGGED);
}

static void
open_mark(struct content *content, const char *tag, const struct value *list)
{
	const struct value *mcid = pdf_get(content->pdf, list, "MCID");
	const struct value *language = pdf_get(content->pdf, list, "Lang");

	if (language && !language_valid(content->pdf, language))
		found(content, RULE_PDF_LANG_FORM, NULL);
	if (situation(content) == UNCHECKED) {
		push(content, UNCHECKED);
	} else if (mcid && mcid->type == VALUE_INTEGER && mcid->integer >= 0) {
		open_tagged(content, mcid->integer);
	} else if (!strcmp(tag, "Artifact")) {
		if (situation(content) == TAGGED)
			found(content, RULE_PDF_ARTIFACT_IN_CONTENT, NULL);
		push(content, ARTIFACT);
	} else {
		push(content, situation(content));
	}
}

static void
do_begin_marked(struct content *content)
{
	open_mark(content, value_name(operand(content, 1)), NULL);
}

static void
do_begin_listed(struct content *content)
{
	open_mark(content, value_name(operand(content, 2)), properties(content));
}

static void
do_end_marked(struct content *content)
{
	if (content->stack->len > 1)
		g_array_set_size(content->stack, content->stack->len - 1);
	else
		found(content, RULE_PDF_CONTENT_BALANCE, "EMC");
}

/* --- XObjects ----------------------------------------------------------- */

/* Reads a stream with a state and resources of its own, then goes on as before. */
static void
read_inside(struct content *content, guint32 number, const struct value *own,
        enum situation where)
{
	struct content saved = *content;
	g_autoptr(GBytes) bytes = pdf_stream(content->pdf, number, TRUE);
	struct state fresh = {.gray = TRUE};
	gsize size;
	gconstpointer data;

	if (!bytes) {
		found(content, RULE_PDF_STREAM, NULL);
		return;
	}
	content->object = content->container = number;
	content->inherited = !own;
	content->resources = own ? own : content->resources;
	content->depth++;
	content->states = g_array_new(FALSE, TRUE, sizeof(struct state));
	content->stack = g_array_new(FALSE, TRUE, sizeof(enum situation));
	content->operands = g_array_new(FALSE, TRUE, sizeof(struct value));
	content->pool = pool_new();
	g_array_append_val(content->states, fresh);
	g_array_append_val(content->stack, where);
	data = g_bytes_get_data(bytes, &size);
	read_stream(content, data, size);
	g_array_unref(content->states);
	g_array_unref(content->stack);
	g_array_unref(content->operands);
	pool_free(content->pool);
	*content = saved;
}

static void
read_form(struct content *content, guint32 number, const struct value *form)
{
	const struct value *own = pdf_get(content->pdf, form, "Resources");
	guint read = GPOINTER_TO_UINT(g_hash_table_lookup(content->forms, form));
	enum situation now = situation(content);

	if (read & now || content->depth >= FORMS)
		return;
	g_hash_table_insert(content->forms, (gpointer)form, GUINT_TO_POINTER(read | now));
	read_inside(content, number, own, now);
}

static void
do_xobject(struct content *content)
{
	const struct value *entry = resource(content, "XObject", operand(content, 1));
	const struct value *object = pdf_resolve(content->pdf, entry);
	const struct value *kind = pdf_get(content->pdf, object, "Subtype");

	if (value_is_name(kind, "Form")) {
		read_form(content, pdf_number(entry), object);
		return;
	}
	if (situation(content) == UNMARKED)
		found(content, RULE_PDF_CONTENT_UNMARKED, NULL);
	if (value_is_name(kind, "Image") && pdf_entry(object, "ColorSpace"))
		colour_check_space(content->pdf, content->resources,
		        pdf_entry(object, "ColorSpace"), content->object, 0);
}

/* Between BI and ID the operands are the entries of the image's dictionary. */
static void
do_inline_image(struct content *content)
{
	const struct value *filter = NULL, *space = NULL;

	painted(content);
	for (guint i = content->operands->len; i >= 2; i -= 2) {
		const char *key = value_name(operand(content, i));

		if (!strcmp(key, "F") || !strcmp(key, "Filter"))
			filter = operand(content, i - 1);
		if (!strcmp(key, "CS") || !strcmp(key, "ColorSpace"))
			space = operand(content, i - 1);
		if ((!strcmp(key, "I") || !strcmp(key, "Interpolate")) &&
		        value_integer(operand(content, i - 1), 0) == 0 &&
		        operand(content, i - 1)->type == VALUE_BOOLEAN &&
		        operand(content, i - 1)->integer)
			found(content, RULE_PDF_IMAGE_INTERPOLATE, NULL);
		if (i < 4)
			break;
	}
	if (value_is_name(filter, "LZW") || value_is_name(filter, "LZWDecode"))
		found(content, RULE_PDF_FILTER, "LZWDecode");
	if (space)
		colour_check_inline(
		        content->pdf, content->resources, space, content->object);
	if (!lexer_skip_image(content->lexer))
		found(content, RULE_PDF_CONTENT_BALANCE, "ID");
}

/* --- the operators (annex A), sorted ------------------------------------ */

static void
do_nothing(struct content *content)
{
}

static const struct operator
{
	const char *name;
	void (*run)(struct content * content);
}
operators[] = {
        {"\"", do_show},
        {"'", do_show},
        {"B", painted},
        {"B*", painted},
        {"BDC", do_begin_listed},
        {"BI", do_nothing},
        {"BMC", do_begin_marked},
        {"BT", do_nothing},
        {"BX", do_nothing},
        {"CS", do_space},
        {"DP", do_nothing},
        {"Do", do_xobject},
        {"EI", do_nothing},
        {"EMC", do_end_marked},
        {"ET", do_nothing},
        {"EX", do_nothing},
        {"F", painted},
        {"G", do_gray},
        {"ID", do_inline_image},
        {"J", do_nothing},
        {"K", do_cmyk},
        {"M", do_nothing},
        {"MP", do_nothing},
        {"Q", do_restore},
        {"RG", do_rgb},
        {"S", painted},
        {"SC", do_nothing},
        {"SCN", do_nothing},
        {"T*", do_nothing},
        {"TD", do_nothing},
        {"TJ", do_show_array},
        {"TL", do_nothing},
        {"Tc", do_nothing},
        {"Td", do_nothing},
        {"Tf", do_font},
        {"Tj", do_show},
        {"Tm", do_nothing},
        {"Tr", do_mode},
        {"Ts", do_nothing},
        {"Tw", do_nothing},
        {"Tz", do_nothing},
        {"W", do_nothing},
        {"W*", do_nothing},
        {"b", painted},
        {"b*", painted},
        {"c", do_nothing},
        {"cm", do_nothing},
        {"cs", do_space},
        {"d", do_nothing},
        {"d0", do_nothing},
        {"d1", do_nothing},
        {"f", painted},
        {"f*", painted},
        {"g", do_gray},
        {"gs", do_gs},
        {"h", do_nothing},
        {"i", do_nothing},
        {"j", do_nothing},
        {"k", do_cmyk},
        {"l", do_nothing},
        {"m", do_nothing},
        {"n", do_nothing},
        {"q", do_save},
        {"re", do_nothing},
        {"rg", do_rgb},
        {"ri", do_intent},
        {"s", painted},
        {"sc", do_nothing},
        {"scn", do_nothing},
        {"sh", do_shading},
        {"v", do_nothing},
        {"w", do_nothing},
        {"y", do_nothing},
};

static int
compare_operator(const void *key, const void *row)
{
	return strcmp(key, ((const struct operator*)row)->name);
}

static void
run_operator(struct content *content, const char *name)
{
	const struct operator* row = bsearch(name, operators, G_N_ELEMENTS(operators),
	        sizeof(operators[0]), compare_operator);

	if (row)
		row->run(content);
	else
		found(content, RULE_PDF_CONTENT_OPERATOR, name);
}

static void
read_stream(struct content *content, gconstpointer bytes, gsize size)
{
	struct lexer lexer = lexer_new(bytes, size, content->pool);
	struct value value;

	content->lexer = &lexer;
	while (lexer_next(&lexer, &value)) {
		if (value.type != VALUE_OPERATOR) {
			if (content->operands->len < OPERANDS)
				g_array_append_val(content->operands, value);
			continue;
		}
		run_operator(content, value.text);
		g_array_set_size(content->operands, 0);
		pool_reset(content->pool);
	}
	if (content->states->len > 1)
		found(content, RULE_PDF_CONTENT_BALANCE, "q");
	if (content->stack->len > 1)
		found(content, RULE_PDF_CONTENT_BALANCE, "BDC");
	if (lexer.broken)
		found(content, RULE_PDF_CONTENT_OPERATOR, "");
	if (lexer.odd_hex || lexer.bad_hex)
		found(content, RULE_PDF_HEX, NULL);
}

/* --- pages -------------------------------------------------------------- */

static void
append_stream(struct content *content, const struct value *entry, GByteArray *all)
{
	g_autoptr(GBytes) bytes = pdf_stream(content->pdf, pdf_number(entry), TRUE);
	gsize size;
	gconstpointer data;

	if (!bytes) {
		found(content, RULE_PDF_STREAM, NULL);
		return;
	}
	data = g_bytes_get_data(bytes, &size);
	g_byte_array_append(all, data, (guint)MIN(size, G_MAXINT));
	g_byte_array_append(all, (const guint8 *)"\n", 1);
}

/* The streams of a page are read as one (7.8.2). */
static GByteArray *
page_bytes(struct content *content, const struct page *page)
{
	const struct value *entry = pdf_entry(page->dictionary, "Contents");
	const struct value *list = pdf_resolve(content->pdf, entry);
	GByteArray *all = g_byte_array_new();

	if (list && list->type == VALUE_ARRAY)
		for (guint32 i = 0; i < list->n; i++)
			append_stream(content, &list->items[i], all);
	else if (list)
		append_stream(content, entry, all);
	return all;
}

static void
start(struct content *content, enum situation where)
{
	struct state fresh = {.gray = TRUE};

	g_array_set_size(content->states, 0);
	g_array_append_val(content->states, fresh);
	g_array_set_size(content->stack, 0);
	g_array_append_val(content->stack, where);
}

/* The appearances of a page's annotations: colours and fonts count in them. */
static void
read_appearances(struct content *content, const struct page *page)
{
	const struct value *list =
	        pdf_get_typed(content->pdf, page->dictionary, "Annots", VALUE_ARRAY);

	start(content, UNCHECKED);
	for (guint32 i = 0; list && i < list->n; i++) {
		const struct value *annotation = pdf_item(content->pdf, list, i);
		const struct value *look = pdf_get(content->pdf, annotation, "AP");
		const struct value *normal = pdf_entry(look, "N");
		const struct value *form = pdf_resolve(content->pdf, normal);

		if (pdf_is_stream(content->pdf, pdf_number(normal))) {
			read_form(content, pdf_number(normal), form);
			continue;
		}
		for (guint32 k = 0; form && form->type == VALUE_DICTIONARY && k < form->n;
		        k++) {
			const struct value *choice = &form->items[2 * k + 1];

			if (pdf_is_stream(content->pdf, pdf_number(choice)))
				read_form(content, pdf_number(choice),
				        pdf_resolve(content->pdf, choice));
		}
	}
}

static void
read_page(struct content *content, guint index)
{
	const struct page *page = &g_array_index(content->pdf->pages, struct page, index);
	g_autoptr(GByteArray) bytes = NULL;

	content->page = page;
	content->page_number = index + 1;
	content->object = content->container = page->object;
	content->resources = page->resources;
	content->inherited = !page->own_resources;
	start(content, UNMARKED);
	bytes = page_bytes(content, page);
	read_stream(content, bytes->data, bytes->len);
	read_appearances(content, page);
}

/* The glyphs of Type 3 fonts, which may use further fonts. */
static void
read_glyphs(struct content *content)
{
	GPtrArray *fonts = fontlist_all(content->fonts);

	content->page_number = 0;
	content->resources = NULL;
	content->inherited = FALSE;
	start(content, UNCHECKED);
	for (guint i = 0; i < fonts->len; i++) {
		const struct font *font = fonts->pdata[i];
		const struct value *glyphs =
		        pdf_get(content->pdf, font->dictionary, "CharProcs");
		const struct value *own =
		        pdf_get(content->pdf, font->dictionary, "Resources");

		for (guint32 k = 0;
		        glyphs && glyphs->type == VALUE_DICTIONARY && k < glyphs->n; k++)
			read_inside(content, pdf_number(&glyphs->items[2 * k + 1]), own,
			        UNCHECKED);
	}
}

void
content_check(struct pdf *pdf, struct fontlist *fonts, struct mcids *marks)
{
	struct content content = {.pdf = pdf, .fonts = fonts, .marks = marks};

	content.forms = g_hash_table_new(NULL, NULL);
	content.pool = pool_new();
	content.operands = g_array_new(FALSE, TRUE, sizeof(struct value));
	content.states = g_array_new(FALSE, TRUE, sizeof(struct state));
	content.stack = g_array_new(FALSE, TRUE, sizeof(enum situation));
	for (guint i = 0; i < pdf->pages->len; i++)
		read_page(&content, i);
	read_glyphs(&content);
	g_hash_table_unref(content.forms);
	pool_free(content.pool);
	g_array_unref(content.operands);
	g_array_unref(content.states);
	g_array_unref(content.stack);
}
