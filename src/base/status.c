/*
 * status.c - which of two exit statuses wins.
 */
#include "base/status.h"

static int
severity(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return 0;
	case STATUS_LOST:
		return 1;
	case STATUS_INVALID:
		return 2;
	case STATUS_INPUT:
		return 3;
	case STATUS_FAILED:
		return 4;
	case STATUS_IO:
		return 5;
	case STATUS_LIMIT:
		return 6;
	case STATUS_INTERRUPTED:
		return 7;
	case STATUS_USAGE:
		return 8;
	}
	return 4; /* not one of ours: a child that was killed */
}

enum status
status_worse(enum status a, enum status b)
{
	return severity(b) > severity(a) ? b : a;
}
