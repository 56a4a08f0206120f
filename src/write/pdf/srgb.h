/*
 * srgb.h - the colour space of all colours in a PDF by anban: ICC profiles of sRGB
 * (IEC 61966-2-1) and of grey with the same curve, made for this project by srgb.py and
 * free of any licence.
 */
#ifndef ANBAN_WRITE_PDF_SRGB_H
#define ANBAN_WRITE_PDF_SRGB_H

#include <glib.h>

enum { SRGB_SIZE = 728, GREY_SIZE = 612 };

extern const guint8 srgb_profile[SRGB_SIZE];
extern const guint8 grey_profile[GREY_SIZE];

#endif
