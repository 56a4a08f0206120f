/*
 * rosette.c - the ornament's bands, from the star in the middle outwards.
 *
 * A band repeats one figure around the centre. Points are given in polar form: radii in
 * thousandths of the whole, angles as parts of a turn, counted from the top. Sines are
 * integers of 30 bits, so that every machine draws the same.
 */
#include "typeset/rosette.h"

enum { RAYS = 14, CIRCLE = 6 /* points */ };

/* 2^30: a whole turn as an angle, and one as a sine. */
#define ONE ((gint64)1 << 30)

struct pen {
	struct page *page;
	unit x, y, radius;
	guint32 colour;
};

/* --- geometry ----------------------------------------------------------- */

/* Of an eighth of a turn at most: the series of Taylor. */
static gint64
small_sine(gint64 turn, gboolean co)
{
	const gint64 two_pi = 6746518852; /* 2 pi * 2^30 */
	gint64 angle = turn * (two_pi >> 3) / (ONE >> 3);
	gint64 square = angle * angle / ONE;
	gint64 term = co ? ONE : angle, sum = term;

	for (int n = co ? 1 : 2; n < 12; n += 2) {
		term = -(term * square / ONE) / (n * (n + 1));
		sum += term;
	}
	return sum;
}

static gint64
sine(gint64 turn)
{
	gint64 quarter = ONE / 4, at = ((turn % ONE) + ONE) % ONE;
	gint64 sign = at >= 2 * quarter ? -1 : 1;

	at %= 2 * quarter;
	if (at > quarter)
		at = 2 * quarter - at;
	return sign *
	       (at <= ONE / 8 ? small_sine(at, FALSE) : small_sine(quarter - at, TRUE));
}

/* A part of a turn. */
static gint64
part(gint64 n, gint64 of)
{
	return n * ONE / of;
}

static void
place(const struct pen *pen, int thousandths, gint64 turn, unit *x, unit *y)
{
	gint64 radius = (gint64)pen->radius * thousandths / 1000;

	*x = pen->x + (unit)(radius * sine(turn) / ONE);
	*y = pen->y - (unit)(radius * sine(turn + ONE / 4) / ONE);
}

static unit
scaled(const struct pen *pen, int thousandths)
{
	return (unit)((gint64)pen->radius * thousandths / 1000);
}

/* --- shapes ------------------------------------------------------------- */

/* stroke in thousandths of the radius; 0: filled. */
static void
add_path(const struct pen *pen, const struct path_point *points, guint n, int stroke)
{
	page_add(pen->page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, n, scaled(pen, stroke), pen->colour, NULL, 0};
}

/* CIRCLE points. */
static void
put_circle(struct path_point *points, unit x, unit y, unit radius)
{
	static const int corners[4][2] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
	unit bend = (unit)((gint64)radius * 5523 / 10000);

	points[0] = (struct path_point){PATH_MOVE, {x}, {y - radius}};
	for (int i = 0; i < 4; i++) {
		const int *a = corners[i], *b = corners[(i + 1) % 4];

		points[i + 1] = (struct path_point){PATH_CURVE,
		        {x + a[0] * radius + b[0] * bend, x + b[0] * radius + a[0] * bend,
		                x + b[0] * radius},
		        {y + a[1] * radius + b[1] * bend, y + b[1] * radius + a[1] * bend,
		                y + b[1] * radius}};
	}
	points[5] = (struct path_point){PATH_CLOSE, {0}, {0}};
}

static void
add_ring(const struct pen *pen, int radius, int stroke)
{
	struct path_point *points = page_points(pen->page, CIRCLE);

	put_circle(points, pen->x, pen->y, scaled(pen, radius));
	add_path(pen, points, CIRCLE, stroke);
}

/* A corner of a figure: a radius, and an angle in hundredths of the figure's share of the
 * band, from its middle. */
struct corner {
	int radius, angle;
};

/* The same figure n times around, all in one path: they do not overlap. closed ones are
 * filled where stroke is 0. */
static void
add_band(const struct pen *pen, int n, const struct corner *corners, guint count,
        gboolean closed, int stroke)
{
	guint each = count + (guint)closed;
	struct path_point *points = page_points(pen->page, (guint)n * each), *at = points;

	for (int i = 0; i < n; i++, at += each) {
		for (guint k = 0; k < count; k++) {
			at[k].op = k ? PATH_LINE : PATH_MOVE;
			place(pen, corners[k].radius,
			        part((gint64)i * 100 + corners[k].angle, n * 100),
			        &at[k].x[0], &at[k].y[0]);
		}
		if (closed)
			at[count] = (struct path_point){PATH_CLOSE, {0}, {0}};
	}
	add_path(pen, points, (guint)n * each, stroke);
}

/* --- bands -------------------------------------------------------------- */

/* The star, and nested wedges between its rays. */
static void
add_star(const struct pen *pen)
{
	static const struct corner wedge[] = {{342, 26}, {196, 50}, {342, 74}};
	static const struct corner inner[] = {{342, 36}, {258, 50}, {342, 64}};
	struct path_point *points = page_points(pen->page, 2 * RAYS + 1);

	for (int i = 0; i < 2 * RAYS; i++) {
		points[i].op = i ? PATH_LINE : PATH_MOVE;
		place(pen, i % 2 ? 128 : 352, part(i, 2 * RAYS), &points[i].x[0],
		        &points[i].y[0]);
	}
	points[2 * RAYS] = (struct path_point){PATH_CLOSE, {0}, {0}};
	add_path(pen, points, 2 * RAYS + 1, 0);
	add_band(pen, RAYS, wedge, 3, FALSE, 5);
	add_band(pen, RAYS, inner, 3, TRUE, 0);
}

static void
add_ticks(const struct pen *pen, int n, int from, int to)
{
	const struct corner tick[] = {{from, 50}, {to, 50}};

	add_band(pen, n, tick, 2, FALSE, 5);
}

static void
add_teeth(const struct pen *pen, int n, int from, int to)
{
	const struct corner tooth[] = {{from, 8}, {to, 50}, {from, 92}};

	add_band(pen, n, tooth, 3, TRUE, 0);
}

/* Circles with a dot, each joined to the next by a slanting line. */
static void
add_circles(const struct pen *pen, int n, int radius, int size)
{
	guint length = (guint)n * CIRCLE;
	struct path_point *circles = page_points(pen->page, length);
	struct path_point *dots = page_points(pen->page, length);

	for (int i = 0; i < n; i++) {
		unit x, y;

		place(pen, radius, part(i, n), &x, &y);
		put_circle(circles + i * CIRCLE, x, y, scaled(pen, size));
		put_circle(dots + i * CIRCLE, x, y, scaled(pen, size / 3));
	}
	add_path(pen, circles, length, 5);
	add_path(pen, dots, length, 0);
}

static void
add_tangents(const struct pen *pen, int n, int radius, int size)
{
	const struct corner line[] = {{radius + size, 12}, {radius - size, 88}};

	add_band(pen, n, line, 2, FALSE, 5);
}

/* Lozenges, one in the other. */
static void
add_lozenges(const struct pen *pen, int n, int from, int to)
{
	int middle = (from + to) / 2, part_in = (to - from) * 28 / 100;
	const struct corner outer[] = {{from, 50}, {middle, 96}, {to, 50}, {middle, 4}};
	const struct corner inner[] = {
	        {from + part_in, 50}, {middle, 72}, {to - part_in, 50}, {middle, 28}};

	add_band(pen, n, outer, 4, TRUE, 5);
	add_band(pen, n, inner, 4, TRUE, 0);
}

void
rosette_draw(struct page *page, unit x, unit y, unit radius, guint32 colour)
{
	const struct pen pen = {page, x, y, radius, colour};
	static const int rings[] = {
	        376, 390, 446, 460, 556, 570, 712, 726, 814, 828, 900, 914};

	add_star(&pen);
	for (gsize i = 0; i < G_N_ELEMENTS(rings); i++)
		add_ring(&pen, rings[i], 5);
	add_ticks(&pen, RAYS * 8, 400, 436);
	add_circles(&pen, RAYS * 3, 508, 30);
	add_tangents(&pen, RAYS * 3, 508, 30);
	add_lozenges(&pen, RAYS * 2, 582, 700);
	add_circles(&pen, RAYS * 5, 770, 26);
	add_tangents(&pen, RAYS * 5, 770, 26);
	add_teeth(&pen, RAYS * 8, 840, 890);
	add_ticks(&pen, RAYS * 16, 926, 968);
	add_ring(&pen, 990, 14);
}
