/*
 * arena.h - memory that is freed all at once: the storage of a tree.
 *
 * Pieces are aligned for any object of the tree and never move. Nothing is freed before
 * the arena is.
 */
#ifndef ANBAN_ARTICLE_ARENA_H
#define ANBAN_ARTICLE_ARENA_H

#include <glib.h>

struct arena {
	struct arena_block *blocks; /* the newest first; NULL: empty */
};

/* size bytes, zeroed. */
void *arena_alloc(struct arena *arena, gsize size);

/* Room for up to size bytes, which become part of the arena by arena_commit() of as
 * many as were used. Untouched room costs no memory. Nothing may be allocated
 * between the two. */
char *arena_reserve(struct arena *arena, gsize size);
void arena_commit(struct arena *arena, gsize used);

/* A copy with a final NUL. */
char *arena_copy(struct arena *arena, const char *text, gsize length);

/* Moves all that from holds into arena; from is empty afterwards. */
void arena_take(struct arena *arena, struct arena *from);

void arena_clear(struct arena *arena);

#endif
