/// A value of a YAML document, with its place in the file.
public struct YAMLNode: Sendable {
  public enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  public let content: Content
  /// UTF-8 offsets in the file.
  public let range: Range<Int>

  public var scalar: YAMLScalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  public var sequence: [YAMLNode]? { if case .sequence(let nodes) = content { nodes } else { nil } }
  public var mapping: [YAMLEntry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// Whether nothing is written: an empty plain scalar, `~`, `null`, or a quoted scalar of blanks.
  public var isEmpty: Bool {
    guard let scalar else { return false }
    if scalar.style == .plain, scalar.text == "~" || scalar.text.lowercased() == "null" { return true }
    return scalar.text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// What the node is, for messages.
  public var kindName: String {
    switch content {
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key and its value.
public struct YAMLEntry: Sendable {
  public let key: String
  public let keyRange: Range<Int>
  public let value: YAMLNode
}

/// A decoded scalar.
public struct YAMLScalar: Sendable {
  public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  public let text: String
  public let style: Style
}

extension EmbeddedSource {
  /// The text of a scalar with its place in the file.
  /// - Parameters:
  ///   - scalar: the value as libyaml decoded it.
  ///   - range: the offsets of the scalar, indicator or quotes included.
  init(file: SourceFile, scalar: YAMLScalar, range: Range<Int>) {
    let value = Array(scalar.text.utf8)
    var segments: [Segment]?
    switch scalar.style {
    case .plain, .singleQuoted, .doubleQuoted:
      let style: ScalarWalk.FlowStyle =
        switch scalar.style {
        case .singleQuoted: .singleQuoted
        case .doubleQuoted: .doubleQuoted
        case .plain, .literal, .folded: .plain
        }
      let walk = ScalarWalk.flow(file.bytes, range, style)
      if walk.decoded == value { segments = walk.segments }
    case .literal, .folded:
      // The indentation that `|2` asks for counts from the parent, which is not known here: take the one that fits.
      for indentation in [nil] + (1...64).map(Optional.some) {
        let walk = ScalarWalk.block(file.bytes, range, indentation: indentation)
        guard walk.decoded == value else { continue }
        segments = walk.segments
        break
      }
    }
    self.init(
      file: file, text: scalar.text,
      segments: segments ?? [
        Segment(
          textStart: 0, textLength: value.count, fileStart: range.lowerBound, fileLength: range.count,
          isVerbatim: false)
      ],
      emptyOffset: range.lowerBound)
  }
}
