import DetectorRuntime

/// Functions that read and write JSON.
enum JSONFunctions {
  static let all: [FunctionSymbol] = functions

  private static let functions: [FunctionSymbol] = [
    FunctionSymbol(
      "parse_json", aliases: ["todynamic", "parsejson", "toobject"],
      summary: "The value of a JSON text; a text that is no JSON stays a string.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("parseJSON", parseJSON)),
        Signature([.dynamic], returns: .dynamic, Kernel("parseJSONOfDynamic", parseJSONOfDynamic)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("parse_json('{\"a\": 123}').a", yields: "123"),
        FunctionExample("tostring(parse_json('invalid'))", yields: "\"invalid\""),
        FunctionExample("isnull(parse_json(''))", yields: "true"),
      ],
      documentation: "parse-json-function"),
    FunctionSymbol(
      "extract_json", aliases: ["extractjson"],
      summary: "What a JSONPath leads to in a JSON text, as a string.",
      signatures: [
        Signature([.string, .string], returns: .string, Kernel("extractJSON", extractJSON)),
        Signature([.string, .dynamic], returns: .string, Kernel("extractJSONOfDynamic", extractJSONOfDynamic)),
      ],
      examples: [
        FunctionExample("extract_json('$.a[1].b', '{\"a\": [1, {\"b\": \"x\"}]}')", yields: "'x'"),
        FunctionExample("extract_json(\"$['a b']\", '{\"a b\": 5}')", yields: "'5'"),
      ],
      documentation: "extract-json-function"),
    FunctionSymbol(
      "dynamic_to_json", summary: "The value as JSON with the keys of bags in order.",
      signatures: [
        Signature([.any], returns: .string, Kernel("canonicalJSON", canonicalJSON))
      ],
      examples: [
        FunctionExample("dynamic_to_json(dynamic({'b': 1, 'a': 2}))", yields: "'{\"a\":2,\"b\":1}'")
      ],
      documentation: "dynamic-to-json-function"),
  ]
}
