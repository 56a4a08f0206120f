/*
 * libraries.h - the functions of cairo and FreeType that png.c calls; cairo, which brings
 * X11 along, is loaded with the first page that is painted.
 */
#ifndef ANBAN_WRITE_PNG_LIBRARIES_H
#define ANBAN_WRITE_PNG_LIBRARIES_H

#include "base/ondemand.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#define CAIRO(FUNCTION)                                                                  \
	FUNCTION(cairo_, clip)                                                           \
	FUNCTION(cairo_, close_path)                                                     \
	FUNCTION(cairo_, create)                                                         \
	FUNCTION(cairo_, curve_to)                                                       \
	FUNCTION(cairo_, destroy)                                                        \
	FUNCTION(cairo_, fill)                                                           \
	FUNCTION(cairo_, font_face_destroy)                                              \
	FUNCTION(cairo_, font_face_set_user_data)                                        \
	FUNCTION(cairo_, font_options_create)                                            \
	FUNCTION(cairo_, font_options_destroy)                                           \
	FUNCTION(cairo_, font_options_set_antialias)                                     \
	FUNCTION(cairo_, font_options_set_hint_metrics)                                  \
	FUNCTION(cairo_, font_options_set_hint_style)                                    \
	FUNCTION(cairo_, ft_font_face_create_for_ft_face)                                \
	FUNCTION(cairo_, get_source)                                                     \
	FUNCTION(cairo_, glyph_path)                                                     \
	FUNCTION(cairo_, image_surface_create)                                           \
	FUNCTION(cairo_, image_surface_get_data)                                         \
	FUNCTION(cairo_, image_surface_get_height)                                       \
	FUNCTION(cairo_, image_surface_get_stride)                                       \
	FUNCTION(cairo_, image_surface_get_width)                                        \
	FUNCTION(cairo_, line_to)                                                        \
	FUNCTION(cairo_, matrix_init_scale)                                              \
	FUNCTION(cairo_, move_to)                                                        \
	FUNCTION(cairo_, new_path)                                                       \
	FUNCTION(cairo_, paint)                                                          \
	FUNCTION(cairo_, pattern_set_extend)                                             \
	FUNCTION(cairo_, rectangle)                                                      \
	FUNCTION(cairo_, restore)                                                        \
	FUNCTION(cairo_, save)                                                           \
	FUNCTION(cairo_, scale)                                                          \
	FUNCTION(cairo_, set_antialias)                                                  \
	FUNCTION(cairo_, set_font_face)                                                  \
	FUNCTION(cairo_, set_font_matrix)                                                \
	FUNCTION(cairo_, set_font_options)                                               \
	FUNCTION(cairo_, set_line_width)                                                 \
	FUNCTION(cairo_, set_source_rgb)                                                 \
	FUNCTION(cairo_, set_source_surface)                                             \
	FUNCTION(cairo_, status_to_string)                                               \
	FUNCTION(cairo_, stroke)                                                         \
	FUNCTION(cairo_, surface_destroy)                                                \
	FUNCTION(cairo_, surface_flush)                                                  \
	FUNCTION(cairo_, surface_mark_dirty)                                             \
	FUNCTION(cairo_, surface_status)                                                 \
	FUNCTION(cairo_, surface_write_to_png_stream)                                    \
	FUNCTION(cairo_, translate)

#define FREETYPE(FUNCTION)                                                               \
	FUNCTION(FT_, Done_Face)                                                         \
	FUNCTION(FT_, Done_FreeType)                                                     \
	FUNCTION(FT_, Init_FreeType)                                                     \
	FUNCTION(FT_, New_Memory_Face)

static ONDEMAND_TABLE(cairo, CAIRO) cairo;
ONDEMAND_LIBRARY(cairo, "libcairo.so.2", "page previews and covers", CAIRO)

static ONDEMAND_TABLE(freetype, FREETYPE) freetype;
ONDEMAND_LIBRARY(freetype, "libfreetype.so.6", "page previews and covers", FREETYPE)

#endif
