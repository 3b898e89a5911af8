// The bytes of a block as bit masks, for one instruction set: the file that includes this defines SCAN_ISA_…

#include <stdint.h>
#include <string.h>

// Of each instruction set: `scan_compare` says which bytes of a block are a character, in a form of its own, which `&` and `|`
// join; `scan_mask` makes it a bit mask, and `scan_equal` is both. `scan_fold` sets bit 5 of each byte, which makes both cases of a
// letter alike.

/// Masks of one block, bit i for byte i.
struct scan_masks {
  uint64_t quote, backslash, control, high;
};

// For each low and high half of a byte those of four kinds that have it: the characters that may follow a backslash are those
// whose halves share one.
#define SCAN_ESCAPABLE_LOW _mm_setr_epi8(0, 0, 1 | 4 | 8, 0, 8, 8, 4, 0, 0, 0, 0, 0, 2, 0, 4, 1)
#define SCAN_ESCAPABLE_HIGH _mm_setr_epi8(0, 0, 1, 0, 0, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0)

#if defined(SCAN_ISA_AVX512)

#include <immintrin.h>
#define SCAN_WIDTH 64
typedef __m512i scan_block;
SCAN_INLINE scan_block scan_load(const uint8_t *p) { return _mm512_loadu_si512((const void *)p); }
SCAN_INLINE struct scan_masks scan_classify(scan_block v) {
  return (struct scan_masks){
    _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\')),
    _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20)), _mm512_movepi8_mask(v)};
}
typedef uint64_t scan_hits;
SCAN_INLINE scan_hits scan_compare(scan_block v, char c) { return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(c)); }
SCAN_INLINE uint64_t scan_mask(scan_hits hits) { return hits; }
SCAN_INLINE uint64_t scan_equal(scan_block v, char c) { return scan_mask(scan_compare(v, c)); }
SCAN_INLINE uint64_t scan_stops(scan_block v) {
  struct scan_masks m = scan_classify(v);
  return m.quote | m.backslash | m.control;
}
SCAN_INLINE uint64_t scan_high(scan_block v) { return _mm512_movepi8_mask(v); }
SCAN_INLINE scan_block scan_fold(scan_block v) { return _mm512_or_si512(v, _mm512_set1_epi8(0x20)); }
#define SCAN_HAS_ESCAPABLE
SCAN_INLINE uint64_t scan_escapable(scan_block v) {
  const __m512i half = _mm512_set1_epi8(0x0F);
  __m512i low = _mm512_shuffle_epi8(
    _mm512_broadcast_i32x4(SCAN_ESCAPABLE_LOW), _mm512_and_si512(v, half));
  __m512i high = _mm512_shuffle_epi8(
    _mm512_broadcast_i32x4(SCAN_ESCAPABLE_HIGH), _mm512_and_si512(_mm512_srli_epi16(v, 4), half));
  return _mm512_test_epi8_mask(low, high);
}

#elif defined(SCAN_ISA_AVX2)

#include <immintrin.h>
#define SCAN_WIDTH 32
typedef __m256i scan_block;
SCAN_INLINE scan_block scan_load(const uint8_t *p) { return _mm256_loadu_si256((const __m256i *)p); }
typedef __m256i scan_hits;
SCAN_INLINE scan_hits scan_compare(scan_block v, char c) { return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)); }
SCAN_INLINE uint64_t scan_mask(scan_hits hits) { return (uint32_t)_mm256_movemask_epi8(hits); }
SCAN_INLINE uint64_t scan_equal(scan_block v, char c) { return scan_mask(scan_compare(v, c)); }
SCAN_INLINE struct scan_masks scan_classify(scan_block v) {
  __m256i limit = _mm256_set1_epi8(0x1F);
  return (struct scan_masks){
    scan_equal(v, '"'), scan_equal(v, '\\'),
    (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(v, limit), limit)),
    (uint32_t)_mm256_movemask_epi8(v)};
}
SCAN_INLINE uint64_t scan_stops(scan_block v) {
  __m256i limit = _mm256_set1_epi8(0x1F);
  __m256i marks = _mm256_or_si256(
    _mm256_cmpeq_epi8(v, _mm256_set1_epi8('"')), _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')));
  return (uint32_t)_mm256_movemask_epi8(
    _mm256_or_si256(marks, _mm256_cmpeq_epi8(_mm256_max_epu8(v, limit), limit)));
}
SCAN_INLINE uint64_t scan_high(scan_block v) { return (uint32_t)_mm256_movemask_epi8(v); }
SCAN_INLINE scan_block scan_fold(scan_block v) { return _mm256_or_si256(v, _mm256_set1_epi8(0x20)); }
#define SCAN_HAS_ESCAPABLE
SCAN_INLINE uint64_t scan_escapable(scan_block v) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  __m256i low = _mm256_shuffle_epi8(
    _mm256_broadcastsi128_si256(SCAN_ESCAPABLE_LOW), _mm256_and_si256(v, half));
  __m256i high = _mm256_shuffle_epi8(
    _mm256_broadcastsi128_si256(SCAN_ESCAPABLE_HIGH), _mm256_and_si256(_mm256_srli_epi16(v, 4), half));
  return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(low, high), _mm256_setzero_si256()));
}

#elif defined(SCAN_ISA_SSE2)

#include <emmintrin.h>
#define SCAN_WIDTH 16
typedef __m128i scan_block;
SCAN_INLINE scan_block scan_load(const uint8_t *p) { return _mm_loadu_si128((const __m128i *)p); }
typedef __m128i scan_hits;
SCAN_INLINE scan_hits scan_compare(scan_block v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); }
SCAN_INLINE uint64_t scan_mask(scan_hits hits) { return (uint32_t)_mm_movemask_epi8(hits); }
SCAN_INLINE uint64_t scan_equal(scan_block v, char c) { return scan_mask(scan_compare(v, c)); }
SCAN_INLINE struct scan_masks scan_classify(scan_block v) {
  __m128i limit = _mm_set1_epi8(0x1F);
  return (struct scan_masks){
    scan_equal(v, '"'), scan_equal(v, '\\'),
    (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(v, limit), limit)),
    (uint32_t)_mm_movemask_epi8(v)};
}
SCAN_INLINE uint64_t scan_stops(scan_block v) {
  __m128i limit = _mm_set1_epi8(0x1F);
  __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(marks, _mm_cmpeq_epi8(_mm_max_epu8(v, limit), limit)));
}
SCAN_INLINE uint64_t scan_high(scan_block v) { return (uint32_t)_mm_movemask_epi8(v); }
SCAN_INLINE scan_block scan_fold(scan_block v) { return _mm_or_si128(v, _mm_set1_epi8(0x20)); }

#elif defined(SCAN_ISA_NEON)

#include <arm_neon.h>
#define SCAN_WIDTH 16
typedef uint8x16_t scan_block;
SCAN_INLINE scan_block scan_load(const uint8_t *p) { return vld1q_u8(p); }
SCAN_INLINE uint64_t scan_bits(uint8x16_t v) {
  static const uint8_t powers[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t bits = vandq_u8(v, vld1q_u8(powers));
  return (uint64_t)vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}
typedef uint8x16_t scan_hits;
SCAN_INLINE scan_hits scan_compare(scan_block v, char c) { return vceqq_u8(v, vdupq_n_u8((uint8_t)c)); }
SCAN_INLINE uint64_t scan_mask(scan_hits hits) { return scan_bits(hits); }
SCAN_INLINE uint64_t scan_equal(scan_block v, char c) { return scan_mask(scan_compare(v, c)); }
SCAN_INLINE struct scan_masks scan_classify(scan_block v) {
  return (struct scan_masks){
    scan_equal(v, '"'), scan_equal(v, '\\'), scan_bits(vcltq_u8(v, vdupq_n_u8(0x20))),
    scan_bits(vcgeq_u8(v, vdupq_n_u8(0x80)))};
}
SCAN_INLINE uint64_t scan_stops(scan_block v) {
  uint8x16_t marks = vorrq_u8(vceqq_u8(v, vdupq_n_u8('"')), vceqq_u8(v, vdupq_n_u8('\\')));
  return scan_bits(vorrq_u8(marks, vcltq_u8(v, vdupq_n_u8(0x20))));
}
SCAN_INLINE uint64_t scan_high(scan_block v) { return scan_bits(vcgeq_u8(v, vdupq_n_u8(0x80))); }
SCAN_INLINE scan_block scan_fold(scan_block v) { return vorrq_u8(v, vdupq_n_u8(0x20)); }

#else

// Eight bytes in a word: no vectors needed.
#define SCAN_WIDTH 8
typedef uint64_t scan_block;
#define SCAN_LOW 0x7F7F7F7F7F7F7F7Full
SCAN_INLINE scan_block scan_load(const uint8_t *p) {
  uint64_t word;
  memcpy(&word, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}
/// The top bits of all bytes, gathered.
SCAN_INLINE uint64_t scan_gather(uint64_t tops) { return ((tops >> 7) * 0x0102040810204080ull) >> 56; }
typedef uint64_t scan_hits;
SCAN_INLINE scan_hits scan_compare(scan_block v, char c) {
  uint64_t x = v ^ (uint8_t)c * 0x0101010101010101ull;
  return ~(((x & SCAN_LOW) + SCAN_LOW) | x | SCAN_LOW);
}
SCAN_INLINE uint64_t scan_mask(scan_hits hits) { return scan_gather(hits); }
SCAN_INLINE uint64_t scan_equal(scan_block v, char c) { return scan_mask(scan_compare(v, c)); }
SCAN_INLINE struct scan_masks scan_classify(scan_block v) {
  uint64_t atLeast20 = ((v & SCAN_LOW) + 0x6060606060606060ull) | v;
  return (struct scan_masks){
    scan_equal(v, '"'), scan_equal(v, '\\'), scan_gather(~atLeast20 & ~SCAN_LOW), scan_gather(v & ~SCAN_LOW)};
}
SCAN_INLINE uint64_t scan_stops(scan_block v) {
  struct scan_masks m = scan_classify(v);
  return m.quote | m.backslash | m.control;
}
SCAN_INLINE uint64_t scan_high(scan_block v) { return scan_gather(v & ~SCAN_LOW); }
SCAN_INLINE scan_block scan_fold(scan_block v) { return v | 0x2020202020202020ull; }

#endif
