#define SCAN_SUFFIX scalar
#define SCAN_TITLE "scalar"
#include "walk.h"
