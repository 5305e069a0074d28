// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Typmods;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constants and casts as pg_get_expr prints them. */
final class RuleValues {

  private static final List<PgType> INTEGERS = List.of(INT2, INT4, INT8);

  private final Catalog catalog;
  private final List<String> path;

  RuleValues(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  /**
   * A printed expression.
   *
   * @param text its text; that of a literal which has no type yet
   * @param type its type; unknown for such a literal
   */
  record Node(String text, PgType type) {

    boolean isUnknown() {
      return type.equals(UNKNOWN);
    }
  }

  static boolean isInteger(PgType type) {
    return INTEGERS.contains(type);
  }

  /** Whether it is a text of any length. */
  static boolean isText(PgType type) {
    return type.equals(TEXT) || type.equals(VARCHAR);
  }

  /** A constant out of its text; null where that is none, or is read anew each time. */
  @Nullable Node constant(String text, PgType type) {
    boolean clock = (type.category() == 'D') && !text.matches("[0-9].*|-?infinity");
    if (clock || type.equals(BPCHAR) || type.category() == 'P') {
      return null;
    }
    String stored;
    try {
      stored = type.category() == 'E' ? text : type.text(type.read(text));
    } catch (PgException e) {
      return null;
    }
    if (type.equals(BOOL)) {
      return new Node(stored.equals("t") ? "true" : "false", type);
    }
    boolean plain =
        (type.equals(INT4) && !stored.startsWith("-"))
            || (type.equals(NUMERIC) && stored.matches("[0-9].*[.eE].*"));
    return new Node(plain ? stored : quoted(stored) + "::" + name(type, -1), type);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  String name(PgType type, int typmod) {
    return TypeTexts.of(catalog, path, type, typmod);
  }

  /** A number as it is written. */
  @Nullable Node number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      long value = Long.parseLong(text);
      return constant(text, value == (int) value ? INT4 : INT8);
    }
    return text.matches("-?[0-9.]+(?:[eE][+-]?[0-9]+)?") ? constant(text, NUMERIC) : null;
  }

  /** What an operator or function is given: of its type, with the cast that this takes. */
  @Nullable String as(@Nullable Node node, PgType type) {
    if (node == null) {
      return null;
    }
    if (node.isUnknown()) {
      Node constant = constant(node.text(), type);
      return constant == null ? null : constant.text();
    }
    return node.type().equals(type) ? node.text() : "(" + node.text() + ")::" + name(type, -1);
  }

  /** A type by its name; null where it is none of the simple ones. */
  @Nullable PgType type(TypeName name) {
    PgType type = name.schema() == null ? catalog.builtIn(name.name()) : null;
    if (type == null) {
      EnumType found = catalog.findEnum(name.schema(), name.name(), path);
      type = found == null ? null : found.type();
    }
    if (type == null || "NSBDTEU".indexOf(type.category()) < 0 || type.equals(BPCHAR)) {
      return null;
    }
    return name.array() ? Types.array(type) : type;
  }

  /** A cast that is written. */
  @Nullable Node cast(@Nullable Node node, TypeName name) {
    PgType type = type(name);
    if (node == null || type == null || (name.array() && !name.modifiers().isEmpty())) {
      return null;
    }
    int typmod = name.modifiers().isEmpty() ? -1 : Typmods.of(type, name);
    if (node.isUnknown()) {
      Node constant = constant(node.text(), type);
      boolean labelled = constant != null && constant.text().startsWith("'");
      return constant == null || typmod < 0
          ? constant
          : labelled
              ? new Node(constant.text().replaceFirst("::[^:']*$", "::" + name(type, typmod)), type)
              : null;
    }
    return node.type().equals(type) && typmod < 0
        ? node
        : new Node("(" + node.text() + ")::" + name(type, typmod), type);
  }
}
