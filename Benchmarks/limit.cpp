// The limit: what reading JSON costs at all. One simdjson On-Demand walk over NDJSON that takes eight fields of a record.
//
// Debian: apt-get install libsimdjson-dev g++; g++ -O3 -march=native -std=c++17 limit.cpp -o limit -lsimdjson
#include <simdjson.h>
#include <cstdio>
#include <cstring>
using namespace simdjson;

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  padded_string data = padded_string::load(argv[1]);
  ondemand::parser parser;
  const char *wanted[8] = {"TimeGenerated","Computer","EventID","CommandLine","Account","EventData","InitiatingProcessCommandLine","Type"};
  size_t lengths[8];
  for (int i = 0; i < 8; i++) lengths[i] = strlen(wanted[i]);
  uint64_t records = 0, bytes = 0, found = 0;
  ondemand::document_stream docs;
  if (parser.iterate_many(data, 4 << 20).get(docs)) return 1;
  for (auto doc : docs) {
    records++;
    for (auto field : doc.get_object()) {
      auto key = field.unescaped_key().value();
      for (int i = 0; i < 8; i++)
        if (key.size() == lengths[i] && !memcmp(key.data(), wanted[i], lengths[i])) {
          found++;
          ondemand::value v = field.value();
          ondemand::json_type t = v.type();
          if (t == ondemand::json_type::string) bytes += std::string_view(v.get_string()).size();
          else bytes += std::string_view(v.raw_json_token()).size();
          break;
        }
    }
  }
  printf("%lu records, %lu fields, %lu bytes (%s)\n", records, found, bytes, get_active_implementation()->name().c_str());
}
