// The vectors that every processor of the architecture has.
#if defined(__SSE2__)
#define SCAN_ISA_SSE2
#define SCAN_SUFFIX vector128
#define SCAN_TITLE "SSE2"
#include "walk.h"
#elif defined(__ARM_NEON)
#define SCAN_ISA_NEON
#define SCAN_SUFFIX vector128
#define SCAN_TITLE "NEON"
#include "walk.h"
#endif
