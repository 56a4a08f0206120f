/*
 * identity.c - an identifier made from the content: the same text has the same
 * identifier, whenever and wherever it is made.
 *
 * A name-based UUID (RFC 9562, 5.5) over the title, the shown text of every node and
 * the checksums of the pictures, each ended by a line feed, in a name space of anban's
 * own.
 */
#include "article/meta.h"
#include "write/epub/publication.h"

#include <string.h>

enum { UUID_BYTES = 16 };

/* 8aa538b1-7e43-4dd3-af19-c884c0658423 */
static const guint8 name_space[UUID_BYTES] = {0x8a, 0xa5, 0x38, 0xb1, 0x7e, 0x43, 0x4d,
        0xd3, 0xaf, 0x19, 0xc8, 0x84, 0xc0, 0x65, 0x84, 0x23};

static void
add(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)text, strlen(text));
	g_checksum_update(sum, (const guchar *)"\n", 1);
}

static void
add_node(GChecksum *sum, const struct node *node)
{
	char picture[16];

	if (node->shown)
		add(sum, node->shown);
	if (!node->image)
		return;
	g_snprintf(picture, sizeof(picture), "%08x", node->image->crc);
	add(sum, picture);
}

char *
identity_urn(const struct publication *publication)
{
	const struct node *root = publication->root;
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA1);
	guint8 u[20];
	gsize length = sizeof(u);

	g_checksum_update(sum, name_space, UUID_BYTES);
	add(sum, publication_title(root));
	for (const struct node *node = root; node; node = node_next(node, root))
		add_node(sum, node);
	g_checksum_get_digest(sum, u, &length);
	g_checksum_free(sum);
	u[6] = (u[6] & 0x0F) | 0x50; /* version 5 */
	u[8] = (u[8] & 0x3F) | 0x80; /* variant */
	return g_strdup_printf("urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	                       "%02x%02x%02x%02x%02x%02x",
	        u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11],
	        u[12], u[13], u[14], u[15]);
}

char *
identity_of(const struct publication *publication)
{
	const struct meta *meta = publication->root->meta;

	if (meta && !publication_is_blank(meta->identifier) &&
	        meta_identifier_valid(meta->identifier))
		return g_strdup(meta->identifier);
	return identity_urn(publication);
}
