// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shares the namespace of tables. */
public sealed interface Relation permits Table, Relation.View, Relation.Sequence, Relation.Index {

  /** The schema. */
  String schema();

  /** The name. */
  String name();

  /** The OID. */
  int oid();

  /** The key in the catalogue. */
  default String key() {
    return Names.key(schema(), name());
  }

  /** The name in SQLite, quoted. */
  default String sqlite() {
    return Names.relation(schema(), name());
  }

  /** A view; its query is expanded where it is used. */
  record View(
      String schema, String name, int oid, List<Column> columns, Select query, List<String> path)
      implements Relation {}

  /** A sequence. */
  record Sequence(
      String schema,
      String name,
      int oid,
      long start,
      long increment,
      long minimum,
      long maximum,
      boolean cycle,
      @Nullable String ownerTable,
      @Nullable String ownerColumn)
      implements Relation {

    /** Owned by another column. */
    public Sequence of(String table, String column) {
      return new Sequence(
          schema, name, oid, start, increment, minimum, maximum, cycle, table, column);
    }
  }

  /**
   * An index; {@code real} is false for one that exists only in the catalogue. Each suffix follows
   * its key in the definition, for example {@code " DESC"}; the options are those of WITH.
   */
  record Index(
      String schema,
      String name,
      int oid,
      String table,
      boolean unique,
      String method,
      List<Expr> keys,
      List<String> columns,
      @Nullable Expr where,
      boolean real,
      List<String> suffixes,
      List<String> options)
      implements Relation {

    /** With another name. */
    public Index named(String other) {
      return new Index(
          schema, other, oid, table, unique, method, keys, columns, where, real, suffixes, options);
    }

    /** In another schema. */
    public Index in(String other) {
      return new Index(
          other, name, oid, table, unique, method, keys, columns, where, real, suffixes, options);
    }

    /** With other expressions. */
    public Index withExpressions(List<Expr> others, @Nullable Expr condition) {
      return new Index(
          schema, name, oid, table, unique, method, others, columns, condition, real, suffixes,
          options);
    }

    /** On a table with another key. */
    public Index on(String other) {
      return new Index(
          schema, name, oid, other, unique, method, keys, columns, where, real, suffixes, options);
    }

    /** With columns renamed. */
    public Index withColumns(List<String> others) {
      return new Index(
          schema, name, oid, table, unique, method, keys, others, where, real, suffixes, options);
    }
  }
}
