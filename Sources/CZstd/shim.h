#pragma once
#if __has_include(<zstd.h>)
#include <zstd.h>
#else
#error "zstd.h is missing: install it with  apt-get install libzstd-dev"
#endif
