/// The version of the contract between generated detectors and this runtime.
///
/// Every generated file mentions the alias of the version it was generated for, so
/// that it fails to compile against any other runtime instead of misbehaving.
public typealias DetectorRuntimeABI_5 = Never
