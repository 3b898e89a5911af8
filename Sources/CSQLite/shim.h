#pragma once
#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#else
#error "sqlite3.h is missing: install it with  apt-get install libsqlite3-dev"
#endif
