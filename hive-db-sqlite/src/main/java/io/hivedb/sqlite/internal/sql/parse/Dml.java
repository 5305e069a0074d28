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
      implements Dml {}

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
      implements Dml {}

  /** DELETE. */
  record Delete(
      List<Select.Cte> with,
      boolean recursive,
      QualifiedName table,
      @Nullable String alias,
      List<FromItem> using,
      @Nullable Expr where,
      List<Select.Item> returning)
      implements Dml {}

  /** {@code column = value} or {@code (columns) = value}. */
  record Assignment(List<ColumnName> columns, Expr value) {}

  /** A target column and where it stands. */
  record ColumnName(String name, int position) {}
}
