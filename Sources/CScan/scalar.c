#define SCAN_NAME scan_functions_scalar
#define SCAN_TITLE "scalar"
#include "walk.h"
