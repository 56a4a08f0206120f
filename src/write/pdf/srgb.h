/*
 * srgb.h - the colour space of all colours in a PDF by anban: an ICC profile of sRGB
 * (IEC 61966-2-1), made for this project by srgb.py and free of any licence.
 */
#ifndef ANBAN_WRITE_PDF_SRGB_H
#define ANBAN_WRITE_PDF_SRGB_H

#include <glib.h>

enum { SRGB_SIZE = 728 };

extern const guint8 srgb_profile[SRGB_SIZE];

#endif
