// The walks, and which of them this processor can run.

#ifndef CSCAN_SELECT_H
#define CSCAN_SELECT_H

#include "CScan.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#include "names.h"
#include "scalar.h"
#include "vector128.h"
#include "avx2.h"
#include "avx512.h"

#if defined(__x86_64__)

/// 0 = SSE2, 1 = AVX2, 2 = AVX-512. Asked of the processor itself: no library is needed, and a static binary can.
static int scan_level(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 0x06) != 0x06) return 0;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  if (!(b & bit_AVX2) || !(b & bit_BMI) || !(b & bit_BMI2)) return 0;
  // VBMI2 leaves out the first processors with AVX-512, which slow down when they use it.
  bool wide = (low & 0xE0) == 0xE0 && (b & bit_AVX512F) && (b & bit_AVX512BW) && (b & bit_AVX512VL) && (c & bit_AVX512VBMI2);
  return wide ? 2 : 1;
}

#endif

static const struct scan_functions *scan_functions_number(int number) {
  if (number == 0) return &scan_functions_scalar;
#if defined(__SSE2__) || defined(__ARM_NEON)
  if (number == 1) return &scan_functions_vector128;
#endif
#if defined(__x86_64__)
  if (number == 2 && scan_level() >= 1) return &scan_functions_avx2;
  if (number == 3 && scan_level() >= 2) return &scan_functions_avx512;
#endif
  return NULL;
}

static const struct scan_functions *scan_best_functions(void) {
  for (int number = 3; number > 0; number--) {
    const struct scan_functions *found = scan_functions_number(number);
    if (found) return found;
  }
  return &scan_functions_scalar;
}

#endif
