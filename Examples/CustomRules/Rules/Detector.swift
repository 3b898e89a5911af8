import DetectorRuntime

/// The detector binary: the rules of this folder behind the runtime's command line.
@main
struct Detector {
  static func main() {
    DetectorCommandLine.run(allDetectors)
  }
}
