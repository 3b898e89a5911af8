// The order in which the service lists neighbours that it collects in a hash set of texts.

/// The positions of distinct texts in the order of a set of eight buckets: buckets in the order in which they were
/// first used, the latest text of a bucket first. The bucket is the FNV-1a hash of the text.
///
/// The pages show one list of neighbours for geohashes and one for S2 cells; both are in this order.
func textSetOrder(_ texts: [Str]) -> [Int] {
  var buckets: [(bucket: UInt64, places: [Int])] = []
  for (place, text) in texts.enumerated() {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in text.bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    let bucket = hash & 7
    guard let known = buckets.firstIndex(where: { $0.bucket == bucket }) else {
      buckets.append((bucket, [place]))
      continue
    }
    if !buckets[known].places.contains(where: { isEqualExact(texts[$0], text) }) {
      buckets[known].places.insert(place, at: 0)
    }
  }
  return buckets.flatMap(\.places)
}

/// The texts in the order of `textSetOrder`, as an array.
func textSet(_ texts: [Str], _ cx: EvaluationContext) -> Value {
  Value(array: textSetOrder(texts).map { Value(texts[$0]) }, cx)
}
