/// Something that can stand in a `DistinguishedName { ... }`.
public protocol RelativeDistinguishedNameConvertible {
  /// The step of the name.
  ///
  /// - Throws: a `NameError` when the value breaks its attribute's rules.
  func relativeDistinguishedName() throws(NameError) -> RelativeDistinguishedName
}

extension RelativeDistinguishedName: RelativeDistinguishedNameConvertible {
  /// The step itself.
  public func relativeDistinguishedName() throws(NameError) -> RelativeDistinguishedName { self }
}

/// Puts a name together from its attributes.
@resultBuilder
public enum DistinguishedNameBuilder {
  /// The steps, or what is wrong with them.
  public typealias Component = [Result<RelativeDistinguishedName, NameError>]

  /// One attribute.
  public static func buildExpression(_ name: some RelativeDistinguishedNameConvertible) -> Component {
    do throws(NameError) { return [.success(try name.relativeDistinguishedName())] } catch { return [.failure(error)] }
  }
  /// The attributes of a block.
  public static func buildBlock(_ components: Component...) -> Component { components.flatMap { $0 } }
  /// The attributes of an `if` without `else`.
  public static func buildOptional(_ component: Component?) -> Component { component ?? [] }
  /// The attributes of an `if`.
  public static func buildEither(first component: Component) -> Component { component }
  /// The attributes of an `else`.
  public static func buildEither(second component: Component) -> Component { component }
  /// The attributes of a `for`.
  public static func buildArray(_ components: [Component]) -> Component { components.flatMap { $0 } }
}

/// An attribute with a text, of a type that its Swift type names.
public protocol NameAttribute: RelativeDistinguishedNameConvertible, Hashable, Sendable {
  /// The type of attribute.
  static var type: AttributeType { get }
  /// The value.
  var text: String { get }
}

extension NameAttribute {
  /// The step with this one attribute.
  public func relativeDistinguishedName() throws(NameError) -> RelativeDistinguishedName {
    RelativeDistinguishedName(try RelativeDistinguishedName.Attribute(type: Self.type, text: text))
  }
}
