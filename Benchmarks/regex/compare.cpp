// Runs compiled patterns and RE2 over the same texts: compares what they find, and how long they take.
//
// usage: compare PATTERNS TEXTS
//   PATTERNS  a line each: the expression, a tab, the program that rulec made of it
//   TEXTS     a text a line
//
// Each text is asked about alone, as events are. To the texts come some that each pattern matches, made by a random walk
// through its program. RE2 knows \w, \d, \s, \b and case for ASCII only, so texts beyond ASCII are compared for patterns
// without them.
#include <re2/re2.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

extern "C" {
#include "engine.h"
}

static bool contains(const uint8_t *members, uint32_t scalar) {
  // The explicit spans of a class; those that Unicode's tables decide are not compared.
  auto number = [&](const uint8_t *p, int width) {
    uint32_t value = 0;
    for (int i = 0; i < width; i++) value |= (uint32_t)(p[i] - 0x24) << 6 * i;
    return value;
  };
  const uint8_t *p = members + 23;
  bool negated = number(p, 1);
  uint32_t perl = number(p + 1, 1), count = number(p + 2 + perl, 3);
  const uint8_t *spans = p + 5 + perl;
  bool found = false;
  for (uint32_t i = 0; i < count; i++) found |= number(spans + 8 * i, 4) <= scalar && scalar <= number(spans + 8 * i + 4, 4);
  return found != negated;
}
static bool is_word(uint32_t) { return false; }
static const engine_unicode unicode = {contains, is_word};

/// A text that a way through the program matches, as far as its assertions hold; empty if it gets long.
static std::string walk(const std::string &program, std::mt19937 &random) {
  auto number = [&](size_t at, int width) {
    uint32_t value = 0;
    for (int i = 0; i < width; i++) value |= (uint32_t)(program[at + i] - 0x24) << 6 * i;
    return value;
  };
  uint32_t at = number(8, 4), instructions = number(12, 4), classes = number(16, 4);
  std::string text;
  for (int steps = 0; steps < 20000 && text.size() < 2000; steps++) {
    size_t p = instructions + 8 * at;
    uint32_t first = number(p + 1, 3), second = number(p + 4, 3);
    switch (program[p] - 0x24) {
    case 0: return text;
    case 1: {
      uint32_t members = number(classes + 4 * first, 4);
      std::string all;
      for (int c = 1; c < 127; c++) {
        // White space to one, not to the other.
        if (c == '\v') continue;
        if ((program[members + c / 6] - 0x24) >> c % 6 & 1) all += (char)c;
      }
      if (all.empty()) return "";
      text += all[random() % all.size()];
      at = second;
      break;
    }
    case 2: at = random() % 2 ? first : second; break;
    default: at = second;
    }
  }
  return "";
}

template <class Body> static double seconds(Body body) {
  double best = 1e9;
  for (int round = 0; round < 5; round++) {
    auto start = std::chrono::steady_clock::now();
    body();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

static bool is_ascii(const std::string &text) {
  for (unsigned char c : text) if (c >= 0x80) return false;
  return true;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  bool measures = argc < 4 || strcmp(argv[3], "--check");
  std::vector<std::string> events;
  std::ifstream texts(argv[2]);
  for (std::string line; std::getline(texts, line);) events.push_back(line);
  std::ifstream patterns(argv[1]);
  std::mt19937 random(1);
  double logs = 0, logs_groups = 0, worst = 1e9;
  int count = 0, below = 0, refused = 0, wrong = 0, measured_groups = 0;
  std::string worst_pattern;
  std::vector<std::pair<double, std::string>> ratios;
  size_t compared = 0, matching = 0;
  for (std::string line; std::getline(patterns, line);) {
    size_t tab = line.rfind('\t');
    std::string pattern = line.substr(0, tab), program = line.substr(tab + 1);
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    RE2 re2(pattern, options);
    // The edges of words, which RE2 takes for the characters.
    bool asks_edges = pattern.find("\\<") != pattern.npos || pattern.find("\\>") != pattern.npos;
    if (!re2.ok() || asks_edges) {
      refused++;
      continue;
    }
    void *engine = engine_of((const uint8_t *)program.data(), unicode);
    std::vector<std::string> all = events;
    for (int i = 0; i < 50; i++) {
      std::string made = walk(program, random);
      const std::string &around = events[random() % events.size()];
      size_t cut = around.empty() ? 0 : random() % around.size();
      if (is_ascii(around)) made = random() % 2 ? around.substr(0, cut) + made + around.substr(cut) : made;
      all.push_back(made);
    }
    bool asks_unicode = pattern.find("(?i") != pattern.npos || pattern.find("\\w") != pattern.npos
      || pattern.find("\\b") != pattern.npos || pattern.find("\\d") != pattern.npos || pattern.find("\\s") != pattern.npos
      || pattern.find("\\W") != pattern.npos || pattern.find("\\D") != pattern.npos
      || pattern.find("\\S") != pattern.npos || pattern.find("[[:") != pattern.npos;
    int groups = 1 + re2.NumberOfCapturingGroups();
    std::vector<int32_t> slots(2 * groups);
    std::vector<re2::StringPiece> pieces(groups);
    for (const std::string &text : all) {
      if (asks_unicode && !is_ascii(text)) continue;
      const uint8_t *bytes = (const uint8_t *)text.data();
      compared++;
      bool theirs = re2.Match(text, 0, text.size(), RE2::UNANCHORED, pieces.data(), groups);
      matching += theirs;
      int ours = engine_matches(engine, bytes, text.size());
      bool same = ours == theirs;
      if (same) {
        same = engine_finds(engine, bytes, text.size(), groups, slots.data()) == theirs;
        // `parse kind=regex` begins so, and means the shortest match where RE2 means the longest.
        bool isLazy = pattern.compare(0, 2, "\\A") == 0;
        for (int g = 0; same && theirs && !isLazy && g < groups; g++) {
          int start = pieces[g].data() ? (int)(pieces[g].data() - text.data()) : -1;
          same = slots[2 * g] == start && (start < 0 || slots[2 * g + 1] == start + (int)pieces[g].size());
        }
      }
      if (!same && wrong++ < 20) printf("differs: %s\n  on: %s\n", pattern.c_str(), text.c_str());
    }
    count++;
    if (!measures) continue;
    size_t sum = 0;
    double ours = seconds([&] {
      for (const std::string &text : all) sum += engine_matches(
        engine_of((const uint8_t *)program.data(), unicode), (const uint8_t *)text.data(), text.size()) == 1;
    });
    double theirs = seconds([&] {
      for (const std::string &text : all) sum += re2.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
    });
    double ratio = theirs / ours;
    logs += log(ratio);
    if (ratio < 0.7) below++;
    ratios.push_back({ratio, pattern});
    if (groups > 1) {
      double ours = seconds([&] {
        for (const std::string &text : all) {
          const uint8_t *bytes = (const uint8_t *)text.data();
          if (engine_matches(engine, bytes, text.size()) > 0) {
            sum += engine_finds(engine, bytes, text.size(), groups, slots.data());
          }
        }
      });
      double theirs = seconds([&] {
        for (const std::string &text : all) {
          sum += re2.Match(text, 0, text.size(), RE2::UNANCHORED, pieces.data(), groups);
        }
      });
      logs_groups += log(theirs / ours);
      measured_groups++;
      ratios.push_back({theirs / ours, "(groups) " + pattern});
    }
    if (sum == 1) puts("");
  }
  printf("%d patterns (%d more that RE2 does not take or takes otherwise), %zu texts compared, %zu of them matching: %d differences\n", count,
         refused, compared, matching, wrong);
  if (measures && count) {
    std::sort(ratios.begin(), ratios.end());
    printf("throughput / RE2's: geometric mean %.2f, groups too %.2f; %d of %d below 0.7; the worst:\n", exp(logs / count),
           measured_groups ? exp(logs_groups / measured_groups) : 0, below, count);
    for (size_t i = 0; i < ratios.size() && i < 12; i++) printf("  %.2f %s\n", ratios[i].first, ratios[i].second.c_str());
  }
  return wrong != 0;
}
