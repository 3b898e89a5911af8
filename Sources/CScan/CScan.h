// The inner loop of ingest: one walk over a JSON record, with the widest vectors the processor has.
//
// Everything here reads up to SCAN_PADDING bytes past the token it looks at: buffers are padded with that many NULs. NUL is
// valid nowhere in JSON text, so a token that is cut off never looks complete.
//
// All is in headers, compiled as part of the Swift files that call it. A target with C files would make SwiftPM compile
// rulec and the runtime twice for every rule that is added: see *Many rules* in Performance.md.

#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCAN_PADDING 128

/// What a value is. The order is that of `RawValue.Shape`.
enum scan_shape {
  SCAN_STRING, SCAN_NUMBER, SCAN_TRUE, SCAN_FALSE, SCAN_NULL, SCAN_OBJECT, SCAN_ARRAY
};

/// Bits of `scan_value.traits`: what has been seen in a string, or in the strings of a container.
/// The last one says that an escape may stand for any character: `\u` or `\/`.
enum { SCAN_HAS_ESCAPES = 1, SCAN_HAS_NON_ASCII = 2, SCAN_HAS_STAND_INS = 4 };

/// One value of a record as the walk found it: where its bytes are, undecoded. 16 bytes.
struct scan_value {
  /// The first byte; of a string, the first after the quote.
  const uint8_t *_Nonnull start;
  /// The number of bytes; of a string, without its quotes.
  uint32_t count;
  /// A `scan_shape`.
  uint8_t shape;
  uint8_t traits;
  /// The record it belongs to, so that slots need no clearing.
  uint16_t stamp;
};

/// A place in a record: a key, after the keys before it. Records of one kind have the same keys in the same order, so
/// the walk compares the record's bytes with the keys met here before, and looks one up only when none fits.
struct scan_place {
  /// `"key":`, padded with zeros to a multiple of SCAN_KEY_BLOCK.
  const uint8_t *_Nonnull pattern;
  uint32_t length;
  /// Where the value goes; 0 if nobody reads it.
  uint32_t slot;
  /// The first of the keys that came next, 0 for none.
  uint32_t child;
  /// The next of the other keys met at the same place, 0 for none.
  uint32_t sibling;
};

#define SCAN_KEY_BLOCK 32

/// What `find_key` says about a key.
struct scan_key {
  const uint8_t *_Nullable pattern;
  uint32_t length;
  uint32_t slot;
};

struct scan_walker {
  struct scan_value *_Nonnull slots;
  /// Place 0 is the record's start.
  struct scan_place *_Nonnull places;
  uint32_t place_count;
  uint32_t place_capacity;
  /// The stamp of the record that is walked.
  uint16_t stamp;
  /// After a failure: what was wrong, a raw value of `RejectReason`.
  uint8_t failure;
  /// After a failure: where.
  const uint8_t *_Nonnull failed_at;
  /// Line feeds passed by the last walk.
  int64_t lines;
  /// Called for a key that has not been met at its place: its text as written, and whether it has escapes. A null
  /// pattern is a key that is not worth remembering.
  struct scan_key (*_Nonnull find_key)(void *_Nonnull context, const uint8_t *_Nonnull text, size_t count, uint8_t traits);
  void *_Nonnull context;
};

/// The reasons for a failure, as `RejectReason` numbers them.
enum scan_failure {
  SCAN_BAD_SYNTAX = 1, SCAN_BAD_KEY, SCAN_MISSING_COLON, SCAN_BAD_VALUE, SCAN_BAD_NUMBER, SCAN_CONTROL_CHARACTER,
  SCAN_BAD_ESCAPE, SCAN_TOO_DEEP
};

/// Values nest no deeper than this, the record itself being level 1.
#define SCAN_MAXIMUM_DEPTH 512

/// The most pairs that are looked for at once.
#define SCAN_MOST_PAIRS 8

/// Pairs of neighbouring bytes: of each text that is looked for, two that are met seldom.
struct scan_pairs {
  /// At least 1; the pairs behind `count` are copies of one of those before.
  uint32_t count;
  /// Bytes with bit 5 set, which makes both cases of a letter alike, and some other characters, too.
  uint8_t firsts[SCAN_MOST_PAIRS], seconds[SCAN_MOST_PAIRS];
  /// Whether there is one pair more, of bytes as they are.
  bool has_exact;
  uint8_t exact_first, exact_second;
};

/// The functions of one instruction set.
struct scan_functions {
  /// The byte after the record whose brace is at `start`; null if it is malformed or cut off. The whole record is
  /// checked against the JSON grammar, its escapes included; that its bytes are UTF-8 is not.
  const uint8_t *_Nullable (*_Nonnull walk)(struct scan_walker *_Nonnull walker, const uint8_t *_Nonnull start);
  /// The byte after any JSON value at `start`; null as above.
  const uint8_t *_Nullable (*_Nonnull skip)(struct scan_walker *_Nonnull walker, const uint8_t *_Nonnull start);
  /// The first place from `p` on and before `end` of a line feed or of one of the pairs; `end` if there is none.
  const uint8_t *_Nonnull (*_Nonnull find_pair)(
    const struct scan_pairs *_Nonnull pairs, const uint8_t *_Nonnull p, const uint8_t *_Nonnull end);
  const char *_Nonnull name;
};

#define SCAN_WINDOW_SETS 8
/// How many groups a set has.
#define SCAN_WINDOW_GROUPS 8

/// Windows in eight groups.
struct scan_window_set {
  /// For each place of the window and each low or high half of a byte, the groups that have it there.
  uint8_t low[4][16], high[4][16];
  /// Whether all windows are looked for where a term begins, and behind escapes.
  bool begins_terms;
};

/// Short windows of literals, in groups, that a text can be searched for all at once. What is found has to be compared:
/// windows of a group are told apart by halves of bytes only, and letters of both cases are alike.
struct scan_windows {
  struct scan_window_set sets[SCAN_WINDOW_SETS];
  uint32_t set_count;
  /// 3 or 4 bytes.
  uint32_t width;
  /// The width of the shortest window that has been added, 2 to 4; 0 if there is none.
  uint32_t least;
};

/// The least room for places.
#define SCAN_WINDOW_BLOCK 32

/// Whether this processor can search for windows.
static bool scan_windows_available(void);

/// The first place from `from` on where a literal of ASCII stands in the text, letters of both cases alike; -1 if there is none.
/// The literal is not empty. Only where `scan_windows_available`.
static ptrdiff_t scan_find_folded(
  const uint8_t *_Nonnull text, size_t count, size_t from, const uint8_t *_Nonnull literal, size_t literal_count);

/// Adds a window to one of the groups of a set: of `count` bytes, which may be fewer than the others have.
static void scan_windows_add(
  struct scan_windows *_Nonnull windows, unsigned set, unsigned group, const uint8_t *_Nonnull bytes, uint32_t count);

/// Says that the windows of a set are looked for only where a term may begin, whichever way the text is spelled: at a letter
/// or digit that none precedes, or that stands behind an escape of JSON.
static void scan_windows_begin_terms(struct scan_windows *_Nonnull windows, unsigned set);

/// Finds places where a window may stand, in ascending order, from `*at` on; moves `*at` to where to go on, which is `count`
/// in the end.
/// - Parameters:
///   - groups: what becomes the groups of the first set that the window may be of, for each place; null if nobody asks.
///   - capacity: the room for places, at least SCAN_WINDOW_BLOCK.
/// - Returns: the number of places.
static size_t scan_windows_find(
  const struct scan_windows *_Nonnull windows, const uint8_t *_Nonnull text, size_t count, size_t *_Nonnull at,
  uint32_t *_Nonnull places, uint8_t *_Nullable groups, size_t capacity);

/// Asks for the memory at an address that will be read soon.
static inline void scan_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

/// The functions for this processor.
static const struct scan_functions *_Nonnull scan_best_functions(void);

/// The functions of an instruction set by number, from the plainest; null if there is none or this processor lacks it.
static const struct scan_functions *_Nullable scan_functions_number(int number);

#include "select.h"
#include "windows.h"

#endif
