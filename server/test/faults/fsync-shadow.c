/*
 * What a disk still has after the power went: the content that files had when they were last
 * synced. Loaded into a process by LD_PRELOAD, this copies every file of the folder SHADOW_OF to
 * the folder SHADOW_TO, under the same name, each time fsync or fdatasync has succeeded on it,
 * before the caller hears of it; gives the copy a second name when the file gets one, and removes
 * it when the file is removed. Writes that were never synced are in no copy. SHADOW_TO/calls gets
 * one line per sync, "fdatasync name".
 *
 * The copy is read through the caller's own descriptor where that can read: to open and close another
 * one would drop the process's locks on the file (POSIX advisory locks belong to process and file).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *watched_name(const char *path) {
  const char *folder = getenv("SHADOW_OF");
  size_t length = folder == NULL ? 0 : strlen(folder);
  if (length == 0 || getenv("SHADOW_TO") == NULL) return NULL;
  if (strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
  const char *name = path + length + 1;
  return strchr(name, '/') == NULL ? name : NULL;
}

static void shadow_path(char *out, const char *name, const char *suffix) {
  snprintf(out, PATH_MAX, "%s/%s%s", getenv("SHADOW_TO"), name, suffix);
}

static void give_up(const char *why) {
  perror(why);
  abort();
}

static void note_call(const char *call, const char *name) {
  char log[PATH_MAX], line[PATH_MAX];
  shadow_path(log, "calls", "");
  int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int length = snprintf(line, sizeof line, "%s %s\n", call, name);
  if (out < 0 || write(out, line, (size_t)length) != length) give_up("fsync-shadow: calls");
  close(out);
}

static void keep_copy(int fd, const char *call) {
  char link[64], path[PATH_MAX], draft[PATH_MAX], copy[PATH_MAX];
  static char block[1 << 20];
  struct stat facts;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = '\0';
  const char *name = watched_name(path);
  if (name == NULL || fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
  shadow_path(draft, name, ".draft");
  shadow_path(copy, name, "");
  int out = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) give_up("fsync-shadow: open");
  int is_blind = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY;
  int in = is_blind ? open(path, O_RDONLY | O_CLOEXEC) : fd;
  off_t at = 0;
  for (ssize_t got; (got = pread(in, block, sizeof block, at)) != 0; at += got) {
    if (got < 0 || write(out, block, (size_t)got) != got) give_up("fsync-shadow: copy");
  }
  close(out);
  if (is_blind) close(in);
  /* Whole or not at all: the process may be killed at any moment. */
  if (rename(draft, copy) != 0) give_up("fsync-shadow: rename");
  note_call(call, name);
}

typedef int (*sync_call)(int);

int fsync(int fd) {
  int result = ((sync_call)dlsym(RTLD_NEXT, "fsync"))(fd);
  if (result == 0) keep_copy(fd, "fsync");
  return result;
}

int fdatasync(int fd) {
  int result = ((sync_call)dlsym(RTLD_NEXT, "fdatasync"))(fd);
  if (result == 0) keep_copy(fd, "fdatasync");
  return result;
}

int link(const char *from, const char *to) {
  typedef int (*link_call)(const char *, const char *);
  int result = ((link_call)dlsym(RTLD_NEXT, "link"))(from, to);
  const char *name = result == 0 ? watched_name(from) : NULL;
  const char *second = result == 0 ? watched_name(to) : NULL;
  if (name != NULL && second != NULL) {
    char copy[PATH_MAX], other[PATH_MAX];
    shadow_path(copy, name, "");
    shadow_path(other, second, "");
    /* Without a copy there is nothing that a second name could lead to. */
    if (((link_call)dlsym(RTLD_NEXT, "link"))(copy, other) != 0 && errno != ENOENT)
      give_up("fsync-shadow: link");
    errno = 0;
  }
  return result;
}

int unlink(const char *path) {
  int result = ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
  const char *name = result == 0 ? watched_name(path) : NULL;
  if (name != NULL) {
    char copy[PATH_MAX];
    shadow_path(copy, name, "");
    ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(copy);
    errno = 0;
  }
  return result;
}
