// One name for each instruction set: what is declared in `walk.h` and `blocks.h` is declared once for each, all in one module.

#ifndef CSCAN_NAMES_H
#define CSCAN_NAMES_H

#define SCAN_JOINED(name, suffix) name##_##suffix
#define SCAN_WITH_SUFFIX(name, suffix) SCAN_JOINED(name, suffix)
#define SCAN_NAMED(name) SCAN_WITH_SUFFIX(name, SCAN_SUFFIX)

#define scan_bits SCAN_NAMED(scan_bits)
#define scan_blanks SCAN_NAMED(scan_blanks)
#define scan_block SCAN_NAMED(scan_block)
#define scan_classify SCAN_NAMED(scan_classify)
#define scan_compare SCAN_NAMED(scan_compare)
#define scan_container SCAN_NAMED(scan_container)
#define scan_digits SCAN_NAMED(scan_digits)
#define scan_equal SCAN_NAMED(scan_equal)
#define scan_escapable SCAN_NAMED(scan_escapable)
#define scan_escaped_string SCAN_NAMED(scan_escaped_string)
#define scan_fail SCAN_NAMED(scan_fail)
#define scan_find_pair SCAN_NAMED(scan_find_pair)
#define scan_find_pairs SCAN_NAMED(scan_find_pairs)
#define scan_fold SCAN_NAMED(scan_fold)
#define scan_fraction SCAN_NAMED(scan_fraction)
#define scan_gather SCAN_NAMED(scan_gather)
#define scan_high SCAN_NAMED(scan_high)
#define scan_hits SCAN_NAMED(scan_hits)
#define scan_is_hex SCAN_NAMED(scan_is_hex)
#define scan_is_key SCAN_NAMED(scan_is_key)
#define scan_load SCAN_NAMED(scan_load)
#define scan_mask SCAN_NAMED(scan_mask)
#define scan_masks SCAN_NAMED(scan_masks)
#define scan_new_key SCAN_NAMED(scan_new_key)
#define scan_number SCAN_NAMED(scan_number)
#define scan_scalar SCAN_NAMED(scan_scalar)
#define scan_sibling SCAN_NAMED(scan_sibling)
#define scan_skip SCAN_NAMED(scan_skip)
#define scan_stops SCAN_NAMED(scan_stops)
#define scan_string SCAN_NAMED(scan_string)
#define scan_walk SCAN_NAMED(scan_walk)
#define scan_word SCAN_NAMED(scan_word)

#endif
