#include "engine.h"

#include "CRegex.h"

void *engine_of(const uint8_t *program, struct engine_unicode unicode) {
  return regex_engine(program, (struct regex_unicode){unicode.contains, unicode.is_word});
}

int engine_matches(void *engine, const uint8_t *text, size_t count) { return regex_matches(engine, text, count); }

bool engine_finds(void *engine, const uint8_t *text, size_t count, size_t groups, int32_t *slots) {
  return regex_find(engine, text, count, 0, REGEX_FIRST, groups, slots) == REGEX_FOUND;
}
