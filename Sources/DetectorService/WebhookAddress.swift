import DetectorRuntime
import Glibc

/// Where a webhook is, and what is sent along with each request.
struct WebhookAddress: Sendable {
  let text: String
  let isSecure: Bool
  let host: String
  let port: UInt16
  /// Path and query.
  let target: String
  /// Further lines of the request's head, such as `Authorization: Bearer …`.
  let headers: [String]
  /// A file of certificates to trust instead of the system's.
  let certificates: String?

  /// - Parameters:
  ///   - text: `http://host[:port]/path?query`, or with `https`.
  ///   - headers: lines `Name: value`, or `@FILE` for a file of such lines.
  init(_ text: String, headers: [String], certificates: String?) throws(UsageError) {
    func wrong(_ what: String) -> UsageError { UsageError("--webhook: '\(text)' \(what)") }
    guard let colon = text.firstRange(of: "://") else { throw wrong("is not an address such as https://host/path") }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw wrong("is neither http nor https") }
    isSecure = scheme == "https"
    let rest = text[colon.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else {
      throw wrong("contains a password; give it as --webhook-header @FILE, where others do not see it")
    }
    var host = authority
    var port: UInt16 = isSecure ? 443 : 80
    let afterAddress = authority.lastIndex(of: "]").map { authority.index(after: $0) } ?? authority.startIndex
    if let mark = authority[afterAddress...].lastIndex(of: ":") {
      guard let number = UInt16(authority[authority.index(after: mark)...]), number > 0 else {
        throw wrong("has a port that is none")
      }
      port = number
      host = authority[..<mark]
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { throw wrong("names no host") }
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { throw wrong("contains a blank") }
    let target = rest[authority.endIndex...].prefix { $0 != "#" }
    self.text = text
    self.host = String(host)
    self.port = port
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
    self.certificates = certificates
    var lines: [String] = []
    for header in headers {
      lines += header.hasPrefix("@") ? try Self.lines(of: String(header.dropFirst())) : [header]
    }
    for line in lines {
      guard let name = line.firstIndex(of: ":"), name > line.startIndex,
        !line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
      else { throw UsageError("--webhook-header: '\(line.prefix(20))' is not of the form Name: value") }
    }
    self.headers = lines
  }

  private static func lines(of path: String) throws(UsageError) -> [String] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw UsageError("--webhook-header: \(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(file, &bytes, bytes.count)
    return bytes[..<max(count, 0)].split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a `Host` line says.
  var hostLine: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// The whole address without what may be secret, for messages.
  var shown: String { "\(isSecure ? "https" : "http")://\(hostLine)\(target.prefix { $0 != "?" })" }
}
