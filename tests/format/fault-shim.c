/* The build may ask for 64-bit offsets, which renames half of these functions; here both names are defined. */
#undef _FILE_OFFSET_BITS

#include "fault-shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static const char *armed;
static int countdown;
static int fault;
static int struck;
static void (*hook) (void *data);
static void *hook_data;

void
fault_arm (const char *call, int nth, int kind)
{
  armed = call;
  countdown = nth;
  fault = kind;
  struck = 0;
}

int
fault_has_struck (void)
{
  return struck;
}

void
fault_set_hook (void (*function) (void *data), void *data)
{
  hook = function;
  hook_data = data;
}

/* The fault if this is the call, else 0. */
static int
strike (const char *call)
{
  if (armed == NULL || (strcmp (armed, call) != 0 && strcmp (armed, "any") != 0) || --countdown != 0)
    return 0;
  struck = 1;
  if (fault == FAULT_CRASH)
    _exit (0);
  if (fault == FAULT_HOOK)
    hook (hook_data);
  if (fault > 0)
    errno = fault;
  return fault;
}

#define PASS_ON(type, name, parameters, arguments)            \
  do                                                          \
    {                                                         \
      static type (*real) parameters;                         \
      if (real == NULL)                                       \
        real = (type (*) parameters) dlsym (RTLD_NEXT, name); \
      return real arguments;                                  \
    }                                                         \
  while (0)

/* A call that fails without having done anything. */
#define WRAP(type, symbol, call, parameters, arguments) \
  type symbol parameters;                               \
  type                                                  \
      symbol parameters                                 \
  {                                                     \
    if (strike (call) > 0)                              \
      return -1;                                        \
    PASS_ON (type, #symbol, parameters, arguments);     \
  }

#define WRAP_OPEN(symbol, before, before_names)                                                \
  int symbol (before const char *path, int flags, ...);                                        \
  int                                                                                          \
  symbol (before const char *path, int flags, ...)                                             \
  {                                                                                            \
    va_list list;                                                                              \
    mode_t mode = 0;                                                                           \
                                                                                               \
    va_start (list, flags);                                                                    \
    if (flags & (O_CREAT | __O_TMPFILE))                                                       \
      mode = va_arg (list, mode_t);                                                            \
    va_end (list);                                                                             \
    if (strike ("open") > 0)                                                                   \
      return -1;                                                                               \
    PASS_ON (int, #symbol, (before const char *, int, ...), (before_names path, flags, mode)); \
  }

#define NOTHING
#define FOLDER int folder,
#define FOLDER_NAME folder,

WRAP_OPEN (open, NOTHING, NOTHING)
WRAP_OPEN (open64, NOTHING, NOTHING)
WRAP_OPEN (openat, FOLDER, FOLDER_NAME)
WRAP_OPEN (openat64, FOLDER, FOLDER_NAME)

WRAP (ssize_t, read, "read", (int fd, void *data, size_t size), (fd, data, size))
WRAP (ssize_t, pread, "read", (int fd, void *data, size_t size, off_t at), (fd, data, size, at))
WRAP (ssize_t, pread64, "read", (int fd, void *data, size_t size, off64_t at), (fd, data, size, at))
WRAP (int, fsync, "fsync", (int fd), (fd))
WRAP (int, fdatasync, "fsync", (int fd), (fd))
WRAP (int, ftruncate, "truncate", (int fd, off_t size), (fd, size))
WRAP (int, ftruncate64, "truncate", (int fd, off64_t size), (fd, size))
WRAP (int, unlink, "unlink", (const char *path), (path))
WRAP (int, fchmod, "fchmod", (int fd, mode_t mode), (fd, mode))
WRAP (int, fchown, "fchown", (int fd, uid_t owner, gid_t group), (fd, owner, group))
WRAP (int, fstat, "stat", (int fd, struct stat *st), (fd, st))
WRAP (int, fstat64, "stat", (int fd, struct stat64 *st), (fd, st))
WRAP (int, fstatat, "stat", (int folder, const char *path, struct stat *st, int flags), (folder, path, st, flags))
WRAP (int, fstatat64, "stat", (int folder, const char *path, struct stat64 *st, int flags), (folder, path, st, flags))
WRAP (int, faccessat, "access", (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
WRAP (int, rename, "rename", (const char *from, const char *to), (from, to))
WRAP (int, renameat, "rename", (int a, const char *from, int b, const char *to), (a, from, b, to))
WRAP (int, link, "link", (const char *from, const char *to), (from, to))
WRAP (int, linkat, "link", (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
WRAP (int, unlinkat, "unlink", (int folder, const char *path, int flags), (folder, path, flags))
WRAP (ssize_t, flistxattr, "listxattr", (int fd, char *names, size_t size), (fd, names, size))
WRAP (ssize_t, fgetxattr, "getxattr", (int fd, const char *name, void *value, size_t size), (fd, name, value, size))
WRAP (int, fsetxattr, "setxattr", (int fd, const char *name, const void *value, size_t size, int flags), (fd, name, value, size, flags))
WRAP (int, flock, "flock", (int fd, int operation), (fd, operation))
WRAP (int, getentropy, "getentropy", (void *data, size_t size), (data, size))

static ssize_t
write_on (int fd, const void *data, size_t size)
{
  PASS_ON (ssize_t, "write", (int, const void *, size_t), (fd, data, size));
}

ssize_t
write (int fd, const void *data, size_t size)
{
  int kind = strike ("write");

  if (kind > 0)
    return -1;
  return write_on (fd, data, kind == FAULT_SHORT ? size / 2 + size % 2 : size);
}

/* SQLite writes at places. */
static ssize_t
pwrite_on (int fd, const void *data, size_t size, off64_t at)
{
  PASS_ON (ssize_t, "pwrite64", (int, const void *, size_t, off64_t), (fd, data, size, at));
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t at)
{
  int kind = strike ("write");

  if (kind > 0)
    return -1;
  return pwrite_on (fd, data, kind == FAULT_SHORT ? size / 2 + size % 2 : size, at);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  return pwrite64 (fd, data, size, at);
}

static int
close_on (int fd)
{
  PASS_ON (int, "close", (int), (fd));
}

/* On Linux a close () that reports an error has closed all the same. */
int
close (int fd)
{
  int kind = strike ("close");
  int result = close_on (fd);

  if (kind <= 0)
    return result;
  errno = kind;
  return -1;
}
