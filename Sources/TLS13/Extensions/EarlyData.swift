/// The announcement of data in the first flight (RFC 9846, section 4.2.10): its presence says everything.
struct EarlyDataIndication: ExtensionBody {
  var type: ExtensionType { .earlyData }

  init() {}

  init(parsing reader: inout MessageReader) throws(TLSError) {}

  func serialize(into writer: inout MessageWriter) {}
}
