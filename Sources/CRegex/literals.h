// A quick no: texts without any of the literals of which every match holds one.
//
// Three bytes of each literal are looked for first, by vectors; where they are, the literal is compared.

#ifndef CREGEX_LITERALS_H
#define CREGEX_LITERALS_H

#include "internal.h"

enum { REGEX_WINDOW = 3, REGEX_GROUPS = SCAN_WINDOW_GROUPS };

struct regex_literal {
  const uint8_t *text;
  uint32_t count;
  /// Where its three bytes are.
  uint32_t offset;
  struct regex_literal *next_in_group;
};

struct regex_literals {
  struct scan_windows windows;
  struct regex_literal *groups[REGEX_GROUPS];
  uint32_t count;
  size_t shortest;
  /// Whether one of the two characters beyond ASCII that are cases of ASCII letters may stand for a letter of theirs.
  bool beyond_ascii;
  bool has_vectors;
  uint8_t *bytes;
  struct regex_literal entries[];
};

/// How common a byte is in events, roughly.
static int regex_weight(uint8_t c) {
  if (strchr("esotinra", c) && c) return 6;
  if (c == ' ' || c == '.' || c == '\\' || (c >= '0' && c <= '9') || strchr("cdmlwp", c)) return 5;
  return c >= 'a' && c <= 'z' ? 4 : 2;
}

static int regex_by_bytes(const void *a, const void *b) {
  const struct regex_literal *x = a, *y = b;
  return memcmp(x->text + x->offset, y->text + y->offset, REGEX_WINDOW);
}

static struct regex_literals *regex_literals_make(const uint8_t *section) {
  uint32_t count = regex_number(section, 2);
  struct regex_literals *all = regex_allocate(NULL, sizeof *all + count * sizeof *all->entries);
  memset(all, 0, sizeof *all);
  all->count = count;
  all->beyond_ascii = regex_number(section + 2, 1);
  all->has_vectors = scan_windows_available();
  all->windows.width = REGEX_WINDOW;
  all->shortest = SIZE_MAX;
  uint32_t total = 0;
  const uint8_t *p = section + 3;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t length = regex_number(p, 2);
    p += 2 + 2 * length;
    total += length;
  }
  all->bytes = regex_allocate(NULL, total + 1);
  uint8_t *free_bytes = all->bytes;
  p = section + 3;
  for (uint32_t i = 0; i < count; i++) {
    struct regex_literal *literal = &all->entries[i];
    *literal = (struct regex_literal){free_bytes, regex_number(p, 2), 0, NULL};
    p += 2;
    for (uint32_t c = 0; c < literal->count; c++, p += 2) *free_bytes++ = (uint8_t)regex_number(p, 2);
    if (literal->count < all->shortest) all->shortest = literal->count;
    int least = 1000;
    for (uint32_t at = 0; at + REGEX_WINDOW <= literal->count; at++) {
      int sum = regex_weight(literal->text[at]) + regex_weight(literal->text[at + 1]) + regex_weight(literal->text[at + 2]);
      if (sum < least) {
        least = sum;
        literal->offset = at;
      }
    }
  }
  // Neighbours share a group, so that its tables let little through.
  qsort(all->entries, count, sizeof *all->entries, regex_by_bytes);
  for (uint32_t i = 0; i < count; i++) {
    struct regex_literal *literal = &all->entries[i];
    uint32_t group = i * REGEX_GROUPS / (count < REGEX_GROUPS ? REGEX_GROUPS : count);
    literal->next_in_group = all->groups[group];
    all->groups[group] = literal;
    scan_windows_add(&all->windows, 0, group, literal->text + literal->offset, REGEX_WINDOW);
  }
  return all;
}

static void regex_literals_free(struct regex_literals *literals) {
  free(literals->bytes);
  free(literals);
}

static bool regex_stands(const struct regex_literal *literal, const uint8_t *p) {
  for (uint32_t i = 0; i < literal->count; i++) {
    uint8_t c = p[i];
    if (c >= 'A' && c <= 'Z') c |= 0x20;
    if (c != literal->text[i]) return false;
  }
  return true;
}

/// Whether a literal of the groups has its window at `at`.
static __attribute__((noinline)) bool regex_stands_at(
  const struct regex_literals *all, uint8_t groups, const uint8_t *text, size_t count, size_t at
) {
  for (; groups; groups &= groups - 1) {
    for (struct regex_literal *l = all->groups[__builtin_ctz(groups)]; l; l = l->next_in_group) {
      if (at >= l->offset && at - l->offset + l->count <= count && regex_stands(l, text + at - l->offset)) return true;
    }
  }
  return false;
}

/// Whether a literal is in the text.
static bool regex_stands_somewhere(const struct regex_literals *all, const uint8_t *text, size_t count) {
  enum { ROOM = 64 };
  uint32_t places[ROOM];
  uint8_t groups[ROOM];
  for (size_t at = 0; at < count;) {
    size_t found = scan_windows_find(&all->windows, text, count, &at, places, groups, ROOM);
    for (size_t i = 0; i < found; i++) {
      if (regex_stands_at(all, groups[i], text, count, places[i])) return true;
    }
  }
  return false;
}

/// Whether `ſ` (C5 BF) or `K` (E2 84 AA) is in the text.
static bool regex_holds_case_of_ascii(const uint8_t *text, size_t count) {
  size_t i = 0;
  while (i < count) {
    uint64_t word;
    if (i + 8 <= count && (memcpy(&word, text + i, 8), !(word & 0x8080808080808080ull))) {
      i += 8;
      continue;
    }
    for (size_t end = i + 8 < count ? i + 8 : count; i < end; i++) {
      if (text[i] == 0xBF && i >= 1 && text[i - 1] == 0xC5) return true;
      if (text[i] == 0xAA && i >= 2 && text[i - 1] == 0x84 && text[i - 2] == 0xE2) return true;
    }
  }
  return false;
}

static bool regex_literals_allow(const struct regex_literals *all, const uint8_t *text, size_t count) {
  if (!all->has_vectors) return true;
  if (count >= all->shortest && regex_stands_somewhere(all, text, count)) return true;
  return all->beyond_ascii && regex_holds_case_of_ascii(text, count);
}

#endif
