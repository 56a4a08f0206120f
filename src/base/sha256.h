/*
 * sha256.h - the SHA-256 of bytes (FIPS 180-4).
 */
#ifndef ANBAN_BASE_SHA256_H
#define ANBAN_BASE_SHA256_H

#include <glib.h>

/* In hexadecimal; caller frees. */
char *sha256_hex(GBytes *bytes);

#endif
