/*
 * unit.h - lengths: 1 unit is 1/1024 of a point (1/72 inch).
 */
#ifndef ANBAN_BASE_UNIT_H
#define ANBAN_BASE_UNIT_H

#include <glib.h>

typedef gint32 unit;

#define UNIT_PT 1024
/* Millimetres and points (constants) to units. */
#define UNIT_MM(mm) ((unit)((mm)*1024.0 * 72.0 / 25.4 + 0.5))
#define UNIT_POINTS(pt) ((unit)((pt)*1024.0 + 0.5))

#endif
