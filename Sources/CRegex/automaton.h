// A deterministic automaton over the bytes of a text, whose states are made when a text first leads to them.
//
// A state is a set of places in the program. Bytes that no class of the program tells apart share a column of the table;
// characters beyond ASCII get columns as they come. The table forgets its states when it has too many, so that memory is
// bounded and the time stays linear: a state costs no more than a step of a simulation.

#ifndef CREGEX_AUTOMATON_H
#define CREGEX_AUTOMATON_H

#include "internal.h"
#include "skip.h"

/// Entries below REGEX_FIRST_ROW: the state has to be found; no match can follow; there is a match.
enum { REGEX_UNKNOWN = 0, REGEX_DEAD = 1, REGEX_ACCEPT = 2, REGEX_FIRST_ROW = 4 };
/// A mark on entries: the state is worth skipping bytes in.
#define REGEX_ROW_SKIPS 0x80000000u

enum {
  /// Columns beyond those of ASCII: kinds of other characters.
  REGEX_MOST_OTHERS = 24,
  REGEX_MOST_CELLS = 1 << 17, REGEX_SCALAR_CACHE = 64
};

/// A state's set of places and what stands before it (0 if none of them asks).
struct regex_state {
  uint32_t places, count;
  unsigned before;
  uint32_t hash;
  uint32_t next_in_bucket;
};

struct regex_automaton {
  const struct regex_program *program;
  /// The column of each ASCII byte; of others `unknown_column`, whose entries stay REGEX_UNKNOWN.
  uint8_t columns[256];
  uint32_t ascii_columns, others, end_column, stride_bits;
  /// A byte of each column of ASCII.
  uint8_t samples[128];
  /// Of the other columns: which classes a character is of, then a bit for word characters.
  uint64_t *signatures;
  uint32_t signature_words;
  struct { uint32_t scalar; int32_t column; } scalars[REGEX_SCALAR_CACHE];
  bool asks_words, asks_lines, can_begin_later;

  /// Row r of the table is that of state r - 1; an entry is the row's place.
  uint32_t *table;
  struct regex_state *states;
  uint32_t state_count, state_capacity;
  uint32_t *places;
  uint32_t place_count, place_capacity;
  uint32_t *buckets;
  uint32_t bucket_mask;
  uint32_t start;

  /// Working sets, of instructions.
  uint32_t *sparse, *dense, *stack, *targets;
  uint32_t dense_count;
  /// The state where matches begin, seen after a character: where most texts stay.
  struct skip_set skip;
  uint32_t skip_state, skip_calls;
  uint64_t skip_bytes;
};

struct regex_closure {
  uint32_t count;
  bool is_match, is_waiting;
};

enum { REGEX_AFTER_UNKNOWN = -1 };

static int regex_compare(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

REGEX_INLINE bool regex_reach(struct regex_automaton *a, uint32_t place, uint32_t *reached) {
  uint32_t index = a->sparse[place];
  if (index < *reached && a->dense[index] == place) return false;
  a->sparse[place] = *reached;
  a->dense[*reached] = place;
  *reached += 1;
  return true;
}

/// Gives the places reached from `from` without consuming in `a->targets`; assertions wait if `after` is unknown.
static struct regex_closure regex_close_over(struct regex_automaton *a, const uint32_t *from, uint32_t count, unsigned before, int after) {
  struct regex_closure closure = {0, false, false};
  uint32_t reached = 0, depth = 0;
  // `from` may be what `targets` holds: it is on the stack before anything is written.
  for (uint32_t i = count; i > 0; i--) a->stack[depth++] = from[i - 1];
  while (depth > 0) {
    uint32_t place = a->stack[--depth];
    if (!regex_reach(a, place, &reached)) continue;
    struct regex_instruction in = a->program->instructions[place];
    switch (in.operation) {
    case REGEX_MATCH: closure.is_match = true; break;
    case REGEX_CHARACTER: a->targets[closure.count++] = place; break;
    case REGEX_SPLIT:
      a->stack[depth++] = in.second;
      a->stack[depth++] = in.first;
      break;
    case REGEX_SAVE: a->stack[depth++] = in.second; break;
    default: {
      bool looks_behind_only =
        in.first == REGEX_TEXT_START || in.first == REGEX_LINE_START || in.first == REGEX_WORD_START_HALF;
      if (after != REGEX_AFTER_UNKNOWN || looks_behind_only) {
        unsigned known = after == REGEX_AFTER_UNKNOWN ? REGEX_EDGE : (unsigned)after;
        if (regex_holds(in.first, before, known)) a->stack[depth++] = in.second;
      } else {
        a->targets[closure.count++] = place;
        closure.is_waiting = true;
      }
    }
    }
  }
  return closure;
}

static void regex_forget_states(struct regex_automaton *a) {
  a->state_count = 0;
  a->place_count = 0;
  a->start = REGEX_UNKNOWN;
  a->skip_state = REGEX_UNKNOWN;
  memset(a->buckets, 0, (a->bucket_mask + 1) * sizeof *a->buckets);
}

/// The entry of the state of a closure, whose places are in `a->targets`.
static uint32_t regex_entry_of(struct regex_automaton *a, struct regex_closure closure, unsigned before) {
  if (closure.is_match) return REGEX_ACCEPT;
  if (closure.count == 0 && !a->can_begin_later) return REGEX_DEAD;
  if (!closure.is_waiting) before = 0;
  qsort(a->targets, closure.count, sizeof *a->targets, regex_compare);
  uint32_t hash = before + 1;
  for (uint32_t i = 0; i < closure.count; i++) hash = (hash ^ a->targets[i]) * 0x9E3779B1u + (hash >> 15);
  for (uint32_t n = a->buckets[hash & a->bucket_mask]; n; n = a->states[n - 1].next_in_bucket) {
    struct regex_state *state = &a->states[n - 1];
    if (state->hash == hash && state->before == before && state->count == closure.count
        && !memcmp(a->places + state->places, a->targets, closure.count * sizeof *a->targets)) {
      uint32_t row = n << a->stride_bits;
      return row == a->skip_state ? row | REGEX_ROW_SKIPS : row;
    }
  }
  if (((a->state_count + 2) << a->stride_bits) > REGEX_MOST_CELLS && a->state_count > 8) {
    // The caller's row is gone: it looks at `state_count`.
    regex_forget_states(a);
  }
  if (a->state_count == a->state_capacity) {
    a->state_capacity = a->state_capacity ? 2 * a->state_capacity : 8;
    a->states = regex_allocate(a->states, a->state_capacity * sizeof *a->states);
    a->table = regex_allocate(a->table, ((size_t)(a->state_capacity + 1) << a->stride_bits) * sizeof *a->table);
  }
  while (a->place_count + closure.count > a->place_capacity) {
    a->place_capacity = a->place_capacity ? 2 * a->place_capacity : 64;
    a->places = regex_allocate(a->places, a->place_capacity * sizeof *a->places);
  }
  uint32_t number = ++a->state_count;
  uint32_t *bucket = &a->buckets[hash & a->bucket_mask];
  a->states[number - 1] = (struct regex_state){a->place_count, closure.count, before, hash, *bucket};
  *bucket = number;
  memcpy(a->places + a->place_count, a->targets, closure.count * sizeof *a->targets);
  a->place_count += closure.count;
  memset(a->table + ((size_t)number << a->stride_bits), 0, sizeof *a->table << a->stride_bits);
  return number << a->stride_bits;
}

/// What follows state `row` on a character of `column`, whose bits are `side`. The table may have been emptied for it.
static uint32_t regex_step(struct regex_automaton *a, uint32_t row, uint32_t column, unsigned side) {
  const struct regex_program *program = a->program;
  struct regex_state state = a->states[(row >> a->stride_bits) - 1];
  uint32_t forgotten = a->state_count;
  struct regex_closure current = regex_close_over(a, a->places + state.places, state.count, state.before, (int)side);
  uint32_t entry;
  if (current.is_match) {
    entry = REGEX_ACCEPT;
  } else if (side == REGEX_EDGE) {
    entry = REGEX_DEAD;
  } else {
    uint32_t count = 0;
    for (uint32_t i = 0; i < current.count; i++) {
      struct regex_instruction in = program->instructions[a->targets[i]];
      if (in.operation != REGEX_CHARACTER) continue;
      bool is_member;
      if (column < a->ascii_columns) {
        uint8_t sample = a->samples[column];
        is_member = program->classes[in.first].ascii[sample >> 6] >> (sample & 63) & 1;
      } else {
        const uint64_t *signature = a->signatures + (column - a->ascii_columns) * a->signature_words;
        is_member = signature[in.first / 64] >> (in.first % 64) & 1;
      }
      if (is_member) a->targets[count++] = in.second;
    }
    // A match may begin anywhere.
    a->targets[count++] = program->first_instruction;
    struct regex_closure next = regex_close_over(a, a->targets, count, side, REGEX_AFTER_UNKNOWN);
    entry = regex_entry_of(a, next, side);
  }
  // Fewer states than before: the row is gone.
  if (a->state_count >= forgotten) a->table[row + column] = entry;
  return entry;
}

/// The bits of the characters of a column that the program asks for.
static unsigned regex_side_of(const struct regex_automaton *a, uint32_t scalar) {
  unsigned side = scalar < 0x80 || a->asks_words ? regex_side(a->program, scalar) : 0;
  unsigned asked = (a->asks_words ? REGEX_ASCII_WORD | REGEX_UNICODE_WORD : 0) | (a->asks_lines ? REGEX_NEWLINE : 0);
  return side & asked;
}

static void regex_classify(struct regex_automaton *a) {
  const struct regex_program *program = a->program;
  for (int c = 0; c < 128; c++) {
    uint32_t column = 0;
    for (; column < a->ascii_columns; column++) {
      uint8_t sample = a->samples[column];
      if (regex_side_of(a, sample) != regex_side_of(a, (uint32_t)c)) continue;
      uint32_t number = 0;
      while (number < program->class_count
             && regex_class_contains(program, number, (uint32_t)c) == regex_class_contains(program, number, sample)) {
        number++;
      }
      if (number == program->class_count) break;
    }
    if (column == a->ascii_columns) a->samples[a->ascii_columns++] = (uint8_t)c;
    a->columns[c] = (uint8_t)column;
  }
}

// MARK: Making and running

static struct regex_automaton *regex_automaton_make(const struct regex_program *program) {
  struct regex_automaton *a = regex_allocate(NULL, sizeof *a);
  memset(a, 0, sizeof *a);
  a->program = program;
  uint32_t count = program->instruction_count;
  for (uint32_t i = 0; i < count; i++) {
    if (program->instructions[i].operation != REGEX_ASSERTION) continue;
    uint32_t kind = program->instructions[i].first;
    if (kind >= REGEX_WORD_BOUNDARY) a->asks_words = true;
    if (kind == REGEX_LINE_START || kind == REGEX_LINE_END) a->asks_lines = true;
  }
  regex_classify(a);
  a->end_column = a->ascii_columns + REGEX_MOST_OTHERS;
  uint32_t unknown = a->end_column + 1;
  memset(a->columns + 128, (int)unknown, 128);
  while ((1u << a->stride_bits) < unknown + 1 || (1u << a->stride_bits) < REGEX_FIRST_ROW) a->stride_bits++;
  a->signature_words = program->class_count / 64 + 1;
  a->signatures = regex_allocate(NULL, (REGEX_MOST_OTHERS + 1) * a->signature_words * sizeof *a->signatures);
  for (int i = 0; i < REGEX_SCALAR_CACHE; i++) a->scalars[i].scalar = UINT32_MAX;
  // A stack entry for each way into each instruction, and those that a closure begins with.
  a->sparse = regex_allocate(NULL, count * sizeof *a->sparse);
  memset(a->sparse, 0, count * sizeof *a->sparse);
  a->dense = regex_allocate(NULL, count * sizeof *a->dense);
  a->stack = regex_allocate(NULL, (3 * (size_t)count + 2) * sizeof *a->stack);
  a->targets = regex_allocate(NULL, ((size_t)count + 1) * sizeof *a->targets);
  a->bucket_mask = 255;
  a->buckets = calloc(a->bucket_mask + 1, sizeof *a->buckets);
  if (!a->buckets) abort();
  static const unsigned sides[] = {REGEX_ASCII_WORD | REGEX_UNICODE_WORD, REGEX_UNICODE_WORD, REGEX_NEWLINE, 0};
  for (int i = 0; i < 4; i++) {
    struct regex_closure closure = regex_close_over(a, &program->first_instruction, 1, sides[i], REGEX_AFTER_UNKNOWN);
    if (closure.is_match || closure.count > 0) a->can_begin_later = true;
  }
  return a;
}

static void regex_automaton_free(struct regex_automaton *a) {
  void *memory[] = {a->signatures, a->table, a->states, a->places, a->buckets, a->sparse, a->dense, a->stack, a->targets};
  for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) free(memory[i]);
  free(a);
}

/// The column of a character beyond ASCII; -1 if there are too many kinds of them.
static int32_t regex_other_column(struct regex_automaton *a, uint32_t scalar) {
  uint32_t slot = (scalar ^ scalar >> 6) & (REGEX_SCALAR_CACHE - 1);
  if (a->scalars[slot].scalar == scalar) return a->scalars[slot].column;
  const struct regex_program *program = a->program;
  uint64_t *new = a->signatures + a->others * a->signature_words;
  memset(new, 0, a->signature_words * sizeof *new);
  for (uint32_t i = 0; i < program->class_count; i++) {
    if (regex_class_contains(program, i, scalar)) new[i / 64] |= 1ull << (i % 64);
  }
  // The classes leave the last bit of the last word to word characters.
  if (regex_side_of(a, scalar) & REGEX_UNICODE_WORD) new[program->class_count / 64] |= 1ull << (program->class_count % 64);
  uint32_t other = 0;
  while (memcmp(a->signatures + other * a->signature_words, new, a->signature_words * sizeof *new)) other++;
  if (other == REGEX_MOST_OTHERS) return -1;
  if (other == a->others) a->others++;
  a->scalars[slot].scalar = scalar;
  a->scalars[slot].column = (int32_t)(a->ascii_columns + other);
  return a->scalars[slot].column;
}

/// Makes the bytes that leave a state known; the state may turn out not to be worth skipping in.
static void regex_prepare_skip(struct regex_automaton *a, uint32_t row) {
  bool leaves[256];
  uint32_t known = a->state_count;
  for (uint32_t c = 0; c < a->ascii_columns; c++) {
    if (a->table[row + c] == REGEX_UNKNOWN) regex_step(a, row, c, regex_side_of(a, a->samples[c]));
    if (a->state_count < known) return;
  }
  for (int c = 0; c < 256; c++) leaves[c] = c >= 128 || (a->table[row + a->columns[c]] & ~REGEX_ROW_SKIPS) != row;
  if (!skip_is_worth(leaves)) return;
  skip_make(&a->skip, leaves);
  a->skip_state = row;
  a->skip_calls = 0;
  a->skip_bytes = 0;
  for (uint32_t c = 0; c < a->ascii_columns; c++) {
    if (a->table[row + c] == row) a->table[row + c] = row | REGEX_ROW_SKIPS;
  }
}

static int regex_automaton_decide(struct regex_automaton *a, const uint8_t *text, size_t count) {
  const uint8_t *p = text, *end = text + count;
  if (a->start == REGEX_UNKNOWN) {
    struct regex_closure closure = regex_close_over(a, &a->program->first_instruction, 1, REGEX_EDGE, REGEX_AFTER_UNKNOWN);
    a->start = regex_entry_of(a, closure, REGEX_EDGE);
    if (a->start >= REGEX_FIRST_ROW && a->can_begin_later) {
      // Where a text leads that has nothing to do with the pattern: the state behind a character that begins no match.
      uint32_t rest = REGEX_UNKNOWN;
      for (uint32_t c = 0; c < a->ascii_columns && rest < REGEX_FIRST_ROW; c++) {
        if (!a->program->can_begin[a->samples[c]]) rest = regex_step(a, a->start, c, regex_side_of(a, a->samples[c]));
      }
      if (rest >= REGEX_FIRST_ROW) regex_prepare_skip(a, rest & ~REGEX_ROW_SKIPS);
    }
  }
  uint32_t state = a->start & ~REGEX_ROW_SKIPS;
  if (state < REGEX_FIRST_ROW) return state == REGEX_ACCEPT;
  for (;;) {
    const uint32_t *table = a->table;
    const uint8_t *columns = a->columns;
    uint32_t next = 0;
    while (p < end) {
      next = table[state + columns[*p]];
      if (REGEX_UNLIKELY(next - REGEX_FIRST_ROW >= REGEX_ROW_SKIPS - REGEX_FIRST_ROW)) break;
      state = next;
      p++;
    }
    if (p == end) break;
    if (next & REGEX_ROW_SKIPS) {
      uint32_t *entry = &a->table[state + columns[*p]];
      state = next & ~REGEX_ROW_SKIPS;
      p++;
      if (state == a->skip_state) {
        const uint8_t *stop = skip_run(&a->skip, p, end);
        a->skip_bytes += (uint64_t)(stop - p);
        p = stop;
        if (++a->skip_calls == 256) {
          // Not worth it where skips are short.
          if (a->skip_bytes < 256 * 8) a->skip_state = REGEX_UNKNOWN;
          a->skip_calls = 0;
          a->skip_bytes = 0;
        }
      } else {
        *entry = state;
      }
      continue;
    }
    uint32_t column;
    size_t width = 1;
    uint32_t scalar = *p;
    if (next == REGEX_UNKNOWN) {
      column = columns[*p];
      if (*p >= 0x80) {
        scalar = regex_scalar(p, (size_t)(end - p), 0, &width);
        int32_t other = regex_other_column(a, scalar);
        if (other < 0) return -1;
        column = (uint32_t)other;
        next = a->table[state + column];
      }
      if (next == REGEX_UNKNOWN) next = regex_step(a, state, column, regex_side_of(a, scalar));
      next &= ~REGEX_ROW_SKIPS;
    }
    if (next < REGEX_FIRST_ROW) return next == REGEX_ACCEPT;
    state = next;
    p += width;
  }
  uint32_t last = a->table[state + a->end_column];
  if (last == REGEX_UNKNOWN) last = regex_step(a, state, a->end_column, REGEX_EDGE);
  return last == REGEX_ACCEPT;
}

#endif
