// Every name of the runtime that plans and generated code mention, beside the kernels that catalog entries name.

/// Kernels behind constructs of the language that are no functions.
enum RuntimeAPI {
  static let module = "DetectorRuntime"
  static let versionAlias = "DetectorRuntimeABI_5"

  /// `value.name`
  static let property = KernelReference(
    "property", [.value, .string], returns: .value, nullable: true, needsContext: true)
  /// `value[index]` with an index known to be a number
  static let elementAt = KernelReference(
    "element", [.value, .long], returns: .value, nullable: true, needsContext: true)
  /// `value[key]` where only the data tells whether the key is a number or a name
  static let elementOf = KernelReference(
    "elementOrProperty", [.value, .value], returns: .value, nullable: true, needsContext: true)
  /// Membership in a dynamic array
  static let inArray = KernelReference(
    "isInList", [.value, .values], returns: .bool, nullable: false, needsContext: true)
  static let inArrayFolded = KernelReference(
    "isInListFolded", [.string, .values], returns: .bool, nullable: false, needsContext: true)
  static let hasAnyOf = KernelReference(
    "hasAnyTerm", [.string, .values], returns: .bool, nullable: false, needsContext: true)
  static let hasAllOf = KernelReference(
    "hasAllTerms", [.string, .values], returns: .bool, nullable: false, needsContext: true)

  /// What leaves an element of an array only if it is of a type; nil for types that every element can be made.
  static func elementFilter(_ type: ScalarType) -> KernelReference? {
    let name: String
    switch type {
    case .int, .long, .real, .decimal: name = "numberElement"
    case .bool: name = "boolElement"
    case .datetime: name = "dateTimeElement"
    case .timespan: name = "timeSpanElement"
    case .guid: name = "guidElement"
    case .string, .dynamic, .unknown: return nil
    }
    return KernelReference(name, [.value], returns: .value, nullable: true, needsContext: false)
  }

  /// The kernels that convert a dynamic value, which `CellPicks` knows by the types.
  static let conversions: [String: ScalarType] = [
    "textOf": .string, "boolOf": .bool, "intOf": .int, "longOf": .long, "realOf": .real, "decimalOf": .decimal,
    "dateTimeOf": .datetime, "timeSpanOf": .timespan, "guidOf": .guid,
  ]

  /// Functions that generated code calls beside the kernels of the catalog.
  static let functionNames = [
    "and3", "boolElement", "clusteredPatterns", "compiledPattern", "constantList", "constantTable", "cx",
    "dateTimeElement", "definition", "detectedSequences", "differingPatterns", "element", "elementOrProperty",
    "evaluate", "expansionCount",
    "firstCell", "firstNonEmpty", "firstNonNull", "frequentPatterns", "guidElement", "hasAllTerms", "hasAnyTerm",
    "isFalse",
    "isInList", "isInListFolded", "isTrue", "joinTables", "joinedColumns", "joinedDetectors", "makeDefinition",
    "matches", "max",
    "min", "not3", "numberElement", "openBag", "or3", "parseKeyValues", "parseKeyValuesRegex", "parseRegex",
    "pickCells", "property",
    "rangeTable", "rowsNear", "rule", "sampleDistinct", "sampleTable", "sortTable", "takeTable",
    "timeSpanElement",
    "topTable", "withoutColumns",
  ]
}
