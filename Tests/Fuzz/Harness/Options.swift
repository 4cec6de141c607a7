/// The command line.
struct Options {
  static let usage = """
    usage: Fuzz [--cases N] [--only TEXT] [--seed S] [--minutes M] [--case K] [--hang-seconds T] [--list]

      --cases N         inputs for each parser; 1000000 unless told otherwise
      --only TEXT       only the parsers whose name contains TEXT
      --seed S          another series of inputs; 1 unless told otherwise
      --minutes M       stop each parser after M minutes (may be a fraction)
      --case K          only input K of each parser chosen, shown in hexadecimal with its outcome
      --hang-seconds T  how long one input may take; 2 unless told otherwise
      --list            the names of the parsers
    """

  var cases = 1_000_000
  var only = ""
  var seed: UInt64 = 1
  var minutes = Double.infinity
  var single: Int?
  var hangSeconds = 2.0
  var lists = false
  /// For a child process: the exact name of its parser, its first case, and the file that it shares with its parent.
  var child: String?
  var first = 0
  var progress = ""

  /// Nil when the arguments make no sense.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    func value<Value: LosslessStringConvertible>(_: Value.Type) -> Value? { rest.popFirst().flatMap(Value.init) }
    while let name = rest.popFirst() {
      switch name {
      case "--cases": guard let found = value(Int.self) else { return nil }; cases = found
      case "--only": guard let found = value(String.self) else { return nil }; only = found
      case "--seed": guard let found = value(UInt64.self) else { return nil }; seed = found
      case "--minutes": guard let found = value(Double.self) else { return nil }; minutes = found
      case "--case": guard let found = value(Int.self) else { return nil }; single = found
      case "--hang-seconds": guard let found = value(Double.self) else { return nil }; hangSeconds = found
      case "--list": lists = true
      case "--child": guard let found = value(String.self) else { return nil }; child = found
      case "--first": guard let found = value(Int.self) else { return nil }; first = found
      case "--progress": guard let found = value(String.self) else { return nil }; progress = found
      default: return nil
      }
    }
  }
}
