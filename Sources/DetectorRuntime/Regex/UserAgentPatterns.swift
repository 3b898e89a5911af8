/// The patterns that tell what a user agent is, of each part that a call of `parse_user_agent` asks for.
///
/// The text of a part has a line for each pattern, in the order in which they are tried: the expression; a template for
/// each text of the result, empty for the usual one; then literals of which every match holds one but for case, none if
/// nothing is known. A tab stands between them. In templates `$1` to `$9` stand for groups.
public struct UserAgentPatterns: @unchecked Sendable {
  let browser: Str
  let os: Str
  let device: Str

  /// - Parameters: the patterns of each part, empty if it is not asked for. The texts must outlive the value, as literals do.
  public init(browser: Str = .empty, os: Str = .empty, device: Str = .empty) {
    self.browser = browser
    self.os = os
    self.device = device
  }
}

/// What a part's result is made of: its keys, and the usual template for each.
struct UserAgentPart {
  let name: Str
  let keys: [Str]
  let templates: [Str]
  /// Whether blanks around the texts are left out.
  let isTrimmed: Bool

  static let browser = UserAgentPart(
    name: "Browser", keys: ["Family", "MajorVersion", "MinorVersion", "Patch"], templates: ["$1", "$2", "$3", "$4"],
    isTrimmed: false)
  static let os = UserAgentPart(
    name: "OperatingSystem", keys: ["Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor"],
    templates: ["$1", "$2", "$3", "$4", "$5"], isTrimmed: true)
  static let device = UserAgentPart(
    name: "Device", keys: ["Family", "Brand", "Model"], templates: ["$1", "", "$1"], isTrimmed: true)
}

/// What browser, operating system and device a user agent tells of: `parse_user_agent`, a bag with a bag for each part.
///
/// The first pattern of a part that matches decides; where none does, the family is `Other`. Texts that are not known are
/// empty. See `parse-user-agent-function.md`; the patterns and what they mean are those of the ua-parser project.
public func parseUserAgent(_ text: Str, _ patterns: UserAgentPatterns, _ cx: EvaluationContext) -> Value {
  cx.bag { stack in
    pushUserAgentPart(stack, .browser, patterns.browser, text, cx)
    pushUserAgentPart(stack, .os, patterns.os, text, cx)
    pushUserAgentPart(stack, .device, patterns.device, text, cx)
  }
}

private func pushUserAgentPart(
  _ stack: ValueStack, _ part: UserAgentPart, _ patterns: Str, _ text: Str, _ cx: EvaluationContext
) {
  guard !patterns.isEmpty else { return }
  let matcher = UserAgentMatcher.ofThread(patterns, part)
  let texts = cx.bag { stack in
    matcher.find(text) { templates, slots, groupCount in
      for (index, key) in part.keys.enumerated() {
        stack.push(Value(key))
        guard let slots else {
          stack.push(Value(index == 0 ? "Other" : .empty))
          continue
        }
        let result = fillTemplate(templates[index], text, slots, groupCount, cx)
        stack.push(Value(part.isTrimmed ? result.trimmingWhitespace() : result))
      }
    }
  }
  stack.push(Value(part.name))
  stack.push(texts)
}

/// The template with the texts of the groups; it refers to `text` if it is a group alone.
private func fillTemplate(
  _ template: Str, _ text: Str, _ slots: UnsafeMutablePointer<Int32>, _ groupCount: Int, _ cx: EvaluationContext
) -> Str {
  func group(_ digit: UInt8) -> Str {
    let number = Int(digit &- 0x30)
    guard number < groupCount, slots[2 * number] >= 0 else { return .empty }
    return text.slice(Int(slots[2 * number]), Int(slots[2 * number + 1]))
  }
  func isGroup(_ index: Int) -> Bool {
    template[index] == UInt8(ascii: "$") && index + 1 < template.count && isDigit(template[index + 1])
  }
  if template.count == 2, isGroup(0) { return group(template[1]) }
  guard template.bytes.contains(UInt8(ascii: "$")) else { return template }
  return cx.text { buffer in
    var index = 0
    while index < template.count {
      if isGroup(index) {
        buffer.append(group(template[index + 1]))
        index += 2
      } else {
        buffer.append(template[index])
        index += 1
      }
    }
  }
}
