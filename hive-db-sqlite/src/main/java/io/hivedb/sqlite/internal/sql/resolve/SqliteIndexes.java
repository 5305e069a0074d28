// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/** The indexes of the catalogue in SQLite's DDL. */
final class SqliteIndexes {

  private final Definitions definitions;
  private final SqliteSchema schema;

  SqliteIndexes(Definitions definitions, SqliteSchema schema) {
    this.definitions = definitions;
    this.schema = schema;
  }

  /** CREATE INDEX. */
  String definition(Relation.Index index) {
    Table table = Objects.requireNonNull(definitions.catalog().table(index.table()));
    return "CREATE "
        + (index.unique() ? "UNIQUE " : "")
        + "INDEX "
        + index.sqlite()
        + " ON "
        + table.sqlite()
        + " ("
        + keys(index)
        + ")"
        + where(index);
  }

  /** The keys of an index. */
  String keys(Relation.Index index) {
    Table table = Objects.requireNonNull(definitions.catalog().table(index.table()));
    if (index.nullsNotDistinct()) {
      return equalNulls(table, index);
    }
    StringBuilder keys =
        new StringBuilder(index.keys().isEmpty() ? SqliteSchema.columns(index.columns()) : "");
    for (Expr key : index.keys()) {
      Typed value = schema.expression(table, key, "index expression");
      String collation = value.type().collate();
      keys.append(keys.isEmpty() ? "" : ", ").append(value.sql()).append(collation);
    }
    return keys.toString();
  }

  /** NULLS NOT DISTINCT: whether a key is null, and its value where it is not. */
  private String equalNulls(Table table, Relation.Index index) {
    List<Typed> values = new ArrayList<>();
    for (Expr key : index.keys()) {
      values.add(schema.expression(table, key, "index expression"));
    }
    for (String name : index.columns()) {
      Column column = Objects.requireNonNull(table.column(name));
      values.add(Typed.of(Names.column(name), column.type(), column.typmod(), 0));
    }
    StringJoiner keys = new StringJoiner(", ");
    for (Typed value : values) {
      keys.add("(" + value.sql() + " IS NULL)");
      keys.add("ifnull(" + value.sql() + ", 0)" + value.type().collate());
    }
    return keys.toString();
  }

  /** The condition of a partial index. */
  String where(Relation.Index index) {
    Table table = Objects.requireNonNull(definitions.catalog().table(index.table()));
    return index.where() == null ? "" : " WHERE " + schema.indexed(table, index.where());
  }

  /**
   * Creates an index. SQLite checks the unique index that was made last first, PostgreSQL the one
   * that was made first, so the older ones are made again after a new one.
   */
  void create(Relation.Index index) {
    definitions.run(definition(index));
    List<Relation.Index> older = new ArrayList<>();
    for (Relation.Index other : definitions.catalog().indexes(index.table())) {
      if (index.unique() && other.unique() && !other.key().equals(index.key())) {
        older.add(0, other);
      }
    }
    for (Relation.Index other : older) {
      definitions.run("DROP INDEX " + other.sqlite());
      definitions.run(definition(other));
    }
  }

  /** Creates the indexes of a table that has none yet, the oldest last. */
  void createAll(Table table) {
    List<Relation.Index> indexes = new ArrayList<>(definitions.catalog().indexes(table.key()));
    Collections.reverse(indexes);
    for (Relation.Index index : indexes) {
      if (index.real()) {
        definitions.run(definition(index));
      }
    }
  }
}
