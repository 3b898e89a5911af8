#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#define SCAN_ISA_AVX512
#define SCAN_SUFFIX avx512
#define SCAN_TITLE "AVX-512"
#include "walk.h"
#pragma clang attribute pop
#endif
