import Glibc

/// HTTP/1.1 over a socket: all that a post to a neighbour or to a proxy on this machine needs.
final class PlainWebhookClient: WebhookClient {
  private let address: WebhookAddress
  private var connection: Int32 = -1
  private var received: [UInt8] = []

  init(_ address: WebhookAddress) { self.address = address }

  deinit { if connection >= 0 { close(connection) } }

  func post(_ line: [UInt8], key: String) -> WebhookAnswer {
    var head = "POST \(address.target) HTTP/1.1\r\nHost: \(address.hostLine)\r\n"
    head += "Content-Type: application/json\r\nContent-Length: \(line.count)\r\nIdempotency-Key: \(key)\r\n"
    head += "User-Agent: rulec-detector\r\n"
    for header in address.headers { head += header + "\r\n" }
    let request = Array((head + "\r\n").utf8) + line
    if connection >= 0 {
      // The receiver may have closed a connection that was idle: that is no failure.
      if case .status(let status, let seconds) = exchange(request) { return .status(status, retryAfter: seconds) }
    }
    if let reason = connect() { return .failed(reason) }
    return exchange(request)
  }

  private func disconnect() {
    if connection >= 0 { close(connection) }
    connection = -1
  }

  private func fail(_ what: String) -> WebhookAnswer {
    disconnect()
    return .failed(what)
  }

  // MARK: Connecting

  /// - Returns: why there is no connection.
  private func connect() -> String? {
    disconnect()
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, "\(address.port)", &hints, &found)
    guard code == 0 else { return "\(address.host): \(String(cString: gai_strerror(code)))" }
    defer { freeaddrinfo(found) }
    var reason = "no address"
    var candidate = found
    while let entry = candidate {
      candidate = entry.pointee.ai_next
      connection = socket(entry.pointee.ai_family, entry.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
      guard connection >= 0 else { continue }
      if let failure = connect(to: entry.pointee) {
        reason = failure
        disconnect()
      } else {
        return nil
      }
    }
    return reason
  }

  private func connect(to entry: addrinfo) -> String? {
    let flags = fcntl(connection, F_GETFL)
    _ = fcntl(connection, F_SETFL, flags | O_NONBLOCK)
    if Glibc.connect(connection, entry.ai_addr, entry.ai_addrlen) != 0 {
      guard errno == EINPROGRESS else { return String(cString: strerror(errno)) }
      var waiting = pollfd(fd: connection, events: Int16(POLLOUT), revents: 0)
      guard poll(&waiting, 1, WebhookLimits.connectSeconds * 1000) > 0 else { return "it does not answer" }
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(connection, SOL_SOCKET, SO_ERROR, &code, &size)
      guard code == 0 else { return String(cString: strerror(code)) }
    }
    _ = fcntl(connection, F_SETFL, flags)
    var limit = timeval(tv_sec: WebhookLimits.answerSeconds, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return nil
  }

  // MARK: A request and its answer

  private func exchange(_ request: [UInt8]) -> WebhookAnswer {
    var rest = request[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return fail("sending failed: \(String(cString: strerror(errno)))") }
      rest = rest.dropFirst(sent)
    }
    received = []
    while true {
      guard let head = receiveHead() else { return fail("there was no answer") }
      guard let status = head.status else { return fail("the answer is not HTTP") }
      // Interim answers come before the one that counts.
      if (100..<200).contains(status) { continue }
      if !keepsConnection(head) { disconnect() }
      return .status(status, retryAfter: head["retry-after"].flatMap { Int($0) })
    }
  }

  private struct Head {
    let lines: [String]

    var status: Int? {
      guard let first = lines.first, first.hasPrefix("HTTP/1.") else { return nil }
      return Int(first.split(separator: " ").dropFirst().first ?? "")
    }

    subscript(name: String) -> String? {
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else { continue }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return String(value.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
      }
      return nil
    }
  }

  /// Takes the lines up to the empty one.
  private func receiveHead() -> Head? {
    while true {
      if let end = endOfHead() {
        let text = String(decoding: received[..<end], as: UTF8.self)
        received.removeFirst(end)
        return Head(lines: text.split(whereSeparator: \.isNewline).map(String.init))
      }
      guard received.count < WebhookLimits.head, receive() else { return nil }
    }
  }

  private func endOfHead() -> Int? {
    guard received.count >= 4 else { return nil }
    for index in 3..<received.count where received[index] == 0x0A {
      if received[index - 1] == 0x0A || (received[index - 1] == 0x0D && received[index - 2] == 0x0A) {
        return index + 1
      }
    }
    return nil
  }

  private func receive() -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = recv(connection, &piece, piece.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      received += piece[..<count]
      return true
    }
  }

  /// Takes the body, if its end is easy to find; false if the connection is of no further use.
  private func keepsConnection(_ head: Head) -> Bool {
    if head["connection"]?.lowercased() == "close" { return false }
    if head.status == 204 { return received.isEmpty }
    guard head["transfer-encoding"] == nil, let length = head["content-length"].flatMap({ Int($0) }),
      length >= 0, length <= WebhookLimits.body
    else { return false }
    while received.count < length {
      guard receive() else { return false }
    }
    return received.count == length
  }
}
