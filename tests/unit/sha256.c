/* SHA-256 by the processor's instructions, where it has them, and GLib's. */
#include "base/sha256.h"

#include <glib.h>

static void
test_lengths(void)
{
	g_autofree guint8 *data = g_malloc(1000);

	for (guint i = 0; i < 1000; i++)
		data[i] = (guint8)(i * 7 + i / 256);
	for (gsize n = 0; n < 1000; n++) {
		g_autoptr(GBytes) bytes = g_bytes_new_static(data, n);
		g_autofree char *made = sha256_hex(bytes);
		g_autofree char *known =
		        g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);

		g_assert_cmpstr(made, ==, known);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/sha256/lengths", test_lengths);
	return g_test_run();
}
