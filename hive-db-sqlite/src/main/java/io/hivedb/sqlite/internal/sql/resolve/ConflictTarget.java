// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The columns or the constraint that ON CONFLICT names. */
final class ConflictTarget {

  private final Resolver resolver;

  ConflictTarget(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The columns whose equality is the conflict; checked before. */
  static List<String> columns(Table table, Dml.OnConflict conflict) {
    if (conflict.constraint() != null) {
      return java.util.Objects.requireNonNull(table.constraint(conflict.constraint())).columns();
    }
    return conflict.target().stream().map(expr -> ((Expr.ColumnRef) expr).last()).toList();
  }

  /** What stands after ON CONFLICT in SQLite. */
  String sql(Table table, Dml.Insert insert, Dml.OnConflict conflict) {
    if (conflict.constraint() != null) {
      Constraint constraint = table.constraint(conflict.constraint());
      if (constraint == null || !constraint.isKey()) {
        throw new PgException(
                "42704",
                "constraint \""
                    + conflict.constraint()
                    + "\" for table \""
                    + table.name()
                    + "\" does not exist")
            .at(conflict.position());
      }
      return columns(constraint.columns());
    }
    if (conflict.target().isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    Scope scope = new Scope(null);
    scope.add(Modifications.target(table, insert.alias(), table.sqlite()));
    boolean plain = true;
    for (Expr expr : conflict.target()) {
      resolver.resolve(expr, scope);
      plain &= expr instanceof Expr.ColumnRef;
      names.add(expr instanceof Expr.ColumnRef ref ? ref.last() : "");
    }
    if (!plain || conflict.targetWhere() != null) {
      throw PgException.unsupported("ON CONFLICT with an expression or a condition")
          .at(conflict.position());
    }
    if (!isUnique(table, names)) {
      throw new PgException(
              "42P10",
              "there is no unique or exclusion constraint matching the ON CONFLICT specification")
          .at(0);
    }
    return columns(names);
  }

  private boolean isUnique(Table table, List<String> names) {
    HashSet<String> wanted = new HashSet<>(names);
    boolean constraint =
        table.constraints().stream()
            .anyMatch(c -> c.isKey() && new HashSet<>(c.columns()).equals(wanted));
    List<Relation.Index> indexes = resolver.context().catalog().indexes(table.key());
    return constraint
        || indexes.stream()
            .anyMatch(
                i -> i.unique() && i.where() == null && new HashSet<>(i.columns()).equals(wanted));
  }

  private static String columns(List<String> names) {
    StringBuilder sql = new StringBuilder();
    for (String name : names) {
      sql.append(sql.isEmpty() ? " (" : ", ").append(Names.column(name));
    }
    return sql.append(')').toString();
  }
}
