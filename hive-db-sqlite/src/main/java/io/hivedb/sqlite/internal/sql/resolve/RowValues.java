// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as values. They are texts as PostgreSQL prints them, which can be returned; what would
 * compare or sort them is refused, as equal fields may be printed otherwise.
 */
final class RowValues {

  /** Types whose equal values have the same text. */
  private static final List<PgType> CANONICAL =
      List.of(BOOL, INT2, INT4, INT8, OID, TEXT, VARCHAR, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID);

  private RowValues() {}

  static Typed of(Resolver resolver, Expr.Row row, Scope scope) {
    return Typed.of(text(resolver, row, scope, false), RECORD, row.position());
  }

  private static String text(Resolver resolver, Expr.Row row, Scope scope, boolean compared) {
    StringBuilder sql = new StringBuilder("pg_row_text(");
    for (Expr field : row.fields()) {
      if (field instanceof Expr.Star) {
        throw PgException.unsupported("a row value of all columns").at(row.position());
      }
      Typed value = resolver.casts().settle(resolver.resolve(field, scope));
      if (compared && value.type().equals(BPCHAR)) {
        value = resolver.casts().cast(value, TEXT, -1, CastLevel.EXPLICIT);
      }
      boolean canonical = CANONICAL.contains(value.type()) || value.type().category() == 'E';
      if (compared && !canonical) {
        throw PgException.unsupported("DISTINCT rows with values of type " + value.type())
            .at(value.position());
      }
      sql.append(sql.charAt(sql.length() - 1) == '(' ? "" : ", ")
          .append(CastSql.output(value.sql(), value.type()));
    }
    return sql.append(')').toString();
  }

  /** {@code count(DISTINCT (a, b))}. */
  static @Nullable Typed countDistinct(
      Resolver resolver, String name, Expr.Call call, Scope scope) {
    boolean one = name.equals("count") && call.options().distinct() && call.arguments().size() == 1;
    if (!one || !(call.arguments().get(0) instanceof Expr.Row row)) {
      return null;
    }
    String text = text(resolver, row, scope, true);
    return Typed.of("count(DISTINCT " + text + ")", INT8, call.position());
  }

  /** {@code (t).column}, where t is a whole row of FROM. */
  static @Nullable Typed field(Expr.Field field, Scope scope) {
    boolean name = field.composite() instanceof Expr.ColumnRef ref && ref.names().size() == 1;
    if (!name) {
      return null;
    }
    String source = ((Expr.ColumnRef) field.composite()).last();
    boolean column =
        scope.sources().stream()
            .anyMatch(s -> s.items().stream().anyMatch(i -> i.name().equals(source)));
    return column || scope.source(source) == null
        ? null
        : scope.column(List.of(source, field.name()), field.position());
  }

  static void refuse(PgType type, String where) {
    if (type.equals(RECORD)) {
      throw PgException.unsupported("a row value in " + where);
    }
  }
}
