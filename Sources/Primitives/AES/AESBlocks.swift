import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

extension AES {
  /// The inner loops of the modes, by the code of the key's level.
  enum Blocks {
    /// Encrypts `count` blocks in place, each for itself.
    static func encrypt(_ bytes: UnsafeMutableRawPointer, count: Int, key: borrowing KeySchedule) {
      #if arch(x86_64)
        if key.level >= .v3 {
          return KernelsX86V3.aesEncryptBlocks(bytes, count: count, keys: key.roundKeys, rounds: key.rounds)
        }
      #endif
      for start in stride(from: 0, to: count, by: AESPortable.batch) {
        AESPortable.encryptBlocks(
          bytes + start * blockByteCount, count: min(AESPortable.batch, count - start), key: key)
      }
    }

    /// Adds the key stream in place. The first block's counter is the big-endian number in the last four bytes of
    /// `block`; it wraps around at 2³².
    static func addKeyStream(
      _ bytes: UnsafeMutableRawPointer, byteCount: Int, block: UnsafeRawPointer, key: borrowing KeySchedule
    ) {
      #if arch(x86_64)
        switch key.level {
        case .v4:
          return KernelsX86V4.aesCTR(
            keys: key.roundKeys, rounds: key.rounds, counterBlock: block, source: bytes, destination: bytes,
            count: byteCount)
        case .v3:
          return KernelsX86V3.aesCTR(
            keys: key.roundKeys, rounds: key.rounds, counterBlock: block, source: bytes, destination: bytes,
            count: byteCount)
        case .portable: break
        }
      #endif
      let counter = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
      AESPortable.addKeyStream(bytes, byteCount: byteCount, block: block, counter: counter, key: key)
    }

    /// Encrypts `count` blocks in place, each with the one before added (SP 800-38A, section 6.2).
    static func encryptChain(
      _ bytes: UnsafeMutableRawPointer, count: Int, iv: UnsafeRawPointer, key: borrowing KeySchedule
    ) {
      #if arch(x86_64)
        if key.level >= .v3 {
          return KernelsX86V3.aesCBCEncrypt(keys: key.roundKeys, rounds: key.rounds, iv: iv, bytes, count: count)
        }
      #endif
      var previous = iv
      for i in 0..<count {
        let block = bytes + i * blockByteCount
        ByteOperations.add(previous, to: block, count: blockByteCount)
        AESPortable.encryptBlocks(block, count: 1, key: key)
        previous = UnsafeRawPointer(block)
      }
    }

    /// The inverse of `encryptChain`.
    static func decryptChain(
      _ bytes: UnsafeMutableRawPointer, count: Int, iv: UnsafeRawPointer, key: borrowing KeySchedule
    ) {
      #if arch(x86_64)
        if key.level >= .v3 { return decryptChainByKernel(bytes, count: count, iv: iv, key: key) }
      #endif
      withUnsafeTemporaryAllocation(byteCount: (AESPortable.batch + 1) * blockByteCount, alignment: 16) { previous in
        // What is added to the batch's blocks: the ciphertext before it and that of all but its last block.
        let base = previous.baseAddress.unsafelyUnwrapped
        base.copyMemory(from: iv, byteCount: blockByteCount)
        for start in stride(from: 0, to: count, by: AESPortable.batch) {
          let (batch, blocks) = (bytes + start * blockByteCount, min(AESPortable.batch, count - start))
          (base + blockByteCount).copyMemory(from: batch, byteCount: blocks * blockByteCount)
          AESPortable.decryptBlocks(batch, count: blocks, key: key)
          ByteOperations.add(base, to: batch, count: blocks * blockByteCount)
          base.copyMemory(from: base + blocks * blockByteCount, byteCount: blockByteCount)
        }
      }
    }

    #if arch(x86_64)
      private static func decryptChainByKernel(
        _ bytes: UnsafeMutableRawPointer, count: Int, iv: UnsafeRawPointer, key: borrowing KeySchedule
      ) {
        withUnsafeTemporaryAllocation(byteCount: (key.rounds + 1) * blockByteCount, alignment: 16) { inverseKeys in
          let keys = inverseKeys.baseAddress.unsafelyUnwrapped
          KernelsX86V3.aesInvertKeys(key.roundKeys, rounds: key.rounds, into: keys)
          if key.level == .v4 {
            KernelsX86V4.aesCBCDecrypt(keys: keys, rounds: key.rounds, iv: iv, bytes, count: count)
          } else {
            KernelsX86V3.aesCBCDecrypt(keys: keys, rounds: key.rounds, iv: iv, bytes, count: count)
          }
          Wipe.zero(inverseKeys)
        }
      }
    #endif

    /// Chains bytes, filled up with zeros to whole blocks, into the block at `mac` (CBC-MAC; SP 800-38C, section 6.2).
    static func authenticate(
      _ bytes: UnsafeRawBufferPointer, into mac: UnsafeMutableRawPointer, key: borrowing KeySchedule
    ) {
      guard let base = bytes.baseAddress else { return }
      #if arch(x86_64)
        if key.level >= .v3 {
          return KernelsX86V3.aesCBCMAC(keys: key.roundKeys, rounds: key.rounds, mac: mac, base, count: bytes.count)
        }
      #endif
      for start in stride(from: 0, to: bytes.count, by: blockByteCount) {
        ByteOperations.add(base + start, to: mac, count: min(blockByteCount, bytes.count - start))
        AESPortable.encryptBlocks(mac, count: 1, key: key)
      }
    }
  }
}
