import CCurl
import DetectorRuntime
import Glibc

/// HTTPS by libcurl, which is looked for when a detector with such a webhook starts: others do without it.
final class SecureWebhookClient: WebhookClient {
  /// The functions of libcurl that are used.
  private struct Library {
    typealias Handle = UnsafeMutableRawPointer
    let begin: @convention(c) () -> Handle?
    let perform: @convention(c) (Handle) -> Int32
    let append: @convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?
    let free: @convention(c) (Handle?) -> Void
    let end: @convention(c) (Handle?) -> Void
    let set: UnsafeMutableRawPointer
    let get: UnsafeMutableRawPointer

    init?() {
      let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"]
      guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first,
        let begin = dlsym(library, "curl_easy_init"), let perform = dlsym(library, "curl_easy_perform"),
        let append = dlsym(library, "curl_slist_append"), let free = dlsym(library, "curl_slist_free_all"),
        let end = dlsym(library, "curl_easy_cleanup"), let set = dlsym(library, "curl_easy_setopt"),
        let get = dlsym(library, "curl_easy_getinfo")
      else { return nil }
      self.begin = unsafeBitCast(begin, to: (@convention(c) () -> Handle?).self)
      self.perform = unsafeBitCast(perform, to: (@convention(c) (Handle) -> Int32).self)
      self.append = unsafeBitCast(append, to: (@convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?).self)
      self.free = unsafeBitCast(free, to: (@convention(c) (Handle?) -> Void).self)
      self.end = unsafeBitCast(end, to: (@convention(c) (Handle?) -> Void).self)
      self.set = set
      self.get = get
    }
  }

  /// Options and facts by their numbers in curl/curl.h.
  private enum Option: Int32 {
    case url = 10002, errorBuffer = 10010, body = 10015, headers = 10023, certificates = 10065
    case bodySize = 60, timeout = 13, connectTimeout = 78, noSignal = 99, isPost = 47
  }
  private enum Fact: Int32 { case status = 0x20_0002, retryAfter = 0x60_0039 }

  private let library: Library
  private let handle: UnsafeMutableRawPointer
  private let address: WebhookAddress
  private let message = UnsafeMutablePointer<CChar>.allocate(capacity: 256)

  /// - Throws: if there is no libcurl.
  init(_ address: WebhookAddress) throws(Service.Failure) {
    guard let library = Library(), let handle = library.begin() else {
      throw .usage(
        "--webhook: https needs libcurl, which is not here: install it (apt-get install libcurl4), or send to a proxy "
          + "on this machine by http://127.0.0.1:PORT/")
    }
    self.library = library
    self.handle = handle
    self.address = address
    message.initialize(repeating: 0, count: 256)
    set(.url, address.text)
    set(.noSignal, 1)
    set(.isPost, 1)
    set(.timeout, WebhookLimits.answerSeconds)
    set(.connectTimeout, Int(WebhookLimits.connectSeconds))
    if let certificates = address.certificates { set(.certificates, certificates) }
    _ = detector_curl_set_pointer(library.set, handle, Option.errorBuffer.rawValue, message)
    _ = detector_curl_discard_body(library.set, handle)
  }

  deinit {
    library.end(handle)
    message.deallocate()
  }

  private func set(_ option: Option, _ number: Int) {
    _ = detector_curl_set_long(library.set, handle, option.rawValue, number)
  }

  /// libcurl copies texts.
  private func set(_ option: Option, _ text: String) {
    _ = text.withCString { detector_curl_set_pointer(library.set, handle, option.rawValue, $0) }
  }

  func post(_ line: [UInt8], key: String) -> WebhookAnswer {
    var headers: UnsafeMutableRawPointer?
    defer { library.free(headers) }
    let own = ["Content-Type: application/json", "Idempotency-Key: \(key)", "User-Agent: rulec-detector", "Expect:"]
    for header in own + address.headers { headers = library.append(headers, header) }
    _ = detector_curl_set_pointer(library.set, handle, Option.headers.rawValue, headers)
    set(.bodySize, line.count)
    message[0] = 0
    let code = line.withUnsafeBytes {
      _ = detector_curl_set_pointer(library.set, handle, Option.body.rawValue, $0.baseAddress)
      return library.perform(handle)
    }
    guard code == 0 else {
      return .failed(message[0] == 0 ? "libcurl gives up (\(code))" : String(cString: message))
    }
    let seconds = detector_curl_get_offset(library.get, handle, Fact.retryAfter.rawValue)
    return .status(
      detector_curl_get_long(library.get, handle, Fact.status.rawValue), retryAfter: seconds > 0 ? Int(seconds) : nil)
  }
}
