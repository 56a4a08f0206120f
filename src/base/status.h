/*
 * status.h - what the program says to the shell.
 *
 * The numbers are the documented exit statuses; the order of severity is another
 * one (status_worse()): with several inputs the program ends with the worst.
 */
#ifndef ANBAN_BASE_STATUS_H
#define ANBAN_BASE_STATUS_H

enum status {
	STATUS_OK = 0,            /* notes and warnings at most */
	STATUS_FAILED = 1,        /* the conversion failed */
	STATUS_USAGE = 2,         /* the command line is wrong; nothing was done */
	STATUS_LOST = 3,          /* written, but something of the input is missing */
	STATUS_INPUT = 4,         /* input not understood: empty, binary, undecodable */
	STATUS_INVALID = 5,       /* a validation failed */
	STATUS_IO = 6,            /* reading or writing failed */
	STATUS_LIMIT = 7,         /* a limit was reached */
	STATUS_INTERRUPTED = 130, /* SIGINT or SIGTERM */
};

/* The worse of two: 0 < 3 < 5 < 4 < 1 < 6 < 7 < 130. */
enum status status_worse(enum status a, enum status b);

#endif
