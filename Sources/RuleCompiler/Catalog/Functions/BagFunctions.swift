import DetectorRuntime

/// Functions on property bags.
enum BagFunctions {
  static let all: [FunctionSymbol] = functions

  private static let functions: [FunctionSymbol] = [
    FunctionSymbol(
      "bag_keys", summary: "The keys of a bag.",
      signatures: [
        Signature([.dynamic], returns: .dynamic, Kernel("bagKeys", bagKeys))
      ],
      examples: [
        FunctionExample("tostring(bag_keys(dynamic({'a': 'b', 'c': 123})))", yields: "'[\"a\",\"c\"]'")
      ],
      documentation: "bag-keys-function"),
    FunctionSymbol(
      "bag_has_key", summary: "Whether a bag has a key, or a JSONPath leads somewhere in it.",
      signatures: [
        Signature([.dynamic, .string], returns: .bool, Kernel("bagHasKey", bagHasKey))
      ],
      examples: [
        FunctionExample("bag_has_key(dynamic({'key1': 123, 'key2': 'abc'}), 'key2')", yields: "true"),
        FunctionExample("bag_has_key(dynamic({'key2': {'prop1': 'abc'}}), '$.key2.prop1')", yields: "true"),
      ],
      documentation: "bag-has-key-function"),
    FunctionSymbol(
      "bag_merge", summary: "The properties of several bags in one; the leftmost value of a key counts.",
      signatures: [
        Signature([], repeating: .dynamic, atLeast: 1, returns: .dynamic, Kernel("bagMerge", bagMerge))
      ],
      examples: [
        FunctionExample(
          "tostring(bag_merge(dynamic({'A': 12, 'B': 2}), dynamic({'C': 81, 'A': 1})))",
          yields: "'{\"A\":12,\"B\":2,\"C\":81}'")
      ],
      documentation: "bag-merge-function"),
    FunctionSymbol(
      "bag_pack", aliases: ["pack", "pack_dictionary"],
      summary: "A bag of the given keys and values.",
      signatures: [
        Signature([], repeating: .any, returns: .dynamic, Kernel("bagPack", bagPack))
      ],
      examples: [
        FunctionExample(
          "tostring(bag_pack('Level', 'Information', 'ProcessID', 1234))",
          yields: "'{\"Level\":\"Information\",\"ProcessID\":1234}'")
      ],
      documentation: "pack-function"),
    FunctionSymbol(
      "bag_zip", summary: "A bag of the keys in one array and the values in another.",
      signatures: [
        Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("bagZip", bagZip))
      ],
      examples: [
        FunctionExample(
          "tostring(bag_zip(dynamic(['a', 'b', 'c']), dynamic([1, '2'])))",
          yields: "'{\"a\":1,\"b\":\"2\",\"c\":null}'")
      ],
      documentation: "bag-zip"),
    FunctionSymbol(
      "bag_remove_keys", summary: "A bag without some of its keys, which may be JSONPaths.",
      signatures: [
        Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("bagRemoveKeys", bagRemoveKeys))
      ],
      examples: [
        FunctionExample(
          "tostring(bag_remove_keys(dynamic({'key1': 123, 'key2': 'abc'}), dynamic(['key2', 'key4'])))",
          yields: "'{\"key1\":123}'"),
        FunctionExample(
          "tostring(bag_remove_keys(dynamic({'key2': {'prop1': 'abc', 'prop2': 'xyz'}}), dynamic(['$.key2.prop1'])))",
          yields: "'{\"key2\":{\"prop2\":\"xyz\"}}'"),
      ],
      documentation: "bag-remove-keys-function"),
    FunctionSymbol(
      "bag_set_key", summary: "A bag with a key, or what a JSONPath leads to, set to a value.",
      signatures: [
        Signature([.dynamic, .string, .any], returns: .dynamic, Kernel("bagSetKey", bagSetKey))
      ],
      examples: [
        FunctionExample(
          "tostring(bag_set_key(dynamic({'key1': 1}), 'key3', 'abc'))",
          yields: "'{\"key1\":1,\"key3\":\"abc\"}'"),
        FunctionExample(
          "tostring(bag_set_key(dynamic({'key1': 1}), '$.key2.prop1', 'abc'))",
          yields: "'{\"key1\":1,\"key2\":{\"prop1\":\"abc\"}}'"),
      ],
      documentation: "bag-set-key-function"),
    FunctionSymbol(
      "treepath", summary: "The paths of everything in a dynamic value.",
      signatures: [
        Signature([.dynamic], returns: .dynamic, Kernel("treePaths", treePaths))
      ],
      resultName: .prefixAndFirstArgument("tree"),
      examples: [
        FunctionExample(
          "tostring(treepath(parse_json('{\"prop1\":[1,2,3,4], \"prop2\":\"value2\"}')))",
          yields: "\"[\\\"['prop1']\\\",\\\"['prop1'][0]\\\",\\\"['prop2']\\\"]\"")
      ],
      documentation: "treepath-function"),
  ]
}
