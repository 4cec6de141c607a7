#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A host and a port to listen on.
struct ListenAddress: Equatable, Sendable {
  /// A name or a numeric address. `localhost` stands for both loopback addresses; empty for every address.
  let host: String
  /// 0 lets the system choose.
  let port: UInt16

  init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// `HOST:PORT`, `[IPV6]:PORT`, `HOST`, or `:PORT` and `*:PORT` for every address.
  init(parsing text: String, defaultPort: UInt16 = 5684) throws(ServeError) {
    let host: Substring
    let rest: Substring
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { throw .address(text: text, reason: "a bracket is not closed") }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else {
        throw .address(text: text, reason: "a colon and a port must follow the bracket")
      }
    } else {
      let colon = text.firstIndex(of: ":") ?? text.endIndex
      host = text[..<colon]
      rest = text[colon...]
      guard rest.dropFirst().firstIndex(of: ":") == nil else {
        throw .address(text: text, reason: "an IPv6 address stands in brackets, as in [::1]:5684")
      }
    }
    self.host = host == "*" ? "" : String(host)
    if rest.isEmpty {
      port = defaultPort
    } else {
      guard rest.dropFirst().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        let number = UInt16(rest.dropFirst())
      else { throw .address(text: text, reason: "a port is a number from 0 to 65535") }
      port = number
    }
  }
}

/// A socket that connections arrive on.
struct Listener {
  let descriptor: Int32
  /// The address as it can be typed in: `127.0.0.1:5684`, `[::1]:5684`.
  let address: String
  let port: UInt16

  /// Listens on every address that `addresses` stand for.
  ///
  /// `localhost` is fine with one of its two addresses, so that machines without IPv6 serve too.
  static func open(_ addresses: [ListenAddress]) throws(ServeError) -> [Listener] {
    var listeners: [Listener] = []
    do throws(ServeError) {
      for address in addresses { listeners += try open(address) }
    } catch {
      for listener in listeners { close(listener.descriptor) }
      throw error
    }
    return listeners
  }

  private static func open(_ address: ListenAddress) throws(ServeError) -> [Listener] {
    let hosts: [String]
    switch address.host {
    case "localhost": hosts = ["127.0.0.1", "::1"]
    case "": hosts = ["0.0.0.0", "::"]
    default: hosts = [address.host]
    }
    var listeners: [Listener] = []
    var failure: ServeError?
    var port = address.port
    for host in hosts {
      do throws(ServeError) {
        let listener = try open(host: host, port: port)
        listeners.append(listener)
        // Where the system chooses the port, all addresses of one name get the same.
        port = listener.port
      } catch {
        // A port that is taken on one address is an error even when the other is free: clients would reach a stranger.
        if case .listen(_, SystemError.description(EADDRINUSE)) = error {
          for listener in listeners { close(listener.descriptor) }
          throw error
        }
        failure = failure ?? error
      }
    }
    if listeners.isEmpty, let failure { throw failure }
    return listeners
  }

  private static func open(host: String, port: UInt16) throws(ServeError) -> Listener {
    let name = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &found)
    defer { if let found { freeaddrinfo(found) } }
    guard code == 0, let info = found?.pointee else {
      throw .listen(address: name, reason: String(cString: gai_strerror(code)))
    }
    let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
    guard descriptor >= 0 else { throw .listen(address: name, reason: SystemError.description(errno)) }
    SystemCalls.prepare(descriptor)
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    if info.ai_family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size) }
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 512) == 0 else {
      let reason = SystemError.description(errno)
      close(descriptor)
      throw .listen(address: name, reason: reason)
    }
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let text = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        getsockname(descriptor, pointer, &length)
        return SocketAddress.text(pointer, length)
      }
    }
    return Listener(descriptor: descriptor, address: text.full, port: text.port)
  }
}

/// Socket addresses as text.
enum SocketAddress {
  static func text(_ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> (full: String, port: UInt16) {
    var host = [CChar](repeating: 0, count: 128)
    var service = [CChar](repeating: 0, count: 16)
    let code = getnameinfo(
      address, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
      NI_NUMERICHOST | NI_NUMERICSERV)
    guard code == 0 else { return ("?", 0) }
    func string(_ characters: [CChar]) -> String {
      String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    let name = string(host)
    let port = string(service)
    return (name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)", UInt16(port) ?? 0)
  }
}
