/// The cells of one row of each group, which `arg_max`, `arg_min` and `take_any` of several columns keep.
public class RowOfGroup {
  private let width: Int
  private var cells = GroupCells<Value>(.null)

  /// - Parameter width: the number of columns kept.
  init(width: Int) { self.width = width }

  /// Keeps a cell of the group's row.
  public final func set(_ group: Int, _ column: Int, _ value: Value) { cells[group * width + column] = value }

  /// Keeps cells of `row`, from `column` on.
  public final func set(_ group: Int, _ column: Int, _ row: Row, _ picks: CellPicks, _ cx: EvaluationContext) {
    for (offset, place) in picks.places.enumerated() { set(group, column + offset, place.cell(row, cx)) }
  }

  /// A cell of the row kept; null for a group without rows.
  public final func value(_ group: Int, _ column: Int) -> Value { cells[group * width + column] }

  /// Puts the cells kept, from `first` to `last`, into a row of `output`.
  public final func put(_ group: Int, _ first: Int, through last: Int, into output: Table) {
    for column in first...last { output.put(value(group, column)) }
  }
}
