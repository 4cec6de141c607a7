#if arch(x86_64)
  /// What the caller hands over in memory for a message or a part of one: 80 bytes.
  enum GCMState {
    /// The counter block before the first that encrypts; read only.
    static let counterOffset = 0
    /// The hash so far, in the kernel's form; all zeros at the beginning. It is written unless the message ends.
    static let hashOffset = 16
    /// The pre-counter block J₀; read when the message ends.
    static let firstBlockOffset = 32
    /// The block of lengths that GHASH ends with; read when the message ends.
    static let lengthsOffset = 48
    /// The tag; written when the message ends.
    static let tagOffset = 64
  }

  /// The entries of AES-GCM. The same source is compiled in both modules of kernels (a symbolic link): `Kernels` and
  /// `GCMMessage` are those of the module.
  extension Kernels {
    /// Hashes additional data, encrypts a message and hashes the ciphertext; or a part of either.
    ///
    /// - Parameters:
    ///   - keys: The `rounds + 1` round keys.
    ///   - rounds: 10, 12 or 14.
    ///   - powers: The table of `ghashPowers`.
    ///   - state: As `GCMState` says.
    ///   - additionalData: Bytes to hash, filled up with zeros to whole blocks.
    ///   - source: The plaintext.
    ///   - destination: Room for as many bytes: the same place, or apart from `source`.
    ///   - count: The plaintext's length; whole blocks unless the message ends.
    ///   - finishes: Whether the message ends.
    @inline(never)
    public static func gcmSeal(
      keys: UnsafeRawPointer, rounds: Int, powers: UnsafeRawPointer, state: UnsafeMutableRawPointer,
      additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer, destination: UnsafeMutableRawPointer,
      count: Int, finishes: Bool
    ) {
      var gcm = GCMMessage(keys: keys, rounds: rounds, powers: powers, state: state)
      gcm.run(isSealing: true, state, additionalData, source, destination, count, finishes: finishes)
    }

    /// Hashes additional data and ciphertext and decrypts it, whether or not the tag will be right; otherwise as `gcmSeal`.
    @inline(never)
    public static func gcmOpen(
      keys: UnsafeRawPointer, rounds: Int, powers: UnsafeRawPointer, state: UnsafeMutableRawPointer,
      additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer, destination: UnsafeMutableRawPointer,
      count: Int, finishes: Bool
    ) {
      var gcm = GCMMessage(keys: keys, rounds: rounds, powers: powers, state: state)
      gcm.run(isSealing: false, state, additionalData, source, destination, count, finishes: finishes)
    }
  }

  extension GCMMessage {
    /// What `gcmSeal` and `gcmOpen` do.
    @inline(__always)
    fileprivate mutating func run(
      isSealing: Bool, _ state: UnsafeMutableRawPointer, _ additionalData: UnsafeRawBufferPointer,
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int, finishes: Bool
    ) {
      let mask = finishes ? mask(state) : .zero
      if let bytes = additionalData.baseAddress { absorb(bytes, additionalData.count) }
      process(
        isSealing: isSealing, source, destination, count, lengths: state + GCMState.lengthsOffset, finishes: finishes)
      if finishes {
        storeTag(state, mask: mask)
      } else {
        storeHash(state)
      }
    }
  }
#endif
