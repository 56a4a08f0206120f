/*
 * parallel.c - documents in parallel processes.
 *
 * Layout libraries are not safe between threads, processes are. A child prints into two
 * memory files; the parent copies them out in the order of the work, so that the
 * words of two documents never mix.
 */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PARALLEL_MOST = 64 };

struct child {
	pid_t pid;    /* 0: not started; -1: ended */
	int out, err; /* memory files */
	int status;   /* of waitpid() */
};

/* For the signal handler, which can be handed nothing. */
static volatile sig_atomic_t running[PARALLEL_MOST];

/* Ends when all have ended, so that what they had begun is gone as well. */
void
parallel_kill(void)
{
	for (int i = 0; i < PARALLEL_MOST; i++)
		if (running[i] > 0)
			kill(running[i], SIGTERM);
	for (int i = 0; i < PARALLEL_MOST; i++)
		if (running[i] > 0)
			waitpid(running[i], NULL, 0);
}

static void
remember(pid_t pid)
{
	for (int i = 0; i < PARALLEL_MOST; i++)
		if (running[i] == 0) {
			running[i] = pid;
			return;
		}
}

static void
forget(pid_t pid)
{
	for (int i = 0; i < PARALLEL_MOST; i++)
		if (running[i] == pid)
			running[i] = 0;
}

static gboolean
start(struct child *child, guint index, enum status (*work)(guint, gpointer),
        gpointer user)
{
	sigset_t all, before;

	child->out = memfd_create("out", MFD_CLOEXEC);
	child->err = memfd_create("err", MFD_CLOEXEC);
	fflush(stdout);
	fflush(stderr);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before); /* until the child is remembered */
	child->pid = child->out < 0 || child->err < 0 ? -1 : fork();
	if (child->pid == 0) {
		enum status status;

		for (int i = 0; i < PARALLEL_MOST; i++)
			running[i] = 0;
		sigprocmask(SIG_SETMASK, &before, NULL);
		dup2(child->out, STDOUT_FILENO);
		dup2(child->err, STDERR_FILENO);
		status = work(index, user);
		fflush(stdout);
		fflush(stderr);
		_exit((int)status);
	}
	if (child->pid > 0)
		remember(child->pid);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return child->pid > 0;
}

/* Waits for any child; FALSE: there is none. */
static gboolean
wait_any(struct child *children, guint n)
{
	int status;
	pid_t pid = waitpid(-1, &status, 0);

	for (guint i = 0; pid > 0 && i < n; i++)
		if (children[i].pid == pid) {
			forget(pid);
			children[i].pid = -1;
			children[i].status = status;
		}
	return pid > 0;
}

static void
copy_out(int from, FILE *to)
{
	char chunk[4096];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(from, chunk, sizeof(chunk), at)) > 0) {
		fwrite(chunk, 1, (size_t)n, to);
		at += n;
	}
	fflush(to);
	close(from);
}

static enum status
finish(struct child *child)
{
	copy_out(child->out, stdout);
	copy_out(child->err, stderr);
	return WIFEXITED(child->status) ? (enum status)WEXITSTATUS(child->status)
	                                : STATUS_FAILED;
}

enum status
parallel_run(guint n, guint most, enum status (*work)(guint index, gpointer user),
        gpointer user)
{
	g_autofree struct child *children = g_new0(struct child, n);
	enum status worst = STATUS_OK;
	guint started = 0, finished = 0, alive = 0;

	most = CLAMP(most, 1, PARALLEL_MOST);
	while (finished < n) {
		while (started < n && alive < most) {
			if (!start(&children[started], started, work, user))
				return STATUS_FAILED;
			started++;
			alive++;
		}
		if (children[finished].pid > 0 && wait_any(children, started))
			alive--;
		while (finished < started && children[finished].pid == -1)
			worst = status_worse(worst, finish(&children[finished++]));
	}
	return worst;
}
