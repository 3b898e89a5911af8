// libcurl as it is found when a webhook needs it: nothing is linked and no header of it is needed. Its functions take
// variable arguments, which Swift cannot call; numbers of options are those of the stable interface of libcurl.so.4.
#pragma once
#include <stddef.h>

typedef int (*detector_curl_call)(void *handle, int name, ...);

/// Sets an option that takes a number.
static inline int detector_curl_set_long(void *function, void *handle, int option, long value) {
  return ((detector_curl_call)function)(handle, option, value);
}

/// Sets an option that takes a pointer.
static inline int detector_curl_set_pointer(void *function, void *handle, int option, const void *value) {
  return ((detector_curl_call)function)(handle, option, value);
}

/// Asks for a fact that is a long; -1 if there is none.
static inline long detector_curl_get_long(void *function, void *handle, int fact) {
  long value = -1;
  return ((detector_curl_call)function)(handle, fact, &value) == 0 ? value : -1;
}

/// Asks for a fact that is an offset; -1 if there is none.
static inline long long detector_curl_get_offset(void *function, void *handle, int fact) {
  long long value = -1;
  return ((detector_curl_call)function)(handle, fact, &value) == 0 ? value : -1;
}

static size_t detector_curl_discard(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

/// Lets the body of answers go nowhere.
static inline int detector_curl_discard_body(void *function, void *handle) {
  const int writeFunction = 20011;
  return ((detector_curl_call)function)(handle, writeFunction, detector_curl_discard);
}
