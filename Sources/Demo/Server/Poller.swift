#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What happened on a descriptor.
struct PollEvent: Equatable {
  let descriptor: Int32
  let isReadable: Bool
  let isWritable: Bool
  /// The connection is gone in both directions, or broken. Reported whether asked for or not.
  let isHungUp: Bool
}

/// Waits for many descriptors at once. Level-triggered: what is not dealt with is reported again.
protocol Poller: AnyObject {
  init() throws(ServeError)
  /// Watches a descriptor from now on, or changes for what.
  func set(_ descriptor: Int32, reading: Bool, writing: Bool)
  /// Watches it no more; to be called before it is closed.
  func remove(_ descriptor: Int32)
  /// Waits at most `milliseconds`, or without end when that is negative. A signal ends it early.
  func wait(milliseconds: Int32) -> [PollEvent]
}

#if os(Linux)
  /// The system's own kind of poller.
  typealias SystemPoller = EpollPoller
#else
  /// The system's own kind of poller.
  typealias SystemPoller = PollPoller
#endif

/// `poll(2)`, for systems without epoll.
final class PollPoller: Poller {
  private var watched: [pollfd] = []

  init() throws(ServeError) {}

  func set(_ descriptor: Int32, reading: Bool, writing: Bool) {
    let interest = Int16((reading ? Int32(POLLIN) : 0) | (writing ? Int32(POLLOUT) : 0))
    if let index = watched.firstIndex(where: { $0.fd == descriptor }) {
      watched[index].events = interest
    } else {
      watched.append(pollfd(fd: descriptor, events: interest, revents: 0))
    }
  }

  func remove(_ descriptor: Int32) { watched.removeAll { $0.fd == descriptor } }

  func wait(milliseconds: Int32) -> [PollEvent] {
    guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return [] }
    return watched.filter { $0.revents != 0 }.map { entry in
      let happened = Int32(entry.revents)
      return PollEvent(
        descriptor: entry.fd, isReadable: happened & Int32(POLLIN) != 0, isWritable: happened & Int32(POLLOUT) != 0,
        isHungUp: happened & Int32(POLLHUP | POLLERR | POLLNVAL) != 0)
    }
  }
}
