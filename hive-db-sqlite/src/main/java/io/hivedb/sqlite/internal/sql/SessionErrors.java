// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL would have said, in one session, where SQLite fails. */
public final class SessionErrors {

  private final SessionCatalog catalog;
  private @Nullable Plan running;

  SessionErrors(SessionCatalog catalog) {
    this.catalog = catalog;
  }

  /** The plan whose steps run from now on; null after them. */
  void during(@Nullable Plan plan) {
    running = plan;
  }

  @Nullable Plan running() {
    return running;
  }

  /** What PostgreSQL would have said instead of an error of sqlite-jdbc. */
  public PgException translate(SQLException error) {
    if (running != null) {
      return translate(error, running);
    }
    return new SqliteErrors(catalog.seen(), null).translate(error);
  }

  /** The same for an error of a plan's steps, which says more about foreign keys. */
  public PgException translate(SQLException error, Plan plan) {
    if (plan.effect() instanceof CatalogChange ddl && ddl.catalog() != null) {
      return new SqliteErrors(ddl.catalog(), null).ofDefinition(error, catalog.seen());
    }
    RowChange change = plan.effect() instanceof RowChange row ? row : null;
    return new SqliteErrors(catalog.seen(), change).translate(error);
  }

  /** A foreign key is violated: by a row of its table, or by one that it refers to. */
  public PgException violated(Table owner, Constraint constraint, boolean ofChild) {
    return foreignKeys().violated(owner, constraint, ofChild);
  }

  /** The same for one with RESTRICT. */
  public PgException restricted(Table owner, Constraint constraint) {
    return foreignKeys().restricted(owner, constraint);
  }

  private ForeignKeyErrors foreignKeys() {
    return new ForeignKeyErrors(catalog.seen(), null);
  }
}
