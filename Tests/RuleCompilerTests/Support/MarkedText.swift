/// A text with markers (① ② ③ …) that name places in it, so that tests count no columns.
struct MarkedText {
  /// The text without the markers.
  private(set) var text = ""
  /// The UTF-8 offset of each marker.
  private(set) var offsets: [Character: Int] = [:]

  static let markers: [Character] = Array("①②③④⑤⑥⑦⑧⑨")

  init(_ marked: String) {
    for character in marked {
      if MarkedText.markers.contains(character) {
        offsets[character] = text.utf8.count
      } else {
        text.append(character)
      }
    }
  }
}
