// Windows of literals, looked for at 32 places at once: tables for the low and the high half of each byte say which groups
// may have a window there ("Teddy").

#ifndef CSCAN_WINDOWS_H
#define CSCAN_WINDOWS_H

#include "select.h"

static void scan_windows_add(
  struct scan_windows *windows, unsigned number, unsigned group, const uint8_t *bytes, uint32_t count
) {
  struct scan_window_set *set = &windows->sets[number];
  for (uint32_t k = 0; k < count; k++) {
    uint8_t c = bytes[k] | 0x20;
    set->low[k][c & 15] |= (uint8_t)(1 << group);
    set->high[k][c >> 4] |= (uint8_t)(1 << group);
  }
  // Any byte may follow a shorter window.
  for (uint32_t k = count; k < windows->width; k++) {
    for (int half = 0; half < 16; half++) {
      set->low[k][half] |= (uint8_t)(1 << group);
      set->high[k][half] |= (uint8_t)(1 << group);
    }
  }
  if (windows->least == 0 || count < windows->least) windows->least = count;
  if (windows->set_count <= number) windows->set_count = number + 1;
}

static void scan_windows_begin_terms(struct scan_windows *windows, unsigned set) { windows->sets[set].begins_terms = true; }

#if defined(__x86_64__)

#define SCAN_WITH_AVX2 __attribute__((target("avx2,bmi,bmi2")))

static bool scan_windows_available(void) {
  // Asking the processor takes long. Threads that ask at once find the same.
  static int known = -1;
  int found = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (found < 0) {
    found = scan_functions_number(2) != NULL;
    __atomic_store_n(&known, found, __ATOMIC_RELAXED);
  }
  return found;
}

/// 0x20 if the character is a letter.
static inline uint8_t scan_case_bit(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') <= 'z' - 'a' ? 0x20 : 0; }

static inline bool scan_is_same_but_for_case(const uint8_t *text, const uint8_t *literal, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint8_t difference = text[i] ^ literal[i];
    if (difference & ~scan_case_bit(literal[i])) return false;
  }
  return true;
}

static SCAN_WITH_AVX2 ptrdiff_t scan_find_folded(
  const uint8_t *text, size_t count, size_t from, const uint8_t *literal, size_t literal_count
) {
  if (count < literal_count || from > count - literal_count) return -1;
  // The last place that has room, and the literal's first and last byte, which are looked for at many places at once.
  size_t end = count - literal_count, behind = literal_count - 1, at = from;
  uint8_t first_bit = scan_case_bit(literal[0]), last_bit = scan_case_bit(literal[behind]);
  uint8_t first = literal[0] | first_bit, last = literal[behind] | last_bit;
  const __m256i firsts = _mm256_set1_epi8((char)first), lasts = _mm256_set1_epi8((char)last);
  const __m256i first_bits = _mm256_set1_epi8((char)first_bit), last_bits = _mm256_set1_epi8((char)last_bit);
  while (at <= end) {
    size_t start = at;
    uint32_t mask;
    if (__builtin_expect(end - from >= 31, 1)) {
      // The last block begins in the one before.
      if (end - at < 31) start = end - 31;
      __m256i heads = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(text + start)), first_bits);
      __m256i tails = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(text + start + behind)), last_bits);
      mask = (uint32_t)_mm256_movemask_epi8(
        _mm256_and_si256(_mm256_cmpeq_epi8(heads, firsts), _mm256_cmpeq_epi8(tails, lasts)));
      mask &= ~0u << (at - start);
      at = start + 32;
    } else if (end - from >= 15) {
      if (end - at < 15) start = end - 15;
      __m128i heads = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + start)), _mm256_castsi256_si128(first_bits));
      __m128i tails = _mm_or_si128(
        _mm_loadu_si128((const __m128i *)(text + start + behind)), _mm256_castsi256_si128(last_bits));
      mask = (uint32_t)_mm_movemask_epi8(_mm_and_si128(
        _mm_cmpeq_epi8(heads, _mm256_castsi256_si128(firsts)), _mm_cmpeq_epi8(tails, _mm256_castsi256_si128(lasts))));
      mask &= ~0u << (at - start);
      at = start + 16;
    } else {
      mask = (text[at] | first_bit) == first && (text[at + behind] | last_bit) == last;
      at += 1;
    }
    for (; mask; mask &= mask - 1) {
      size_t place = start + (size_t)__builtin_ctz(mask);
      // The last byte has been compared; a literal of one byte has no more.
      if (literal_count <= 2 || scan_is_same_but_for_case(text + place + 1, literal + 1, literal_count - 2)) return (ptrdiff_t)place;
    }
  }
  return -1;
}

static inline __attribute__((always_inline)) SCAN_WITH_AVX2 __m256i scan_table_of(const uint8_t halves[16]) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)halves));
}

/// The bytes that are at most `limit`.
static inline __attribute__((always_inline)) SCAN_WITH_AVX2 __m256i scan_at_most(__m256i v, char limit) {
  return _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(limit)), v);
}

/// What of the bytes before a block decides where terms begin: bit 0 for the last one, bit 1 for the one before.
struct scan_before {
  uint32_t words, backslashes;
};

/// The places of the block at `p` where a term may begin.
static inline __attribute__((always_inline)) SCAN_WITH_AVX2 uint32_t scan_term_starts(const uint8_t *p, struct scan_before *before) {
  __m256i v = _mm256_loadu_si256((const __m256i *)p);
  __m256i letters = scan_at_most(_mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a')), 'z' - 'a');
  __m256i digits = scan_at_most(_mm256_sub_epi8(v, _mm256_set1_epi8('0')), 9);
  uint32_t words = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(letters, digits));
  uint32_t backslashes = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')));
  uint32_t escaped = backslashes << 2 | (before->backslashes & 1) << 1 | before->backslashes >> 1;
  uint32_t starts = words & (~(words << 1 | before->words) | escaped);
  before->words = words >> 31;
  before->backslashes = (backslashes >> 31) | (backslashes >> 30 & 1) << 1;
  return starts;
}

static inline __attribute__((always_inline)) SCAN_WITH_AVX2 size_t scan_find_windows(
  const struct scan_windows *windows, uint32_t width, const uint8_t *text, size_t count, size_t *from, uint32_t *places,
  uint8_t *groups, size_t capacity
) {
  const __m256i half = _mm256_set1_epi8(0x0F), fold = _mm256_set1_epi8(0x20), zero = _mm256_setzero_si256();
  size_t at = *from, found = 0, least = windows->least;
  struct scan_before before = {0, 0};
  if (at > 0) {
    uint8_t last = text[at - 1];
    before.words = (uint8_t)((last | 0x20) - 'a') <= 'z' - 'a' || (uint8_t)(last - '0') <= 9;
    before.backslashes = (last == '\\') | (at > 1 && text[at - 2] == '\\') << 1;
  }
  while (at + least <= count) {
    if (capacity - found < SCAN_WINDOW_BLOCK) {
      *from = at;
      return found;
    }
    const uint8_t *p = text + at;
    uint8_t padded[SCAN_WINDOW_BLOCK * 2];
    uint32_t valid = ~0u;
    if (__builtin_expect(count - at < SCAN_WINDOW_BLOCK + 3, 0)) {
      memset(padded, 0, sizeof padded);
      memcpy(padded, p, count - at);
      p = padded;
      size_t last = count - at - least;
      if (last < 31) valid = (2u << last) - 1;
    }
    __m256i lows[4], highs[4];
    // Swift compiles C for size, which keeps loops.
#pragma clang loop unroll(full)
    for (uint32_t k = 0; k < width; k++) {
      __m256i v = _mm256_or_si256(_mm256_loadu_si256((const __m256i *)(p + k)), fold);
      lows[k] = _mm256_and_si256(v, half);
      highs[k] = _mm256_and_si256(_mm256_srli_epi16(v, 4), half);
    }
    uint32_t starts = scan_term_starts(p, &before);
    uint32_t mask = 0;
    uint8_t firsts[SCAN_WINDOW_BLOCK];
    for (uint32_t number = 0; number < windows->set_count; number++) {
      const struct scan_window_set *set = &windows->sets[number];
      __m256i all = _mm256_set1_epi8(-1);
#pragma clang loop unroll(full)
      for (uint32_t k = 0; k < width; k++) {
        __m256i a = _mm256_shuffle_epi8(scan_table_of(set->low[k]), lows[k]);
        __m256i b = _mm256_shuffle_epi8(scan_table_of(set->high[k]), highs[k]);
        all = _mm256_and_si256(all, _mm256_and_si256(a, b));
      }
      uint32_t here = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(all, zero));
      mask |= set->begins_terms ? here & starts : here;
      if (groups && number == 0) _mm256_storeu_si256((__m256i *)firsts, all);
    }
    for (mask &= valid; mask; mask &= mask - 1) {
      uint32_t i = (uint32_t)__builtin_ctz(mask);
      if (groups) groups[found] = firsts[i];
      places[found++] = (uint32_t)at + i;
    }
    at += SCAN_WINDOW_BLOCK;
  }
  *from = count;
  return found;
}

static SCAN_WITH_AVX2 size_t scan_find_windows3(
  const struct scan_windows *windows, const uint8_t *text, size_t count, size_t *at, uint32_t *places, uint8_t *groups,
  size_t capacity
) {
  return scan_find_windows(windows, 3, text, count, at, places, groups, capacity);
}

static SCAN_WITH_AVX2 size_t scan_find_windows4(
  const struct scan_windows *windows, const uint8_t *text, size_t count, size_t *at, uint32_t *places, uint8_t *groups,
  size_t capacity
) {
  return scan_find_windows(windows, 4, text, count, at, places, groups, capacity);
}

static size_t scan_windows_find(
  const struct scan_windows *windows, const uint8_t *text, size_t count, size_t *at, uint32_t *places, uint8_t *groups,
  size_t capacity
) {
  return windows->width == 3 ? scan_find_windows3(windows, text, count, at, places, groups, capacity)
    : scan_find_windows4(windows, text, count, at, places, groups, capacity);
}

#else

static bool scan_windows_available(void) { return false; }

static ptrdiff_t scan_find_folded(
  const uint8_t *text, size_t count, size_t from, const uint8_t *literal, size_t literal_count
) {
  for (size_t at = from; literal_count <= count && at <= count - literal_count; at++) {
    size_t same = 0;
    while (same < literal_count) {
      uint8_t c = literal[same], difference = text[at + same] ^ c;
      bool is_letter = (uint8_t)((c | 0x20) - 'a') <= 'z' - 'a';
      if (difference != 0 && !(difference == 0x20 && is_letter)) break;
      same++;
    }
    if (same == literal_count) return (ptrdiff_t)at;
  }
  return -1;
}

static size_t scan_windows_find(
  const struct scan_windows *windows, const uint8_t *text, size_t count, size_t *at, uint32_t *places, uint8_t *groups,
  size_t capacity
) {
  // Nobody asks: every place would have to be looked at.
  *at = count;
  return 0;
}

#endif

#endif
