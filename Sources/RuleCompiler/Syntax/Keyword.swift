/// The words that the lexer tells apart from identifiers and the grammar mentions. Case counts. Some contain other
/// characters than letters: `make-series`, `!in~`, `matches regex`.
enum Keyword: String, CaseIterable, Sendable {
  // MARK: Tabular operators
  case `as`
  case assertSchema = "assert-schema"
  case consume
  case count
  case distinct
  case evaluate
  case extend
  case facet
  case filter
  case `where`
  case find
  case fork
  case getSchema = "getschema"
  case invoke
  case join
  case lookup
  case makeSeries = "make-series"
  case mvDashApply = "mv-apply"
  case mvApply = "mvapply"
  case mvDashExpand = "mv-expand"
  case mvExpand = "mvexpand"
  case parse
  case parseWhere = "parse-where"
  case parseKv = "parse-kv"
  case partition
  case project
  case projectAway = "project-away"
  case projectByNames = "project-by-names"
  case projectKeep = "project-keep"
  case projectRename = "project-rename"
  case projectReorder = "project-reorder"
  case range
  case reduce
  case render
  case sample
  case sampleDistinct = "sample-distinct"
  case scan
  case search
  case serialize
  case sort
  case order
  case summarize
  case take
  case limit
  case top
  case topHitters = "top-hitters"
  case topNested = "top-nested"
  case union
  case print

  // MARK: Operators and expressions that rulec reads over
  case executeAndCache = "__executeAndCache"
  case partitionBy = "__partitionby"
  case macroExpand = "macro-expand"
  case makeGraph = "make-graph"
  case graphMatch = "graph-match"
  case graphShortestPaths = "graph-shortest-paths"
  case graphToTable = "graph-to-table"
  case graphMarkComponents = "graph-mark-components"
  case graphWhereNodes = "graph-where-nodes"
  case graphWhereEdges = "graph-where-edges"
  case inlineExternalTable = "inline_external_table"
  case materializedViewCombine = "materialized-view-combine"
  case contextualDataTable = "__contextual_datatable"

  // MARK: Clauses
  case by
  case on
  case with
  case to
  case from
  case step
  case `in`
  case inFolded = "in~"
  case notIn = "!in"
  case notInFolded = "!in~"
  case of
  case `default`
  case asc
  case desc
  case grannyAsc = "granny-asc"
  case grannyDesc = "granny-desc"
  case nulls
  case first
  case last
  case id
  case others
  case declare
  case optional
  case output
  case and
  case or
  case between
  case notBetween = "!between"
  case hasAny = "has_any"
  case hasAll = "has_all"
  case datascope
  case pack
  case projectSmart = "project-smart"
  case projectAwayOld = "__projectAway"
  case bin
  case kind
  case withSource = "withsource"
  case withSourceOld = "with_source"

  // MARK: Expressions
  case dataTable = "datatable"
  case externalData = "externaldata"
  case externalDataOld = "external_data"
  case toScalar = "toscalar"
  case toTable = "totable"
  case typeOf = "typeof"
  case materialize
  case entityGroup = "entity_group"
  case dynamic
  case null
  case database

  // MARK: String operators
  case has
  case notHas = "!has"
  case hasCs = "has_cs"
  case notHasCs = "!has_cs"
  case hasprefix
  case notHasprefix = "!hasprefix"
  case hasprefixCs = "hasprefix_cs"
  case notHasprefixCs = "!hasprefix_cs"
  case hassuffix
  case notHassuffix = "!hassuffix"
  case hassuffixCs = "hassuffix_cs"
  case notHassuffixCs = "!hassuffix_cs"
  case contains
  case containsCsOld = "containscs"
  case containsCs = "contains_cs"
  case notContainsOld = "notcontains"
  case notContainsCsOld = "notcontainscs"
  case notContains = "!contains"
  case notContainsCs = "!contains_cs"
  case startswith
  case notStartswith = "!startswith"
  case startswithCs = "startswith_cs"
  case notStartswithCs = "!startswith_cs"
  case endswith
  case notEndswith = "!endswith"
  case endswithCs = "endswith_cs"
  case notEndswithCs = "!endswith_cs"
  case like
  case notlike
  case likecs
  case notlikecs
  case matchesRegex = "matches regex"

  // MARK: Statements
  case `let`
  case `set`
  case queryParameters = "query_parameters"
  case pattern
  case alias
  case restrict
  case access
  case view

  // MARK: Types
  case boolType = "bool"
  case booleanType = "boolean"
  case byteType = "byte"
  case charType = "char"
  case dateType = "date"
  case datetimeType = "datetime"
  case doubleType = "double"
  case floatType = "float"
  case guidType = "guid"
  case intType = "int"
  case int16Type = "int16"
  case int32Type = "int32"
  case int64Type = "int64"
  case int8Type = "int8"
  case longType = "long"
  case realType = "real"
  case decimalType = "decimal"
  case stringType = "string"
  case timeType = "time"
  case timespanType = "timespan"
  case uintType = "uint"
  case uint16Type = "uint16"
  case uint32Type = "uint32"
  case uint64Type = "uint64"
  case uint8Type = "uint8"
  case ulongType = "ulong"
  case uniqueidType = "uniqueid"
  case uuidType = "uuid"
}

extension Keyword {
  /// Keywords that can be names everywhere.
  static let names: Set<Keyword> = [
    .consume, .count, .distinct, .evaluate, .extend, .facet, .filter, .fork, .getSchema, .join, .lookup,
    .mvApply, .mvExpand, .parse, .partition, .range, .reduce, .render, .scan, .serialize, .sort, .order,
    .summarize, .take, .limit, .top, .partitionBy, .inlineExternalTable, .on, .with, .from, .step, .default,
    .nulls, .id, .declare, .optional, .output, .pack, .bin, .typeOf, .entityGroup, .null, .database, .let,
    .queryParameters, .pattern, .alias, .restrict, .access, .view, .boolType, .guidType, .uuidType,
  ]

  /// Keywords that can also be names where only a name can stand: before `=` and `:`, in patterns of `parse`.
  static let extendedNames: Set<Keyword> = names.union([
    .as, .by, .contains, .consume, .count, .dataTable, .distinct, .extend, .externalData,
    .inlineExternalTable, .find, .filter, .has, .in, .invoke, .limit, .materialize, .of, .parse, .print,
    .sample, .sampleDistinct, .scan, .search, .serialize, .set, .sort, .summarize, .take, .to, .top,
    .toScalar, .toTable, .topNested, .topHitters, .where,
  ])

  /// Whether the keyword can be a column or table at the start of an expression, though not a name in general.
  var isSpecialName: Bool { self == .kind || self == .withSource || self == .withSourceOld }
}

/// Words that are reserved although no construct that rulec reads needs them. They are not names, except those below.
enum ReservedWords {
  static let all: [String] = [
    "__crossCluster", "__crossDB", "__id", "__isFuzzy", "__noWithSource", "__packedColumn",
    "__sourceColumnIndex", "3Dchart", "accumulate", "anomalychart", "areachart", "bagexpansion", "barchart",
    "cachingpolicy", "callout", "cancel", "card", "columnchart", "commands-and-queries", "cycles",
    "dataexport", "decodeblocks", "edges", "earliest", "encodingpolicy", "expandoutput",
    "extent_tags_retention", "dataformat", "datetime_pattern", "flags", "harddelete", "hardretention",
    "hint.concurrency", "hint.distribution", "hint.materialized", "hint.progressive_top", "hint.shufflekey",
    "hint.spread", "hint.remote", "hint.strategy", "hotcache", "isfuzzy", "best_effort", "force_remote",
    "journal", "ladderchart", "latest", "linechart", "materialized-views", "mdm", "missing", "nodes",
    "nooptimization", "partitioned-by", "pathformat", "piechart", "pivotchart", "plotly", "graph",
    "queries", "query_results", "regex", "relaxed", "restricted_view_access", "row_level_security",
    "rowstore", "rowstore_references", "rowstore_sealinfo", "rowstorepolicy", "rowstores", "scatterchart",
    "seal", "seals", "set-or-append", "set-or-replace", "shards", "simple", "softdelete", "softretention",
    "sql", "stackedareachart", "statistics", "storedqueryresultcontainers", "tablepurge", "timechart",
    "timeline", "timepivot", "title", "treemap", "unrestrictedviewers", "verbose", "viewers", "views",
    "with_itemindex", "with_match_id", "with_step_name", "with_node_id", "writeaheadlog",
  ]

  /// Reserved words that can be names everywhere.
  static let names: Set<String> = [
    "edges", "dataformat", "datetime_pattern", "best_effort", "nodes", "plotly", "graph", "regex",
    "with_node_id",
  ]

  /// Reserved words that can be names where only a name can stand.
  static let extendedNames: Set<String> = names.union([
    "accumulate", "earliest", "dataformat", "datetime_pattern", "latest", "mdm", "plotly", "sql", "title",
    "verbose", "viewers",
  ])
}
