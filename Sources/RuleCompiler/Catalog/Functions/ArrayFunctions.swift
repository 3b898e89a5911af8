import DetectorRuntime

/// Functions on arrays. What is no array gives null.
enum ArrayFunctions {
  static let all: [FunctionSymbol] = building + parts + measuring + sets

  private static let building: [FunctionSymbol] = [
    FunctionSymbol(
      "pack_array", summary: "An array of the given values.",
      signatures: [
        Signature([], repeating: .any, returns: .dynamic, Kernel("packArray", packArray))
      ],
      examples: [
        FunctionExample("tostring(pack_array(1, 2, 4))", yields: "'[1,2,4]'")
      ],
      documentation: "pack-array-function"),
    FunctionSymbol(
      "array_concat", summary: "The elements of several arrays in one.",
      signatures: [
        Signature([], repeating: .dynamic, atLeast: 1, returns: .dynamic, Kernel("arrayConcat", arrayConcat))
      ],
      examples: [
        FunctionExample(
          "tostring(array_concat(dynamic([1, 2, 4]), dynamic([1, 2])))",
          yields: "'[1,2,4,1,2]'")
      ],
      documentation: "array-concat-function"),
    FunctionSymbol(
      "repeat", summary: "An array of the same value several times.",
      signatures: [
        Signature([.any, .long], returns: .dynamic, Kernel("repeatValue", repeatValue))
      ],
      resultName: .prefixAndFirstArgument("repeat"),
      examples: [
        FunctionExample("tostring(repeat(1, 3))", yields: "'[1,1,1]'")
      ],
      documentation: "repeat-function"),
    FunctionSymbol(
      "range", summary: "The values from a start to an end by a step.",
      signatures: [
        Signature(
          [.long, .long, .long], defaults: [.long(1)], returns: .dynamic,
          Kernel("rangeOfLongs", rangeOfLongs)),
        Signature(
          [.real, .real, .real], defaults: [.real(1)], returns: .dynamic,
          Kernel("rangeOfReals", rangeOfReals)),
        Signature(
          [.datetime, .datetime, .timespan], defaults: [.timespan(36_000_000_000)], returns: .dynamic,
          Kernel("rangeOfDateTimes", rangeOfDateTimes)),
        Signature(
          [.timespan, .timespan, .timespan], defaults: [.timespan(36_000_000_000)], returns: .dynamic,
          Kernel("rangeOfTimeSpans", rangeOfTimeSpans)),
      ],
      examples: [
        FunctionExample("tostring(range(1, 8, 3))", yields: "'[1,4,7]'"),
        FunctionExample("tostring(range(1, 3))", yields: "'[1,2,3]'"),
        FunctionExample("tostring(range(1h, 2h))", yields: "'[\"01:00:00\",\"02:00:00\"]'"),
      ],
      documentation: "range-function"),
    FunctionSymbol(
      "zip", summary: "An array of arrays: the first elements, the second ones and so on.",
      signatures: [
        Signature([], repeating: .dynamic, atLeast: 2, returns: .dynamic, Kernel("zipArrays", zipArrays))
      ],
      examples: [
        FunctionExample(
          "tostring(zip(dynamic([1, 3, 5]), dynamic([2, 4, 6])))",
          yields: "'[[1,2],[3,4],[5,6]]'")
      ],
      documentation: "zip-function"),
    FunctionSymbol(
      "array_iff", aliases: ["array_iif"],
      summary: "Takes each element from one of two arrays, as an array of conditions says.",
      signatures: [
        Signature([.dynamic, .any, .any], returns: .dynamic, Kernel("arrayIff", arrayIff))
      ],
      examples: [
        FunctionExample(
          "tostring(array_iff(dynamic([true, false, true]), dynamic([1, 2, 3]), dynamic([4, 5, 6])))",
          yields: "'[1,5,3]'"),
        FunctionExample(
          "tostring(array_iff(dynamic([1, 0, 50]), 'yes', 'no'))",
          yields: "'[\"yes\",\"no\",\"yes\"]'"),
        FunctionExample(
          "tostring(array_iff(dynamic([true, true, true]), dynamic([1, 2]), dynamic([3, 4])))",
          yields: "'[1,2,null]'"),
      ],
      documentation: "array-iff-function"),
  ]

  private static let parts: [FunctionSymbol] = [
    FunctionSymbol(
      "array_slice", summary: "The elements between two places, both included.",
      signatures: [
        Signature([.dynamic, .long, .long], returns: .dynamic, Kernel("arraySlice", arraySlice))
      ],
      examples: [
        FunctionExample("tostring(array_slice(dynamic([1, 2, 3]), 1, 2))", yields: "'[2,3]'"),
        FunctionExample("tostring(array_slice(dynamic([1, 2, 3, 4, 5]), 2, -1))", yields: "'[3,4,5]'"),
        FunctionExample("tostring(array_slice(dynamic([1, 2, 3, 4, 5]), -3, -2))", yields: "'[3,4]'"),
      ],
      documentation: "array-slice-function"),
    FunctionSymbol(
      "array_split", summary: "An array of the parts between the given places.",
      signatures: [
        Signature([.dynamic, .any], returns: .dynamic, Kernel("arraySplit", arraySplit))
      ],
      examples: [
        FunctionExample("tostring(array_split(dynamic([1, 2, 3, 4, 5]), 2))", yields: "'[[1,2],[3,4,5]]'"),
        FunctionExample(
          "tostring(array_split(dynamic([1, 2, 3, 4, 5]), dynamic([1, 3])))",
          yields: "'[[1],[2,3],[4,5]]'"),
      ],
      documentation: "array-split-function"),
    FunctionSymbol(
      "array_reverse", summary: "The elements in reverse order.",
      signatures: [
        Signature([.dynamic], returns: .dynamic, Kernel("arrayReverse", arrayReverse))
      ],
      examples: [
        FunctionExample(
          "tostring(array_reverse(dynamic([\"this\", \"is\"])))",
          yields: "'[\"is\",\"this\"]'")
      ],
      documentation: "array-reverse-function"),
    FunctionSymbol(
      "array_rotate_left",
      summary: "The elements moved to the left, those that fall out put back on the right.",
      signatures: [
        Signature([.dynamic, .long], returns: .dynamic, Kernel("arrayRotateLeft", arrayRotateLeft))
      ],
      examples: [
        FunctionExample("tostring(array_rotate_left(dynamic([1, 2, 3, 4, 5]), 2))", yields: "'[3,4,5,1,2]'"),
        FunctionExample("tostring(array_rotate_left(dynamic([1, 2, 3, 4, 5]), -2))", yields: "'[4,5,1,2,3]'"),
      ],
      documentation: "array-rotate-left-function"),
    FunctionSymbol(
      "array_rotate_right",
      summary: "The elements moved to the right, those that fall out put back on the left.",
      signatures: [
        Signature([.dynamic, .long], returns: .dynamic, Kernel("arrayRotateRight", arrayRotateRight))
      ],
      examples: [
        FunctionExample("tostring(array_rotate_right(dynamic([1, 2, 3, 4, 5]), 2))", yields: "'[4,5,1,2,3]'")
      ],
      documentation: "array-rotate-right-function"),
    FunctionSymbol(
      "array_shift_left", summary: "The elements moved to the left, the gap filled.",
      signatures: [
        Signature(
          [.dynamic, .long, .any], defaults: [.null(.dynamic)], returns: .dynamic,
          Kernel("arrayShiftLeft", arrayShiftLeft))
      ],
      examples: [
        FunctionExample(
          "tostring(array_shift_left(dynamic([1, 2, 3, 4, 5]), 2))",
          yields: "'[3,4,5,null,null]'"),
        FunctionExample(
          "tostring(array_shift_left(dynamic([1, 2, 3, 4, 5]), -2, -1))",
          yields: "'[-1,-1,1,2,3]'"),
      ],
      documentation: "array-shift-left-function"),
    FunctionSymbol(
      "array_shift_right", summary: "The elements moved to the right, the gap filled.",
      signatures: [
        Signature(
          [.dynamic, .long, .any], defaults: [.null(.dynamic)], returns: .dynamic,
          Kernel("arrayShiftRight", arrayShiftRight))
      ],
      examples: [
        FunctionExample(
          "tostring(array_shift_right(dynamic([1, 2, 3, 4, 5]), 2, -1))",
          yields: "'[-1,-1,1,2,3]'")
      ],
      documentation: "array-shift-right-function"),
    FunctionSymbol(
      "array_sort_asc",
      summary: "The elements in ascending order; further arrays follow the order of the first.",
      signatures: [
        Signature(
          [.dynamic, .bool], defaults: [.bool(true)], returns: .dynamic,
          Kernel("sortAscending", sortAscending)),
        Signature(
          [.dynamic, .dynamic], repeating: .any, returns: .dynamic,
          Kernel("sortAllAscending", sortAllAscending)),
      ],
      examples: [
        FunctionExample(
          "tostring(array_sort_asc(dynamic([1, 3, 2, \"a\", \"c\", \"b\"])))",
          yields: "'[1,2,3,\"a\",\"b\",\"c\"]'"),
        FunctionExample(
          "tostring(array_sort_asc(dynamic([null, \"blue\", \"yellow\", \"green\", null]), false))",
          yields: "'[null,null,\"blue\",\"green\",\"yellow\"]'"),
      ],
      documentation: "array-sort-asc-function"),
    FunctionSymbol(
      "array_sort_desc",
      summary: "The elements in descending order; further arrays follow the order of the first.",
      signatures: [
        Signature(
          [.dynamic, .bool], defaults: [.bool(true)], returns: .dynamic,
          Kernel("sortDescending", sortDescending)),
        Signature(
          [.dynamic, .dynamic], repeating: .any, returns: .dynamic,
          Kernel("sortAllDescending", sortAllDescending)),
      ],
      examples: [
        FunctionExample(
          "tostring(array_sort_desc(dynamic([1, 3, 2, \"a\", \"c\", \"b\"])))",
          yields: "'[3,2,1,\"c\",\"b\",\"a\"]'"),
        FunctionExample(
          "tostring(array_sort_desc(dynamic([null, \"blue\", \"yellow\", \"green\", null])))",
          yields: "'[\"yellow\",\"green\",\"blue\",null,null]'"),
      ],
      documentation: "array-sort-desc-function"),
  ]

  private static let measuring: [FunctionSymbol] = [
    FunctionSymbol(
      "array_length", aliases: ["arraylength"],
      summary: "The number of elements.",
      signatures: [
        Signature([.dynamic], returns: .long, Kernel("arrayLength", arrayLength))
      ],
      examples: [
        FunctionExample("array_length(dynamic([1, 2, 3, \"four\"]))", yields: "4")
      ],
      documentation: "array-length-function"),
    FunctionSymbol(
      "array_index_of", summary: "The place of a value in an array, -1 if it is not there.",
      signatures: [
        Signature(
          [.dynamic, .any, .long, .long, .long], defaults: [.long(0), .long(-1), .long(1)], returns: .long,
          Kernel("arrayIndexOf", arrayIndexOf))
      ],
      examples: [
        FunctionExample(
          "array_index_of(dynamic([\"this\", \"is\", \"an\", \"example\"]), \"an\")",
          yields: "2"),
        FunctionExample("array_index_of(dynamic([\"a\", \"b\", \"a\"]), \"a\", 0, -1, 2)", yields: "2"),
        FunctionExample("array_index_of(dynamic([\"a\", \"b\"]), \"c\")", yields: "-1"),
      ],
      documentation: "array-index-of-function"),
    FunctionSymbol(
      "array_sum", aliases: ["series_sum"],
      summary: "The sum of the elements.",
      signatures: [
        Signature([.dynamic], returns: .real, Kernel("arraySum", arraySum))
      ],
      examples: [
        FunctionExample("array_sum(dynamic([1, 2, 3, 4]))", yields: "10.0")
      ],
      documentation: "array-sum-function"),
  ]

  private static let sets: [FunctionSymbol] = [
    FunctionSymbol(
      "set_union", summary: "The distinct elements of several arrays.",
      signatures: [
        Signature([], repeating: .dynamic, atLeast: 2, returns: .dynamic, Kernel("setUnion", setUnion))
      ],
      examples: [
        FunctionExample(
          "tostring(set_union(dynamic([1, 2, 1, 4]), dynamic([1, 2]), dynamic([8])))",
          yields: "'[1,2,4,8]'")
      ],
      documentation: "set-union-function"),
    FunctionSymbol(
      "set_intersect", summary: "The distinct elements that all of several arrays have.",
      signatures: [
        Signature([], repeating: .dynamic, atLeast: 2, returns: .dynamic, Kernel("setIntersect", setIntersect))
      ],
      examples: [
        FunctionExample(
          "tostring(set_intersect(dynamic([1, 2, 1, 4]), dynamic([1, 2]), dynamic([8, 1])))",
          yields: "'[1]'")
      ],
      documentation: "set-intersect-function"),
    FunctionSymbol(
      "set_difference", summary: "The distinct elements of the first array that no other has.",
      signatures: [
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("setDifference", setDifference))
      ],
      examples: [
        FunctionExample("tostring(set_difference(dynamic([1, 2, 1, 4]), dynamic([1, 2])))", yields: "'[4]'")
      ],
      documentation: "set-difference-function"),
    FunctionSymbol(
      "set_has_element", summary: "Whether an array has an element.",
      signatures: [
        Signature([.dynamic, .any], returns: .bool, Kernel("setHasElement", setHasElement))
      ],
      examples: [
        FunctionExample(
          "set_has_element(dynamic([\"this\", \"is\", \"an\", \"example\"]), \"example\")",
          yields: "true")
      ],
      documentation: "set-has-element-function"),
    FunctionSymbol(
      "set_equals", summary: "Whether two arrays have the same distinct elements.",
      signatures: [
        Signature([.dynamic, .dynamic], returns: .bool, Kernel("setEquals", setEquals))
      ],
      examples: [
        FunctionExample("set_equals(dynamic([1, 2]), dynamic([2, 1, 1]))", yields: "true")
      ],
      documentation: "set-equals-function"),
    FunctionSymbol(
      "jaccard_index",
      summary: "How alike two sets are: the size of the intersection through that of the union.",
      signatures: [
        Signature([.dynamic, .dynamic], returns: .real, Kernel("jaccardIndex", jaccardIndex))
      ],
      examples: [
        FunctionExample("jaccard_index(dynamic([1, 2, 3]), dynamic([1, 2, 3, 4]))", yields: "0.75")
      ],
      documentation: "jaccard-index-function"),
  ]
}
