/// The properties that have been read from the JSON texts of one event, so that rules that read the same ones do it once.
///
/// It is off unless someone turns it on who forgets all of it before the texts' memory is used again.
struct PropertyMemo {
  private struct Entry {
    let text: Bytes
    let name: Str
    let value: Value
  }
  private struct Storage {
    var isOn = false
    var count = 0
  }
  private static let capacity = 16

  private let storage: UnsafeMutablePointer<Storage>
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage())
    entries = .allocate(capacity: Self.capacity)
  }

  func deallocate() {
    storage.deallocate()
    entries.deallocate()
  }

  func turnOn() { storage.pointee.isOn = true }

  @inline(__always) func forgetAll() { storage.pointee.count = 0 }

  /// The property of the object that is written in `text`; nil if it has not been read.
  @inline(__always)
  func value(_ text: Str, _ name: Str) -> Value? {
    // A text begins with its brace: what begins at the same place is the same object.
    for index in 0..<storage.pointee.count
    where entries[index].text == text.base && entries[index].name.count == name.count
      && equalBytes(entries[index].name.base, name.base, name.count)
    {
      return entries[index].value
    }
    return nil
  }

  /// Remembers a property; `name` has to live as long as it is remembered.
  @inline(__always)
  func remember(_ text: Str, _ name: Str, _ value: Value) {
    let count = storage.pointee.count
    guard storage.pointee.isOn, count < Self.capacity else { return }
    (entries + count).initialize(to: Entry(text: text.base, name: name, value: value))
    storage.pointee.count = count + 1
  }
}
