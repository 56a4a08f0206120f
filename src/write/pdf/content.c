/*
 * content.c - items to operators: the one hot place of the PDF writer.
 *
 * Consecutive items of one phrase of a node are one marked-content sequence; what is no
 * content is an artifact. Text objects lie inside the sequences and are opened when a run
 * comes and closed when a path comes, so that BT/ET and BDC/EMC always nest (14.6.1).
 *
 * Coordinates are thousandths of a point; Td moves from the last line's start as it was
 * written, so rounding does not add up. Inside a line the widths of the glyphs are
 * known to the reader; Tw widens the spaces between words; kerns, and the gaps of other
 * spaces, are numbers in TJ. What a number cannot express is carried to the next one: a
 * line ends where layout wants it, to .01 pt.
 */
#include "write/pdf/content.h"

#include "typeset/outline.h"
#include "write/pdf/syntax.h"

#include <string.h>

enum {
	FINE_BITS = 10,            /* TJ is counted in 1/1024 of 1/1000 em */
	FINE = 1000 << FINE_BITS,  /* of an em */
	EXACT_FROM = 16 * UNIT_PT, /* larger type: TJ numbers in quarters */
	EXACT_BITS = FINE_BITS - 2,
	PIECE = 4000, /* glyphs a TJ: array and string limits */
	GLYPH_ROOM = ENCODING_ROOM + SYNTAX_NUMBER + 2, /* a code, ")", a number, "(" */
};

struct content {
	struct embed *embed;
	struct hidden *hidden;
	struct rasters *rasters;
	struct places *places;
	const struct profile *profile;
	struct selfcheck *check;
	GString *out;
	unit height; /* of the page */
	struct place_page *place;
	/* the marked-content sequence that is open */
	gboolean in_mark, in_text;
	guint32 node, phrase;
	enum artifact artifact;
	/* the graphics state (8.4) */
	const struct face *face;
	int reading;               /* of the face (embed.h) */
	struct encoding *encoding; /* of the face */
	unit size, tracking, gap;
	int scale;
	guint32 fill, stroke;
	unit line_width;
	gint64 x, y; /* start of the line, thousandths of a point */
};

struct content *
content_new(struct embed *embed, struct hidden *hidden, struct rasters *rasters,
        struct places *places, const struct profile *profile)
{
	struct content *content = g_malloc0(sizeof(*content));

	content->embed = embed;
	content->hidden = hidden;
	content->rasters = rasters;
	content->places = places;
	content->profile = profile;
	content->check = selfcheck_new(places->tree);
	return content;
}

void
content_free(struct content *content)
{
	if (content)
		selfcheck_free(content->check);
	g_free(content);
}

struct selfcheck *
content_check(const struct content *content)
{
	return content->check;
}

/* --- writing ------------------------------------------------------------ */

/* Room for n more bytes; the end of what is written. */
static char *
grow(struct content *c, gsize n)
{
	gsize length = c->out->len;

	g_string_set_size(c->out, length + n);
	return c->out->str + length;
}

static void
written(struct content *c, const char *end)
{
	g_string_truncate(c->out, end - c->out->str);
}

static char *
put_string(char *p, const char *text)
{
	gsize n = strlen(text);

	memcpy(p, text, n);
	return p + n;
}

static char *
put_point(char *p, gint64 x, gint64 y)
{
	p = syntax_decimal(p, x, 3);
	*p++ = ' ';
	p = syntax_decimal(p, y, 3);
	*p++ = ' ';
	return p;
}

/* --- colour ------------------------------------------------------------- */

static char *
put_component(char *p, guint8 value)
{
	p = syntax_decimal(p, (value * 1000 + 127) / 255, 3);
	*p++ = ' ';
	return p;
}

/* How bright a colour looks (ITU-R BT.709), as a grey. */
static guint32
grey_of(guint32 colour)
{
	guint32 red = colour >> 16 & 0xFF, green = colour >> 8 & 0xFF,
	        blue = colour & 0xFF;
	guint32 grey = (2126 * red + 7152 * green + 722 * blue + 5000) / 10000;

	return grey << 16 | grey << 8 | grey;
}

/* Greys are DeviceGray, so that black is printed with black alone. */
static void
set_colour(struct content *c, guint32 *current, guint32 colour, const char *grey_operator,
        const char *rgb_operator)
{
	guint8 red, green, blue;
	char *p;

	if (c->profile->grey)
		colour = grey_of(colour);
	red = colour >> 16;
	green = colour >> 8;
	blue = colour;
	if (*current == colour)
		return;
	*current = colour;
	p = put_component(grow(c, 4 * SYNTAX_NUMBER), red);
	if (red != green || green != blue) {
		p = put_component(p, green);
		p = put_component(p, blue);
		p = put_string(p, rgb_operator);
	} else {
		p = put_string(p, grey_operator);
	}
	written(c, p);
}

/* --- marked content ----------------------------------------------------- */

static void
open_text(struct content *c)
{
	if (c->in_text)
		return;
	g_string_append(c->out, "BT\n");
	c->in_text = TRUE;
	c->x = c->y = 0;
}

static void
close_text(struct content *c)
{
	if (c->in_text)
		g_string_append(c->out, "ET\n");
	c->in_text = FALSE;
}

static void
close_mark(struct content *c)
{
	close_text(c);
	if (c->in_mark && c->profile->tags)
		g_string_append(c->out, "EMC\n");
	c->in_mark = FALSE;
}

static gboolean
is_artifact(const struct content *c, const struct item *item)
{
	return item->artifact || !tree_node(c->places->tree, item->node);
}

static unit
top_of(const struct item *item)
{
	if (item->kind == ITEM_RUN)
		return item->run.y - item->run.size;
	if (item->kind == ITEM_PICTURE)
		return item->picture.y;
	return item->path.text_height ? item->path.text_y - item->path.text_height
	                              : item->path.points->y[0];
}

/* The tag of a sequence with an MCID says nothing: its structure element does. */
static void
put_mark(struct content *c, const struct item *item, guint mcid)
{
	static const char *const artifacts[] = {
	        [ARTIFACT_NONE] = "/Artifact BMC\n",
	        [ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	        [ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
	        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
	};

	if (is_artifact(c, item)) {
		g_string_append(c->out, artifacts[item->artifact]);
		return;
	}
	g_string_append(c->out, "/P<</MCID ");
	syntax_put_integer(c->out, mcid);
	g_string_append(c->out, ">>BDC\n");
}

/* Untagged pages have marks too, for links and bookmarks lead to them. */
static void
open_mark(struct content *c, const struct item *item)
{
	unit top = top_of(item);
	guint mcid = 0;

	if (!is_artifact(c, item))
		mcid = places_add_mark(
		        c->places, c->place, item->node, item->phrase, top);
	if (c->profile->tags)
		put_mark(c, item, mcid);
	c->node = item->node;
	c->phrase = item->phrase;
	c->artifact = item->artifact;
	c->in_mark = TRUE;
}

static void
enter_mark(struct content *c, const struct item *item)
{
	if (c->in_mark && c->node == item->node && c->phrase == item->phrase &&
	        c->artifact == item->artifact)
		return;
	close_mark(c);
	open_mark(c, item);
}

/* Text that the glyphs do not tell (14.9.4). Too long for a string: FALSE, and the
 * glyphs must do. */
static gboolean
open_actual_text(struct content *c, const char *text, guint32 length)
{
	if (!c->profile->tags || !text || !length || length > SYNTAX_STRING_LIMIT / 2 - 1)
		return FALSE;
	g_string_append(c->out, "/Span<</ActualText");
	syntax_put_text(c->out, text, length);
	g_string_append(c->out, ">>BDC\n");
	return TRUE;
}

/* --- points of paths ----------------------------------------------------- */

static const struct {
	int n; /* points that count */
	const char *operator;
} path_operators[] = {
        [PATH_MOVE] = {1, "m\n"},
        [PATH_LINE] = {1, "l\n"},
        [PATH_CURVE] = {3, "c\n"},
        [PATH_CLOSE] = {0, "h\n"},
};

static void
put_path_point(struct content *c, const struct path_point *point)
{
	char *p = grow(c, 7 * SYNTAX_NUMBER);

	for (int i = 0; i < path_operators[point->op].n; i++)
		p = put_point(p, syntax_milli(point->x[i]),
		        syntax_milli(c->height - (gint64)point->y[i]));
	written(c, put_string(p, path_operators[point->op].operator));
}

/* --- runs --------------------------------------------------------------- */

/* Sizes and tracking, because errors would add up over the glyphs: 1/1024 has 10 digits.
 */
static char *
put_exactly(char *p, unit length)
{
	return syntax_decimal(p, (gint64)length * 9765625, 10);
}

static void
set_font(struct content *c, const struct run *run, int reading)
{
	char *p;

	if (c->face == run->face && c->size == run->size && c->reading == reading)
		return;
	if (c->face != run->face)
		c->encoding = embed_use(c->embed, run->face);
	c->face = run->face;
	c->reading = reading;
	c->size = run->size;
	p = embed_name(grow(c, 4 * SYNTAX_NUMBER), run->face, reading);
	*p++ = ' ';
	p = put_exactly(p, run->size);
	written(c, put_string(p, " Tf\n"));
}

/* Tracking in full precision, because it adds up over the glyphs: 1/1024 has 10 digits.
 */
static void
set_length(struct content *c, unit *current, unit length, const char *operator)
{
	char *p;

	if (*current == length)
		return;
	*current = length;
	p = put_exactly(grow(c, SYNTAX_NUMBER + 4), length);
	written(c, put_string(p, operator));
}

static void
set_spacing(struct content *c, unit tracking, unit gap, int scale)
{
	set_length(c, &c->tracking, tracking, " Tc\n");
	set_length(c, &c->gap, gap, " Tw\n");
	if (c->scale != scale) {
		c->scale = scale;
		syntax_put_decimal(c->out, scale, 1);
		g_string_append(c->out, " Tz\n");
	}
}

static void
move_to(struct content *c, unit x, unit y)
{
	gint64 to_x = syntax_milli(x), to_y = syntax_milli(c->height - (gint64)y);
	char *p = put_point(grow(c, 3 * SYNTAX_NUMBER), to_x - c->x, to_y - c->y);

	c->x = to_x;
	c->y = to_y;
	written(c, put_string(p, "Td\n"));
}

/* A number of TJ, in quarters if the type is large; it moves to the left. */
static char *
put_adjustment(char *p, gint64 steps, int bits)
{
	if (bits == FINE_BITS)
		return syntax_integer(p, -steps);
	return syntax_decimal(p, -steps * 25, 2);
}

/* What a mark moves the next glyph by, tracking included, which only shown glyphs have.
 */
static gint64
mark_advance(const struct run *run, const struct glyph *glyph)
{
	gint64 width = run->face->widths[glyph->id] + glyph->kern;
	gint64 tracking = run->size ? (gint64)run->tracking * FINE / run->size : 0;

	return width * FINE / (gint64)run->face->upem + tracking;
}

/* The space that Tw widens. */
static gboolean
is_word_space(const struct run *run, const struct glyph *glyph)
{
	return glyph->flags & GLYPH_GAP && glyph->id == run->face->space;
}

/* n glyphs from `glyphs` as one TJ; carry: what is due before the first. Marks are not
 * shown, only passed by. */
static gint64
show_piece(struct content *c, const struct run *run, const struct glyph *glyphs, guint n,
        gint64 carry)
{
	int bits = run->size > EXACT_FROM ? EXACT_BITS : FINE_BITS;
	gint64 half = (gint64)1 << (bits - 1);
	gint64 gap = run->size ? (gint64)run->gap * FINE / run->size : 0;
	struct encoding *encoding = c->encoding;
	char *p = put_string(grow(c, n * GLYPH_ROOM + SYNTAX_NUMBER), "[(");

	for (const struct glyph *g = glyphs; g < glyphs + n; g++) {
		gint64 steps = (carry + half) >> bits;

		if (G_UNLIKELY(g->flags & GLYPH_MARK)) {
			carry += mark_advance(run, g);
			continue;
		}
		if (steps) {
			*p++ = ')';
			p = put_adjustment(p, steps, bits);
			*p++ = '(';
			carry -= steps * (half << 1);
		}
		if (!encoding->wide && is_word_space(run, g)) {
			*p++ = encoding_word_space(encoding);
		} else {
			p = encoding_put(p, encoding, encoding_code(encoding, g->id));
			if (g->flags & GLYPH_GAP)
				carry += gap;
		}
		if (g->kern)
			carry += (gint64)g->kern * FINE / (gint64)run->face->upem;
	}
	written(c, put_string(p, ")]TJ\n"));
	return carry;
}

static void
show_glyphs(struct content *c, const struct run *run)
{
	gint64 carry = 0;

	for (guint32 at = 0; at < run->n_glyphs; at += PIECE)
		carry = show_piece(
		        c, run, run->glyphs + at, MIN(PIECE, run->n_glyphs - at), carry);
}

static gboolean
find_private_use(const char *text, guint32 length)
{
	for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
			return TRUE;
	}
	return FALSE;
}

/* Characters of the Private Use Areas mean nothing by themselves: they need ActualText
 * (ISO 19005-2, 6.2.11.7.3). They begin with one of four bytes, which few lines have. */
static gboolean
has_private_use(const char *text, guint32 length)
{
	static const guint8 leads[] = {0xEE, 0xEF, 0xF3, 0xF4};

	for (gsize i = 0; length && i < G_N_ELEMENTS(leads); i++)
		if (memchr(text, leads[i], length))
			return find_private_use(text, length);
	return FALSE;
}

/* Marks on letters are drawn, not shown: no reader then takes them for characters apart,
 * with spaces around them. Their text is that of the letter (embed_reading). */
static void
draw_marks(struct content *c, const struct run *run)
{
	g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(struct path_point));
	g_autofree unit *x = g_new(unit, run->n_glyphs + 1);

	run_positions(run, x);
	for (guint32 i = 0; i < run->n_glyphs; i++)
		if (run->glyphs[i].flags & GLYPH_MARK)
			outline_append(points, run, &run->glyphs[i], run->x + x[i],
			        run->y - (unit)((gint64)run->glyphs[i].rise * run->size /
			                         (gint64)run->face->upem));
	if (!points->len)
		return;
	close_text(c);
	for (guint i = 0; i < points->len; i++)
		put_path_point(c, &g_array_index(points, struct path_point, i));
	g_string_append(c->out, "f\n");
}

static void
draw_run(struct content *c, const struct run *run, gboolean artifact)
{
	gboolean tells_not = run->actual_text && !artifact;
	int reading = tells_not ? embed_reading(c->embed, run) : EMBED_OWN;
	gboolean actual;

	open_text(c);
	set_colour(c, &c->fill, run->colour, "g\n", "rg\n");
	set_font(c, run, MAX(reading, EMBED_OWN));
	set_spacing(c, run->tracking, run->gap, run->scale);
	move_to(c, run->x, run->y);
	actual = !artifact &&
	         (reading == EMBED_NO_READING ||
	                 has_private_use(run->text, run->length)) &&
	         open_actual_text(c, run->text, run->length);
	show_glyphs(c, run);
	if (actual)
		g_string_append(c->out, "EMC\n");
	if (run->actual_text)
		draw_marks(c, run);
}

/* --- paths -------------------------------------------------------------- */

static void
set_line_width(struct content *c, unit width)
{
	if (c->line_width == width)
		return;
	c->line_width = width;
	syntax_put_length(c->out, width);
	g_string_append(c->out, " w\n");
}

struct box {
	gint64 left, right, top, bottom;
};

static struct box
text_box(const struct path *path)
{
	return (struct box){path->text_x, path->text_x + path->text_width,
	        path->text_y - path->text_height, path->text_y};
}

static struct box
path_box(const struct path *path)
{
	struct box box = {G_MAXINT32, G_MININT32, G_MAXINT32, G_MININT32};

	for (guint32 i = 0; i < path->n_points; i++)
		for (int k = 0; k < path_operators[path->points[i].op].n; k++) {
			box.left = MIN(box.left, path->points[i].x[k]);
			box.right = MAX(box.right, path->points[i].x[k]);
			box.top = MIN(box.top, path->points[i].y[k]);
			box.bottom = MAX(box.bottom, path->points[i].y[k]);
		}
	return box;
}

/* The text of a path as a glyph that paints nothing, as large as the path or where the
 * path says. A little wider, so that readers see no space between it and its neighbours.
 * ActualText would say no more, and PDFium loses what is beyond U+FFFF in it. */
static void
show_hidden(struct content *c, const struct path *path)
{
	struct hidden_glyph glyph = hidden_find(c->hidden, path->text, path->length);
	struct box box = path->text_height ? text_box(path) : path_box(path);
	gint64 height = MAX(box.bottom - box.top, 1), more = height / 16;
	char *p;

	set_spacing(c, 0, 0, 1000);
	g_string_append(c->out, "BT\n/T");
	syntax_put_integer(c->out, glyph.font);
	g_string_append(c->out, " 1 Tf\n");
	c->face = NULL;
	p = put_point(grow(c, 4 * SYNTAX_NUMBER + 24),
	        syntax_milli(box.right - box.left + 2 * more), 0);
	p = put_point(p, 0, syntax_milli(height));
	p = put_point(
	        p, syntax_milli(box.left - more), syntax_milli(c->height - box.bottom));
	p = put_string(p, "Tm\n(");
	p = syntax_byte(p, glyph.code);
	written(c, put_string(p, ")Tj\nET\n"));
}

static void
paint_path(struct content *c, const struct path *path)
{
	if (path->stroke > 0) {
		set_colour(c, &c->stroke, path->colour, "G\n", "RG\n");
		set_line_width(c, path->stroke);
	} else {
		set_colour(c, &c->fill, path->colour, "g\n", "rg\n");
	}
	for (guint32 i = 0; i < path->n_points; i++)
		put_path_point(c, &path->points[i]);
	g_string_append(c->out, path->stroke > 0 ? "S\n" : "f\n");
}

static void
draw_path(struct content *c, const struct path *path, gboolean artifact)
{
	gboolean says_text = !artifact && path->text && path->length;
	gboolean actual;

	close_text(c);
	actual = says_text && has_private_use(path->text, path->length) &&
	         open_actual_text(c, path->text, path->length);
	paint_path(c, path);
	if (says_text)
		show_hidden(c, path);
	if (actual)
		g_string_append(c->out, "EMC\n");
}

/* --- pictures ----------------------------------------------------------- */

/* The unit square is made the picture's rectangle (8.9.5). */
static void
draw_picture(struct content *c, const struct item *item)
{
	const struct picture *picture = &item->picture;
	unit bottom = c->height - picture->y - picture->height;
	guint number = rasters_use(c->rasters, picture);
	char *p;

	close_text(c);
	places_add_box(c->places, item->node,
	        (struct place_box){picture->x, bottom, picture->x + picture->width,
	                bottom + picture->height});
	places_add_picture(c->places, c->place, number);
	p = put_string(grow(c, 5 * SYNTAX_NUMBER + 32), "q ");
	p = put_point(p, syntax_milli(picture->width), 0);
	p = put_point(p, 0, syntax_milli(picture->height));
	p = put_point(p, syntax_milli(picture->x), syntax_milli(bottom));
	p = put_string(p, "cm /I");
	p = syntax_integer(p, number);
	written(c, put_string(p, " Do Q\n"));
}

/* --- the page ----------------------------------------------------------- */

/* The graphics state at the start of every page (8.4.1). */
static void
start_page(struct content *c, const struct page *page, struct place_page *place)
{
	c->out = g_string_sized_new(8192);
	c->height = page->height;
	c->place = place;
	c->in_mark = c->in_text = FALSE;
	c->face = NULL;
	c->size = c->tracking = c->gap = 0;
	c->scale = 1000;
	c->fill = c->stroke = 0;
	c->line_width = UNIT_PT;
}

static gboolean
is_empty(const struct item *item)
{
	if (item->kind == ITEM_PICTURE)
		return FALSE;
	return item->kind == ITEM_RUN ? !item->run.n_glyphs : !item->path.n_points;
}

GString *
content_page(struct content *c, const struct page *page, struct place_page *place)
{
	start_page(c, page, place);
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (is_empty(item))
			continue;
		if (!is_artifact(c, item))
			selfcheck_item(c->check, item);
		else if (item->kind == ITEM_RUN)
			selfcheck_artifact(c->check, &item->run);
		enter_mark(c, item);
		if (item->kind == ITEM_RUN)
			draw_run(c, &item->run, is_artifact(c, item));
		else if (item->kind == ITEM_PICTURE)
			draw_picture(c, item);
		else
			draw_path(c, &item->path, is_artifact(c, item));
	}
	close_mark(c);
	return g_steal_pointer(&c->out);
}
