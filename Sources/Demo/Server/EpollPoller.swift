#if os(Linux)
  import Glibc

  // Swift's Glibc module does not import <sys/epoll.h>, so its three functions are declared here as the C library has
  // them. The event is passed as raw bytes because its layout is not that of a Swift struct (see `EventBuffer`).
  @_extern(c, "epoll_create1") private func epollCreate(_ flags: Int32) -> Int32
  @_extern(c, "epoll_ctl") private func epollControl(
    _ poller: Int32, _ operation: Int32, _ descriptor: Int32, _ event: UnsafeMutableRawPointer?
  ) -> Int32
  @_extern(c, "epoll_wait") private func epollWait(
    _ poller: Int32, _ events: UnsafeMutableRawPointer?, _ capacity: Int32, _ milliseconds: Int32
  ) -> Int32

  /// `epoll(7)`: the cost of a wait does not grow with the number of silent connections.
  final class EpollPoller: Poller {
    /// The kernel's constants of <sys/epoll.h>, the same on every architecture.
    private enum Constants {
      static let closeOnExec: Int32 = 0o2000000
      static let add: Int32 = 1
      static let delete: Int32 = 2
      static let modify: Int32 = 3
      static let input: UInt32 = 0x001
      static let output: UInt32 = 0x004
      static let error: UInt32 = 0x008
      static let hangUp: UInt32 = 0x010
    }

    /// An array of `struct epoll_event`: 32 bits of events and 64 bits of data of which the low half is the descriptor.
    /// On x86-64 it is packed into 12 bytes, elsewhere the data is aligned.
    private final class EventBuffer {
      #if arch(x86_64)
        private static let stride = 12
        private static let dataOffset = 4
      #else
        private static let stride = 16
        private static let dataOffset = 8
      #endif

      let capacity: Int
      let bytes: UnsafeMutableRawPointer

      init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(byteCount: capacity * Self.stride, alignment: 8)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: capacity * Self.stride)
      }

      deinit { bytes.deallocate() }

      subscript(index: Int) -> (events: UInt32, descriptor: Int32) {
        get {
          precondition((0..<capacity).contains(index))
          let event = bytes + index * Self.stride
          let data = (event + Self.dataOffset).loadUnaligned(as: UInt64.self)
          return (event.loadUnaligned(as: UInt32.self), Int32(truncatingIfNeeded: data))
        }
        set {
          precondition((0..<capacity).contains(index))
          let event = bytes + index * Self.stride
          event.storeBytes(of: newValue.events, as: UInt32.self)
          let data = UInt64(UInt32(bitPattern: newValue.descriptor))
          (event + Self.dataOffset).storeBytes(of: data, as: UInt64.self)
        }
      }
    }

    private let poller: Int32
    private var interests: [Int32: UInt32] = [:]
    private let events = EventBuffer(capacity: 128)
    private let change = EventBuffer(capacity: 1)

    init() throws(ServeError) {
      poller = epollCreate(Constants.closeOnExec)
      guard poller >= 0 else { throw .system(call: "epoll_create1", reason: SystemError.description(errno)) }
    }

    deinit { close(poller) }

    func set(_ descriptor: Int32, reading: Bool, writing: Bool) {
      let interest = (reading ? Constants.input : 0) | (writing ? Constants.output : 0)
      let known = interests.updateValue(interest, forKey: descriptor)
      guard known != interest else { return }
      change[0] = (interest, descriptor)
      _ = epollControl(poller, known == nil ? Constants.add : Constants.modify, descriptor, change.bytes)
    }

    func remove(_ descriptor: Int32) {
      guard interests.removeValue(forKey: descriptor) != nil else { return }
      _ = epollControl(poller, Constants.delete, descriptor, change.bytes)
    }

    func wait(milliseconds: Int32) -> [PollEvent] {
      let count = epollWait(poller, events.bytes, Int32(events.capacity), milliseconds)
      return (0..<max(0, Int(count))).map { index in
        let event = events[index]
        return PollEvent(
          descriptor: event.descriptor, isReadable: event.events & Constants.input != 0,
          isWritable: event.events & Constants.output != 0,
          isHungUp: event.events & (Constants.hangUp | Constants.error) != 0)
      }
    }
  }
#endif
