#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#define SCAN_ISA_AVX2
#define SCAN_SUFFIX avx2
#define SCAN_TITLE "AVX2"
#include "walk.h"
#pragma clang attribute pop
#endif
