import Foundation
import Glibc
import Synchronization
import Testing

@testable import DetectorRuntime
@testable import DetectorService

/// Alerts to a webhook: each is taken once if the receiver keeps its word, whatever it does in between.
@Suite struct WebhookTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hook-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  /// A rule that alerts about each event; and its events.
  private var rules: [DetectorDefinition] {
    let columns: [ColumnDefinition] = [.init("TimeGenerated", .dateTime), .init("N", .long)]
    return [
      copyingRule(columns) {
        $0.kind = .nrt
        $0.queryPeriod = TimeSpan(ticks: TimeSpan.ticksPerMinute)
        $0.eventGrouping = .alertPerResult
      }
    ]
  }

  private func writeEvents(_ count: Int) throws {
    let lines = (0..<count).map {
      let time = String(format: "2026-03-01T00:%02d:%02dZ", $0 / 6, $0 % 6 * 10)
      return #"{"TimeGenerated":"\#(time)","Type":"T","N":\#($0)}"#
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent("events"))
  }

  private func scan() throws -> [String] {
    #expect(DetectorApplication.run(rules, ["scan", path("events"), "--quiet", "--output", path("expected")]) == 0)
    return try String(contentsOfFile: path("expected"), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private func run(_ words: [String]) -> Int32 {
    DetectorApplication.run(rules, ["run", path("events"), "--clock", "event", "--no-follow", "--quiet"] + words)
  }

  @Test func receiverThatFailsNowAndThenGetsEachAlertOnce() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeEvents(40)
    let expected = try scan()
    #expect(expected.count == 40)
    let receiver = try ReceiverFixture { request in
      switch request {
      case 3: "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
      case 7: "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      case 12: nil
      case 15: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
      default: ReceiverFixture.status("200 OK")
      }
    }
    defer { receiver.stop() }
    let words = [
      "--webhook", "http://127.0.0.1:\(receiver.port)/in?a=b", "--webhook-header", "Authorization: Bearer x",
      "--output", path("alerts"),
    ]
    #expect(run(words) == 0)
    let requests = receiver.requests
    let failed = [3, 7, 12]
    let taken = requests.enumerated().filter { !failed.contains($0.offset + 1) }.map(\.element)
    #expect(taken.map(\.body) == expected)
    #expect(requests.count == 43)
    #expect(
      try String(contentsOfFile: path("alerts"), encoding: .utf8).split(separator: "\n").map(String.init) == expected)
    // What comes again comes under the same key, and everything else under its own.
    #expect(requests[2].header("Idempotency-Key") == requests[3].header("Idempotency-Key"))
    #expect(Set(taken.compactMap { $0.header("Idempotency-Key") }).count == 40)
    #expect(requests.allSatisfy { $0.head.hasPrefix("POST /in?a=b HTTP/1.1\r\n") })
    #expect(requests.allSatisfy { $0.header("Authorization") == "Bearer x" && $0.header("Host") != nil })
    // Connections are used again: only failures and the answer that says so cost one.
    #expect(requests.last?.connection == 4)
  }

  @Test func receiverThatIsAwayAtFirstLosesNothing() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeEvents(30)
    let expected = try scan()
    let port = try ReceiverFixture.deadPort()
    let late = Mutex<ReceiverFixture?>(nil)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.6)
      late.withLock { $0 = try? ReceiverFixture(port: port) { _ in ReceiverFixture.status("200 OK") } }
    }
    #expect(run(["--webhook", "http://localhost:\(port)"]) == 0)
    let receiver = try #require(late.withLock { $0 })
    receiver.stop()
    #expect(receiver.requests.map(\.body) == expected)
  }

  @Test func lineThatIsRefusedDoesNotHoldUpOthers() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeEvents(10)
    let expected = try scan()
    let receiver = try ReceiverFixture { ReceiverFixture.status($0 == 4 ? "422 No" : "200 OK") }
    defer { receiver.stop() }
    #expect(run(["--webhook", "http://127.0.0.1:\(receiver.port)/", "--state", path("state")]) == 0)
    #expect(receiver.requests.map(\.body) == expected)
  }

  /// A client that takes lines only when it is told.
  private final class GatedClient: WebhookClient, Sendable {
    let isOpen = Atomic<Bool>(false)
    func post(_ line: [UInt8], key: String) -> WebhookAnswer {
      isOpen.load(ordering: .acquiring) ? .status(200, retryAfter: nil) : .failed("closed")
    }
  }

  @Test func queueSaysWhenItIsFull() throws {
    let client = GatedClient()
    let queue = try WebhookQueue(client, shown: "here", limit: 100, backoff: (0.01, 0.02))
    func add(_ number: Int64, _ bytes: Int) {
      queue.add([.init(number: number, bytes: Array(repeating: 0x78, count: bytes))])
    }
    add(1, 99)
    #expect(!queue.isFull)
    add(2, 1)
    #expect(queue.isFull)
    add(3, 1)
    client.isOpen.store(true, ordering: .releasing)
    while !queue.isEmpty { usleep(1000) }
    #expect(!queue.isFull)
    #expect(queue.figures.delivered == 3)
    #expect(queue.figures.last == 3)
    #expect(queue.figures.bytes == 0)
    queue.stop()
  }

  @Test(arguments: [
    "ftp://host/", "host/path", "http://", "http://host:0/", "http://host:70000/", "http://user:word@host/",
    "http://a b/",
  ])
  func wrongAddressIsAMistake(address: String) throws {
    try writeEvents(1)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(run(["--webhook", address]) == 64)
  }

  @Test func addressIsTakenApart() throws {
    func parts(_ text: String) throws -> [String] {
      let address = try WebhookAddress(text, headers: [], certificates: nil)
      return [address.host, "\(address.port)", address.target, address.hostLine, address.shown]
    }
    #expect(
      try parts("HTTP://Host.example/a/b?key=1#part")
        == ["Host.example", "80", "/a/b?key=1", "Host.example", "http://Host.example/a/b"])
    #expect(try parts("https://[::1]:8443") == ["::1", "8443", "/", "[::1]:8443", "https://[::1]:8443/"])
    #expect(try parts("http://h?q") == ["h", "80", "/?q", "h", "http://h/"])
  }

  // MARK: In a process of its own

  private static let detector = URL(filePath: #filePath).appending(path: "../../../../.build/debug/detector")
    .standardized

  @Test(.enabled(if: FileManager.default.fileExists(atPath: detector.path), "the detector has not been built"))
  func whatWaitedInACrashComesAfterTheRestart() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func start(_ words: [String]) throws -> Process {
      let process = Process()
      process.executableURL = Self.detector
      process.arguments = words
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    let plain = folder.appending(path: "events")
    try BundledEvents.ndjson().write(to: plain)
    let port = try ReceiverFixture.deadPort()
    let words = [
      "run", plain.path, "--clock", "event", "--lateness", "3650d", "--quiet", "--webhook", "http://127.0.0.1:\(port)/",
      "--output", path("alerts"), "--state", path("state"), "--no-follow",
    ]
    let first = try start(words)
    // The file is written after the state: then all is in the state.
    func written() -> Int { (try? FileManager.default.attributesOfItem(atPath: path("alerts"))[.size] as? Int) ?? 0 }
    while first.isRunning, written() < 1000 { usleep(20_000) }
    usleep(300_000)
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    let expected = try String(contentsOfFile: path("alerts"), encoding: .utf8).split(separator: "\n").map(String.init)
    let receiver = try ReceiverFixture(port: port) { _ in ReceiverFixture.status("202 Accepted") }
    defer { receiver.stop() }
    let second = try start(words)
    second.waitUntilExit()
    #expect(second.terminationStatus == 0)
    #expect(receiver.requests.map(\.body) == expected)
    #expect(
      try String(contentsOfFile: path("alerts"), encoding: .utf8).split(separator: "\n").map(String.init) == expected)
    let third = try start(words)
    third.waitUntilExit()
    #expect(receiver.requests.count == expected.count)
  }

  private static let canServeTLS =
    ["/usr/bin/openssl", "/usr/bin/env"].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    && ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"].contains {
      FileManager.default.fileExists(atPath: $0 + "/libcurl.so.4")
    }

  @Test(.enabled(if: canServeTLS, "openssl or libcurl.so.4 is not here"))
  func httpsGoesByLibcurl() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeEvents(5)
    let expected = try scan()
    let server = """
      import http.server, ssl, sys
      class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        failed = False
        def do_POST(self):
          body = self.rfile.read(int(self.headers['Content-Length']))
          if not Handler.failed:
            Handler.failed = True
            self.send_response(500)
          else:
            open(sys.argv[1], 'ab').write(body + b'\\n')
            self.send_response(200)
          self.send_header('Content-Length', '2')
          self.end_headers()
          self.wfile.write(b'ok')
        def log_message(self, *words): pass
      server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain(sys.argv[2], sys.argv[3])
      server.socket = context.wrap_socket(server.socket, server_side=True)
      print(server.server_port, flush=True)
      server.serve_forever()
      """
    let certificate = Process()
    certificate.executableURL = URL(filePath: "/usr/bin/openssl")
    certificate.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=IP:127.0.0.1", "-keyout", path("key"), "-out", path("cert"),
    ]
    certificate.standardError = FileHandle.nullDevice
    try certificate.run()
    certificate.waitUntilExit()
    try #require(certificate.terminationStatus == 0)
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", server, path("got"), path("cert"), path("key")]
    let output = Pipe()
    python.standardOutput = output
    python.standardError = FileHandle.nullDevice
    try python.run()
    defer { python.terminate() }
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    try #require(Int(port) != nil)
    #expect(run(["--webhook", "https://127.0.0.1:\(port)/x", "--webhook-ca", path("cert")]) == 0)
    #expect(
      try String(contentsOfFile: path("got"), encoding: .utf8).split(separator: "\n").map(String.init) == expected)
  }
}
