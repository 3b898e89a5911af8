// Runs the programs that the compiler makes of regular expressions: what decides and what finds, in time linear in the text.
//
// A program is the text that `CompiledPattern` documents. What it says about characters beyond ASCII is asked of Swift, which
// has Unicode's tables. Texts need no padding.
//
// All is in headers, compiled as part of the Swift files that call it: see `CScan.h`.

#ifndef CREGEX_H
#define CREGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Answers about characters beyond ASCII.
struct regex_unicode {
  /// Whether a scalar is of the class whose encoding begins at `members`.
  bool (*_Nonnull contains)(const uint8_t *_Nonnull members, uint32_t scalar);
  /// Whether a scalar is a word character.
  bool (*_Nonnull is_word)(uint32_t scalar);
};

/// A program made ready to run, with the states of its automaton that texts have led to so far. Belongs to one thread.
struct regex;

/// This thread's engine for a program, made if there is none.
static struct regex *_Nonnull regex_engine(const uint8_t *_Nonnull program, struct regex_unicode unicode);

/// Frees this thread's engine for a program whose memory is about to be given back.
static void regex_forget(const uint8_t *_Nonnull program);

/// Where this thread keeps the programs of patterns that only the data knows.
static void *_Nullable *_Nonnull regex_thread_slot(void);

/// 1 if the text holds a match, else 0; -1 if it has more kinds of characters than the automaton can tell apart.
static int regex_matches(struct regex *_Nonnull engine, const uint8_t *_Nonnull text, size_t count);

/// What a match must be like: the first one; one that begins where the search does; one that ends where the text does.
enum regex_demand { REGEX_FIRST, REGEX_AT_START, REGEX_AT_END };

enum regex_found { REGEX_NONE, REGEX_FOUND, REGEX_TOO_LARGE };

/// Finds the first match that begins at or after `from`, and the slots of its groups: two for each of the first `groups`
/// groups, -1 where a group took no part. Program and text may be too large for that.
static enum regex_found regex_find(
  struct regex *_Nonnull engine, const uint8_t *_Nonnull text, size_t count, size_t from, enum regex_demand demand,
  size_t groups, int32_t *_Nonnull slots);

#include "engine.h"

#endif
