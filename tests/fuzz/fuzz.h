/*
 * fuzz.h - a fuzz target: one function that takes any bytes and must come back.
 *
 * libFuzzer calls it with its own inputs (tests/fuzz/run), main.c with files. What it
 * finds wrong it says with fuzz_fail(): libFuzzer keeps the input of a program that
 * aborts, but knows nothing of the trap that ends g_error().
 */
#ifndef ANBAN_TESTS_FUZZ_H
#define ANBAN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define fuzz_fail(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), abort())

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
