// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.function.AdvisoryLocks;
import java.util.List;

/** What the borders of transactions, and savepoints, do to a session. */
public final class SessionTransaction {

  private final SessionCatalog catalog;
  private final Settings settings;
  private final SessionState state;
  private final AdvisoryLocks.Holder locks;
  private final Restarts restarts;
  private final Cursors cursors = new Cursors();
  private final Savepoints savepoints = new Savepoints();

  SessionTransaction(
      SessionCatalog catalog,
      Settings settings,
      SessionState state,
      AdvisoryLocks.Holder locks,
      Restarts restarts) {
    this.catalog = catalog;
    this.settings = settings;
    this.state = state;
    this.locks = locks;
    this.restarts = restarts;
  }

  /** A transaction begins: {@code now()} is fixed. Also called for a statement in autocommit. */
  public void begin() {
    state.beginTransaction();
    settings.begin();
    savepoints.clear();
    catalog.restore(null);
  }

  boolean hasSavepoints() {
    return !savepoints.isEmpty();
  }

  Cursors cursors() {
    return cursors;
  }

  /** What to run at the end of a transaction before it commits: ON COMMIT of temporary tables. */
  public List<String> beforeCommit() {
    return catalog.beforeCommit();
  }

  /** The transaction has committed. */
  public void commit() {
    catalog.commit();
    cursors.commit();
    end(true);
  }

  /** The transaction has rolled back. */
  public void rollback() {
    restarts.undo(0);
    cursors.rollback();
    catalog.restore(null);
    end(false);
  }

  private void end(boolean committed) {
    restarts.forget();
    savepoints.clear();
    settings.end(committed);
    state.endTransaction();
    locks.releaseTransaction();
  }

  /** A savepoint was made. */
  public void savepoint(String name) {
    cursors.savepoint(name);
    savepoints.add(name, catalog.mark(), restarts.mark(), settings.mark());
  }

  /** The transaction went back to a savepoint, which stays. */
  public void rollbackTo(String name) {
    cursors.rollbackTo(name);
    Savepoints.Savepoint reached = savepoints.backTo(name);
    if (reached != null) {
      catalog.restore(reached.catalog());
      restarts.undo(reached.restarts());
      settings.restore(reached.settings());
    }
  }

  /** A savepoint was released, and all after it. */
  public void release(String name) {
    cursors.release(name);
    savepoints.release(name);
  }
}
