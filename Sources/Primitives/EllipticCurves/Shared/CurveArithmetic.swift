import BigInt

/// The arithmetic of P-384 and P-521 on plain words, for the campaign of comparisons (`Tests/Differential`) alone.
package enum CurveArithmetic {
  package enum Curve: Sendable {
    case p384
    case p521
  }

  /// `a * b` modulo p, for numbers below p, by the portable code; where both are the same number, by its squaring.
  package static func product(_ curve: Curve, _ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    switch curve {
    case .p384: words(P384.FieldElement(words: a), P384.FieldElement(words: b))
    case .p521: words(P521.FieldElement(words: a), P521.FieldElement(words: b))
    }
  }

  /// 1/a modulo p and modulo n, in constant and in variable time.
  package static func inverses(_ curve: Curve, _ a: [UInt64]) -> (field: [UInt64], scalar: [UInt64], varTime: [UInt64])
  {
    switch curve {
    case .p384: inverses(P384.self, a)
    case .p521: inverses(P521.self, a)
    }
  }

  private static func words<Field: PrimeFieldElement>(_ a: Field, _ b: Field) -> [UInt64] {
    (a.equals(b).declassified ? a.squared() : a * b).words
  }

  private static func inverses<C: WeierstrassCurve>(
    _: C.Type, _ a: [UInt64]
  ) -> (field: [UInt64], scalar: [UInt64], varTime: [UInt64]) {
    let scalar = CurveScalar<C.Order>(words: a)
    return (C.Field(words: a).inverted().words, scalar.inverted().wordArray, scalar.invertedVarTime().wordArray)
  }
}

#if arch(x86_64)
  extension CurveArithmetic {
    /// x and y of `scalar`, from 1 to n - 1, times `multiple`, from 1 on, times the generator: by the kernel in lanes (which the
    /// processor must have), or by the portable code.
    package static func product(
      _ curve: Curve, _ scalar: [UInt64], ofMultiple multiple: [UInt64], inLanes: Bool
    ) -> [[UInt64]] {
      switch curve {
      case .p384: product(P384.self, scalar, multiple, inLanes)
      case .p521: product(P521.self, scalar, multiple, inLanes)
      }
    }

    private static func product<C: WeierstrassCurve>(
      _: C.Type, _ scalar: [UInt64], _ multiple: [UInt64], _ inLanes: Bool
    ) -> [[UInt64]] where C.Field: LaneField {
      let point = JacobianPoint<C>.product(CurveScalar(words: multiple)).affine()
      let scalar = CurveScalar<C.Order>(words: scalar)
      let product =
        inLanes ? ProjectivePoint.multiplyInLanes(scalar, point) : JacobianPoint.product(scalar, point)
      let affine = product.affine()
      return [affine.x.words, affine.y.words]
    }
  }
#endif

extension PrimeFieldElement {
  /// A number below p.
  fileprivate init(words: [UInt64]) {
    let bytes = bigEndian(words, count: Self.byteCount)
    guard let element = Self(canonical: bytes.span, at: 0) else { preconditionFailure("not below p") }
    self = element
  }

  fileprivate var words: [UInt64] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    var span = bytes.mutableSpan
    store(to: &span, at: 0)
    return littleEndian(bytes)
  }
}

extension CurveScalar {
  /// A number below n, which larger ones are reduced to once.
  fileprivate init(words: [UInt64]) { self = Self.load(bigEndian(words, count: Self.byteCount).span).scalar }

  fileprivate var wordArray: [UInt64] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    var span = bytes.mutableSpan
    store(to: &span)
    return littleEndian(bytes)
  }
}

private func bigEndian(_ words: [UInt64], count: Int) -> [UInt8] {
  (0..<count).reversed().map { UInt8(truncatingIfNeeded: words[$0 >> 3] >> UInt64(8 * ($0 & 7))) }
}

private func littleEndian(_ bytes: [UInt8]) -> [UInt64] {
  var words = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
  for (i, byte) in bytes.reversed().enumerated() { words[i >> 3] |= UInt64(byte) << UInt64(8 * (i & 7)) }
  return words
}
