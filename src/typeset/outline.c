/*
 * outline.c - HarfBuzz's drawing callbacks to path points.
 *
 * Quadratic curves become cubic ones (their controls lie two thirds of the way from the
 * ends to the one control), so painters know one kind of curve. HarfBuzz gives floating
 * point numbers; what is exact in font units is rounded to units once.
 */
#include "typeset/outline.h"

#include <hb.h>

struct pencil {
	GArray *points;
	const struct run *run;
	unit x, y;
};

static unit
to_x(const struct pencil *pencil, double value)
{
	return pencil->x + (unit)(value * pencil->run->size * pencil->run->scale /
	                           (1000.0 * pencil->run->face->upem));
}

static unit
to_y(const struct pencil *pencil, double value)
{
	return pencil->y - (unit)(value * pencil->run->size / pencil->run->face->upem);
}

static void
add_point(struct pencil *pencil, enum path_op op, const double *xy, int n)
{
	struct path_point point = {.op = op};

	for (int i = 0; i < n; i++) {
		point.x[i] = to_x(pencil, xy[2 * i]);
		point.y[i] = to_y(pencil, xy[2 * i + 1]);
	}
	g_array_append_val(pencil->points, point);
}

static void
move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
        void *user)
{
	add_point(data, PATH_MOVE, (double[]){x, y}, 1);
}

static void
line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
        void *user)
{
	add_point(data, PATH_LINE, (double[]){x, y}, 1);
}

static void
quadratic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
        float cy, float x, float y, void *user)
{
	double x0 = state->current_x, y0 = state->current_y;

	add_point(data, PATH_CURVE,
	        (double[]){x0 + 2 * (cx - x0) / 3, y0 + 2 * (cy - y0) / 3,
	                x + 2.0 * (cx - x) / 3, y + 2.0 * (cy - y) / 3, x, y},
	        3);
}

static void
cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float c1x, float c1y,
        float c2x, float c2y, float x, float y, void *user)
{
	add_point(data, PATH_CURVE, (double[]){c1x, c1y, c2x, c2y, x, y}, 3);
}

static void
close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
	add_point(data, PATH_CLOSE, NULL, 0);
}

void
outline_append(
        GArray *points, const struct run *run, const struct glyph *glyph, unit x, unit y)
{
	struct pencil pencil = {points, run, x, y};
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
	hb_font_get_glyph_shape(run->face->hb_font, glyph->id, funcs, &pencil);
	hb_draw_funcs_destroy(funcs);
}
