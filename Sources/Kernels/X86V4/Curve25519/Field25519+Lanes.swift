#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension Field25519<SIMD4<Int64>> {
    /// Lane `index[i]` in lane i.
    @inline(__always)
    func permuted(_ index: SIMD4<Int64>) -> Self {
      Self(
        _mm256_permutexvar_epi64(index, l0), _mm256_permutexvar_epi64(index, l1), _mm256_permutexvar_epi64(index, l2),
        _mm256_permutexvar_epi64(index, l3), _mm256_permutexvar_epi64(index, l4))
    }

    /// Writes the five vectors.
    @inline(__always)
    func store(to vectors: UnsafeMutablePointer<SIMD4<Int64>>) {
      vectors[0] = l0
      vectors[1] = l1
      vectors[2] = l2
      vectors[3] = l3
      vectors[4] = l4
    }

    /// Writes the five limbs of one lane.
    @inline(__always)
    func store(lane: Int, to limbs: UnsafeMutablePointer<UInt64>) {
      limbs[0] = UInt64(bitPattern: l0[lane])
      limbs[1] = UInt64(bitPattern: l1[lane])
      limbs[2] = UInt64(bitPattern: l2[lane])
      limbs[3] = UInt64(bitPattern: l3[lane])
      limbs[4] = UInt64(bitPattern: l4[lane])
    }
  }
#endif
