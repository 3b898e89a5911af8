import Foundation
import Glibc
import Synchronization

/// A receiver of webhook requests on a port of this machine, which answers as it is told.
final class ReceiverFixture: Sendable {
  struct Request: Sendable {
    let head: String
    let body: String
    /// Which connection it came over.
    let connection: Int

    func header(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
  }
  /// The text of an answer; nil closes the connection without one.
  typealias Answer = @Sendable (_ request: Int) -> String?

  let port: Int
  private let listener: Int32
  private let seen = Mutex<[Request]>([])
  private let answer: Answer

  var requests: [Request] { seen.withLock { $0 } }

  static func status(_ status: String) -> String { "HTTP/1.1 \(status)\r\nContent-Length: 2\r\n\r\nok" }

  /// - Parameter port: 0 for any that is free.
  init(port: Int = 0, _ answer: @escaping Answer) throws {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard bound else { throw CocoaError(.fileReadUnknown) }
    self.port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [self] in serve() }.start()
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// A port at which nobody listens.
  static func deadPort() throws -> Int {
    let receiver = try ReceiverFixture { _ in nil }
    receiver.stop()
    return receiver.port
  }

  private func serve() {
    var connections = 0
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      connections += 1
      converse(client, connections)
      close(client)
    }
    close(listener)
  }

  private func converse(_ client: Int32, _ connection: Int) {
    var received = Data()
    while true {
      guard let end = received.range(of: Data("\r\n\r\n".utf8)) else {
        guard receive(client, &received) else { return }
        continue
      }
      let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
      let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }.flatMap {
        Int($0.dropFirst("Content-Length: ".count))
      }
      while received.count - (end.upperBound - received.startIndex) < length ?? 0 {
        guard receive(client, &received) else { return }
      }
      let body = received[end.upperBound...].prefix(length ?? 0)
      let number = seen.withLock {
        $0.append(Request(head: head, body: String(decoding: body, as: UTF8.self), connection: connection))
        return $0.count
      }
      received = Data(received[body.endIndex...])
      guard let text = answer(number) else { return }
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let sent = bytes.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { return }
        bytes = bytes.dropFirst(sent)
      }
    }
  }

  private func receive(_ client: Int32, _ received: inout Data) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(client, &piece, piece.count, 0)
    guard count > 0 else { return false }
    received += piece[..<count]
    return true
  }
}
