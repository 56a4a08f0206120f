/*
 * reader.c - fuzz target: any bytes as an article.
 *
 * The first byte chooses the form: 'j' is .anban.json, all else is plain text. A tree
 * that was read keeps the tree's rules, also after shown_prepare(); every printed form of
 * it can be made; and the JSON form comes back as the same JSON.
 */
#include "fuzz.h"

#include "article/dump.h"
#include "article/json.h"
#include "article/ledger.h"
#include "article/shown.h"
#include "read/reader.h"

#include <string.h>

static void
check(const struct tree *tree, const char *when)
{
	g_autofree char *breach = tree_check(tree);

	if (breach)
		fuzz_fail("%s: %s", when, breach);
}

/* Diagnostics can be said, as text and as JSON. */
static void
say(const struct diags *diags)
{
	for (guint i = 0; i < diags_length(diags); i++) {
		g_free(diag_format(diags_at(diags, i)));
		g_free(diag_format_json(diags_at(diags, i)));
	}
}

static void
print(const struct tree *tree)
{
	char *(*const forms[])(const struct tree *) = {dump_tree, shown_dump, ledger_dump,
	        ledger_dump_coloured, ledger_tsv, ledger_json};

	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
		g_free(forms[i](tree));
}

/* The JSON of the tree, read again, gives the same JSON. */
static void
there_and_back(const struct tree *tree)
{
	g_autofree char *json = json_from_tree(tree, NULL);
	g_autofree char *again = NULL;
	g_autoptr(GBytes) bytes = g_bytes_new(json, strlen(json));
	struct diags *diags = diags_new();
	struct tree *back = json_to_tree(bytes, "x.anban.json", diags);

	if (!back)
		fuzz_fail("our JSON is refused: %s\n%s", diags_at(diags, 0)->arg1, json);
	check(back, "after JSON");
	again = json_from_tree(back, NULL);
	if (strcmp(json, again))
		fuzz_fail("other JSON after reading:\n%s\n%s", json, again);
	tree_free(back);
	diags_free(diags);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shown_options shown = {0};
	struct diags *diags = diags_new();
	g_autoptr(GBytes) bytes = size > 1 ? g_bytes_new(data + 1, size - 1) : NULL;
	struct tree *tree = NULL;

	if (bytes)
		tree = reader_read(
		        bytes, data[0] == 'j' ? "x.anban.json" : "x.txt", diags);
	if (bytes && !tree && !diags_count(diags, DIAG_ERROR))
		fuzz_fail("no tree and no error");
	if (tree) {
		check(tree, "after reading");
		there_and_back(tree);
		shown_prepare(tree, &shown, diags);
		check(tree, "after shown_prepare()");
		print(tree);
	}
	say(diags);
	tree_free(tree);
	diags_free(diags);
	return 0;
}
