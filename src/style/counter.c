/*
 * counter.c - a stack of counters, the innermost last.
 *
 * An element that resets a counter which something beside it has made sets that one anew;
 * else the counter is inside any other of its name. Numbers stay between ±COUNTER_FAR.
 * The stack is bounded: what would be too deep counts in the last one of its name.
 */
#include "style/counter.h"

#include "style/property.h"

#include <string.h>

enum { DEEP = 1000 };

/* --- numbers ------------------------------------------------------------ */

/* a, b, … z, aa: CSS Counter Styles Level 3, 3.1.4. FALSE: below 1. */
static gboolean
append_letters(GString *out, int number, char first)
{
	char letters[8];
	int n = 0;

	for (; number > 0 && n < (int)sizeof(letters); number /= 26)
		letters[n++] = (char)(first + --number % 26);
	for (int i = n - 1; i >= 0; i--)
		g_string_append_c(out, letters[i]);
	return n > 0;
}

static gboolean
append_roman(GString *out, int number, gboolean upper)
{
	static const struct {
		int value;
		const char *letters;
	} signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
	        {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"},
	        {4, "iv"}, {1, "i"}};
	gsize start = out->len;

	if (number < 1 || number > 3999)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
		for (; number >= signs[i].value; number -= signs[i].value)
			g_string_append(out, signs[i].letters);
	for (gsize i = start; upper && i < out->len; i++)
		out->str[i] = g_ascii_toupper(out->str[i]);
	return TRUE;
}

/* NULL: it is no sign. */
static const char *
sign_of(enum counting counting)
{
	switch (counting) {
	case COUNTING_DISC:
		return "•";
	case COUNTING_CIRCLE:
		return "◦";
	case COUNTING_SQUARE:
		return "▪";
	case COUNTING_NONE:
		return "";
	default:
		return NULL;
	}
}

void
counter_format(GString *out, int number, enum counting counting)
{
	gboolean done = FALSE;

	if (sign_of(counting)) {
		g_string_append(out, sign_of(counting));
		return;
	}
	if (counting == COUNTING_LOWER_ALPHA || counting == COUNTING_UPPER_ALPHA)
		done = append_letters(
		        out, number, counting == COUNTING_LOWER_ALPHA ? 'a' : 'A');
	else if (counting == COUNTING_LOWER_ROMAN || counting == COUNTING_UPPER_ROMAN)
		done = append_roman(out, number, counting == COUNTING_UPPER_ROMAN);
	else if (counting == COUNTING_LEADING_ZERO && number >= 0 && number < 10)
		g_string_append_c(out, '0');
	if (!done)
		g_string_append_printf(out, "%d", number);
}

void
counter_mark(GString *out, int number, const struct list_value *list)
{
	if (list->counting == COUNTING_TYPED)
		return;
	if (list->counting == COUNTING_STRING) {
		g_string_append(out, list->text);
		return;
	}
	counter_format(out, number, list->counting);
	if (!sign_of(list->counting))
		g_string_append_c(out, '.');
}

/* --- the stack ---------------------------------------------------------- */

struct counter {
	const char *name;
	int number;
	gconstpointer scope;
};

struct counters {
	GArray *stack; /* of struct counter */
	guint changes;
};

struct counters *
counters_new(void)
{
	struct counters *counters = g_new0(struct counters, 1);

	counters->changes = 1;
	counters->stack = g_array_new(FALSE, FALSE, sizeof(struct counter));
	return counters;
}

void
counters_free(struct counters *counters)
{
	if (!counters)
		return;
	g_array_unref(counters->stack);
	g_free(counters);
}

static struct counter *
find(const struct counters *counters, const char *name)
{
	for (guint i = counters->stack->len; i > 0; i--) {
		struct counter *counter =
		        &g_array_index(counters->stack, struct counter, i - 1);

		if (!strcmp(counter->name, name))
			return counter;
	}
	return NULL;
}

static void
push(struct counters *counters, const char *name, int number, gconstpointer scope)
{
	struct counter counter = {name, CLAMP(number, -COUNTER_FAR, COUNTER_FAR), scope};

	if (counters->stack->len < DEEP)
		g_array_append_val(counters->stack, counter);
	counters->changes++;
}

static void
change(struct counters *counters, struct counter *counter, int number)
{
	counter->number = number;
	counters->changes++;
}

void
counters_reset(
        struct counters *counters, const char *name, int number, gconstpointer scope)
{
	struct counter *counter = find(counters, name);

	if (counter && (counter->scope == scope || counters->stack->len >= DEEP))
		change(counters, counter, number);
	else
		push(counters, name, number, scope);
}

void
counters_set(struct counters *counters, const char *name, int number, gconstpointer scope)
{
	struct counter *counter = find(counters, name);

	if (counter)
		change(counters, counter, number);
	else
		push(counters, name, number, scope);
}

int
counters_value(const struct counters *counters, const char *name)
{
	const struct counter *counter = find(counters, name);

	return counter ? counter->number : 0;
}

void
counters_add(struct counters *counters, const char *name, int number, gconstpointer scope)
{
	number += counters_value(counters, name);
	counters_set(counters, name, CLAMP(number, -COUNTER_FAR, COUNTER_FAR), scope);
}

void
counters_leave(struct counters *counters, gconstpointer scope)
{
	guint n = counters->stack->len;

	while (n > 0 &&
	        g_array_index(counters->stack, struct counter, n - 1).scope == scope)
		n--;
	if (n == counters->stack->len)
		return;
	g_array_set_size(counters->stack, n);
	counters->changes++;
}

guint
counters_changes(const struct counters *counters)
{
	return counters->changes;
}

void
counters_append(const struct counters *counters, GString *out, const char *name,
        const char *separator, enum counting counting)
{
	gboolean any = FALSE;

	for (guint i = 0; separator && i < counters->stack->len; i++) {
		const struct counter *counter =
		        &g_array_index(counters->stack, struct counter, i);

		if (strcmp(counter->name, name))
			continue;
		if (any)
			g_string_append(out, separator);
		counter_format(out, counter->number, counting);
		any = TRUE;
	}
	if (!any)
		counter_format(out, counters_value(counters, name), counting);
}
