// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators, with the special rules of text concatenation and enums. */
final class Operators {

  /** What compares the elements of arrays. */
  private static final Set<String> COMPARING =
      Set.of("=", "<>", "!=", "<", "<=", ">", ">=", "@>", "<@", "&&");

  private final Resolver resolver;

  Operators(Resolver resolver) {
    this.resolver = resolver;
  }

  /** An operator's call; one operand makes it a prefix operator. */
  Typed operator(String name, List<Typed> operands, int position) {
    if (operands.size() == 2 && isReference(operands)) {
      return operator(name, references(operands), position);
    }
    if (COMPARING.contains(name)
        && operands.stream().anyMatch(o -> JSON.equals(o.type().element()))) {
      // PostgreSQL finds out that json has no equality when it compares the first elements.
      throw PgException.unsupported("operator " + shown(name, operands)).at(position);
    }
    boolean path = name.equals("@?") || name.equals("@@");
    if (path && operands.stream().noneMatch(o -> o.type().equals(JSONB))) {
      throw PgException.unsupported("operator " + shown(name, operands)).at(position);
    }
    Typed ofEnum = enumComparison(name, operands, position);
    if (ofEnum != null) {
      return ofEnum;
    }
    if (Calls.isOfMissingExtension(name, resolver.context().catalog())) {
      throw noOperator(name, operands, position);
    }
    List<Signature> all =
        Registry.instance().operators(name).stream()
            .filter(s -> s.arguments().size() == operands.size())
            .toList();
    Typed text = textConcatenation(name, operands, position);
    Signature chosen = text == null ? choose(all, operands, name, position) : null;
    if (text != null) {
      return text;
    }
    if (chosen == null) {
      throw noOperator(name, operands, position);
    }
    return resolver.calls().apply(chosen, operands, position);
  }

  private static boolean isReference(List<Typed> operands) {
    return operands.stream().anyMatch(o -> Types.isReference(o.type()))
        && operands.stream().noneMatch(o -> isText(o) || o.type().isArray());
  }

  /** References are compared as the OIDs that they are; a literal is read as the other's type. */
  private List<Typed> references(List<Typed> operands) {
    PgType type =
        operands.stream().map(Typed::type).filter(Types::isReference).findFirst().orElseThrow();
    return operands.stream()
        .map(o -> o.isUnknown() ? resolver.casts().implicit(o, type) : o)
        .map(o -> Types.isReference(o.type()) ? resolver.casts().implicit(o, OID) : o)
        .toList();
  }

  private static @Nullable Signature choose(
      List<Signature> all, List<Typed> operands, String name, int position) {
    try {
      return Overloads.choose(all, operands, true);
    } catch (PgException e) {
      throw e.sqlState().equals("42725") && e.text().equals("ambiguous")
          ? notUnique(name, operands, position)
          : e;
    }
  }

  private static PgException notUnique(String name, List<Typed> operands, int position) {
    return new PgException("42725", "operator is not unique: " + shown(name, operands))
        .hint(
            "Could not choose a best candidate operator. You might need to add explicit type"
                + " casts.")
        .at(position);
  }

  private static PgException noOperator(String name, List<Typed> operands, int position) {
    if (Registry.instance().operators(name).isEmpty() && UnsupportedOperators.isKnown(name)) {
      return PgException.unsupported("operator " + name).at(position);
    }
    boolean exotic = operands.stream().anyMatch(o -> UnsupportedOperators.isExotic(name, o.type()));
    if (exotic) {
      return PgException.unsupported("operator " + shown(name, operands)).at(position);
    }
    return new PgException("42883", "operator does not exist: " + shown(name, operands))
        .hint(
            "No operator matches the given name and argument types. You might need to add explicit type casts.")
        .at(position);
  }

  private static String shown(String name, List<Typed> operands) {
    String last = operands.get(operands.size() - 1).type().sqlName();
    return operands.size() == 1
        ? name + " " + last
        : operands.get(0).type().sqlName() + " " + name + " " + last;
  }

  /** {@code text || anything} takes the other's text, unless that has its own operator. */
  private @Nullable Typed textConcatenation(String name, List<Typed> operands, int position) {
    if (!name.equals("||")) {
      return null;
    }
    boolean left = isText(operands.get(0));
    boolean right = isText(operands.get(1));
    boolean leftOther = isPlain(operands.get(0));
    boolean rightOther = isPlain(operands.get(1));
    boolean both =
        (operands.get(0).isUnknown() && operands.get(1).isUnknown())
            || (operands.get(0).isUnknown() && isText(operands.get(1)))
            || (operands.get(1).isUnknown() && isText(operands.get(0)));
    boolean mixed =
        (left && isOther(operands.get(1)))
            || (right && isOther(operands.get(0)))
            || (operands.get(0).isUnknown() && rightOther)
            || (operands.get(1).isUnknown() && leftOther);
    if (!both && !mixed) {
      return null;
    }
    String a = asText(operands.get(0));
    return Typed.of("(" + a + " || " + asText(operands.get(1)) + ")", TEXT, position);
  }

  private static boolean isText(Typed value) {
    return value.type().category() == 'S';
  }

  /** A text takes the text form of anything but arrays. */
  private static boolean isOther(Typed value) {
    return !value.isUnknown()
        && !value.type().isArray()
        && value.type().category() != 'P'
        && !isText(value);
  }

  /** What has no operator of its own that a literal could mean. */
  private static boolean isPlain(Typed value) {
    PgType type = value.type();
    return !value.isUnknown()
        && !type.isArray()
        && !type.equals(JSONB)
        && !type.equals(BYTEA)
        && !isPgvector(type)
        && !isBits(type)
        && type.category() != 'S'
        && type.category() != 'P';
  }

  String asText(Typed value) {
    if (value.isUnknown()) {
      return resolver.casts().implicit(value, TEXT).sql();
    }
    if (Volatility.isStable(value.type(), TEXT)) {
      resolver.context().stable();
    }
    return value.type().category() == 'S' && !value.type().equals(BPCHAR)
        ? value.sql()
        : resolver.casts().conversions().toText(value.sql(), value.type());
  }

  private @Nullable Typed enumComparison(String name, List<Typed> operands, int position) {
    boolean comparison = List.of("=", "<>", "<", ">", "<=", ">=").contains(name);
    Typed known =
        operands.stream().filter(o -> o.type().category() == 'E').findFirst().orElse(null);
    if (known == null || !comparison || operands.size() != 2) {
      return null;
    }
    List<String> sides = new ArrayList<>();
    for (Typed operand : operands) {
      if (!operand.isUnknown() && !operand.type().equals(known.type())) {
        throw noOperator(name, operands, position);
      }
      String sql = resolver.casts().implicit(operand, known.type()).sql();
      sides.add(name.equals("=") || name.equals("<>") ? sql : enumKey(sql, known.type()));
    }
    return Typed.of(
        "("
            + sides.get(0)
            + (name.equals("=") || name.equals("<>") ? known.type().collate() : "")
            + " "
            + name
            + " "
            + sides.get(1)
            + ")",
        BOOL,
        position);
  }

  /** The place of a label in its enum. */
  String enumKey(String sql, PgType type) {
    EnumType found = Objects.requireNonNull(resolver.context().catalog().enumOf(type));
    StringBuilder key = new StringBuilder("pg_enum_key(").append(sql);
    for (String label : found.labels()) {
      key.append(", ").append(Names.literal(label));
    }
    return key.append(')').toString();
  }
}
