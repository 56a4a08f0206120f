/*
 * people.c - who made the publication, and as what: dc:creator and dc:contributor with
 * the relators of MARC 21 (id.loc.gov/vocabulary/relators).
 *
 * A byline says in Vietnamese what somebody did ("Bài, ảnh"); a table knows the words.
 * Who made the text is a creator, everybody else a contributor. A person of several
 * articles is named once, with all roles.
 */
#include "write/epub/publication.h"

#include <string.h>

/* In the order in which they are written. */
static const struct {
	const char *code;
	gboolean creates;
	const char *words[6]; /* small letters; in the role of a byline */
} relators[] = {
        {"aut", TRUE, {"bài", "viết", "tác giả", "thơ", "thực hiện"}},
        {"com", TRUE, {"tổng hợp", "biên soạn", "sưu tầm"}},
        {"cmp", TRUE, {"nhạc"}},
        {"pht", FALSE, {"ảnh", "hình"}},
        {"ill", FALSE, {"họa", "hoạ", "tranh", "infographic"}},
        {"vdg", FALSE, {"clip", "video"}},
        {"trl", FALSE, {"dịch"}},
        {"edt", FALSE, {"biên tập"}},
        {"ctb", FALSE, {NULL}},
};

enum { AUTHOR = 0, CONTRIBUTOR = G_N_ELEMENTS(relators) - 1 };

struct person {
	char *name;
	guint roles; /* bit i: relators[i] */
};

static void
person_clear(gpointer data)
{
	g_free(((struct person *)data)->name);
}

/* --- collecting --------------------------------------------------------- */

static gboolean
says(const char *role, const char *const *words)
{
	for (; *words; words++)
		if (strstr(role, *words))
			return TRUE;
	return FALSE;
}

/* Nothing is said of an author; other words that nobody knows are those of a helper. */
static guint
roles_of(const char *role)
{
	g_autofree char *small = role ? g_utf8_strdown(role, -1) : NULL;
	guint roles = 0;

	if (publication_is_blank(small))
		return 1 << AUTHOR;
	for (guint i = 0; i < CONTRIBUTOR; i++)
		if (says(small, relators[i].words))
			roles |= 1u << i;
	return roles ? roles : 1u << CONTRIBUTOR;
}

/* name is copied. people: index + 1 in `list` by name. */
static void
add_person(GArray *list, GHashTable *people, const char *name, guint roles)
{
	guint at = GPOINTER_TO_UINT(g_hash_table_lookup(people, name));
	struct person person = {NULL, roles};

	if (publication_is_blank(name))
		return;
	if (at) {
		g_array_index(list, struct person, at - 1).roles |= roles;
		return;
	}
	person.name = g_strdup(name);
	g_array_append_val(list, person);
	g_hash_table_insert(people, person.name, GUINT_TO_POINTER(list->len));
}

static void
add_meta(GArray *list, GHashTable *people, const struct meta *meta)
{
	guint n = meta && meta->bylines ? meta->bylines->len : 0;

	for (guint i = 0; i < n; i++) {
		const struct byline *byline = meta->bylines->pdata[i];

		add_person(list, people, byline->name, roles_of(byline->role));
	}
	if (!n && meta && meta->author)
		add_person(list, people, meta->author, 1 << AUTHOR);
	if (meta && meta->agency)
		add_person(list, people, meta->agency, 1u << CONTRIBUTOR);
}

/* --- writing ------------------------------------------------------------ */

static gboolean
is_creator(const struct person *person)
{
	for (guint i = 0; i < G_N_ELEMENTS(relators); i++)
		if (relators[i].creates && person->roles & 1u << i)
			return TRUE;
	return FALSE;
}

static void
write_role(struct xml *xml, const char *id, const char *code)
{
	g_autofree char *refines = g_strconcat("#", id, NULL);

	xml_open(xml, "meta");
	xml_attribute(xml, "refines", refines);
	xml_attribute(xml, "property", "role");
	xml_attribute(xml, "scheme", "marc:relators");
	xml_text(xml, code);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_person(struct xml *xml, const struct person *person, guint number)
{
	const char *word = is_creator(person) ? "creator" : "contributor";
	g_autofree char *element = g_strconcat("dc:", word, NULL);
	g_autofree char *id = g_strdup_printf("%s-%u", word, number);

	xml_open(xml, element);
	xml_attribute(xml, "id", id);
	xml_text(xml, person->name);
	xml_close(xml);
	xml_newline(xml);
	for (guint i = 0; i < G_N_ELEMENTS(relators); i++)
		if (person->roles & 1u << i)
			write_role(xml, id, relators[i].code);
}

/* Those who are creators, or those who are not. */
static void
write_people(struct xml *xml, const GArray *list, gboolean creators)
{
	guint number = 0;

	for (guint i = 0; i < list->len; i++) {
		const struct person *person = &g_array_index(list, struct person, i);

		if (is_creator(person) == creators)
			write_person(xml, person, ++number);
	}
}

void
people_write(const struct publication *publication, struct xml *xml)
{
	g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct person));
	g_autoptr(GHashTable) people = g_hash_table_new(g_str_hash, g_str_equal);

	g_array_set_clear_func(list, person_clear);
	if (publication->is_book)
		add_meta(list, people, publication->root->meta);
	for (guint i = 0; i < publication->articles->len; i++) {
		const struct node *article = publication->articles->pdata[i];

		add_meta(list, people, article->meta);
	}
	write_people(xml, list, TRUE);
	write_people(xml, list, FALSE);
}
