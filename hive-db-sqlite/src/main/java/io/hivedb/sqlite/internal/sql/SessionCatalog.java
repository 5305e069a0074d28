// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Retyping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as one session sees it: the committed one, its temporary objects, and what its
 * transaction has changed.
 */
final class SessionCatalog {

  private final SqlEngine engine;
  private final Temporaries temporaries;
  private @Nullable Catalog changed;
  private @Nullable Catalog becoming;

  SessionCatalog(SqlEngine engine) {
    this.engine = engine;
    this.temporaries = new Temporaries(engine.nextSession());
  }

  /** As the transaction sees it. */
  Catalog seen() {
    return changed == null ? temporaries.seen(engine.catalog()) : changed;
  }

  /** The same for a definition, which may make the first temporary object. */
  Catalog seenByDefinition() {
    return changed == null ? temporaries.merged(engine.catalog()) : changed;
  }

  /** What the running statement makes; that of the transaction for any other. */
  Catalog ofStatement() {
    return becoming == null ? seen() : becoming;
  }

  /** The statement that begins to run makes this one; null where it makes none. */
  void become(@Nullable Catalog made) {
    becoming = made;
  }

  /** The transaction has changed it. */
  void change(Catalog after, boolean hasSavepoints) {
    // PostgreSQL remembers only outside of savepoints which enums the transaction has made.
    changed = hasSavepoints ? Retyping.notMade(after, seenByDefinition()) : after;
  }

  /** What the transaction has changed until now, for {@link #restore}. */
  @Nullable Catalog mark() {
    return changed;
  }

  void restore(@Nullable Catalog mark) {
    changed = mark;
  }

  /** What to run at the end of a transaction before it commits: ON COMMIT of temporary tables. */
  List<String> beforeCommit() {
    if (!hasTemporaries()) {
      return List.of();
    }
    Catalog catalog = seen();
    List<String> commands = Temporaries.onCommit(catalog);
    if (!commands.isEmpty()) {
      changed = Temporaries.afterCommit(catalog);
    }
    return commands;
  }

  /** All sessions see what the transaction has changed. */
  void commit() {
    if (changed != null) {
      Catalog settled = Retyping.settled(changed);
      Catalog shared = settled.shared();
      if (!hasTemporaries() || !shared.isSharedSame(engine.catalog())) {
        engine.publish(shared);
      }
      temporaries.become(settled.temporaries());
    }
    changed = null;
  }

  private boolean hasTemporaries() {
    return !temporaries.isEmpty() || (changed != null && !changed.temporaries().isEmpty());
  }

  /** Forgets the temporary objects, and returns the SQL that drops them. */
  List<String> discardTemporaries() {
    return temporaries.discard();
  }
}
