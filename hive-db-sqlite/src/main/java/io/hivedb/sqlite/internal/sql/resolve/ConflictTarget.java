// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The columns or the constraint that ON CONFLICT names. */
final class ConflictTarget {

  private final Resolver resolver;

  ConflictTarget(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The columns whose equality is the conflict; checked before. */
  static List<String> columns(Table table, Dml.OnConflict conflict) {
    if (conflict.constraint() != null) {
      return Objects.requireNonNull(table.constraint(conflict.constraint())).columns();
    }
    boolean plain = conflict.target().stream().allMatch(Expr.ColumnRef.class::isInstance);
    if (!plain || conflict.targetWhere() != null) {
      throw PgException.unsupported(
              "ON CONFLICT DO UPDATE of several rows with an expression or a condition")
          .at(conflict.position());
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
                + "\" does not exist");
      }
      Relation.Index index = index(table, constraint.name());
      return index.nullsNotDistinct() ? keys(index) : columns(constraint.columns());
    }
    if (conflict.target().isEmpty()) {
      return "";
    }
    Scope scope = resolver.context().alone();
    scope.add(Modifications.target(table, insert.alias(), table.sqlite()));
    resolver.resolve(conflict.target(), scope);
    boolean plain = conflict.target().stream().allMatch(Expr.ColumnRef.class::isInstance);
    if (plain && conflict.targetWhere() == null) {
      List<String> names = columns(table, conflict);
      if (!isUnique(table, names)) {
        throw noMatch();
      }
      List<Relation.Index> equal = fitting(table, names);
      if (equal.size() > 1 && equal.stream().anyMatch(Relation.Index::nullsNotDistinct)) {
        throw PgException.unsupported("ON CONFLICT that two indexes fit").at(conflict.position());
      }
      return equal.get(0).nullsNotDistinct() ? keys(equal.get(0)) : columns(names);
    }
    return inferred(table, conflict);
  }

  private static PgException noMatch() {
    return new PgException(
            "42P10",
            "there is no unique or exclusion constraint matching the ON CONFLICT specification")
        .at(0);
  }

  private String inferred(Table table, Dml.OnConflict conflict) {
    Relation.Index found = index(table, conflict);
    SqliteSchema schema = new SqliteSchema(new Definitions(resolver, ""));
    return " (" + schema.indexes().keys(found) + ")" + schema.indexes().where(found);
  }

  /** The one unique index whose keys and condition are those that are named. */
  Relation.Index index(Table table, Dml.OnConflict conflict) {
    SqliteSchema schema = new SqliteSchema(new Definitions(resolver, ""));
    Set<String> wanted = new HashSet<>();
    for (Expr key : conflict.target()) {
      wanted.add(schema.expression(table, key, "index expression").sql());
    }
    String condition =
        conflict.targetWhere() == null ? "" : schema.condition(table, conflict.targetWhere());
    Relation.Index found = null;
    for (Relation.Index index : resolver.context().catalog().indexes(table.key())) {
      if (!index.unique() || !wanted.equals(keys(schema, table, index))) {
        continue;
      }
      boolean same =
          index.where() == null || schema.condition(table, index.where()).equals(condition);
      if (!same && !condition.isEmpty()) {
        throw PgException.unsupported("ON CONFLICT with another condition than its index has")
            .at(conflict.position());
      }
      if (same && found != null) {
        throw PgException.unsupported("ON CONFLICT that two indexes fit").at(conflict.position());
      }
      found = same ? index : found;
    }
    if (found == null) {
      throw noMatch();
    }
    return found;
  }

  private static Set<String> keys(SqliteSchema schema, Table table, Relation.Index index) {
    Set<String> keys = new HashSet<>();
    index.columns().forEach(column -> keys.add(Names.column(column)));
    for (Expr key : index.keys()) {
      keys.add(schema.expression(table, key, "index expression").sql());
    }
    return keys;
  }

  private boolean isUnique(Table table, List<String> names) {
    return !fitting(table, names).isEmpty();
  }

  /** The unique indexes of columns alone; each key has one. */
  private List<Relation.Index> fitting(Table table, List<String> names) {
    HashSet<String> wanted = new HashSet<>(names);
    return resolver.context().catalog().indexes(table.key()).stream()
        .filter(i -> i.unique() && i.where() == null && new HashSet<>(i.columns()).equals(wanted))
        .toList();
  }

  private Relation.Index index(Table table, String name) {
    Relation found = resolver.context().catalog().relation(Names.key(table.schema(), name));
    return (Relation.Index) Objects.requireNonNull(found);
  }

  private String keys(Relation.Index index) {
    return " (" + new SqliteSchema(new Definitions(resolver, "")).indexes().keys(index) + ")";
  }

  /** Whether nulls are equal to each other in the key that ON CONFLICT means. */
  boolean equalNulls(Table table, Dml.OnConflict conflict) {
    return conflict.constraint() == null
        ? fitting(table, columns(table, conflict)).stream()
            .anyMatch(Relation.Index::nullsNotDistinct)
        : index(table, conflict.constraint()).nullsNotDistinct();
  }

  private static String columns(List<String> names) {
    StringBuilder sql = new StringBuilder();
    for (String name : names) {
      sql.append(sql.isEmpty() ? " (" : ", ").append(Names.column(name));
    }
    return sql.append(')').toString();
  }
}
