// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows come from. */
public sealed interface FromItem {

  /** A table, view or common table expression. */
  record Relation(QualifiedName name, @Nullable Alias alias) implements FromItem {}

  /** A query in brackets. */
  record Derived(Select query, boolean lateral, @Nullable Alias alias, int position)
      implements FromItem {}

  /** A function that returns rows; the columns of a record are declared after its alias. */
  record Function(
      Expr call,
      boolean ordinality,
      @Nullable Alias alias,
      List<ColumnDeclaration> columns,
      int position)
      implements FromItem {}

  /** ROWS FROM: functions side by side. */
  record RowsFrom(List<Expr> calls, boolean ordinality, @Nullable Alias alias, int position)
      implements FromItem {}

  /** JSON_TABLE. */
  record JsonTable(
      Expr context,
      String path,
      List<Expr.Named> passing,
      List<JsonColumn> columns,
      boolean lateral,
      @Nullable Alias alias,
      int position)
      implements FromItem {}

  /** A column of a function that returns a record. */
  record ColumnDeclaration(String name, TypeName type) {}

  /** A join; the kind is inner, left, right, full or cross; the alias is one of USING's columns. */
  record Join(
      String kind,
      FromItem left,
      FromItem right,
      @Nullable Expr on,
      List<String> using,
      @Nullable String alias,
      boolean natural,
      int position)
      implements FromItem {}

  /** AS name (columns). */
  record Alias(String name, List<String> columns) {}
}
