/// The command line.
struct Options {
  static let usage = """
    usage: Differential [--cases N] [--only TEXT] [--seed S] [--case K] [--list]

      --cases N    cases for each comparison (slow ones take a share); 10000000 unless told otherwise
      --only TEXT  only the comparisons whose name contains TEXT
      --seed S     another series of operands; 1 unless told otherwise
      --case K     only case K
      --list       the names of the comparisons
    """

  var cases = 10_000_000
  var only = ""
  var seed: UInt64 = 1
  var single: Int?
  var lists = false

  /// Nil when the arguments make no sense.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    func value<Value: LosslessStringConvertible>(_: Value.Type) -> Value? { rest.popFirst().flatMap(Value.init) }
    while let name = rest.popFirst() {
      switch name {
      case "--cases": guard let found = value(Int.self), found > 0 else { return nil }; cases = found
      case "--only": guard let found = value(String.self) else { return nil }; only = found
      case "--seed": guard let found = value(UInt64.self) else { return nil }; seed = found
      case "--case": guard let found = value(Int.self), found >= 0 else { return nil }; single = found
      case "--list": lists = true
      default: return nil
      }
    }
  }
}
