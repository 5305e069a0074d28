// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;

/**
 * Says of a violated constraint what PostgreSQL says: the row, the key, the foreign key. SQLite
 * tells no values, so the statement runs again with a look at its rows, and is taken back.
 */
final class Refusals {

  private final SqlSession sql;
  private final Repetition repetition;
  private final DuplicateKeys definitions;
  private final Set<String> written = new HashSet<>();

  Refusals(SQLiteConnection raw, SqlSession sql) {
    this.sql = sql;
    this.repetition = new Repetition(raw, sql);
    this.definitions = new DuplicateKeys(sql, raw);
  }

  /** A step is about to run. */
  void begin(Plan plan) {
    sql.drawAnew();
    if (plan.effect() instanceof RowChange change && !change.command().equals("DELETE")) {
      written.add(change.table());
    }
  }

  /** The transaction has ended. */
  void forget() {
    written.clear();
  }

  /** What to say instead of an error of a step; null where nothing more is known. */
  @Nullable PgException explain(
      Plan plan, Step step, @Nullable Object[] encoded, SQLException error) {
    if (!isOfConstraint(error)) {
      return null;
    }
    PgException refusal = sql.errors().translate(error, plan);
    PgException better = better(refusal, plan, step, encoded, error);
    PgException known = better == null ? refusal : better;
    known.initCause(error);
    return known;
  }

  private @Nullable PgException better(
      PgException refusal, Plan plan, Step step, @Nullable Object[] encoded, SQLException error) {
    if (plan.effect() instanceof CatalogChange) {
      return definitions.explain(refusal, step);
    }
    if (!refusal.sqlState().equals("23503") && !refusal.sqlState().equals("23001")) {
      return ofRow(refusal, step, encoded, error);
    }
    return plan.effect() instanceof RowChange change
        ? foreign(refusal, change, step, encoded)
        : null;
  }

  private static boolean isOfConstraint(SQLException error) {
    return error instanceof SQLiteException sqlite
        && sqlite.getResultCode().name().startsWith("SQLITE_CONSTRAINT");
  }

  private @Nullable PgException foreign(
      PgException refusal, RowChange change, Step step, @Nullable Object[] encoded) {
    Table table = sql.catalog().table(change.table());
    if (table == null) {
      return null;
    }
    ForeignKeyTrace keys = new ForeignKeyTrace(sql, repetition.raw(), table);
    return refusal.sqlState().equals("23001")
        ? repetition.of(step, encoded, table, false, (rows, failure) -> keys.restricted(rows))
        : repetition.of(step, encoded, table, true, (rows, failure) -> keys.violated(rows));
  }

  /** An error of COMMIT: of a foreign key that is deferred. */
  @Nullable PgException ofCommit(SQLException error) {
    if (!isOfConstraint(error)) {
      return null;
    }
    try {
      return new ForeignKeyTrace(sql, repetition.raw(), null).deferred(written);
    } catch (SQLException e) {
      error.addSuppressed(e);
      return null;
    }
  }

  private @Nullable PgException ofRow(
      PgException refusal, Step step, @Nullable Object[] encoded, SQLException error) {
    Table table = table(refusal);
    if (table == null) {
      return null;
    }
    return repetition.of(
        step,
        encoded,
        table,
        false,
        (rows, failure) -> {
          List<@Nullable Object> row = rows.isEmpty() ? null : rows.get(rows.size() - 1).now();
          boolean same =
              failure != null && Objects.equals(failure.getMessage(), error.getMessage());
          return same && row != null ? refusal.detail(detail(refusal, table, row)) : null;
        });
  }

  private @Nullable Table table(PgException refusal) {
    Catalog catalog = sql.catalog();
    if (refusal.schema() == null || refusal.sqlState().equals("23505")) {
      Relation.Index index = index(refusal);
      return index == null ? null : catalog.table(index.table());
    }
    return catalog.table(refusal.schema() + "." + refusal.table());
  }

  private Relation.@Nullable Index index(PgException refusal) {
    String key = refusal.schema() + "." + refusal.constraint();
    return sql.catalog().relation(key) instanceof Relation.Index index ? index : null;
  }

  private @Nullable String detail(PgException refusal, Table table, List<@Nullable Object> row) {
    if (!refusal.sqlState().equals("23505")) {
      return "Failing row contains " + RowTexts.row(table, row) + ".";
    }
    Relation.Index index = index(refusal);
    if (index == null) {
      return null;
    }
    if (!index.keys().isEmpty()) {
      String key = FoldedKeys.of(index, table, row, repetition.raw());
      return key == null ? null : "Key " + key + " already exists.";
    }
    List<@Nullable Object> values = RowTexts.pick(table, index.columns(), row);
    List<String> names = index.columns().stream().map(TypeTexts::identifier).toList();
    return "Key " + RowTexts.key(names, table, index.columns(), values) + " already exists.";
  }
}
