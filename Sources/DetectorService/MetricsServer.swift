import Glibc

/// Answers `GET /health` and `GET /metrics` on a loopback port.
final class MetricsServer {
  let descriptor: Int32

  init(port: UInt16) throws(Service.Failure) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard descriptor >= 0, bound == 0, listen(descriptor, 16) == 0 else {
      throw .output("of metrics, port \(port): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Answers the requests that wait.
  func serve(_ metrics: () -> String) {
    while true {
      let client = accept(descriptor, nil, nil)
      guard client >= 0 else { return }
      answer(client, metrics)
      close(client)
    }
  }

  private func answer(_ client: Int32, _ metrics: () -> String) {
    // A client that is slow to ask or to read must not hold up detection.
    var limit = timeval(tv_sec: 0, tv_usec: 200_000)
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var request = [UInt8](repeating: 0, count: 2048)
    let count = recv(client, &request, request.count, 0)
    guard count > 0 else { return }
    let line = String(decoding: request[..<count], as: UTF8.self).prefix { $0 != "\r\n" && $0 != "\n" }
    let response: String
    if line.hasPrefix("GET /metrics ") {
      response = Self.response("200 OK", metrics())
    } else if line.hasPrefix("GET /health ") {
      response = Self.response("200 OK", "ok\n")
    } else {
      response = Self.response("404 Not Found", "there are /health and /metrics\n")
    }
    var bytes = Array(response.utf8)[...]
    while !bytes.isEmpty {
      let sent = bytes.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      bytes = bytes.dropFirst(sent)
    }
  }

  private static func response(_ status: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
      + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }
}
