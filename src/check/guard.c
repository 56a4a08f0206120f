/*
 * guard.c - a child process with limits of the kernel (setrlimit): they hold whatever a
 * library does.
 */
#include "check/guard.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static void
limit(int resource, rlim_t most)
{
	struct rlimit bounds = {most, most};

	setrlimit(resource, &bounds);
}

static void
set_limits(guint memory_mib, guint seconds)
{
#ifndef SANITIZED
	limit(RLIMIT_AS, (rlim_t)memory_mib << 20);
#endif
	limit(RLIMIT_CPU, seconds);
	limit(RLIMIT_CORE, 0);
}

int
guard_run(guint memory_mib, guint seconds, int (*work)(gpointer user), gpointer user)
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (child < 0)
		return -1;
	if (child == 0) {
		set_limits(memory_mib, seconds);
		status = work(user);
		fflush(NULL);
		_exit(status);
	}
	while (waitpid(child, &status, 0) < 0)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
