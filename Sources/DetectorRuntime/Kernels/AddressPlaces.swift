// Places of addresses.
// https://learn.microsoft.com/kusto/query/geo-info-from-ip-address-function

/// `geo_info_from_ip_address(ip)`: a bag of `country state city latitude longitude`, without what is not known; null if the
/// text is no address, if nothing is known of it, as of a private one, and without a database.
public func placeOfAddress(_ address: Str, _ cx: EvaluationContext) -> Value {
  guard let place = cx.places?.place(of: address) else { return .null }
  return cx.bag { stack in
    func push(_ key: Str, _ name: Str) {
      guard !name.isEmpty else { return }
      stack.push(Value(key))
      stack.push(Value(name))
    }
    func push(_ key: Str, _ degrees: Double?) {
      guard let degrees else { return }
      stack.push(Value(key))
      stack.push(Value(degrees))
    }
    push("country", place.country)
    push("state", place.state)
    push("city", place.city)
    push("latitude", place.latitude)
    push("longitude", place.longitude)
  }
}
