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

static const uint8_t *skip_plain(const struct skip_set *set, const uint8_t *p, const uint8_t *end) {
  while (p < end && !set->has[*p]) p++;
  return p;
}

#if defined(__x86_64__)

static __attribute__((target("avx2"))) const uint8_t *skip_avx2(
  const struct skip_set *set, const uint8_t *p, const uint8_t *end
) {
  const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set->low));
  const __m256i bits = _mm256_setr_epi8(
    1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i nibble = _mm256_set1_epi8(0x0F);
  for (; end - p >= 32; p += 32) {
    __m256i v = _mm256_loadu_si256((const __m256i *)p);
    // A byte beyond ASCII takes a zero from `low`.
    __m256i rows = _mm256_shuffle_epi8(low, v);
    __m256i columns = _mm256_shuffle_epi8(bits, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble));
    __m256i absent = _mm256_cmpeq_epi8(_mm256_and_si256(rows, columns), _mm256_setzero_si256());
    uint32_t found = ~(uint32_t)_mm256_movemask_epi8(absent) | (uint32_t)_mm256_movemask_epi8(v);
    if (found) return p + __builtin_ctz(found);
  }
  return skip_plain(set, p, end);
}

#endif

static void skip_make(struct skip_set *set, const bool has[256]) {
  memcpy(set->has, has, sizeof set->has);
  memset(set->low, 0, sizeof set->low);
  for (int c = 0; c < 128; c++) {
    if (has[c]) set->low[c & 15] |= (uint8_t)(1 << (c >> 4));
  }
  set->run = skip_plain;
#if defined(__x86_64__)
  if (scan_functions_number(2)) set->run = skip_avx2;
#endif
}

/// Whether bytes of the set are so rare in events that passing over the others pays.
static bool skip_is_worth(const bool has[256]) {
  // In thousandths of a text, roughly.
  int sum = 0;
  for (int c = 0; c < 128; c++) {
    if (!has[c]) continue;
    if (c && strchr("esotinra", c)) sum += 40;
    else if (c >= 'a' && c <= 'z') sum += 12;
    else if (c && strchr("0123456789 .\\-", c)) sum += 20;
    else if (c >= 'A' && c <= 'Z') sum += 6;
    else sum += c && strchr("/:\"_,=", c) ? 8 : 2;
  }
  return sum < 100;
}

/// The first byte of the set at or after `p`; `end` if there is none.
REGEX_INLINE const uint8_t *skip_run(const struct skip_set *set, const uint8_t *p, const uint8_t *end) {
  return set->run(set, p, end);
}

#endif
