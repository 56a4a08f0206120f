/*
 * arena.c - blocks in a chain; each piece is cut from the newest block.
 *
 * Invariant: used <= size in every block, and used is a multiple of the alignment.
 * What does not fit opens a new block; a piece larger than a block gets one of its own.
 */
#include "article/arena.h"

#include <string.h>

enum { BLOCK = 32 * 1024, ALIGNMENT = 8 };

struct arena_block {
	struct arena_block *next;
	gsize size, used;
	char data[] __attribute__((aligned(ALIGNMENT)));
};

static gsize
aligned(gsize size)
{
	return (size + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1);
}

char *
arena_reserve(struct arena *arena, gsize size)
{
	struct arena_block *block = arena->blocks;

	size = aligned(size);
	if (!block || block->size - block->used < size) {
		gsize room = MAX(size, BLOCK - sizeof(struct arena_block));

		block = g_malloc(sizeof(struct arena_block) + room);
		block->next = arena->blocks;
		block->size = room;
		block->used = 0;
		arena->blocks = block;
	}
	return block->data + block->used;
}

void
arena_commit(struct arena *arena, gsize used)
{
	arena->blocks->used += aligned(used);
}

void *
arena_alloc(struct arena *arena, gsize size)
{
	void *piece = arena_reserve(arena, size);

	arena_commit(arena, size);
	return memset(piece, 0, size);
}

char *
arena_copy(struct arena *arena, const char *text, gsize length)
{
	char *copy = arena_reserve(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	arena_commit(arena, length + 1);
	return copy;
}

void
arena_take(struct arena *arena, struct arena *from)
{
	struct arena_block **end = &from->blocks;

	while (*end)
		end = &(*end)->next;
	*end = arena->blocks;
	arena->blocks = from->blocks;
	from->blocks = NULL;
}

void
arena_clear(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		g_free(arena->blocks);
		arena->blocks = next;
	}
}
