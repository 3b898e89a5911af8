// Passing over bytes that do not matter, a vector at a time.

#ifndef CREGEX_SKIP_H
#define CREGEX_SKIP_H

#include "internal.h"

/// A set of bytes; every byte beyond ASCII is in it.
struct skip_set {
  bool has[256];
  /// For each low half of a byte, a bit for each high half below 8.
  uint8_t low[16];
  const uint8_t *(*run)(const struct skip_set *set, const uint8_t *p, const uint8_t *end);
};

/// Whether bytes of the set are so rare in events that passing over the others pays.
bool skip_is_worth(const bool has[256]);

void skip_make(struct skip_set *set, const bool has[256]);

/// The first byte of the set at or after `p`; `end` if there is none.
REGEX_INLINE const uint8_t *skip_run(const struct skip_set *set, const uint8_t *p, const uint8_t *end) {
  return set->run(set, p, end);
}

#endif
