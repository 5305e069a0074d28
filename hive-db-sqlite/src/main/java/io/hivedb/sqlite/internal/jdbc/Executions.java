// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.PreparedStatements;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EXECUTE: the prepared statement with the values in the place of its parameters. */
final class Executions {

  private Executions() {}

  static ParsedStatement of(
      SessionStatement.Execute execute, PreparedStatements.Prepared prepared) {
    int count = execute.arguments().size();
    if (count != prepared.types().size()) {
      throw new PgException(
              "42601",
              "wrong number of parameters for prepared statement \"" + execute.name() + "\"")
          .detail("Expected " + prepared.types().size() + " parameters but got " + count + ".");
    }
    List<Expr> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Expr argument = execute.arguments().get(i);
      checkPlain(argument);
      String type = prepared.types().get(i).sqlName();
      values.add(new Expr.Cast(argument, Parser.type(type), argument.position()));
    }
    ParsedStatement statement = prepared.statement();
    Statement tree = Rewriting.of(statement.tree(), part -> replaced(part, values));
    return ParsedStatement.of(statement.text(), 0, 0, tree);
  }

  /** A value may be mentioned several times, so that computing it must have no effect. */
  private static void checkPlain(Expr argument) {
    Rewriting.of(
        argument,
        part -> {
          if (part instanceof Expr.Call || part instanceof Expr.ColumnRef) {
            throw PgException.unsupported("EXECUTE with a computed value");
          }
          if (part instanceof Select) {
            throw new PgException("0A000", "cannot use subquery in EXECUTE parameter");
          }
          return null;
        });
  }

  private static @Nullable Object replaced(Object part, List<Expr> values) {
    if (part instanceof Select.Item item
        && item.alias() == null
        && item.value() instanceof Expr.Parameter parameter) {
      return new Select.Item(values.get(parameter.number() - 1), "?column?");
    }
    return part instanceof Expr.Parameter parameter ? values.get(parameter.number() - 1) : null;
  }
}
