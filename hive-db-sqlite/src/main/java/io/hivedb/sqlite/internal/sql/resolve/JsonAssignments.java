// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.List;

/** {@code SET column['key'][0] = value} of a jsonb column. */
final class JsonAssignments {

  /** How the SQL of an assignment begins. */
  static final String CALL = "pg_jsonb_assign(";

  private final Resolver resolver;

  JsonAssignments(Resolver resolver) {
    this.resolver = resolver;
  }

  String sql(Expr.Replaced replaced, Table table, Column column, Scope scope) {
    return sql(replaced, old(table, column, scope, replaced.position()), column, scope);
  }

  /** The same of a value that other assignments to parts have changed. */
  String sql(Expr.Replaced replaced, String old, Column column, Scope scope) {
    if (!column.type().equals(JSONB) || column.domain() != null) {
      throw PgException.unsupported("assignment to a part of a column").at(replaced.position());
    }
    List<String> path = new ArrayList<>();
    boolean list = false;
    for (Expr subscript : replaced.subscripts()) {
      Typed key = resolver.resolve(subscript, scope);
      boolean number = key.type().equals(INT2) || key.type().equals(INT4);
      list |= number && path.isEmpty();
      path.add(text(key, number));
    }
    Typed value = value(replaced, column, scope);
    return (CALL + "%s, pg_array_make(%d, %s), %s, %d)")
        .formatted(old, TEXT.oid(), String.join(", ", path), value.sql(), list ? 1 : 0);
  }

  private String text(Typed key, boolean number) {
    if (!number && !key.isUnknown() && !key.type().equals(TEXT)) {
      throw PgException.unsupported("a subscript of jsonb of type " + key.type())
          .at(key.position());
    }
    return number ? "CAST(" + key.sql() + " AS TEXT)" : resolver.casts().implicit(key, TEXT).sql();
  }

  private Typed value(Expr.Replaced replaced, Column column, Scope scope) {
    if (replaced.value() instanceof Expr.DefaultValue) {
      throw new PgException("0A000", "cannot set an array element to DEFAULT")
          .at(replaced.position());
    }
    Typed value = resolver.resolve(replaced.value(), scope);
    boolean fits =
        value.isUnknown() || CastLevel.of(value.type(), JSONB).allows(CastLevel.ASSIGNMENT);
    if (!fits) {
      throw new PgException(
              "42804",
              "subscripted assignment to \""
                  + column.name()
                  + "\" requires type jsonb but expression is of type "
                  + value.type().sqlName())
          .hint("You will need to rewrite or cast the expression.")
          .at(replaced.position());
    }
    return resolver.casts().assign(value, column);
  }

  /** The column of the row that is changed, which other relations may have too. */
  private String old(Table table, Column column, Scope scope, int position) {
    String target = scope.target(table);
    return resolver
        .resolve(new Expr.ColumnRef(List.of(target, column.name()), position), scope)
        .sql();
  }
}
