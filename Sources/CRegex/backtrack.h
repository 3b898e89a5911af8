// Where a match is and what its groups hold: all ways through the program in their order of preference, none at the same
// place twice.

#ifndef CREGEX_BACKTRACK_H
#define CREGEX_BACKTRACK_H

#include "internal.h"

/// A way that is left to try, or a slot that gets its value back.
struct regex_job {
  uint32_t instruction;
  /// UINT32_MAX, or the slot.
  uint32_t slot;
  int64_t place;
};

/// The bits of an instruction at a place: 2 MB of them at most.
enum { REGEX_MOST_BITS = 1 << 24, REGEX_CLEARED_AT_ONCE = 1 << 12 };

struct regex_search {
  struct regex *engine;
  const uint8_t *text;
  size_t count, from;
  enum regex_demand demand;
  uint32_t slot_count;
  int32_t *slots;
  /// Bits from here on have not been cleared.
  uint64_t cleared, bits;
};

/// Whether the instruction has not been at the place before.
REGEX_INLINE bool regex_visit(struct regex_search *s, uint32_t instruction, size_t place) {
  uint64_t bit = (uint64_t)(place - s->from) * s->engine->program.instruction_count + instruction;
  uint64_t *visited = s->engine->visited;
  if (REGEX_UNLIKELY(bit >= s->cleared)) {
    uint64_t to = bit + REGEX_CLEARED_AT_ONCE;
    if (to > s->bits) to = s->bits;
    to = (to + 63) / 64 * 64;
    memset(visited + s->cleared / 64, 0, (to - s->cleared) / 8);
    s->cleared = to;
  }
  uint64_t mask = 1ull << (bit & 63);
  if (visited[bit >> 6] & mask) return false;
  visited[bit >> 6] |= mask;
  return true;
}

static unsigned regex_side_before(const struct regex_search *s, size_t place) {
  if (place == 0) return REGEX_EDGE;
  size_t start = place - 1, width;
  while (start > 0 && place - start < 4 && (s->text[start] & 0xC0) == 0x80) start--;
  return regex_side(&s->engine->program, regex_scalar(s->text, s->count, start, &width));
}

static unsigned regex_side_after(const struct regex_search *s, size_t place) {
  size_t width;
  return place == s->count ? REGEX_EDGE : regex_side(&s->engine->program, regex_scalar(s->text, s->count, place, &width));
}

REGEX_INLINE void regex_push(struct regex *engine, size_t *depth, struct regex_job job) {
  if (REGEX_UNLIKELY(*depth == engine->job_capacity)) {
    engine->job_capacity = engine->job_capacity ? 2 * engine->job_capacity : 64;
    engine->jobs = regex_allocate(engine->jobs, engine->job_capacity * sizeof *engine->jobs);
  }
  engine->jobs[(*depth)++] = job;
}

/// Whether a match begins at `start`.
static bool regex_match_at(struct regex_search *s, size_t start) {
  struct regex *engine = s->engine;
  const struct regex_program *program = &engine->program;
  size_t depth = 0;
  regex_push(engine, &depth, (struct regex_job){program->first_instruction, UINT32_MAX, (int64_t)start});
  while (depth > 0) {
    struct regex_job job = engine->jobs[--depth];
    if (job.slot != UINT32_MAX) {
      s->slots[job.slot] = (int32_t)job.place;
      continue;
    }
    uint32_t at = job.instruction;
    size_t place = (size_t)job.place;
    while (regex_visit(s, at, place)) {
      struct regex_instruction in = program->instructions[at];
      if (in.operation == REGEX_CHARACTER) {
        size_t width;
        if (place == s->count) break;
        uint32_t scalar = regex_scalar(s->text, s->count, place, &width);
        if (!regex_class_contains(program, in.first, scalar)) break;
        place += width;
        at = in.second;
      } else if (in.operation == REGEX_SPLIT) {
        regex_push(engine, &depth, (struct regex_job){in.second, UINT32_MAX, (int64_t)place});
        at = in.first;
      } else if (in.operation == REGEX_SAVE) {
        if (in.first < s->slot_count) {
          regex_push(engine, &depth, (struct regex_job){0, in.first, s->slots[in.first]});
          s->slots[in.first] = (int32_t)place;
        }
        at = in.second;
      } else if (in.operation == REGEX_MATCH) {
        if (s->demand == REGEX_AT_END && place < s->count) break;
        return true;
      } else {
        if (!regex_holds(in.first, regex_side_before(s, place), regex_side_after(s, place))) break;
        at = in.second;
      }
    }
  }
  return false;
}

static enum regex_found regex_find(
  struct regex *engine, const uint8_t *text, size_t count, size_t from, enum regex_demand demand, size_t groups,
  int32_t *slots
) {
  uint64_t bits = (uint64_t)(count - from + 1) * engine->program.instruction_count;
  if (bits > REGEX_MOST_BITS) return REGEX_TOO_LARGE;
  size_t words = bits / 64 + 1;
  if (words > engine->visited_capacity) {
    engine->visited = regex_allocate(engine->visited, words * sizeof *engine->visited);
    engine->visited_capacity = words;
  }
  struct regex_search s = {engine, text, count, from, demand, (uint32_t)(2 * groups), slots, 0, bits};
  for (uint32_t i = 0; i < s.slot_count; i++) slots[i] = -1;
  if (demand == REGEX_AT_START) return regex_match_at(&s, from) ? REGEX_FOUND : REGEX_NONE;
  const uint8_t *can_begin = engine->program.can_begin;
  for (size_t start = from; start <= count; start++) {
    while (start < count && (!can_begin[text[start]] || (text[start] & 0xC0) == 0x80)) start++;
    if (regex_match_at(&s, start)) return REGEX_FOUND;
  }
  return REGEX_NONE;
}

#endif
