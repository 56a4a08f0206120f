/*
 * shape.c - the token cache over HarfBuzz.
 *
 * Vietnamese is written in some seven thousand syllables: after one article two thirds of
 * all tokens are found here, after a book nearly all. Keys are (face, ligatures,
 * features, bytes); values never change, so everything downstream may keep pointers to
 * them, as long as it holds the store they lie in.
 */
#include "typeset/shape.h"

#include "typeset/fallback.h"

#include <hb.h>
#include <string.h>

enum {
	UNKNOWN = G_MININT16,
	FIRST_SLOTS = 1 << 12,
	STORE_BLOCK = 1 << 16,
	STORE_MOST = 32 << 20, /* bytes of tokens after which the cache begins anew */
	KERN_MOST = G_MAXINT16,
	CLUSTER_MOST = 16, /* characters of a letter and its marks that are looked up */
};

struct entry {
	guint64 hash;
	const struct token *token;
};

/* What a space changes beside a glyph, by glyph, in font units; UNKNOWN: not yet asked.
 */
struct space_kerning {
	gint16 *lead;  /* before it */
	gint16 *trail; /* after it */
};

/* Memory of the tokens of one filling of the cache. */
struct token_store {
	struct shaper *shaper;
	GPtrArray *blocks;
	gsize size;
	guint holds;
};

struct shaper {
	struct fallback *fallback;
	const struct feature_set *features; /* of the token being shaped; or NULL */
	GArray *kernings; /* of struct space_kerning, by index of the face */
	hb_buffer_t *buffer;
	hb_language_t language;
	hb_unicode_funcs_t *unicode; /* borrowed */
	struct entry *slots;         /* open addressing; a power of two */
	guint n_slots, n_used;
	GPtrArray *stores;         /* of struct token_store: those still held */
	struct token_store *store; /* the one being filled */
	gsize store_left;
	char *store_at;
};

static void
store_free(gpointer data)
{
	struct token_store *store = data;

	g_ptr_array_unref(store->blocks);
	g_free(store);
}

/* An empty cache and an empty store. */
static void
begin_store(struct shaper *shaper)
{
	shaper->store = g_new0(struct token_store, 1);
	shaper->store->shaper = shaper;
	shaper->store->blocks = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(shaper->stores, shaper->store);
	shaper->store_left = 0;
	g_free(shaper->slots);
	shaper->n_slots = FIRST_SLOTS;
	shaper->n_used = 0;
	shaper->slots = g_new0(struct entry, FIRST_SLOTS);
}

struct token_store *
shaper_hold(struct shaper *shaper)
{
	struct token_store *full = shaper->store;

	if (full->size >= STORE_MOST) {
		begin_store(shaper);
		if (!full->holds)
			g_ptr_array_remove_fast(shaper->stores, full);
	}
	shaper->store->holds++;
	return shaper->store;
}

void
shaper_release(struct token_store *store)
{
	if (store && --store->holds == 0 && store != store->shaper->store)
		g_ptr_array_remove_fast(store->shaper->stores, store);
}

struct shaper *
shaper_new(struct fonts *fonts)
{
	struct shaper *shaper = g_new0(struct shaper, 1);

	shaper->fallback = fallback_new(fonts);
	shaper->buffer = hb_buffer_create();
	shaper->language = hb_language_from_string("vi", -1);
	shaper->unicode = hb_unicode_funcs_get_default();
	shaper->stores = g_ptr_array_new_with_free_func(store_free);
	begin_store(shaper);
	shaper->kernings = g_array_new(FALSE, TRUE, sizeof(struct space_kerning));
	return shaper;
}

void
shaper_free(struct shaper *shaper)
{
	if (!shaper)
		return;
	hb_buffer_destroy(shaper->buffer);
	fallback_free(shaper->fallback);
	for (guint i = 0; i < shaper->kernings->len; i++) {
		g_free(g_array_index(shaper->kernings, struct space_kerning, i).lead);
		g_free(g_array_index(shaper->kernings, struct space_kerning, i).trail);
	}
	g_array_unref(shaper->kernings);
	g_ptr_array_unref(shaper->stores);
	g_free(shaper->slots);
	g_free(shaper);
}

static gpointer
keep(struct shaper *shaper, gsize size)
{
	gpointer place;

	size = (size + 7) & ~(gsize)7;
	if (size > shaper->store_left) {
		shaper->store_left = MAX(size, STORE_BLOCK);
		shaper->store_at = g_malloc(shaper->store_left);
		g_ptr_array_add(shaper->store->blocks, shaper->store_at);
		shaper->store->size += shaper->store_left;
	}
	place = shaper->store_at;
	shaper->store_at += size;
	shaper->store_left -= size;
	return place;
}

/* --- HarfBuzz ----------------------------------------------------------- */

/* The script of the first letter beyond Latin (below U+0300, or U+1E00 to U+1EFF, whose
 * UTF-8 begins with E1 B8 to E1 BB); figures and marks alone are shaped as Latin. */
static hb_script_t
script_of(const struct shaper *shaper, const char *text, gsize length)
{
	for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
		guint8 byte = (guint8)*at, next = (guint8)at[1];
		hb_script_t script;

		if (byte < 0xCC || (byte == 0xE1 && next >= 0xB8 && next <= 0xBB))
			continue;
		script = hb_unicode_script(shaper->unicode, g_utf8_get_char(at));
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED)
			return script;
	}
	return HB_SCRIPT_LATIN;
}

static unsigned
list_features(const struct shaper *shaper, gboolean ligatures, hb_feature_t *list)
{
	static const hb_feature_t no_ligatures[] = {
	        {HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
	        {HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
	};
	const struct feature_set *set = shaper->features;
	unsigned n = ligatures ? 0 : G_N_ELEMENTS(no_ligatures);

	memcpy(list, no_ligatures, n * sizeof(*list));
	for (guint i = 0; set && i < set->n; i++)
		list[n++] = (hb_feature_t){
		        set->list[i].tag, set->list[i].value, 0, (unsigned)-1};
	return n;
}

/* Shapes a text of one line. */
static hb_glyph_info_t *
shape(struct shaper *shaper, const struct face *face, gboolean ligatures,
        const char *text, gsize length, unsigned *n, hb_glyph_position_t **positions)
{
	hb_feature_t features[2 + FEATURES_MOST];
	unsigned n_features = list_features(shaper, ligatures, features);
	hb_buffer_t *buffer = shaper->buffer;

	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_add_utf8(buffer, text, length, 0, length);
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_language(buffer, shaper->language);
	hb_buffer_set_script(buffer, script_of(shaper, text, length));
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_shape(face->hb_font, buffer, features, n_features);
	*positions = hb_buffer_get_glyph_positions(buffer, n);
	return hb_buffer_get_glyph_infos(buffer, n);
}

static gint16
to_kern(gint32 value)
{
	return (gint16)CLAMP(value, -KERN_MOST, KERN_MOST);
}

/* Where the text of glyph i ends: the next cluster's start. */
static guint
cluster_end(const hb_glyph_info_t *infos, unsigned n, unsigned i, gsize length)
{
	unsigned k = i + 1;

	while (k < n && infos[k].cluster == infos[i].cluster)
		k++;
	return k < n ? infos[k].cluster : length;
}

/* A mark goes to its place: to the right by what its kern takes back after it, which is
 * what the glyph before gives. */
static void
place_mark(struct glyph *glyph, const hb_glyph_position_t *position)
{
	if (position->x_advance ||
	        (glyph->bytes && !position->x_offset && !position->y_offset))
		return;
	glyph[-1].kern = to_kern(glyph[-1].kern + position->x_offset);
	glyph->kern = to_kern(glyph->kern - position->x_offset);
	glyph->rise = to_kern(position->y_offset);
	glyph->flags = GLYPH_MARK;
}

/* Fills one glyph; TRUE: its face tells its text. */
static gboolean
fill_glyph(struct glyph *glyph, const struct face *face, const char *text, gsize length,
        const hb_glyph_info_t *infos, const hb_glyph_position_t *position, unsigned n,
        unsigned i)
{
	guint start = infos[i].cluster;
	guint end = cluster_end(infos, n, i, length);
	gboolean first = i == 0 || infos[i - 1].cluster != start;
	const char *told;

	glyph->id = (guint16)infos[i].codepoint;
	glyph->kern = to_kern(position->x_advance - face->widths[glyph->id]);
	glyph->rise = 0;
	glyph->flags = 0;
	glyph->bytes = first ? (guint8)MIN(end - start, G_MAXUINT8) : 0;
	if (i > 0)
		place_mark(glyph, position);
	if (first)
		face_learn_text(face, glyph->id, text + start, end - start);
	told = face_text(face, glyph->id);
	return first && told && strlen(told) == end - start &&
	       !memcmp(told, text + start, end - start) && position->x_offset == 0 &&
	       position->y_offset == 0;
}

/* Shapes a piece alone. FALSE: the face lacks something of it. */
static gboolean
shape_piece(struct shaper *shaper, const struct face *face, gboolean ligatures,
        const char *text, gsize length, struct piece *piece)
{
	hb_glyph_position_t *positions;
	unsigned n;
	hb_glyph_info_t *infos =
	        shape(shaper, face, ligatures, text, length, &n, &positions);
	struct glyph *glyphs;

	for (unsigned i = 0; i < n; i++)
		if (infos[i].codepoint == 0 || infos[i].codepoint >= face->n_glyphs)
			return FALSE;
	glyphs = keep(shaper, n * sizeof(*glyphs));
	*piece = (struct piece){
	        .face = face, .glyphs = glyphs, .n_glyphs = n, .length = length};
	for (unsigned i = 0; i < n; i++)
		if (!fill_glyph(
		            &glyphs[i], face, text, length, infos, &positions[i], n, i))
			piece->actual_text = TRUE;
	for (unsigned i = 0; i < n; i++)
		piece->width += face->widths[glyphs[i].id] + glyphs[i].kern;
	return TRUE;
}

/* --- one face has it all: the common case ----------------------------------------------
 */

static gint16 *
unknown_kerning(guint n)
{
	gint16 *kerning = g_new(gint16, n);

	for (guint i = 0; i < n; i++)
		kerning[i] = UNKNOWN;
	return kerning;
}

static struct space_kerning *
kerning_of(struct shaper *shaper, const struct face *face)
{
	struct space_kerning *kerning;

	if (face->index >= shaper->kernings->len)
		g_array_set_size(shaper->kernings, face->index + 1);
	kerning = &g_array_index(shaper->kernings, struct space_kerning, face->index);
	if (!kerning->lead) {
		kerning->lead = unknown_kerning(face->n_glyphs);
		kerning->trail = unknown_kerning(face->n_glyphs);
	}
	return kerning;
}

/* Shapes the token between two spaces; FALSE: they change its glyphs, so nothing can be
 * said of kerning. */
static gboolean
shape_context(struct shaper *shaper, const struct face *face, gboolean ligatures,
        struct token *token)
{
	g_autofree char *text =
	        g_strdup_printf(" %.*s ", (int)token->length, token->text);
	hb_glyph_position_t *positions;
	unsigned n;
	hb_glyph_info_t *infos =
	        shape(shaper, face, ligatures, text, token->length + 2, &n, &positions);
	const struct piece *piece = token->pieces;
	gint32 inside = 0;

	if (n != piece->n_glyphs + 2)
		return FALSE;
	for (unsigned i = 0; i < piece->n_glyphs; i++) {
		if (infos[i + 1].codepoint != piece->glyphs[i].id)
			return FALSE;
		inside += positions[i + 1].x_advance;
	}
	token->lead = to_kern(positions[0].x_advance - face->widths[face->space]);
	token->trail = to_kern(inside - piece->width + positions[n - 1].x_advance -
	                       face->widths[face->space]);
	return TRUE;
}

/* Kerning against the space is of pairs: it depends on the first and the last glyph, so
 * each is asked for once. */
static void
measure_context(struct shaper *shaper, const struct face *face, gboolean ligatures,
        struct token *token)
{
	struct space_kerning *kerning = kerning_of(shaper, face);
	const struct piece *piece = token->pieces;
	gint16 *lead, *trail;

	if (piece->n_glyphs == 0)
		return;
	lead = &kerning->lead[piece->glyphs[0].id];
	trail = &kerning->trail[piece->glyphs[piece->n_glyphs - 1].id];
	if (*lead != UNKNOWN && *trail != UNKNOWN) {
		token->lead = *lead;
		token->trail = *trail;
	} else if (shape_context(shaper, face, ligatures, token)) {
		*lead = token->lead;
		*trail = token->trail;
	}
}

/* --- several faces ------------------------------------------------------ */

/* Variation selectors (Unicode 15, 23.4) are no marks that a font must have. */
static gboolean
is_selector(gunichar c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* The face for the character at `at` and its marks; end: behind them. */
static const struct face *
face_for(struct shaper *shaper, const struct face *face, const char *at,
        const char *limit, const char **end)
{
	gunichar cluster[CLUSTER_MOST] = {g_utf8_get_char(at)};
	gsize n = 1;

	for (*end = g_utf8_next_char(at); *end < limit; *end = g_utf8_next_char(*end)) {
		gunichar c = g_utf8_get_char(*end);

		if (!g_unichar_ismark(c))
			break;
		if (n < CLUSTER_MOST && !is_selector(c))
			cluster[n++] = c;
	}
	return fallback_find(shaper->fallback, face, cluster, n);
}

static void
add_frame(const struct face *face, gsize offset, gsize length, GArray *pieces)
{
	struct piece frame = {
	        .offset = offset,
	        .length = length,
	        .width = (gint32)face->upem * 6 / 10,
	};

	g_array_append_val(pieces, frame);
}

/* A stretch of text in one face; what even that face lacks (a mark) is framed. */
static void
add_piece(struct shaper *shaper, const struct face *base, const struct face *face,
        gboolean ligatures, const char *text, gsize offset, gsize length, GArray *pieces)
{
	struct piece piece;

	if (face && shape_piece(shaper, face, ligatures, text + offset, length, &piece)) {
		piece.offset = offset;
		g_array_append_val(pieces, piece);
	} else {
		add_frame(base, offset, length, pieces);
	}
}

static void
split_by_face(struct shaper *shaper, const struct face *face, gboolean ligatures,
        const char *text, gsize length, GArray *pieces)
{
	const char *at = text, *limit = text + length;

	while (at < limit) {
		const char *start = at, *end, *next;
		const struct face *found = face_for(shaper, face, at, limit, &end);

		for (at = end; found && at < limit; at = next)
			if (face_for(shaper, face, at, limit, &next) != found)
				break;
		add_piece(shaper, face, found, ligatures, text, start - text, at - start,
		        pieces);
	}
}

/* --- tokens ------------------------------------------------------------- */

static void
sum_up(struct token *token, const struct face *face)
{
	for (guint i = 0; i < token->n_pieces; i++) {
		const struct piece *piece = &token->pieces[i];
		gint64 upem = piece->face ? piece->face->upem : face->upem;

		token->width += (gint32)((gint64)piece->width * face->upem / upem);
		token->n_glyphs += MAX(piece->n_glyphs, 1);
		token->lost |= !piece->face;
	}
}

/* Letters of Vietnamese and figures, by the first byte of their UTF-8. */
static gboolean
is_letter(const char *at)
{
	guchar first = (guchar)*at;

	return g_ascii_isalnum(first) || (first >= 0xC3 && first != 0xE2);
}

static const struct token *
make_token(struct shaper *shaper, const struct face *face, gboolean ligatures,
        const struct feature_set *features, const char *text, gsize length)
{
	struct token *token = keep(shaper, sizeof(*token) + length + 1);
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	struct piece piece;

	shaper->features = features;
	*token = (struct token){.face = face, .features = features, .length = length};
	memcpy(token->text, text, length);
	token->text[length] = '\0';
	token->letter_first = is_letter(token->text);
	token->letter_last = length && is_letter(g_utf8_prev_char(token->text + length));
	if (shape_piece(shaper, face, ligatures, token->text, length, &piece))
		g_array_append_val(pieces, piece);
	else
		split_by_face(shaper, face, ligatures, token->text, length, pieces);
	token->n_pieces = pieces->len;
	token->pieces = memcpy(keep(shaper, pieces->len * sizeof(piece)), pieces->data,
	        pieces->len * sizeof(piece));
	sum_up(token, face);
	if (pieces->len == 1 && token->pieces[0].face == face)
		measure_context(shaper, face, ligatures, token);
	return token;
}

/* --- the table ---------------------------------------------------------- */

/* One to eight bytes as a number: two loads that may overlap, for the length is known. */
static guint64
read_bytes(const char *at, gsize n)
{
	guint32 first, last;
	guint64 all;

	if (n < sizeof(first))
		return (guint64)(guchar)at[0] << 16 | (guint64)(guchar)at[n / 2] << 8 |
		       (guchar)at[n - 1];
	if (n < sizeof(all)) {
		memcpy(&first, at, sizeof(first));
		memcpy(&last, at + n - sizeof(last), sizeof(last));
		return (guint64)first << 32 | last;
	}
	memcpy(&all, at, sizeof(all));
	return all;
}

/* Eight bytes at a time, multiplied and folded: short keys, well spread. */
static guint64
hash_text(const char *text, gsize length, guint64 seed)
{
	guint64 hash = seed ^ (length * 0x9E3779B97F4A7C15u);

	while (length) {
		gsize n = MIN(length, sizeof(hash));

		hash = (hash ^ read_bytes(text, n)) * 0xFF51AFD7ED558CCDu;
		hash ^= hash >> 32;
		text += n;
		length -= n;
	}
	return hash;
}

static void
grow(struct shaper *shaper)
{
	struct entry *old = shaper->slots;
	guint n_old = shaper->n_slots;

	shaper->n_slots *= 2;
	shaper->slots = g_new0(struct entry, shaper->n_slots);
	for (guint i = 0; i < n_old; i++) {
		guint64 at = old[i].hash;

		if (!old[i].token)
			continue;
		while (shaper->slots[at & (shaper->n_slots - 1)].token)
			at++;
		shaper->slots[at & (shaper->n_slots - 1)] = old[i];
	}
	g_free(old);
}

const struct token *
shaper_token(struct shaper *shaper, const struct face *face, gboolean ligatures,
        const struct feature_set *features, const char *text, gsize length)
{
	guint64 seed = face->index * 2 + !ligatures + ((guint64)(guintptr)features << 8);
	guint64 hash = hash_text(text, length, seed);
	guint64 at = hash;

	for (;; at++) {
		struct entry *entry = &shaper->slots[at & (shaper->n_slots - 1)];

		if (!entry->token)
			break;
		if (entry->hash == hash && entry->token->face == face &&
		        entry->token->features == features &&
		        entry->token->length == length &&
		        !memcmp(entry->token->text, text, length))
			return entry->token;
	}
	if (shaper->n_used * 2 >= shaper->n_slots) {
		grow(shaper);
		for (at = hash; shaper->slots[at & (shaper->n_slots - 1)].token;)
			at++;
	}
	shaper->n_used++;
	shaper->slots[at & (shaper->n_slots - 1)] = (struct entry){
	        hash, make_token(shaper, face, ligatures, features, text, length)};
	return shaper->slots[at & (shaper->n_slots - 1)].token;
}
