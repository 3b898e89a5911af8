// The regular expressions of `CRegex` for a program in another language: those are C in headers.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct engine_unicode {
  bool (*contains)(const uint8_t *members, uint32_t scalar);
  bool (*is_word)(uint32_t scalar);
};

/// `regex_engine`.
void *engine_of(const uint8_t *program, struct engine_unicode unicode);
/// `regex_matches`.
int engine_matches(void *engine, const uint8_t *text, size_t count);
/// Whether `regex_find` finds the first match from the text's start on.
bool engine_finds(void *engine, const uint8_t *text, size_t count, size_t groups, int32_t *slots);
