// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Finds the foreign key that a statement or a transaction violates, and the key that it is of. */
final class ForeignKeyTrace {

  private final SqlSession sql;
  private final OrphanRows orphans;
  private final @Nullable Table changed;

  /**
   * @param changed the table that a statement changes
   */
  ForeignKeyTrace(SqlSession sql, SQLiteConnection raw, @Nullable Table changed) {
    this.sql = sql;
    this.changed = changed;
    this.orphans = new OrphanRows(sql.catalog(), raw);
  }

  /** The first row of the statement, and the first key that it violates, in PostgreSQL's order. */
  @Nullable PgException violated(List<RowTrace.Row> rows) throws SQLException {
    List<OrphanRows.Orphan> all =
        orphans.find(
            changed, (child, constraint) -> !constraint.actions().contains("INITIALLY DEFERRED"));
    // What is proposed first and then not inserted, but changed, refers to nothing either.
    OrphanRows.Orphan lost = first(rows, all, this::lost);
    if (lost != null) {
      return error(lost, false);
    }
    OrphanRows.Orphan written = first(rows, all, this::isBy);
    if (written != null) {
      return error(written, true);
    }
    return all.isEmpty() ? null : error(all.get(0), false);
  }

  private static OrphanRows.@Nullable Orphan first(
      List<RowTrace.Row> rows,
      List<OrphanRows.Orphan> all,
      BiPredicate<OrphanRows.Orphan, RowTrace.Row> wanted) {
    for (RowTrace.Row row : rows) {
      for (OrphanRows.Orphan orphan : all) {
        if (wanted.test(orphan, row)) {
          return orphan;
        }
      }
    }
    return null;
  }

  /** Whether a row that was written refers to nothing. */
  private boolean isBy(OrphanRows.Orphan orphan, RowTrace.Row row) {
    List<@Nullable Object> now = row.now();
    if (now == null || !orphan.child().key().equals(Objects.requireNonNull(changed).key())) {
      return false;
    }
    List<String> columns = orphan.constraint().columns();
    List<@Nullable Object> old = row.old();
    return RowTexts.same(RowTexts.pick(orphan.child(), columns, now), orphan.values())
        && (old == null
            || !RowTexts.same(RowTexts.pick(orphan.child(), columns, old), orphan.values()));
  }

  /** Whether a row that is gone is still referred to. */
  private boolean lost(OrphanRows.Orphan orphan, RowTrace.Row row) {
    List<@Nullable Object> old = row.old();
    Table table = Objects.requireNonNull(changed);
    return old != null
        && table.key().equals(orphan.constraint().referenced())
        && RowTexts.same(
            RowTexts.pick(table, orphan.constraint().referencedColumns(), old), orphan.values());
  }

  /** What ON DELETE RESTRICT or ON UPDATE RESTRICT stopped at its last row. */
  @Nullable PgException restricted(List<RowTrace.Row> rows) throws SQLException {
    List<@Nullable Object> old = rows.isEmpty() ? null : rows.get(rows.size() - 1).old();
    Table parent = changed;
    if (old == null || parent == null) {
      return null;
    }
    for (Table child : sql.catalog().tables()) {
      for (Constraint constraint : child.constraints()) {
        if (parent.key().equals(constraint.referenced())
            && constraint.actions().contains("RESTRICT")) {
          List<@Nullable Object> key = RowTexts.pick(parent, constraint.referencedColumns(), old);
          if (orphans.exists(child, constraint, key)) {
            return restricted(new OrphanRows.Orphan(child, constraint, key), parent);
          }
        }
      }
    }
    return null;
  }

  private PgException restricted(OrphanRows.Orphan orphan, Table parent) {
    return sql.errors()
        .restricted(orphan.child(), orphan.constraint())
        .detail(
            "Key "
                + parentKey(orphan, parent)
                + " is referenced from table \""
                + orphan.child().name()
                + "\".");
  }

  /** What is violated now of the foreign keys that are checked at once. */
  @Nullable PgException immediate(BiPredicate<Table, Constraint> wanted, boolean written)
      throws SQLException {
    List<OrphanRows.Orphan> all = orphans.find(changed, wanted);
    if (all.isEmpty()) {
      return null;
    }
    OrphanRows.Orphan first = all.get(0);
    boolean ofChild = changed == null || first.child().key().equals(changed.key());
    return error(first, ofChild && written);
  }

  /** What a commit finds; the tables that rows were written to have children without parents. */
  @Nullable PgException deferred(Set<String> written) throws SQLException {
    List<OrphanRows.Orphan> all =
        orphans.find(null, (child, constraint) -> constraint.actions().contains("DEFERRABLE"));
    for (OrphanRows.Orphan orphan : all) {
      return error(orphan, written.contains(orphan.child().key()));
    }
    return null;
  }

  private @Nullable PgException error(OrphanRows.Orphan orphan, boolean ofChild) {
    String key = Objects.requireNonNull(orphan.constraint().referenced());
    Table parent = sql.catalog().table(key);
    if (parent == null) {
      return null;
    }
    String detail =
        ofChild
            ? "Key "
                + RowTexts.key(
                    orphan.constraint().columns(),
                    orphan.child(),
                    orphan.constraint().columns(),
                    orphan.values())
                + " is not present in table \""
                + parent.name()
                + "\"."
            : "Key "
                + parentKey(orphan, parent)
                + " is still referenced from table \""
                + orphan.child().name()
                + "\".";
    return sql.errors().violated(orphan.child(), orphan.constraint(), ofChild).detail(detail);
  }

  /** PostgreSQL writes the names of a foreign key's columns as they are, without quotes. */
  private static String parentKey(OrphanRows.Orphan orphan, Table parent) {
    List<String> columns = orphan.constraint().referencedColumns();
    return RowTexts.key(columns, parent, columns, orphan.values());
  }
}
