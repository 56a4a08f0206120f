/*
 * profile.c - the table of standards, and what a list of them asks for together.
 *
 * Each name says what it claims (a part and level of PDF/A, PDF/UA, a version) and in
 * which versions of PDF that is possible. profile_choose() joins the claims and then
 * fills in what follows from them, so a field is decided in one place only. What nobody
 * forbids is on: a PDF/A-2b has tags too.
 */
#include "write/pdf/profile.h"

#include "base/text_in.h"

#include <string.h>

enum { V14 = 4, V17 = 7 };

struct claim {
	const char *name;
	int part;                /* of PDF/A */
	const char *conformance; /* of it */
	int ua_part;
	int version;         /* asked for: V14, V17; 0: none */
	int lowest, highest; /* minor versions of PDF 1 in which it is possible */
};

static const struct claim claims[] = {
        {"a-1b", 1, "B", 0, 0, 0, V14},
        {"a-1a", 1, "A", 0, 0, 0, V14},
        {"a-2b", 2, "B", 0, 0, 0, V17},
        {"a-2u", 2, "U", 0, 0, 0, V17},
        {"a-2a", 2, "A", 0, 0, 0, V17},
        {"a-3b", 3, "B", 0, 0, 0, V17},
        {"a-3u", 3, "U", 0, 0, 0, V17},
        {"a-3a", 3, "A", 0, 0, 0, V17},
        {"ua-1", 0, NULL, 1, 0, 0, V17},
        {"1.4", 0, NULL, 0, V14, V14, V14},
        {"1.7", 0, NULL, 0, V17, V17, V17},
};

static const struct profile plain = {.version = "1.7",
        .info = TRUE,
        .object_streams = TRUE,
        .soft_masks = TRUE,
        .attachments = TRUE,
        .associated_files = TRUE};

static const struct profile fallback = {.version = "1.7",
        .part = 2,
        .conformance = "A",
        .ua_part = 1,
        .tags = TRUE,
        .xmp = TRUE,
        .schemas = TRUE,
        .output_intent = TRUE,
        .info = TRUE,
        .object_streams = TRUE,
        .tab_order = TRUE,
        .soft_masks = TRUE};

const struct profile *
profile_default(void)
{
	return &fallback;
}

char *
profile_names(void)
{
	GString *names = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(claims); i++)
		g_string_append_printf(names, "%s ", claims[i].name);
	g_string_append(names, "none");
	return g_string_free(names, FALSE);
}

/* --- claims that go together -------------------------------------------- */

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(error, g_error_new_valist(G_OPTION_ERROR,
	                                 G_OPTION_ERROR_BAD_VALUE, format, arguments));
	va_end(arguments);
	return FALSE;
}

static const struct claim *
find_claim(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(claims); i++)
		if (!strcmp(claims[i].name, name))
			return &claims[i];
	return NULL;
}

static gboolean
refuse_pair(GError **error, const char *first, const char *second, const char *why)
{
	return refuse(error, _("%s and %s do not go together: %s"), first, second, why);
}

/* What two names of a list forbid each other. */
static gboolean
go_together(const struct claim *a, const struct claim *b, GError **error)
{
	if (a->part && b->part)
		return refuse_pair(
		        error, a->name, b->name, _("a file has one level of PDF/A"));
	if (a->version && b->version)
		return refuse_pair(
		        error, a->name, b->name, _("a file has one version of PDF"));
	if (a->lowest > b->highest || b->lowest > a->highest)
		return refuse_pair(error, a->name, b->name,
		        _("PDF/A-1 is made of PDF 1.4, without what came later"));
	return TRUE;
}

/* The claims of a list; NULL with error. */
static GPtrArray *
parse(char **names, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();

	for (; *names; names++) {
		const struct claim *claim = find_claim(g_strstrip(*names));
		g_autofree char *known = profile_names();

		if (!claim) {
			refuse(error, _("there is no standard \"%s\"; there are: %s"),
			        *names, known);
			return NULL;
		}
		for (guint i = 0; i < found->len; i++)
			if (found->pdata[i] != claim &&
			        !go_together(found->pdata[i], claim, error))
				return NULL;
		g_ptr_array_add(found, (gpointer)claim);
	}
	return g_steal_pointer(&found);
}

/* --- what follows from them --------------------------------------------- */

/* PDF 1.4 knows no object streams; PDF/UA-1 asks for /Tabs all the same (7.18.3). */
static void
settle(struct profile *profile, gboolean old)
{
	profile->version = old ? "1.4" : "1.7";
	profile->object_streams = !old;
	profile->tab_order = !old || profile->ua_part;
	profile->schemas = profile->part >= 1 && profile->part <= 3;
	profile->cid_set = profile->part == 1;
	profile->soft_masks = profile->part != 1;
	profile->attachments = !profile->part || profile->part >= 3;
	profile->associated_files = profile->attachments && !old;
}

static void
join(struct profile *profile, const GPtrArray *found)
{
	gboolean old = FALSE;

	*profile = fallback;
	profile->part = profile->ua_part = 0;
	profile->conformance = NULL;
	for (guint i = 0; i < found->len; i++) {
		const struct claim *claim = found->pdata[i];

		old |= claim->highest < V17;
		profile->part = MAX(profile->part, claim->part);
		if (claim->conformance)
			profile->conformance = claim->conformance;
		profile->ua_part = MAX(profile->ua_part, claim->ua_part);
	}
	profile->output_intent = profile->part > 0;
	settle(profile, old);
}

gboolean
profile_choose(
        struct profile *profile, const char *list, gboolean attached, GError **error)
{
	g_auto(GStrv) names = NULL;
	g_autoptr(GPtrArray) found = NULL;

	if (!list || !*list)
		list = attached ? "a-3a,ua-1" : "a-2a,ua-1";
	if (!strcmp(list, "none")) {
		*profile = plain;
		return TRUE;
	}
	names = g_strsplit(list, ",", -1);
	if (g_strv_contains((const char *const *)names, "none"))
		return refuse(error, _("\"none\" stands alone: it claims no standard"));
	found = parse(names, error);
	if (!found)
		return FALSE;
	join(profile, found);
	if (attached && !profile->attachments)
		return refuse(error,
		        _("%s holds no attachments: take a-3a, a-3u or a-3b"), list);
	return TRUE;
}
