// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that change rows. */
public sealed interface Dml extends Statement {

  /** The table that is changed. */
  QualifiedName table();

  /** The common table expressions. */
  List<Select.Cte> with();

  /** WITH RECURSIVE. */
  boolean recursive();

  /** The same statement without its common table expressions. */
  Dml withoutTables();

  /** RETURNING. */
  List<Select.Item> returning();

  /** INSERT; the source is null for DEFAULT VALUES. */
  record Insert(
      List<Select.Cte> with,
      boolean recursive,
      QualifiedName table,
      @Nullable String alias,
      List<ColumnName> columns,
      @Nullable String overriding,
      @Nullable Select source,
      @Nullable OnConflict onConflict,
      List<Select.Item> returning)
      implements Dml {
    @Override
    public Insert withoutTables() {
      return new Insert(
          List.of(), false, table, alias, columns, overriding, source, onConflict, returning);
    }
  }

  /** ON CONFLICT; no assignments mean DO NOTHING. */
  record OnConflict(
      List<Expr> target,
      @Nullable Expr targetWhere,
      @Nullable String constraint,
      boolean update,
      List<Assignment> assignments,
      @Nullable Expr where,
      int position) {}

  /** UPDATE. */
  record Update(
      List<Select.Cte> with,
      boolean recursive,
      QualifiedName table,
      @Nullable String alias,
      List<Assignment> assignments,
      List<FromItem> from,
      @Nullable Expr where,
      List<Select.Item> returning)
      implements Dml {
    @Override
    public Update withoutTables() {
      return new Update(List.of(), false, table, alias, assignments, from, where, returning);
    }
  }

  /** DELETE. */
  record Delete(
      List<Select.Cte> with,
      boolean recursive,
      QualifiedName table,
      @Nullable String alias,
      List<FromItem> using,
      @Nullable Expr where,
      List<Select.Item> returning)
      implements Dml {
    @Override
    public Delete withoutTables() {
      return new Delete(List.of(), false, table, alias, using, where, returning);
    }
  }

  /** MERGE. */
  record Merge(
      List<Select.Cte> with,
      boolean recursive,
      QualifiedName table,
      @Nullable String alias,
      FromItem source,
      Expr on,
      List<When> whens,
      List<Select.Item> returning)
      implements Dml {
    @Override
    public Merge withoutTables() {
      return new Merge(List.of(), false, table, alias, source, on, whens, returning);
    }
  }

  /** Which rows a WHEN of MERGE is about. */
  enum Match {
    /** MATCHED. */
    BOTH,
    /** NOT MATCHED [BY TARGET]. */
    SOURCE,
    /** NOT MATCHED BY SOURCE. */
    TARGET
  }

  /**
   * A WHEN of MERGE.
   *
   * @param action update, delete, insert or nothing
   * @param assignments of an update
   * @param columns of an insert
   * @param values of an insert; empty for DEFAULT VALUES
   */
  record When(
      Match match,
      @Nullable Expr condition,
      String action,
      List<Assignment> assignments,
      List<ColumnName> columns,
      List<Expr> values,
      int position) {}

  /** {@code column = value} or {@code (columns) = value}. */
  record Assignment(List<ColumnName> columns, Expr value) {}

  /** A target column and where it stands. */
  record ColumnName(String name, int position) {}
}
