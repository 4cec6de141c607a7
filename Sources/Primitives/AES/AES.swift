/// The Advanced Encryption Standard (FIPS 197) with keys of 16, 24 or 32 bytes, in the modes that PureTLS needs.
///
/// The portable code is bit-sliced: eight blocks at a time, each bit of the state in a word of its own, so that the
/// S-box is a circuit of logical operations and no key or data byte ever selects a table entry.
public enum AES {
  /// The length of a block, in bytes.
  public static let blockByteCount = 16
}

#if _endian(big)
  #error("The ciphers load words in little-endian order: a big-endian machine needs byte swaps there.")
#endif
