// What the files of the engine share.

#ifndef CREGEX_INTERNAL_H
#define CREGEX_INTERNAL_H

#include "CRegex.h"
#include "../CScan/CScan.h"

#include <stdlib.h>
#include <string.h>

#define REGEX_INLINE static inline __attribute__((always_inline))
#define REGEX_LIKELY(x) __builtin_expect(!!(x), 1)
#define REGEX_UNLIKELY(x) __builtin_expect(!!(x), 0)

/// A variable that each thread has one of, whatever files of Swift the functions are compiled with. It needs an initial value:
/// without one Swift leaves its definition out.
#define REGEX_OF_THREAD __attribute__((weak, visibility("hidden"))) _Thread_local

enum regex_operation { REGEX_MATCH, REGEX_CHARACTER, REGEX_SPLIT, REGEX_SAVE, REGEX_ASSERTION };

/// The kinds of assertions, as `RegexAssertion` numbers them.
enum regex_assertion {
  REGEX_TEXT_START, REGEX_TEXT_END, REGEX_LINE_START, REGEX_LINE_END, REGEX_WORD_BOUNDARY, REGEX_NOT_WORD_BOUNDARY,
  REGEX_WORD_START, REGEX_WORD_END, REGEX_WORD_START_HALF, REGEX_WORD_END_HALF, REGEX_ASCII_WORD_BOUNDARY,
  REGEX_ASCII_NOT_WORD_BOUNDARY
};

/// `first` and `second` are those of the encoding: class and next; both ways of a split; slot and next; kind and next.
struct regex_instruction {
  uint32_t operation, first, second;
};

/// What stands on one side of a place: the edge of the text, or bits of a character.
enum { REGEX_EDGE = 8, REGEX_NEWLINE = 1, REGEX_ASCII_WORD = 2, REGEX_UNICODE_WORD = 4 };

/// A class of characters: a bit for each ASCII one, and where its encoding is, for the others.
struct regex_class {
  uint64_t ascii[2];
  const uint8_t *members;
  /// What holds beyond ASCII: 0 none, 1 all, 2 some.
  uint8_t beyond;
};

struct regex_automaton;
struct regex_table;
struct regex_literals;

struct regex_program {
  const uint8_t *text;
  struct regex_unicode unicode;
  struct regex_instruction *instructions;
  struct regex_class *classes;
  uint32_t instruction_count, class_count, first_instruction, group_count;
  /// The bytes that a match can begin with; all beyond ASCII are one.
  uint8_t can_begin[256];
};

struct regex {
  struct regex_program program;
  struct regex_table *table;
  /// Made when first needed.
  struct regex_automaton *automaton;
  struct regex_literals *literals;
  /// Of the search with groups.
  uint64_t *visited;
  size_t visited_capacity;
  struct regex_job *jobs;
  size_t job_capacity;
};

/// A number of `width` characters.
REGEX_INLINE uint32_t regex_number(const uint8_t *p, int width) {
  uint32_t value = 0;
  for (int i = 0; i < width; i++) value |= (uint32_t)(uint8_t)(p[i] - 0x24) << (6 * i);
  return value;
}

/// The scalar that begins at `at` and the number of its bytes. A byte that begins none stands for U+FFFD.
REGEX_INLINE uint32_t regex_scalar(const uint8_t *text, size_t count, size_t at, size_t *width) {
  uint32_t lead = text[at];
  *width = 1;
  if (lead < 0x80) return lead;
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > count) return 0xFFFD;
  uint32_t scalar = lead & (0x7F >> length);
  for (size_t i = 1; i < length; i++) {
    if ((text[at + i] & 0xC0) != 0x80) return 0xFFFD;
    scalar = scalar << 6 | (text[at + i] & 0x3F);
  }
  *width = length;
  return scalar;
}

REGEX_INLINE bool regex_is_ascii_word(uint32_t c) {
  return c - '0' < 10 || (c | 0x20) - 'a' < 26 || c == '_';
}

REGEX_INLINE bool regex_class_contains(const struct regex_program *program, uint32_t number, uint32_t scalar) {
  const struct regex_class *members = &program->classes[number];
  if (scalar < 0x80) return members->ascii[scalar >> 6] >> (scalar & 63) & 1;
  return members->beyond == 2 ? program->unicode.contains(members->members, scalar) : members->beyond;
}

/// The bits of a character.
REGEX_INLINE unsigned regex_side(const struct regex_program *program, uint32_t scalar) {
  if (scalar < 0x80) {
    return regex_is_ascii_word(scalar) ? REGEX_ASCII_WORD | REGEX_UNICODE_WORD : scalar == '\n' ? REGEX_NEWLINE : 0;
  }
  return program->unicode.is_word(scalar) ? REGEX_UNICODE_WORD : 0;
}

REGEX_INLINE bool regex_holds(uint32_t kind, unsigned before, unsigned after) {
  unsigned word = kind >= REGEX_ASCII_WORD_BOUNDARY ? REGEX_ASCII_WORD : REGEX_UNICODE_WORD;
  bool left = before & word, right = after & word;
  switch (kind) {
  case REGEX_TEXT_START: return before == REGEX_EDGE;
  case REGEX_TEXT_END: return after == REGEX_EDGE;
  case REGEX_LINE_START: return before & (REGEX_EDGE | REGEX_NEWLINE);
  case REGEX_LINE_END: return after & (REGEX_EDGE | REGEX_NEWLINE);
  case REGEX_WORD_BOUNDARY: case REGEX_ASCII_WORD_BOUNDARY: return left != right;
  case REGEX_NOT_WORD_BOUNDARY: case REGEX_ASCII_NOT_WORD_BOUNDARY: return left == right;
  case REGEX_WORD_START: return !left && right;
  case REGEX_WORD_END: return left && !right;
  case REGEX_WORD_START_HALF: return !left;
  default: return !right;
  }
}

/// Memory, or the end: there is nothing to go on with.
REGEX_INLINE void *regex_allocate(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (!memory) abort();
  return memory;
}

/// The automaton that the program brings along, for texts of ASCII; see fixed.h. Null if it has none.
static struct regex_table *regex_table_make(const struct regex_program *program);
/// 1 or 0; -1 if a character beyond ASCII comes before the answer.
static int regex_table_decide(const struct regex_table *table, const uint8_t *text, size_t count);
static void regex_table_free(struct regex_table *table);

/// The automaton whose states are made as texts lead to them; see automaton.h. -1 if the text has more kinds of characters than it can tell apart.
static struct regex_automaton *regex_automaton_make(const struct regex_program *program);
static void regex_automaton_free(struct regex_automaton *automaton);
static int regex_automaton_decide(struct regex_automaton *automaton, const uint8_t *text, size_t count);

/// The literals of which every match holds one; see literals.h. Null if nothing is known.
static struct regex_literals *regex_literals_make(const uint8_t *section);
static void regex_literals_free(struct regex_literals *literals);
/// Whether the text may hold one.
static bool regex_literals_allow(const struct regex_literals *literals, const uint8_t *text, size_t count);

#endif
