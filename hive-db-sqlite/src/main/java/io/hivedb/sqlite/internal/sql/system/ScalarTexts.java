// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.INT4;
import static io.hivedb.sqlite.internal.sql.type.Types.NUMERIC;
import static io.hivedb.sqlite.internal.sql.type.Types.TEXT;
import static io.hivedb.sqlite.internal.sql.type.Types.VARCHAR;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computed values as pg_get_expr prints them: arithmetic, texts put together, simple calls. */
final class ScalarTexts {

  private record Scalar(String text, PgType type) {}

  private final @Nullable Table table;
  private final ExpressionTexts texts;

  ScalarTexts(Catalog catalog, List<String> path, @Nullable Table table) {
    this.table = table;
    this.texts = new ExpressionTexts(catalog, path, table);
  }

  /** The text of an expression that has just that type; null where it cannot be printed. */
  @Nullable String of(Expr expr, PgType type) {
    Scalar scalar = scalar(expr);
    return scalar != null && scalar.type().equals(type) ? scalar.text() : null;
  }

  private @Nullable Scalar scalar(Expr expr) {
    if (expr instanceof Expr.ColumnRef ref && ref.names().size() == 1 && table != null) {
      Column column = table.column(ref.last());
      return column == null || column.domain() != null
          ? null
          : new Scalar(TypeTexts.identifier(column.name()), column.type());
    }
    if (expr instanceof Expr.NumberLiteral number && number.text().matches("\\d{1,9}")) {
      return new Scalar(number.text(), INT4);
    }
    if (expr instanceof Expr.NumberLiteral number && number.text().matches("\\d+\\.\\d+")) {
      return new Scalar(number.text(), NUMERIC);
    }
    if (expr instanceof Expr.Call) {
      String text = texts.key(expr);
      return text == null ? null : new Scalar(text, TEXT);
    }
    return expr instanceof Expr.Binary binary ? binary(binary) : null;
  }

  private @Nullable Scalar binary(Expr.Binary binary) {
    if (binary.operator().equals("||")) {
      String left = text(binary.left());
      String right = text(binary.right());
      return left == null || right == null
          ? null
          : new Scalar("(" + left + " || " + right + ")", TEXT);
    }
    Scalar left = scalar(binary.left());
    Scalar right = scalar(binary.right());
    boolean known = List.of("+", "-", "*", "/").contains(binary.operator());
    if (!known || left == null || right == null) {
      return null;
    }
    boolean integers = left.type().equals(INT4) && right.type().equals(INT4);
    if (integers) {
      return new Scalar("(" + left.text() + operator(binary) + right.text() + ")", INT4);
    }
    String first = numeric(left);
    String second = numeric(right);
    return first == null || second == null
        ? null
        : new Scalar("(" + first + operator(binary) + second + ")", NUMERIC);
  }

  private static String operator(Expr.Binary binary) {
    return " " + binary.operator() + " ";
  }

  private static @Nullable String numeric(Scalar scalar) {
    if (scalar.type().equals(INT4)) {
      return "(" + scalar.text() + ")::numeric";
    }
    return scalar.type().equals(NUMERIC) ? scalar.text() : null;
  }

  private @Nullable String text(Expr expr) {
    if (expr instanceof Expr.StringLiteral literal) {
      return literal.value().indexOf('\\') >= 0
          ? null
          : "'" + literal.value().replace("'", "''") + "'::text";
    }
    Scalar scalar = scalar(expr);
    if (scalar == null) {
      return null;
    }
    if (scalar.type().equals(VARCHAR)) {
      return "(" + scalar.text() + ")::text";
    }
    return scalar.type().equals(TEXT) ? scalar.text() : null;
  }
}
