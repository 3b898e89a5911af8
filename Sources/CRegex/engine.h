// Reading a program, and the engines that a thread has.

#ifndef CREGEX_ENGINE_H
#define CREGEX_ENGINE_H

#include "internal.h"
#include "automaton.h"
#include "backtrack.h"
#include "fixed.h"
#include "literals.h"

enum { REGEX_HEADER_FIELDS = 16, REGEX_HEADER_SIZE = 4 * REGEX_HEADER_FIELDS };

static void regex_read(struct regex_program *program, const uint8_t *text, struct regex_unicode unicode) {
  program->text = text;
  program->unicode = unicode;
  program->group_count = regex_number(text, 4);
  program->instruction_count = regex_number(text + 4, 4);
  program->first_instruction = regex_number(text + 8, 4);
  const uint8_t *instructions = text + regex_number(text + 12, 4);
  const uint8_t *places = text + regex_number(text + 16, 4);
  const uint8_t *first = text + regex_number(text + 20, 4);
  program->instructions = regex_allocate(NULL, program->instruction_count * sizeof *program->instructions);
  for (uint32_t i = 0; i < program->instruction_count; i++) {
    const uint8_t *p = instructions + 8 * i;
    program->instructions[i] =
      (struct regex_instruction){(uint32_t)*p - 0x24, regex_number(p + 1, 3), regex_number(p + 4, 3)};
  }
  // The places of the classes stand between them and the first symbols.
  program->class_count = (uint32_t)(first - places) / 4;
  program->classes = regex_allocate(NULL, (program->class_count + 1) * sizeof *program->classes);
  for (uint32_t i = 0; i < program->class_count; i++) {
    struct regex_class *members = &program->classes[i];
    members->members = text + regex_number(places + 4 * i, 4);
    members->ascii[0] = members->ascii[1] = 0;
    for (int c = 0; c < 128; c++) {
      uint64_t bit = (uint64_t)(members->members[c / 6] - 0x24) >> (c % 6) & 1;
      members->ascii[c >> 6] |= bit << (c & 63);
    }
    members->beyond = members->members[22] - 0x24;
  }
  for (int c = 0; c < 256; c++) {
    int symbol = c < 128 ? c : 128;
    program->can_begin[c] = (first[symbol / 6] - 0x24) >> (symbol % 6) & 1;
  }
}

/// The engines of a thread by program: open addressing, never full. They stay until the thread ends.
struct regex_cache {
  struct regex_entry {
    const uint8_t *program;
    struct regex *engine;
    /// The header, which holds a hash of the program: other bytes may have come to its place.
    uint8_t header[REGEX_HEADER_SIZE];
  } *entries;
  size_t mask, count;
};

REGEX_OF_THREAD struct regex_cache regex_engines = {NULL, 0, 0};

REGEX_INLINE size_t regex_slot(const uint8_t *program) {
  return (size_t)(((uint64_t)(uintptr_t)program * 0x9E3779B97F4A7C15ull) >> 32);
}

static void regex_free(struct regex *engine) {
  if (engine->table) regex_table_free(engine->table);
  if (engine->automaton) regex_automaton_free(engine->automaton);
  if (engine->literals) regex_literals_free(engine->literals);
  free(engine->program.instructions);
  free(engine->program.classes);
  free(engine->visited);
  free(engine->jobs);
  free(engine);
}

/// Whether matches begin at the text's start only: then a look at it decides sooner than a search for literals.
static bool regex_is_anchored(const struct regex_program *program) {
  struct regex_instruction in = program->instructions[program->first_instruction];
  while (in.operation == REGEX_SAVE) in = program->instructions[in.second];
  return in.operation == REGEX_ASSERTION && in.first == REGEX_TEXT_START;
}

static struct regex *regex_make(const uint8_t *program, struct regex_unicode unicode) {
  struct regex *engine = regex_allocate(NULL, sizeof *engine);
  memset(engine, 0, sizeof *engine);
  regex_read(&engine->program, program, unicode);
  engine->table = regex_table_make(&engine->program);
  uint32_t literals = regex_number(program + 4 * 13, 4);
  if (literals && !regex_is_anchored(&engine->program)) engine->literals = regex_literals_make(program + literals);
  return engine;
}

static __attribute__((noinline)) struct regex *regex_new_engine(
  const uint8_t *program, struct regex_unicode unicode
) {
  struct regex_cache *cache = &regex_engines;
  if (2 * (cache->count + 1) > cache->mask + 1 || !cache->entries) {
    struct regex_cache old = *cache;
    cache->mask = old.entries ? 2 * old.mask + 1 : 63;
    cache->entries = calloc(cache->mask + 1, sizeof *cache->entries);
    if (!cache->entries) abort();
    for (size_t i = 0; old.entries && i <= old.mask; i++) {
      if (!old.entries[i].program) continue;
      size_t slot = regex_slot(old.entries[i].program) & cache->mask;
      while (cache->entries[slot].program) slot = (slot + 1) & cache->mask;
      cache->entries[slot] = old.entries[i];
    }
    free(old.entries);
  }
  size_t slot = regex_slot(program) & cache->mask;
  while (cache->entries[slot].program && cache->entries[slot].program != program) slot = (slot + 1) & cache->mask;
  struct regex_entry *entry = &cache->entries[slot];
  if (entry->program) regex_free(entry->engine); else cache->count++;
  entry->program = program;
  entry->engine = regex_make(program, unicode);
  memcpy(entry->header, program, REGEX_HEADER_SIZE);
  return entry->engine;
}

static struct regex *regex_engine(const uint8_t *program, struct regex_unicode unicode) {
  struct regex_cache *cache = &regex_engines;
  if (REGEX_LIKELY(cache->entries != NULL)) {
    for (size_t slot = regex_slot(program) & cache->mask; cache->entries[slot].program; slot = (slot + 1) & cache->mask) {
      struct regex_entry *entry = &cache->entries[slot];
      if (entry->program == program) {
        if (REGEX_UNLIKELY(memcmp(entry->header, program, REGEX_HEADER_SIZE))) break;
        return entry->engine;
      }
    }
  }
  return regex_new_engine(program, unicode);
}

static void regex_forget(const uint8_t *program) {
  struct regex_cache *cache = &regex_engines;
  if (!cache->entries) return;
  size_t gap = regex_slot(program) & cache->mask;
  while (cache->entries[gap].program && cache->entries[gap].program != program) gap = (gap + 1) & cache->mask;
  if (!cache->entries[gap].program) return;
  regex_free(cache->entries[gap].engine);
  cache->count--;
  // Entries behind the gap close it, for a search ends where there is none.
  for (size_t next = (gap + 1) & cache->mask; cache->entries[next].program; next = (next + 1) & cache->mask) {
    size_t home = regex_slot(cache->entries[next].program) & cache->mask;
    if (((next - home) & cache->mask) < ((next - gap) & cache->mask)) continue;
    cache->entries[gap] = cache->entries[next];
    gap = next;
  }
  cache->entries[gap].program = NULL;
}

REGEX_OF_THREAD void *regex_slot_of_thread = NULL;

static void **regex_thread_slot(void) { return &regex_slot_of_thread; }

static int regex_matches(struct regex *engine, const uint8_t *text, size_t count) {
  if (engine->literals && !regex_literals_allow(engine->literals, text, count)) return 0;
  if (engine->table) {
    int verdict = regex_table_decide(engine->table, text, count);
    if (REGEX_LIKELY(verdict >= 0)) return verdict;
  }
  if (!engine->automaton) engine->automaton = regex_automaton_make(&engine->program);
  return regex_automaton_decide(engine->automaton, text, count);
}

#endif
