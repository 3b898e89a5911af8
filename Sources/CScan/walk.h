// The walk over a record, compiled once for each instruction set. The including file defines SCAN_ISA_…, SCAN_SUFFIX and
// SCAN_TITLE. Names that are declared here or in `blocks.h` are listed in `names.h`.

#include "CScan.h"

#define SCAN_INLINE static inline __attribute__((always_inline))
#define SCAN_NOT_INLINE static __attribute__((noinline))
#define SCAN_LIKELY(x) __builtin_expect(!!(x), 1)
#define SCAN_UNLIKELY(x) __builtin_expect(!!(x), 0)

#include "blocks.h"

SCAN_NOT_INLINE const uint8_t *scan_fail(struct scan_walker *w, enum scan_failure reason, const uint8_t *p) {
  w->failure = (uint8_t)reason;
  w->failed_at = p;
  return NULL;
}

SCAN_NOT_INLINE const uint8_t *scan_blanks(const uint8_t *p, int64_t *lines) {
  for (;; p++) {
    if (*p == '\n') {
      *lines += 1;
    } else if (*p != ' ' && *p != '\t' && *p != '\r') {
      return p;
    }
  }
}

/// Gives `p` the place of the next byte that is not white space.
#define SCAN_SKIP_BLANKS(p, lines) \
  if (SCAN_UNLIKELY(*(p) <= 0x20)) { \
    (p) += *(p) == ' '; \
    if (*(p) <= 0x20) (p) = scan_blanks((p), (lines)); \
  }

// MARK: Strings

SCAN_INLINE bool scan_is_hex(uint8_t c) {
  return (uint8_t)(c - '0') <= 9 || (uint8_t)((c | 0x20) - 'a') <= 5;
}

#ifndef SCAN_HAS_ESCAPABLE
/// The characters of `v` that may follow a backslash.
SCAN_INLINE uint64_t scan_escapable(scan_block v) {
  return scan_equal(v, '"') | scan_equal(v, '\\') | scan_equal(v, '/') | scan_equal(v, 'b') | scan_equal(v, 'f')
    | scan_equal(v, 'n') | scan_equal(v, 'r') | scan_equal(v, 't') | scan_equal(v, 'u');
}
#endif

/// The closing quote of the string that goes on at `p` with a block that has a backslash; null at what is not valid there.
SCAN_NOT_INLINE const uint8_t *scan_escaped_string(struct scan_walker *w, const uint8_t *p, uint8_t *traits) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAull;
  const uint64_t all = SCAN_WIDTH == 64 ? ~0ull : (1ull << (SCAN_WIDTH % 64)) - 1;
  uint64_t carry = 0;
  *traits |= SCAN_HAS_ESCAPES;
  for (;; p += SCAN_WIDTH) {
    scan_block v = scan_load(p);
    struct scan_masks m = scan_classify(v);
    uint64_t escaped = carry;
    if (m.backslash | carry) {
      // A backslash escapes the next character unless it is escaped itself: runs end by their parity.
      uint64_t potential = m.backslash & ~carry;
      uint64_t maybe = potential << 1;
      uint64_t ends = ((maybe | odd) - potential) ^ odd;
      escaped = (ends ^ (m.backslash | carry)) & all;
      carry = (ends & m.backslash) >> (SCAN_WIDTH - 1) & 1;
    }
    uint64_t stop = (m.quote & ~escaped) | m.control;
    uint64_t below = stop ^ (stop - 1);
    if (m.high & below) *traits |= SCAN_HAS_NON_ASCII;
    escaped &= below;
    if (escaped) {
      uint64_t bad = escaped & ~scan_escapable(v);
      uint64_t units = escaped & scan_equal(v, 'u');
      if (units | (escaped & scan_equal(v, '/'))) *traits |= SCAN_HAS_STAND_INS;
      while (units) {
        int at = __builtin_ctzll(units);
        const uint8_t *u = p + at;
        if (!(scan_is_hex(u[1]) && scan_is_hex(u[2]) && scan_is_hex(u[3]) && scan_is_hex(u[4]))) bad |= 1ull << at;
        units &= units - 1;
      }
      if (SCAN_UNLIKELY(bad)) {
        const uint8_t *at = p + __builtin_ctzll(bad);
        // What the end of the data cuts off is not wrong yet.
        for (int i = 0; i < (*at == 'u' ? 5 : 1) && at[i] != '"'; i++) {
          if (at[i] < 0x20) return scan_fail(w, SCAN_CONTROL_CHARACTER, at + i);
        }
        return scan_fail(w, SCAN_BAD_ESCAPE, at);
      }
    }
    if (stop) {
      const uint8_t *end = p + __builtin_ctzll(stop);
      if (SCAN_UNLIKELY(*end != '"')) return scan_fail(w, SCAN_CONTROL_CHARACTER, end);
      return end;
    }
  }
}

/// The closing quote of the string whose first byte (after the quote) is `p`; null at a control character, at an invalid
/// escape, and at the end of the data.
SCAN_INLINE const uint8_t *scan_string(struct scan_walker *w, const uint8_t *p, uint8_t *traits) {
  for (;; p += SCAN_WIDTH) {
    scan_block v = scan_load(p);
    uint64_t stop = scan_stops(v), high = scan_high(v);
    if (SCAN_LIKELY(stop != 0)) {
      const uint8_t *end = p + __builtin_ctzll(stop);
      if (SCAN_UNLIKELY(*end == '\\')) return scan_escaped_string(w, p, traits);
      *traits |= (high & (stop ^ (stop - 1))) ? SCAN_HAS_NON_ASCII : 0;
      if (SCAN_UNLIKELY(*end != '"')) return scan_fail(w, SCAN_CONTROL_CHARACTER, end);
      return end;
    }
    *traits |= high ? SCAN_HAS_NON_ASCII : 0;
  }
}

// MARK: Other values

SCAN_INLINE uint64_t scan_word(const uint8_t *p) {
  uint64_t word;
  memcpy(&word, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

SCAN_INLINE const uint8_t *scan_digits(const uint8_t *p) {
  for (;;) {
    uint64_t x = scan_word(p) ^ 0x3030303030303030ull;
    uint64_t other = (x | (x + 0x0606060606060606ull)) & 0xF0F0F0F0F0F0F0F0ull;
    // A carry from the byte below can only reach past a byte that is no digit already.
    if (SCAN_LIKELY(other != 0)) return p + (__builtin_ctzll(other) >> 3);
    p += 8;
  }
}

SCAN_NOT_INLINE const uint8_t *scan_fraction(struct scan_walker *w, const uint8_t *start, const uint8_t *p) {
  if (*p == '.') {
    const uint8_t *end = scan_digits(p + 1);
    if (end == p + 1) return scan_fail(w, SCAN_BAD_NUMBER, start);
    p = end;
  }
  if ((*p | 0x20) == 'e') {
    p++;
    if (*p == '+' || *p == '-') p++;
    const uint8_t *end = scan_digits(p);
    if (end == p) return scan_fail(w, SCAN_BAD_NUMBER, start);
    p = end;
  }
  return p;
}

/// The end of the number at `start`; null if it is not a JSON number.
SCAN_INLINE const uint8_t *scan_number(struct scan_walker *w, const uint8_t *start) {
  const uint8_t *p = start + (*start == '-');
  const uint8_t *end = scan_digits(p);
  if (SCAN_UNLIKELY(end == p)) return scan_fail(w, SCAN_BAD_NUMBER, start);
  if (*p == '0') end = p + 1;
  if (SCAN_UNLIKELY(*end == '.' || (*end | 0x20) == 'e')) return scan_fraction(w, start, end);
  return end;
}

#define SCAN_TRUE_WORD 0x65757274u
#define SCAN_FALS_WORD 0x736C6166u
#define SCAN_NULL_WORD 0x6C6C756Eu

/// The end of the string, number or word at `p`; `shape` says which.
SCAN_INLINE const uint8_t *scan_scalar(
  struct scan_walker *w, const uint8_t *p, uint8_t *shape, uint8_t *traits
) {
  switch (*p) {
  case '"': {
    *shape = SCAN_STRING;
    const uint8_t *end = scan_string(w, p + 1, traits);
    return end ? end + 1 : NULL;
  }
  case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
    *shape = SCAN_NUMBER;
    return scan_number(w, p);
  case 't':
    *shape = SCAN_TRUE;
    if ((uint32_t)scan_word(p) != SCAN_TRUE_WORD) break;
    return p + 4;
  case 'f':
    *shape = SCAN_FALSE;
    if ((uint32_t)scan_word(p) != SCAN_FALS_WORD || p[4] != 'e') break;
    return p + 5;
  case 'n':
    *shape = SCAN_NULL;
    if ((uint32_t)scan_word(p) != SCAN_NULL_WORD) break;
    return p + 4;
  default: break;
  }
  return scan_fail(w, SCAN_BAD_VALUE, p);
}

/// The byte after the object or array at `start`.
SCAN_NOT_INLINE const uint8_t *scan_container(
  struct scan_walker *w, const uint8_t *start, uint8_t *traits, int64_t *lines
) {
  uint64_t objects[SCAN_MAXIMUM_DEPTH / 64] = {0};
  const uint8_t *p = start + 1;
  unsigned depth = 0;
  bool is_object = *start == '{';
  bool may_close = true;
  for (;;) {
    SCAN_SKIP_BLANKS(p, lines);
    bool is_closed = false;
    if (is_object) {
      if (SCAN_LIKELY(*p == '"')) {
        p = scan_string(w, p + 1, traits);
        if (!p) return NULL;
        p++;
        SCAN_SKIP_BLANKS(p, lines);
        if (SCAN_UNLIKELY(*p != ':')) return scan_fail(w, SCAN_MISSING_COLON, p);
        p++;
        SCAN_SKIP_BLANKS(p, lines);
      } else if (*p == '}' && may_close) {
        is_closed = true;
      } else {
        return scan_fail(w, SCAN_BAD_KEY, p);
      }
    } else if (*p == ']' && may_close) {
      is_closed = true;
    }
    if (!is_closed) {
      if (*p == '{' || *p == '[') {
        // The record itself is level 1, this container level 2.
        if (depth >= SCAN_MAXIMUM_DEPTH - 2) return scan_fail(w, SCAN_TOO_DEEP, p);
        uint64_t bit = 1ull << (depth % 64);
        objects[depth / 64] = is_object ? objects[depth / 64] | bit : objects[depth / 64] & ~bit;
        depth++;
        is_object = *p == '{';
        may_close = true;
        p++;
        continue;
      }
      uint8_t shape;
      p = scan_scalar(w, p, &shape, traits);
      if (!p) return NULL;
    }
    // After a value: a comma, or the ends of containers.
    for (;;) {
      SCAN_SKIP_BLANKS(p, lines);
      if (*p == ',' && !is_closed) {
        p++;
        may_close = false;
        break;
      }
      if (SCAN_UNLIKELY(*p != (is_object ? '}' : ']'))) return scan_fail(w, SCAN_BAD_SYNTAX, p);
      p++;
      is_closed = false;
      if (depth == 0) return p;
      depth--;
      is_object = objects[depth / 64] >> (depth % 64) & 1;
    }
  }
}

// MARK: Keys

SCAN_INLINE bool scan_is_key(const struct scan_place *place, const uint8_t *p) {
  const uint8_t *pattern = place->pattern;
  uint32_t length = place->length;
#if SCAN_WIDTH >= 32
  if (SCAN_LIKELY(length <= 32)) {
    __m256i difference = _mm256_cmpeq_epi8(
      _mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)pattern));
    return (~(uint32_t)_mm256_movemask_epi8(difference) & (0xFFFFFFFFu >> (32 - length))) == 0;
  }
#endif
  uint32_t at = 0;
  for (; at + 8 <= length; at += 8) {
    if (scan_word(p + at) != scan_word(pattern + at)) return false;
  }
  uint32_t rest = length - at;
  return rest == 0 || ((scan_word(p + at) ^ scan_word(pattern + at)) & (~0ull >> (64 - 8 * rest))) == 0;
}

/// How many places are tried before a key is looked up, and how many are remembered.
#define SCAN_TRIES 8
#define SCAN_SIBLINGS 64

/// The place of the key at `p` after place `from`, one of `first`'s siblings; 0 if it has not been met there lately.
SCAN_NOT_INLINE uint32_t scan_sibling(struct scan_walker *w, uint32_t from, const uint8_t *p) {
  struct scan_place *places = w->places;
  uint32_t before = 0, previous = places[from].child;
  if (previous == 0) return 0;
  uint32_t at = places[previous].sibling;
  for (int i = 0; at != 0 && i < SCAN_TRIES; i++) {
    if (scan_is_key(&places[at], p)) {
      // One step forward: what is met often comes first in the end.
      places[previous].sibling = places[at].sibling;
      places[at].sibling = previous;
      if (before == 0) places[from].child = at; else places[before].sibling = at;
      return at;
    }
    before = previous;
    previous = at;
    at = places[at].sibling;
  }
  return 0;
}

/// The value after the key at `p`, which is none of those tried; `place` becomes the key's, 0 if it gets none. `slot` is
/// where the value goes.
SCAN_NOT_INLINE const uint8_t *scan_new_key(
  struct scan_walker *w, const uint8_t *p, uint32_t *place, uint32_t *slot, int64_t *lines
) {
  if (*p != '"') return scan_fail(w, SCAN_BAD_KEY, p);
  uint8_t traits = 0;
  const uint8_t *end = scan_string(w, p + 1, &traits);
  if (!end) return NULL;
  struct scan_key key = w->find_key(w->context, p + 1, (size_t)(end - p - 1), traits);
  const uint8_t *after = end + 1;
  SCAN_SKIP_BLANKS(after, lines);
  if (*after != ':') return scan_fail(w, SCAN_MISSING_COLON, after);
  *slot = key.slot;
  uint32_t from = *place;
  *place = 0;
  // Place 0 is the start only for the first key; later it says that the walk has left the known places.
  if (key.pattern && from != UINT32_MAX) {
    uint32_t at = w->places[from].child, last = 0;
    int count = 0;
    for (; at != 0 && w->places[at].pattern != key.pattern; at = w->places[at].sibling) {
      last = at;
      count++;
    }
    if (at == 0 && count < SCAN_SIBLINGS && w->place_count < w->place_capacity) {
      at = w->place_count++;
      w->places[at] = (struct scan_place){key.pattern, key.length, key.slot, 0, 0};
      if (last == 0) w->places[from].child = at; else w->places[last].sibling = at;
    }
    *place = at;
  }
  if (*place == 0) *place = UINT32_MAX;
  return after + 1;
}

// MARK: The record

static const uint8_t *scan_walk(struct scan_walker *w, const uint8_t *start) {
  struct scan_value *slots = w->slots;
  struct scan_place *places = w->places;
  uint16_t stamp = w->stamp;
  int64_t lines = 0;
  uint32_t place = 0;
  const uint8_t *p = start + 1;
  w->lines = 0;
  SCAN_SKIP_BLANKS(p, &lines);
  if (*p == '}') {
    w->lines = lines;
    return p + 1;
  }
  for (;;) {
    uint32_t slot;
    uint32_t next = SCAN_LIKELY(place != UINT32_MAX) ? places[place].child : 0;
    if (SCAN_LIKELY(next != 0 && scan_is_key(&places[next], p))) {
      p += places[next].length;
      slot = places[next].slot;
      place = next;
    } else if (next != 0 && (next = scan_sibling(w, place, p)) != 0) {
      p += places[next].length;
      slot = places[next].slot;
      place = next;
    } else {
      p = scan_new_key(w, p, &place, &slot, &lines);
      if (!p) return NULL;
    }
    SCAN_SKIP_BLANKS(p, &lines);
    struct scan_value *value = &slots[slot];
    uint8_t traits = 0, shape = SCAN_STRING;
    const uint8_t *end;
    if (SCAN_LIKELY(*p == '"')) {
      end = scan_string(w, p + 1, &traits);
      if (!end) return NULL;
      value->start = p + 1;
      value->count = (uint32_t)(end - p - 1);
      p = end + 1;
    } else {
      if (*p == '{' || *p == '[') {
        shape = *p == '{' ? SCAN_OBJECT : SCAN_ARRAY;
        end = scan_container(w, p, &traits, &lines);
      } else {
        end = scan_scalar(w, p, &shape, &traits);
      }
      if (!end) return NULL;
      value->start = p;
      value->count = (uint32_t)(end - p);
      p = end;
    }
    value->shape = shape;
    value->traits = traits;
    value->stamp = stamp;
    SCAN_SKIP_BLANKS(p, &lines);
    if (SCAN_LIKELY(*p == ',')) {
      p++;
      SCAN_SKIP_BLANKS(p, &lines);
    } else if (*p == '}') {
      w->lines = lines;
      return p + 1;
    } else {
      return scan_fail(w, SCAN_BAD_SYNTAX, p);
    }
  }
}

static const uint8_t *scan_skip(struct scan_walker *w, const uint8_t *start) {
  uint8_t shape, traits = 0;
  int64_t lines = 0;
  const uint8_t *end;
  if (*start == '{' || *start == '[') end = scan_container(w, start, &traits, &lines);
  else end = scan_scalar(w, start, &shape, &traits);
  w->lines = lines;
  return end;
}

// MARK: Lines

SCAN_INLINE const uint8_t *scan_find_pairs(
  const struct scan_pairs *pairs, uint32_t count, bool has_exact, const uint8_t *p, const uint8_t *end
) {
  for (; p < end; p += SCAN_WIDTH) {
    scan_block here = scan_load(p), next = scan_load(p + 1), first = scan_fold(here), second = scan_fold(next);
    scan_hits hits = scan_compare(here, '\n');
    if (has_exact) hits |= scan_compare(here, (char)pairs->exact_first) & scan_compare(next, (char)pairs->exact_second);
    // Swift compiles C for size, which keeps loops.
#pragma clang loop unroll(full)
    for (uint32_t i = 0; i < count; i++) {
      hits |= scan_compare(first, (char)pairs->firsts[i]) & scan_compare(second, (char)pairs->seconds[i]);
    }
    uint64_t found = scan_mask(hits);
    if (found) {
      p += __builtin_ctzll(found);
      return p < end ? p : end;
    }
  }
  return end;
}

static const uint8_t *scan_find_pair(const struct scan_pairs *pairs, const uint8_t *p, const uint8_t *end) {
  if (pairs->has_exact) {
    if (pairs->count <= 2) return scan_find_pairs(pairs, 2, true, p, end);
    return scan_find_pairs(pairs, SCAN_MOST_PAIRS, true, p, end);
  }
  if (pairs->count == 1) return scan_find_pairs(pairs, 1, false, p, end);
  if (pairs->count <= 4) return scan_find_pairs(pairs, 4, false, p, end);
  return scan_find_pairs(pairs, SCAN_MOST_PAIRS, false, p, end);
}

static const struct scan_functions SCAN_NAMED(scan_functions) = {scan_walk, scan_skip, scan_find_pair, SCAN_TITLE};

// For the next instruction set.
#undef SCAN_ISA_AVX512
#undef SCAN_ISA_AVX2
#undef SCAN_ISA_SSE2
#undef SCAN_ISA_NEON
#undef SCAN_SUFFIX
#undef SCAN_TITLE
#undef SCAN_WIDTH
#undef SCAN_HAS_ESCAPABLE
