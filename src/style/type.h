/*
 * type.h - type, of computed values (not for other folders).
 */
#ifndef ANBAN_STYLE_TYPE_H
#define ANBAN_STYLE_TYPE_H

#include "style/computed.h"

/* What a block says of its type and lines. */
void type_block(
        struct style *style, const struct computed *computed, struct block_style *block);
/* A line, in type of that size. */
unit type_leading(const struct computed *computed, unit size);
enum align type_align(const struct computed *computed);
/* Warns of lines so close that marks meet. */
void type_check_leading(const struct computed *computed, const struct block_style *block);
/* What stands inside a text of the element with the values base; around: what it stands
 * inside of, or NULL: nothing else. */
void type_inside(struct style *style, const struct computed *base,
        const struct computed *computed, const struct inside_style *around,
        struct inside_style *inside);

#endif
