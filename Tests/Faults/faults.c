// A file layer that fails, to be preloaded into a detector: calls that change files below FAULT_FOLDER are counted, and
// the FAULT_AT-th fails as FAULT_KIND says (short, enospc, eio, fsync); with FAULT_STAYS all further ones, too.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int isOurs(int file) {
  char link[64], path[4096];
  const char *folder = getenv("FAULT_FOLDER");
  if (!folder || file <= 2) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t count = readlink(link, path, sizeof path - 1);
  if (count < 0) return 0;
  path[count] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

/// Whether this call is to fail; `isSync` of those that wait for the disk.
static int fails(int file, int isSync) {
  static long calls = 0;
  const char *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT");
  if (!kind || !at || isSync != (strcmp(kind, "fsync") == 0) || !isOurs(file)) return 0;
  calls += 1;
  return getenv("FAULT_STAYS") ? calls >= atol(at) : calls == atol(at);
}

static int failure(void) { return strcmp(getenv("FAULT_KIND"), "enospc") == 0 ? ENOSPC : EIO; }
static int isShort(void) { return strcmp(getenv("FAULT_KIND"), "short") == 0; }

#define REAL(name, type) __typeof__(type) *real = (__typeof__(type) *)dlsym(RTLD_NEXT, name)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL("write", ssize_t(int, const void *, size_t));
  if (fails(file, 0)) {
    if (isShort()) return real(file, bytes, count > 1 ? count / 2 : count);
    errno = failure();
    return -1;
  }
  return real(file, bytes, count);
}

static ssize_t writeAt(const char *name, int file, const void *bytes, size_t count, off_t offset) {
  REAL(name, ssize_t(int, const void *, size_t, off_t));
  if (fails(file, 0)) {
    if (isShort()) return real(file, bytes, count > 1 ? count / 2 : count, offset);
    errno = failure();
    return -1;
  }
  return real(file, bytes, count, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  return writeAt("pwrite", file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
  return writeAt("pwrite64", file, bytes, count, offset);
}

static int cut(const char *name, int file, off_t length) {
  REAL(name, int(int, off_t));
  if (fails(file, 0) && !isShort()) {
    errno = failure();
    return -1;
  }
  return real(file, length);
}

int ftruncate(int file, off_t length) { return cut("ftruncate", file, length); }
int ftruncate64(int file, off_t length) { return cut("ftruncate64", file, length); }

static int sync_(const char *name, int file) {
  REAL(name, int(int));
  if (fails(file, 1)) {
    errno = EIO;
    return -1;
  }
  return real(file);
}

int fsync(int file) { return sync_("fsync", file); }
int fdatasync(int file) { return sync_("fdatasync", file); }
