// The automaton that the compiler made of a program, laid out for speed. It knows ASCII only.

#ifndef CREGEX_FIXED_H
#define CREGEX_FIXED_H

#include "internal.h"
#include "skip.h"

/// The states 0, 1 and 2 of the encoding, and the mark of a state that bytes are skipped in.
enum { REGEX_NO = 0, REGEX_YES = 1, REGEX_ASK = 2 };
#define REGEX_CELL_SKIPS 0x8000u

struct regex_table {
  /// The column of each byte; of those beyond ASCII the last one, which asks.
  uint8_t columns[256];
  uint32_t columns_count, start;
  uint8_t *ends;
  struct skip_set skip;
  /// Row s - 3 is that of state s; an entry is the row's place + 3, so that the special states stay what they are.
  uint16_t cells[];
};

static struct regex_table *regex_table_make(const struct regex_program *program) {
  const uint8_t *text = program->text;
  uint32_t states = regex_number(text + 4 * 6, 4), classes = regex_number(text + 4 * 7, 4);
  uint32_t width = regex_number(text + 4 * 8, 4), start = regex_number(text + 4 * 9, 4);
  if (states == 0) return NULL;
  const uint8_t *symbols = text + regex_number(text + 4 * 10, 4);
  const uint8_t *source = text + regex_number(text + 4 * 11, 4);
  const uint8_t *ends = text + regex_number(text + 4 * 12, 4);
  uint32_t rows = states - 3, columns = classes + 1;
  if ((uint64_t)rows * columns + 3 >= REGEX_CELL_SKIPS) return NULL;
  struct regex_table *table = regex_allocate(NULL, sizeof *table + (size_t)(rows * columns) * sizeof *table->cells);
  table->columns_count = columns;
  for (int c = 0; c < 256; c++) table->columns[c] = c < 128 ? symbols[c] - 0x24 : (uint8_t)classes;
  table->start = start < 3 ? start : (start - 3) * columns + 3;
  table->ends = regex_allocate(NULL, rows + 1);
  for (uint32_t row = 0; row < rows; row++) {
    table->ends[row] = ends[row] == 0x25;
    for (uint32_t c = 0; c < classes; c++) {
      uint32_t state = regex_number(source + width * (row * classes + c), (int)width);
      table->cells[row * columns + c] = (uint16_t)(state < 3 ? state : (state - 3) * columns + 3);
    }
    table->cells[row * columns + classes] = REGEX_ASK;
  }
  // The state behind a character that begins no match is where most of most texts is read.
  if (table->start < 3) return table;
  uint32_t rest = 0;
  for (int c = 0; c < 128 && rest < 3; c++) {
    if (!program->can_begin[c]) rest = table->cells[table->start - 3 + table->columns[c]];
  }
  if (rest < 3) return table;
  bool leaves[256];
  for (int c = 0; c < 256; c++) leaves[c] = c >= 128 || table->cells[rest - 3 + table->columns[c]] != rest;
  if (!skip_is_worth(leaves)) return table;
  skip_make(&table->skip, leaves);
  // Only what stays there skips on: the way in costs nothing.
  for (uint32_t c = 0; c < classes; c++) {
    uint16_t *cell = &table->cells[rest - 3 + c];
    if (*cell == rest) *cell |= REGEX_CELL_SKIPS;
  }
  return table;
}

static void regex_table_free(struct regex_table *table) {
  free(table->ends);
  free(table);
}

static int regex_table_decide(const struct regex_table *table, const uint8_t *text, size_t count) {
  const uint8_t *p = text, *end = text + count;
  const uint8_t *columns = table->columns;
  const uint16_t *cells = table->cells;
  uint32_t state = table->start;
  if (state < 3) return state == REGEX_ASK ? -1 : (int)state;
  while (p < end) {
    uint32_t next = cells[state - 3 + columns[*p]];
    if (REGEX_UNLIKELY(next - 3 >= REGEX_CELL_SKIPS - 3)) {
      if (next < 3) return next == REGEX_ASK ? -1 : (int)next;
      p = skip_run(&table->skip, p + 1, end);
      state = next & ~REGEX_CELL_SKIPS;
      continue;
    }
    state = next;
    p++;
  }
  return table->ends[(state - 3) / table->columns_count];
}

#endif
