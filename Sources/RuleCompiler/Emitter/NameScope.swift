/// Hands out Swift names that are unique in a function, made from KQL names.
struct NameScope {
  /// Constants of `LiteralPool` and `PatternPool` are called this, and a number.
  private static let poolStems = ["literals", "pattern"]

  private var taken: Set<String>

  init(reserved: Set<String> = []) { taken = reserved }

  /// A local name like `commandLine` for `CommandLine`; a number follows where it is taken.
  mutating func local(_ name: String) -> String {
    let base = Self.lowerCamel(name)
    let separator = base.last?.isNumber == true || Self.poolStems.contains(base) ? "_" : ""
    var candidate = base
    var number = 2
    while Self.isPoolName(candidate) || !taken.insert(candidate).inserted {
      candidate = "\(base)\(separator)\(number)"
      number += 1
    }
    return candidate
  }

  /// Whether it could be the name of a constant of `LiteralPool` or `PatternPool`.
  private static func isPoolName(_ name: String) -> Bool {
    for stem in poolStems where name.hasPrefix(stem) {
      let rest = name.dropFirst(stem.count)
      if !rest.isEmpty, rest.allSatisfy(\.isNumber) { return true }
    }
    return false
  }

  /// Letters and digits of ASCII only, the leading capitals lowered as Swift does: `IPAddress` → `ipAddress`.
  static func lowerCamel(_ name: String) -> String {
    var characters: [Character] = []
    var raisesNext = false
    for character in name {
      if character.isASCII, character.isLetter || character.isNumber {
        characters.append(raisesNext ? Character(character.uppercased()) : character)
        raisesNext = false
      } else {
        raisesNext = !characters.isEmpty
      }
      if characters.count == 48 { break }
    }
    guard let first = characters.first else { return "column" }
    if first.isNumber { return "column" + String(characters) }
    var index = 0
    while index < characters.count, characters[index].isUppercase {
      let nextIsLower = index + 1 < characters.count && characters[index + 1].isLowercase
      if index > 0, nextIsLower { break }
      characters[index] = Character(characters[index].lowercased())
      index += 1
    }
    return String(characters)
  }
}
