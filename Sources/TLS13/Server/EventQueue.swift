/// Events in order: added at the end, taken from the front, without moving the rest.
struct EventQueue {
  private var events: [ServerConnection.Event?] = []
  private var first = 0

  mutating func append(_ event: ServerConnection.Event) { events.append(event) }

  mutating func next() -> ServerConnection.Event? {
    guard first < events.count else { return nil }
    // The slot lets go of the event's storage at once.
    let event = events[first].take()
    first += 1
    if first == events.count {
      events.removeAll(keepingCapacity: true)
      first = 0
    }
    return event
  }
}
