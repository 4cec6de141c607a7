/// Why the server could not start. Nothing that a client does stops it.
enum ServeError: Error, Equatable, CustomStringConvertible {
  /// An address that is none.
  case address(text: String, reason: String)
  /// No address that could be listened on.
  case listen(address: String, reason: String)
  /// The folder to serve cannot be opened.
  case root(path: String, reason: String)
  /// The system gave no descriptor for the event loop.
  case system(call: String, reason: String)

  /// What happened.
  var description: String {
    switch self {
    case .address(let text, let reason): "'\(text)' is no address to listen on: \(reason)"
    case .listen(let address, let reason): "cannot listen on \(address): \(reason)"
    case .root(let path, let reason): "cannot serve the folder \(path): \(reason)"
    case .system(let call, let reason): "\(call) failed: \(reason)"
    }
  }
}
