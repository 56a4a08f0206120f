/*
 * sha256.c - by the processor's own instructions for it, where it has them; else by GLib.
 *
 * Every article is hashed, and GLib's portable code would be a third of the time that
 * reading takes. The instructions keep the eight words of the state in two registers,
 * ABEF and CDGH, and do two rounds each ("Intel SHA Extensions", 2013).
 */
#include "base/sha256.h"

#include <string.h>

static char *
portable_hex(const guint8 *data, gsize size)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, size);
}

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>

#define HAS_SHA __attribute__((target("sha,sse4.1")))

enum { BLOCK = 64 /* bytes */, WORDS = 8, GROUPS = 16 /* of four rounds */ };

static const guint32 constants[4 * GROUPS] = {0x428a2f98, 0x71374491, 0xb5c0fbcf,
        0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
        0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
        0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
        0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
        0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
        0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
        0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
        0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2};

struct state {
	__m128i abef, cdgh; /* the first word is the highest */
};

static gboolean
processor_has_sha(void)
{
	const unsigned sha = 1U << 29;
	unsigned a, b, c, d;

	return __builtin_cpu_supports("sse4.1") &&
	       __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & sha;
}

/* The four words that follow sixteen (6.2.2, 1). */
HAS_SHA static inline __m128i
next_words(__m128i w0, __m128i w4, __m128i w8, __m128i w12)
{
	__m128i sum =
	        _mm_add_epi32(_mm_sha256msg1_epu32(w0, w4), _mm_alignr_epi8(w12, w8, 4));

	return _mm_sha256msg2_epu32(sum, w12);
}

HAS_SHA static void
add_block(struct state *state, const guint8 *block)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	const __m128i *in = (const void *)block, *add = (const void *)constants;
	struct state now = *state;
	__m128i w[4];

	for (int i = 0; i < 4; i++)
		w[i] = _mm_shuffle_epi8(_mm_loadu_si128(in + i), big_endian);
	for (int i = 0; i < GROUPS; i++) {
		__m128i sum = _mm_add_epi32(w[i % 4], _mm_loadu_si128(add + i));

		now.cdgh = _mm_sha256rnds2_epu32(now.cdgh, now.abef, sum);
		now.abef = _mm_sha256rnds2_epu32(
		        now.abef, now.cdgh, _mm_shuffle_epi32(sum, 0x0e));
		w[i % 4] = next_words(
		        w[i % 4], w[(i + 1) % 4], w[(i + 2) % 4], w[(i + 3) % 4]);
	}
	state->abef = _mm_add_epi32(state->abef, now.abef);
	state->cdgh = _mm_add_epi32(state->cdgh, now.cdgh);
}

/* What is left after whole blocks, a bit, zeros and the number of bits (5.1.1). */
HAS_SHA static void
add_end(struct state *state, const guint8 *rest, gsize n, gsize size)
{
	guint8 last[2 * BLOCK] = {0};
	gsize length = n + 1 + sizeof(guint64) <= BLOCK ? BLOCK : 2 * BLOCK;
	guint64 bits = GUINT64_TO_BE((guint64)size * 8);

	memcpy(last, rest, n);
	last[n] = 0x80;
	memcpy(last + length - sizeof(bits), &bits, sizeof(bits));
	for (gsize i = 0; i < length; i += BLOCK)
		add_block(state, last + i);
}

HAS_SHA static char *
fast_hex(const guint8 *data, gsize size)
{
	struct state state = {
	        _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
	        _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
	gsize whole = size - size % BLOCK;
	guint32 words[WORDS]; /* F E B A H G D C */

	for (gsize i = 0; i < whole; i += BLOCK)
		add_block(&state, data + i);
	add_end(&state, data + whole, size - whole, size);
	memcpy(words, &state, sizeof(words));
	return g_strdup_printf("%08x%08x%08x%08x%08x%08x%08x%08x", words[3], words[2],
	        words[7], words[6], words[1], words[0], words[5], words[4]);
}

#else

static gboolean
processor_has_sha(void)
{
	return FALSE;
}

static char *
fast_hex(const guint8 *data, gsize size)
{
	return portable_hex(data, size);
}

#endif

char *
sha256_hex(GBytes *bytes)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	return processor_has_sha() ? fast_hex(data, size) : portable_hex(data, size);
}
