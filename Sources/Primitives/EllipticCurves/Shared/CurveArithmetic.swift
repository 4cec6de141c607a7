import BigInt

/// The arithmetic of the curves on plain words, for the campaign of comparisons (`Tests/Differential`) alone.
package enum CurveArithmetic {
  package enum Curve: Sendable {
    case p256
    case p384
    case p521
  }

  /// `a * b` modulo p, for numbers below p, by the portable code; where both are the same number, by its squaring.
  package static func product(_ curve: Curve, _ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    switch curve {
    case .p256: words(P256.FieldElement(words: a), P256.FieldElement(words: b))
    case .p384: words(P384.FieldElement(words: a), P384.FieldElement(words: b))
    case .p521: words(P521.FieldElement(words: a), P521.FieldElement(words: b))
    }
  }

  /// 1/a modulo p and modulo n, in constant and in variable time.
  package static func inverses(_ curve: Curve, _ a: [UInt64]) -> (field: [UInt64], scalar: [UInt64], varTime: [UInt64])
  {
    switch curve {
    case .p256: inverses(P256.self, a)
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

extension CurveArithmetic {
  /// How points are multiplied: by complete formulas only, in Jacobian coordinates, or by the kernel, which the processor must
  /// have.
  package enum Way: Sendable {
    case complete
    case jacobian
    case lanes
  }

  /// x and y of `scalar`, from 1 to n - 1, times `multiple`, from 1 on, times the generator.
  package static func product(
    _ curve: Curve, _ scalar: [UInt64], ofMultiple multiple: [UInt64], _ way: Way
  ) -> [[UInt64]] {
    #if arch(x86_64)
      if way == .lanes {
        switch curve {
        case .p256:
          return words(P256.productV4(CurveScalar(words: scalar), P256.product(CurveScalar(words: multiple))).affine())
        case .p384: return inLanes(P384.self, scalar, multiple)
        case .p521: return inLanes(P521.self, scalar, multiple)
        }
      }
    #endif
    switch curve {
    case .p256: return product(P256.self, scalar, multiple, way)
    case .p384: return product(P384.self, scalar, multiple, way)
    case .p521: return product(P521.self, scalar, multiple, way)
    }
  }

  /// x and y of `a` times the generator plus `b` times `multiple` times the generator, zeros for infinity, in variable time.
  package static func sum(
    _ curve: Curve, _ a: [UInt64], _ b: [UInt64], ofMultiple multiple: [UInt64], _ way: Way
  ) -> [[UInt64]] {
    switch curve {
    case .p256: sum(P256.self, a, b, multiple, way)
    case .p384: sum(P384.self, a, b, multiple, way)
    case .p521: sum(P521.self, a, b, multiple, way)
    }
  }

  private static func product<C: WeierstrassCurve>(
    _: C.Type, _ scalar: [UInt64], _ multiple: [UInt64], _ way: Way
  ) -> [[UInt64]] {
    let (scalar, multiple) = (CurveScalar<C.Order>(words: scalar), CurveScalar<C.Order>(words: multiple))
    guard way == .complete else {
      return words(JacobianPoint.product(scalar, JacobianPoint<C>.product(multiple).affine()).affine())
    }
    return words(ProjectivePoint.multiply(scalar, C.baseMultiples.multiply(multiple)).affine())
  }

  private static func sum<C: WeierstrassCurve>(
    _: C.Type, _ a: [UInt64], _ b: [UInt64], _ multiple: [UInt64], _ way: Way
  ) -> [[UInt64]] {
    let (a, b) = (CurveScalar<C.Order>(words: a), CurveScalar<C.Order>(words: b))
    let point = C.baseMultiples.multiply(CurveScalar(words: multiple))
    guard way == .complete else { return words(JacobianPoint.sumVarTime(a, b, point.affine()).affine()) }
    return words(ProjectivePoint.doubleMultiplyVarTime(a, b, point).affine())
  }

  private static func words<C>(_ point: AffinePoint<C>) -> [[UInt64]] { [point.x.words, point.y.words] }

  #if arch(x86_64)
    private static func inLanes<C: WeierstrassCurve>(
      _: C.Type, _ scalar: [UInt64], _ multiple: [UInt64]
    ) -> [[UInt64]] where C.Field: LaneField {
      let point = C.baseMultiples.multiply(CurveScalar(words: multiple)).affine()
      return words(ProjectivePoint.multiplyInLanes(CurveScalar(words: scalar), point).affine())
    }
  #endif
}

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
