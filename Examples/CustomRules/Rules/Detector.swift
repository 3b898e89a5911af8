import DetectorRuntime
import DetectorService

/// The detector binary: the rules of this folder behind the runtime's command line.
@main
struct Detector {
  static func main() {
    DetectorApplication.run(allDetectors, watchlists: allWatchlists)
  }
}
