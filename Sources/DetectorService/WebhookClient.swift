/// What has become of a request.
enum WebhookAnswer {
  /// The status of the answer, and the seconds after which to try again if it says so.
  case status(Int, retryAfter: Int?)
  /// There was no answer, for this reason.
  case failed(String)
}

/// Sends requests, one after the other, over one connection as long as that stays open.
protocol WebhookClient: AnyObject {
  /// Posts a line of JSON and waits for the answer.
  /// - Parameter key: names the line, so that the receiver can tell a repetition.
  func post(_ line: [UInt8], key: String) -> WebhookAnswer
}

enum WebhookLimits {
  /// A receiver that takes longer to connect or to answer has failed.
  static let connectSeconds: Int32 = 10
  static let answerSeconds = 30
  static let head = 1 << 16
  /// An answer with a longer body costs the connection.
  static let body = 1 << 20
}
