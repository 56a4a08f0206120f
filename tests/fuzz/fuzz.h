/*
 * fuzz.h - a fuzz target: one function that takes any bytes and must come back.
 *
 * libFuzzer calls it with its own inputs (tests/fuzz/run), main.c with files. What it
 * finds wrong it says with g_error(), which ends the program.
 */
#ifndef ANBAN_TESTS_FUZZ_H
#define ANBAN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
