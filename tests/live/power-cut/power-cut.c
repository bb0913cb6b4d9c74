/*
 * A power cut for one process. Preloaded, it keeps beside each file of POWER_CUT_FOLDER a copy of what a disk is sure to hold: it is
 * brought up to date by fsync and fdatasync alone, and names come and go when their folder is synced, or the file itself. At the cut
 * (SIGUSR2, or when sync number POWER_CUT_AT_SYNC begins) every file becomes what its copy says, and the process is killed.
 *
 * What was not synced may be there all the same, wholly or in part; POWER_CUT_KEEP says how much of it:
 *   none    nothing
 *   first   the first of the writes, in order, the last of them torn at some byte
 *   some    any of the writes, each of them perhaps torn
 * POWER_CUT_SEED makes the choice. Files ending in -shm are SQLite's shared memory: of those no disk is sure to hold anything.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 256

/* One write since the last sync, or a truncation: then `bytes` is NULL and `offset` the new size. */
struct change { char *bytes; size_t length; off_t offset; };

struct file {
  char path[PATH_MAX];
  dev_t device;
  ino_t inode;
  int isDurable;      /* its name is on the disk */
  int isGone;         /* removed, and the removal is not on the disk yet */
  char *durable;      /* contents that are on the disk */
  size_t size, room;
  struct change *changes;
  size_t count, space;
};

static struct file files[MOST_FILES];
static int fileCount;
static char folder[PATH_MAX];
static long syncs, cutAtSync;
static unsigned long long state;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t asked;

/* The function that this library stands in front of. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void fail(const char *what) {
  fprintf(stderr, "power-cut: %s\n", what);
  abort();
}

static unsigned long long pick(unsigned long long below) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return below ? state % below : 0;
}

static int isWatched(const char *path) {
  size_t length = strlen(folder), whole = strlen(path);
  if (!length || strncmp(path, folder, length) || path[length] != '/') return 0;
  return whole < 4 || strcmp(path + whole - 4, "-shm");
}

static struct file *fileAt(const char *path) {
  for (int i = 0; i < fileCount; i++) if (!files[i].isGone && !strcmp(files[i].path, path)) return &files[i];
  return NULL;
}

static struct file *fileOf(int fd) {
  struct stat now;
  if (!folder[0] || fstat(fd, &now)) return NULL;
  for (int i = 0; i < fileCount; i++) if (files[i].inode == now.st_ino && files[i].device == now.st_dev) return &files[i];
  return NULL;
}

static void resize(struct file *file, size_t size) {
  if (size > file->room) {
    file->room = size * 2;
    file->durable = realloc(file->durable, file->room);
    if (!file->durable) fail("no memory");
  }
  if (size > file->size) memset(file->durable + file->size, 0, size - file->size);
  file->size = size;
}

static void apply(struct file *file, const struct change *change, size_t length) {
  if (!change->bytes) { resize(file, (size_t)change->offset); return; }
  if ((size_t)change->offset + length > file->size) resize(file, (size_t)change->offset + length);
  memcpy(file->durable + change->offset, change->bytes, length);
}

static void remember(struct file *file, const void *bytes, size_t length, off_t offset) {
  if (file->count == file->space) {
    file->space = file->space ? file->space * 2 : 64;
    file->changes = realloc(file->changes, file->space * sizeof *file->changes);
    if (!file->changes) fail("no memory");
  }
  char *copy = NULL;
  if (bytes) {
    copy = malloc(length ? length : 1);
    if (!copy) fail("no memory");
    memcpy(copy, bytes, length);
  }
  file->changes[file->count++] = (struct change){ copy, length, offset };
}

static void settle(struct file *file) {
  for (size_t i = 0; i < file->count; i++) {
    apply(file, &file->changes[i], file->changes[i].length);
    free(file->changes[i].bytes);
  }
  file->count = 0;
  file->isDurable = 1;
}

static void onSignal(int signal) { (void)signal; sem_post(&asked); }

static void opened(const char *given, int fd) {
  char path[PATH_MAX];
  struct stat now;
  if (fd < 0 || !folder[0] || !realpath(given, path) || !isWatched(path) || fstat(fd, &now) || !S_ISREG(now.st_mode)) return;
  if (fileOf(fd)) return;
  if (fileCount == MOST_FILES) fail("too many files");
  /* Not earlier: Node begins by forgetting the handlers that it finds. */
  if (fileCount == 0) signal(SIGUSR2, onSignal);
  struct file *file = &files[fileCount++];
  memset(file, 0, sizeof *file);
  strcpy(file->path, path);
  file->device = now.st_dev, file->inode = now.st_ino;
  /* What was there before counts as synced. */
  if (now.st_size > 0) {
    int reader = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    resize(file, (size_t)now.st_size);
    if (reader < 0 || pread(reader, file->durable, file->size, 0) != (ssize_t)file->size) fail("cannot read a file");
    close(reader);
    file->isDurable = 1;
  }
}

/* What of the writes that were never synced is on the disk all the same. */
static void keepSome(struct file *file, const char *keep) {
  if (!strcmp(keep, "none")) return;
  size_t most = !strcmp(keep, "first") ? pick(file->count + 1) : file->count;
  for (size_t i = 0; i < most; i++) {
    int torn = !strcmp(keep, "first") ? i + 1 == most : pick(2);
    if (!strcmp(keep, "some") && pick(2)) continue;
    apply(file, &file->changes[i], torn ? pick(file->changes[i].length + 1) : file->changes[i].length);
    file->isDurable = 1;
  }
}

static void cut(void) {
  const char *keep = getenv("POWER_CUT_KEEP");
  for (int i = 0; i < fileCount; i++) {
    struct file *file = &files[i];
    keepSome(file, keep ? keep : "none");
    REAL(unlink)(file->path);
    if (!file->isDurable) continue;
    int fd = REAL(open)(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    for (size_t done = 0; done < file->size;) {
      ssize_t written = REAL(write)(fd, file->durable + done, file->size - done);
      if (written <= 0) fail("cannot write a file back");
      done += (size_t)written;
    }
  }
  DIR *all = opendir(folder);
  for (struct dirent *entry; all && (entry = readdir(all));) {
    char path[PATH_MAX * 2];
    size_t length = strlen(entry->d_name);
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (length > 4 && !strcmp(entry->d_name + length - 4, "-shm")) REAL(unlink)(path);
  }
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void *waitForTheCut(void *nothing) {
  while (sem_wait(&asked)) {}
  pthread_mutex_lock(&lock);
  cut();
  return nothing;
}

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("POWER_CUT_FOLDER"), *seed = getenv("POWER_CUT_SEED"), *at = getenv("POWER_CUT_AT_SYNC");
  pthread_t watcher;
  if (!given || !realpath(given, folder)) return;
  state = (seed ? strtoull(seed, NULL, 10) : 1) * 0x9e3779b97f4a7c15ULL + 1;
  cutAtSync = at ? atol(at) : 0;
  /* For this process alone, and none that it starts. */
  unsetenv("LD_PRELOAD");
  sem_init(&asked, 0, 0);
  if (pthread_create(&watcher, NULL, waitForTheCut, NULL)) fail("no thread");
}

static int openWatched(const char *path, int fd) {
  pthread_mutex_lock(&lock);
  int error = errno;
  opened(path, fd);
  errno = error;
  pthread_mutex_unlock(&lock);
  return fd;
}

static mode_t modeOf(int flags, va_list rest) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = modeOf(flags, rest); \
    va_end(rest); \
    return openWatched(path, REAL(name)(path, flags, mode)); \
  }
OPEN(open)
OPEN(open64)

/* Runs `work`, which sets `result`, and then `note` where it worked and the file is one of those; nothing is cut in between. */
#define WATCH(type, fd, work, note) \
  pthread_mutex_lock(&lock); \
  type result = work; \
  int error = errno; \
  struct file *file = result >= 0 ? fileOf(fd) : NULL; \
  if (file) { note; } \
  errno = error; \
  pthread_mutex_unlock(&lock); \
  return result

static void gather(struct file *file, const struct iovec *parts, int count, ssize_t length, off_t offset) {
  for (int i = 0; i < count && length > 0; i++) {
    size_t part = parts[i].iov_len < (size_t)length ? parts[i].iov_len : (size_t)length;
    remember(file, parts[i].iov_base, part, offset);
    offset += (off_t)part, length -= (ssize_t)part;
  }
}

ssize_t write(int fd, const void *bytes, size_t length) {
  WATCH(ssize_t, fd, REAL(write)(fd, bytes, length), remember(file, bytes, (size_t)result, lseek(fd, 0, SEEK_CUR) - result));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  WATCH(ssize_t, fd, REAL(writev)(fd, parts, count), gather(file, parts, count, result, lseek(fd, 0, SEEK_CUR) - result));
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  WATCH(ssize_t, fd, REAL(pwrite)(fd, bytes, length, offset), remember(file, bytes, (size_t)result, offset));
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  WATCH(ssize_t, fd, REAL(pwrite64)(fd, bytes, length, offset), remember(file, bytes, (size_t)result, offset));
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  WATCH(ssize_t, fd, REAL(pwritev)(fd, parts, count, offset), gather(file, parts, count, result, offset));
}
int ftruncate(int fd, off_t size) { WATCH(int, fd, REAL(ftruncate)(fd, size), remember(file, NULL, 0, size)); }
int ftruncate64(int fd, off64_t size) { WATCH(int, fd, REAL(ftruncate64)(fd, size), remember(file, NULL, 0, size)); }

/* The folder itself: removals are on the disk. */
static void settleNames(int fd) {
  struct stat synced, own;
  if (!folder[0] || fstat(fd, &synced) || !S_ISDIR(synced.st_mode) || stat(folder, &own) || synced.st_ino != own.st_ino) return;
  for (int i = 0; i < fileCount; i++) if (files[i].isGone) files[i].isDurable = 0;
}

#define SYNC(name) \
  int name(int fd) { \
    pthread_mutex_lock(&lock); \
    struct file *file = fileOf(fd); \
    if (file && ++syncs == cutAtSync) cut(); \
    if (file) settle(file); \
    settleNames(fd); \
    pthread_mutex_unlock(&lock); \
    return 0; \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  char whole[PATH_MAX];
  pthread_mutex_lock(&lock);
  struct file *file = folder[0] && realpath(path, whole) ? fileAt(whole) : NULL;
  int result = REAL(unlink)(path), error = errno;
  /* Whoever still writes to it writes to nothing. */
  if (file && !result) file->isGone = 1, file->inode = 0;
  errno = error;
  pthread_mutex_unlock(&lock);
  return result;
}

int rename(const char *from, const char *to) {
  char whole[PATH_MAX], target[PATH_MAX];
  pthread_mutex_lock(&lock);
  struct file *file = folder[0] && realpath(from, whole) ? fileAt(whole) : NULL;
  struct file *replaced = folder[0] && realpath(to, target) ? fileAt(target) : NULL;
  int result = REAL(rename)(from, to), error = errno;
  /* Taken to be on the disk at once: nothing that is tested counts on more. */
  if (!result && replaced) replaced->isGone = 1, replaced->isDurable = 0, replaced->inode = 0;
  if (!result && file && realpath(to, target)) strcpy(file->path, target);
  errno = error;
  pthread_mutex_unlock(&lock);
  return result;
}
