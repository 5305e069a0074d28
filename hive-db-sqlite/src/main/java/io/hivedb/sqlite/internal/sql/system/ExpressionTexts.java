// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Simple expressions as PostgreSQL prints them, with its casts and parentheses: comparisons of a
 * column with constants, lists of texts, AND, OR, null tests, defaults. Null for anything else.
 */
final class ExpressionTexts {

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", ">", "<=", ">=");
  private static final List<String> INTEGERS = List.of("int2", "int4", "int8");

  private final Catalog catalog;
  private final List<String> path;
  private final @Nullable Table table;
  private final String name;
  private boolean pretty;

  /** In the pretty form, without the parentheses that may be left out. */
  ExpressionTexts pretty(boolean value) {
    pretty = value;
    return this;
  }

  private String enclosed(String text) {
    return pretty ? text : "(" + text + ")";
  }

  ExpressionTexts(Catalog catalog, List<String> path, @Nullable Table table) {
    this(catalog, path, table, table == null ? "" : table.name());
  }

  /** Of a table under another name. */
  ExpressionTexts(Catalog catalog, List<String> path, @Nullable Table table, String name) {
    this.catalog = catalog;
    this.path = path;
    this.table = table;
    this.name = name;
  }

  /** The default of a column. */
  @Nullable String value(Expr expr, Column column) {
    PgType type = column.type();
    if (expr instanceof Expr.NullLiteral) {
      return null;
    }
    if (expr instanceof Expr.Call call && call.arguments().isEmpty() && call.names().size() == 1) {
      String name = call.name();
      boolean word =
          name.startsWith("current_") || name.startsWith("local") || name.equals("session_user");
      boolean dated = type.equals(TIMESTAMPTZ) || type.equals(TIMESTAMP) || type.equals(DATE);
      return word ? (dated ? word(name) : null) : name + "()";
    }
    if (expr instanceof Expr.Cast cast && cast.operand() instanceof Expr.StringLiteral text) {
      boolean same = cast.type().name().equals(type.name()) && cast.type().modifiers().isEmpty();
      return same ? literal(text.value(), type) : null;
    }
    return constant(expr, type);
  }

  private static @Nullable String word(String name) {
    return switch (name) {
      case "current_timestamp" -> "CURRENT_TIMESTAMP";
      case "current_date" -> "CURRENT_DATE";
      case "localtimestamp" -> "LOCALTIMESTAMP";
      default -> null;
    };
  }

  private @Nullable String constant(Expr expr, PgType type) {
    if (expr instanceof Expr.BooleanLiteral flag) {
      return type.equals(BOOL) ? Boolean.toString(flag.value()) : null;
    }
    if (expr instanceof Expr.StringLiteral text) {
      return literal(text.value(), type);
    }
    if (expr instanceof Expr.Unary minus
        && minus.operator().equals("-")
        && minus.operand() instanceof Expr.NumberLiteral number) {
      return negative(number.text(), type);
    }
    if (!(expr instanceof Expr.NumberLiteral number)) {
      return null;
    }
    String text = number.text();
    if (text.startsWith("-")) {
      return negative(text.substring(1), type);
    }
    boolean integer = text.matches("\\d{1,9}");
    if (integer) {
      return INTEGERS.contains(type.name()) || type.equals(NUMERIC) || type.category() == 'N'
          ? text
          : null;
    }
    return type.equals(NUMERIC) && text.matches("\\d+\\.\\d+") ? text : null;
  }

  /** A literal with a sign is a constant that keeps the type of its digits. */
  private static @Nullable String negative(String digits, PgType type) {
    if (digits.matches("\\d{1,9}")) {
      return INTEGERS.contains(type.name()) || type.equals(NUMERIC)
          ? "'-" + digits + "'::integer"
          : null;
    }
    return type.equals(NUMERIC) && digits.matches("\\d+\\.\\d+")
        ? "'-" + digits + "'::numeric"
        : null;
  }

  private @Nullable String literal(String text, PgType type) {
    boolean kept =
        type.category() == 'S' || type.category() == 'E' || type.equals(JSONB) || type.isArray();
    if (!kept || text.indexOf('\\') >= 0) {
      return null;
    }
    if (type.equals(BPCHAR)) {
      return "'" + text.replace("'", "''") + "'::bpchar";
    }
    String stored = type.category() == 'E' ? text : type.text(type.read(text));
    return "'" + stored.replace("'", "''") + "'::" + TypeTexts.of(catalog, path, type, -1);
  }

  /** A condition, in the parentheses that PostgreSQL gives it. */
  @Nullable String condition(Expr expr) {
    if (expr instanceof Expr.Logical both) {
      String left = chain(both.left(), both.and());
      String right = part(both.right(), both.and());
      return left == null || right == null ? null : enclosed(left + word(both.and()) + right);
    }
    if (expr instanceof Expr.NullTest test) {
      Column column = column(test.operand());
      return column == null
          ? null
          : enclosed(
              TypeTexts.identifier(column.name()) + (test.negated() ? " IS NOT NULL" : " IS NULL"));
    }
    if (expr instanceof Expr.Binary binary && COMPARISONS.contains(binary.operator())) {
      return comparison(binary);
    }
    if (expr instanceof Expr.InList in && !in.negated() && in.values().size() > 1) {
      return list(in);
    }
    Column column = column(expr);
    return column != null && column.type().equals(BOOL) && column.domain() == null
        ? TypeTexts.identifier(column.name())
        : null;
  }

  /** PostgreSQL's parser makes one list of {@code a AND b AND c}, but not of what follows it. */
  private @Nullable String chain(Expr expr, boolean and) {
    if (!(expr instanceof Expr.Logical same) || same.and() != and) {
      return part(expr, and);
    }
    String left = chain(same.left(), and);
    String right = part(same.right(), and);
    return left == null || right == null ? null : left + word(and) + right;
  }

  /** A part of a chain; the pretty form keeps the parentheses of OR in AND, and of ANY. */
  private @Nullable String part(Expr expr, boolean and) {
    String text = condition(expr);
    boolean or = and && expr instanceof Expr.Logical inner && !inner.and();
    return text != null && pretty && (or || expr instanceof Expr.InList) ? "(" + text + ")" : text;
  }

  private static String word(boolean and) {
    return and ? " AND " : " OR ";
  }

  private @Nullable Column column(Expr expr) {
    if (table == null || !(expr instanceof Expr.ColumnRef ref)) {
      return null;
    }
    boolean own = ref.names().size() == 2 && ref.names().get(0).equals(name);
    return own || ref.names().size() == 1 ? table.column(ref.last()) : null;
  }

  private @Nullable String comparison(Expr.Binary binary) {
    Column column = column(binary.left());
    if (column == null) {
      return null;
    }
    String name = TypeTexts.identifier(column.name());
    Column other = column(binary.right());
    if (!isShown(column)
        || (other != null && (column.domain() != null || other.domain() != null))) {
      return null;
    }
    if (other != null) {
      boolean integers =
          INTEGERS.contains(other.type().name()) && INTEGERS.contains(column.type().name());
      boolean same =
          integers || (other.type().equals(column.type()) && !column.type().equals(VARCHAR));
      return same
          ? enclosed(name + " " + binary.operator() + " " + TypeTexts.identifier(other.name()))
          : null;
    }
    String operand = operand(column, binary.right());
    if (operand == null) {
      return null;
    }
    return enclosed(shown(column) + " " + binary.operator() + " " + operand);
  }

  private String shown(Column column) {
    String name = TypeTexts.identifier(column.name());
    if (column.type().equals(VARCHAR)) {
      return enclosed(name) + "::text";
    }
    // What compares values of a domain is told of the type that it is of.
    return column.domain() == null
        ? name
        : enclosed(name) + "::" + TypeTexts.of(catalog, path, column.type(), -1);
  }

  private static boolean isShown(Column column) {
    PgType type = column.type();
    boolean simple = type.equals(TEXT) || type.equals(VARCHAR) || type.equals(NUMERIC);
    return column.domain() == null || simple || INTEGERS.contains(type.name());
  }

  private @Nullable String operand(Column column, Expr value) {
    PgType type = column.type();
    if (type.equals(VARCHAR)) {
      return value instanceof Expr.StringLiteral text ? literal(text.value(), TEXT) : null;
    }
    String integer = constant(value, INT4);
    if (integer != null && type.equals(NUMERIC)) {
      return enclosed(integer) + "::numeric";
    }
    if (integer != null && (type.equals(FLOAT8) || type.equals(FLOAT4))) {
      return enclosed(integer) + "::double precision";
    }
    if (integer != null && INTEGERS.contains(type.name())) {
      return integer;
    }
    return constant(value, type);
  }

  /** {@code IN} is printed as {@code = ANY}. */
  private @Nullable String list(Expr.InList in) {
    Column column = column(in.operand());
    if (column == null || !isShown(column)) {
      return null;
    }
    boolean varchar = column.type().equals(VARCHAR);
    StringJoiner values = new StringJoiner(", ");
    for (Expr value : in.values()) {
      String shown = element(column.type(), value);
      if (shown == null) {
        return null;
      }
      values.add(shown);
    }
    return varchar
        ? enclosed(shown(column) + " = ANY (" + enclosed("ARRAY[" + values + "]") + "::text[])")
        : enclosed(shown(column) + " = ANY (ARRAY[" + values + "])");
  }

  private @Nullable String element(PgType type, Expr value) {
    boolean text = value instanceof Expr.StringLiteral;
    boolean fits = text ? type.category() == 'S' : type.equals(INT4) || type.equals(INT8);
    String shown = fits ? constant(value, type) : null;
    return shown != null && type.equals(INT8) ? enclosed(shown) + "::bigint" : shown;
  }

  /** A key of an index: a function of a column. */
  @Nullable String key(Expr expr) {
    if (!(expr instanceof Expr.Call call)
        || call.arguments().size() != 1
        || !List.of("lower", "upper").contains(call.name())) {
      return null;
    }
    Column column = column(call.arguments().get(0));
    if (column == null) {
      return null;
    }
    boolean text = column.type().equals(TEXT) || column.type().equals(VARCHAR);
    return text ? call.name() + "(" + shown(column) + ")" : null;
  }
}
