// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.PgType;
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

  /**
   * A view; its query is expanded where it is used. The check option is empty, LOCAL or CASCADED.
   */
  record View(
      String schema,
      String name,
      int oid,
      List<Column> columns,
      Select query,
      List<String> path,
      String checkOption)
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
      PgType type,
      @Nullable String ownerTable,
      @Nullable String ownerColumn)
      implements Relation {

    /** Owned by another column. */
    public Sequence of(String table, String column) {
      return new Sequence(
          schema, name, oid, start, increment, minimum, maximum, cycle, type, table, column);
    }
  }

  /**
   * An index; {@code real} is false for one that exists only in the catalogue. Each suffix follows
   * its key in the definition, for example {@code " DESC"}; the options are those of WITH. Included
   * columns are in the catalogue alone.
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
      List<String> options,
      boolean nullsNotDistinct,
      List<String> include)
      implements Relation {

    /** With another name. */
    public Index named(String other) {
      return new Index(
          schema,
          other,
          oid,
          table,
          unique,
          method,
          keys,
          columns,
          where,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          include);
    }

    /** In another schema. */
    public Index in(String other) {
      return new Index(
          other,
          name,
          oid,
          table,
          unique,
          method,
          keys,
          columns,
          where,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          include);
    }

    /** With other expressions. */
    public Index withExpressions(List<Expr> others, @Nullable Expr condition) {
      return new Index(
          schema,
          name,
          oid,
          table,
          unique,
          method,
          others,
          columns,
          condition,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          include);
    }

    /** On a table with another key. */
    public Index on(String other) {
      return new Index(
          schema,
          name,
          oid,
          other,
          unique,
          method,
          keys,
          columns,
          where,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          include);
    }

    /** With other columns included. */
    public Index including(List<String> others) {
      return new Index(
          schema,
          name,
          oid,
          table,
          unique,
          method,
          keys,
          columns,
          where,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          others);
    }

    /** With columns renamed. */
    public Index withColumns(List<String> others) {
      return new Index(
          schema,
          name,
          oid,
          table,
          unique,
          method,
          keys,
          others,
          where,
          real,
          suffixes,
          options,
          nullsNotDistinct,
          include);
    }
  }
}
