// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.AdvisoryLocks;
import io.hivedb.sqlite.internal.sql.function.SessionContext;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.Analyzer;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import io.hivedb.sqlite.internal.sql.resolve.SessionDiscard;
import io.hivedb.sqlite.internal.sql.resolve.SettingChange;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection: settings, search path, transaction time, currval. Not thread-safe.
 *
 * <p>The facade calls {@link #parse} for the whole text, then for each statement {@link #plan},
 * runs the steps, and calls {@link #executed}; it reports transaction borders. A statement in
 * autocommit mode is {@link #begin}, steps, {@link #executed}, {@link #commit}.
 */
public final class SqlSession {

  private final SqlEngine engine;
  private final Settings settings = new Settings();
  private final SessionState state;
  private final AdvisoryLocks.Holder locks;
  private final Savepoints savepoints = new Savepoints();
  private final Temporaries temporaries;
  private final Restarts restarts;
  private @Nullable Catalog changed;
  private @Nullable Catalog becoming;
  private @Nullable Plan current;

  SqlSession(SqlEngine engine) {
    this.engine = engine;
    this.state = new SessionState(this, engine.sequences(), settings);
    this.locks = engine.locks().holder();
    this.restarts = new Restarts(engine.sequences());
    this.temporaries = new Temporaries(engine.nextSession());
  }

  AdvisoryLocks.Holder locks() {
    return locks;
  }

  /**
   * What DISCARD ALL does, outside of a transaction.
   *
   * @return the SQL that drops the temporary tables, to be run then
   */
  public List<String> discard() {
    discard(true);
    return temporaries.discard();
  }

  /** What to run at the end of a transaction before it commits: ON COMMIT of temporary tables. */
  public List<String> beforeCommit() {
    boolean none = temporaries.isEmpty() && (changed == null || changed.temporaries().isEmpty());
    if (none) {
      return List.of();
    }
    Catalog catalog = catalog();
    List<String> commands = Temporaries.onCommit(catalog);
    if (!commands.isEmpty()) {
      changed = Temporaries.afterCommit(catalog);
    }
    return commands;
  }

  /** The connection closes: its advisory locks go. */
  public void close() {
    locks.releaseAll();
  }

  SessionContext context() {
    return state;
  }

  /**
   * Splits and parses a text of one or several statements.
   *
   * @throws PgException 42601 with position, or a refusal
   */
  public List<ParsedStatement> parse(String text) {
    try {
      return engine.plans().parse(text);
    } catch (StackOverflowError e) {
      throw PgException.tooNested();
    }
  }

  /**
   * Resolves and translates one statement against the catalogue as it is now.
   *
   * @param declared the types that the client declared for the parameters (as pgjdbc does: int4 for
   *     setInt, varchar for setString ...); null elements, or a shorter list, where they are to be
   *     inferred. The plan's parameters are the final types; {@link PgType#encode} goes by those.
   */
  public Plan plan(ParsedStatement statement, List<? extends @Nullable PgType> declared) {
    state.beginStatement();
    current = null;
    boolean definition = statement.tree() instanceof Ddl;
    Catalog catalog =
        definition && changed == null ? temporaries.merged(engine.catalog()) : catalog();
    List<String> path = settings.path(catalog);
    try {
      return engine
          .plans()
          .plan(
              statement,
              catalog,
              path,
              declared,
              () -> Analyzer.plan(statement, catalog, path, declared));
    } catch (StackOverflowError e) {
      throw PgException.tooNested();
    }
  }

  /** The steps of a plan are about to run: they may draw from sequences that the plan makes. */
  public void running(Plan plan) {
    becoming = null;
    current = plan;
    if (plan.effect() instanceof CatalogChange change && change.catalog() != null) {
      engine.sequences().forgetNew(catalog(), change.catalog());
      becoming = change.catalog();
    }
  }

  /** The catalogue that the running statement makes; that of the transaction for any other. */
  Catalog catalogOfStatement() {
    return becoming == null ? catalog() : becoming;
  }

  /** Applies the effect of a plan whose steps succeeded (catalogue, settings, sequences). */
  public void executed(Plan plan) {
    becoming = null;
    current = null;
    if (plan.effect() instanceof CatalogChange change) {
      restarts.restart(change.restarts());
      change.moves().forEach(engine.sequences()::copy);
      change.moves().forEach(state::moved);
      Catalog after = change.catalog();
      if (after != null) {
        changed = after;
      }
    } else if (plan.effect() instanceof SettingChange change) {
      settings.set(change.name(), change.value(), change.local());
    } else if (plan.effect() instanceof SessionDiscard discard) {
      discard(discard.all());
    }
  }

  private void discard(boolean all) {
    state.forgetSequences();
    if (all) {
      settings.set("all", null, false);
      locks.releaseAll();
    }
  }

  /** A transaction begins: {@code now()} is fixed. Also called for a statement in autocommit. */
  public void begin() {
    state.beginTransaction();
    settings.begin();
    savepoints.clear();
    changed = null;
  }

  /** The transaction has committed. */
  public void commit() {
    if (changed != null) {
      changed = changed.settled();
      Catalog shared = changed.shared();
      boolean own = !temporaries.isEmpty() || !changed.temporaries().isEmpty();
      if (!own || !shared.isSharedSame(engine.catalog())) {
        engine.publish(shared);
      }
      temporaries.become(changed.temporaries());
    }
    end(true);
  }

  /** The transaction has rolled back. */
  public void rollback() {
    end(false);
  }

  private void end(boolean committed) {
    if (!committed) {
      restarts.undo(0);
    }
    restarts.forget();
    changed = null;
    savepoints.clear();
    settings.end(committed);
    state.endTransaction();
    locks.releaseTransaction();
  }

  /** A savepoint was made. */
  public void savepoint(String name) {
    savepoints.add(name, changed, restarts.mark(), settings.mark());
  }

  /** The transaction went back to a savepoint, which stays. */
  public void rollbackTo(String name) {
    Savepoints.Savepoint reached = savepoints.backTo(name);
    if (reached != null) {
      changed = reached.catalog();
      restarts.undo(reached.restarts());
      settings.restore(reached.settings());
    }
  }

  /** A savepoint was released, and all after it. */
  public void release(String name) {
    savepoints.release(name);
  }

  /** The catalogue as this session's transaction sees it. */
  public Catalog catalog() {
    return changed == null ? temporaries.seen(engine.catalog()) : changed;
  }

  /** The schemas that unqualified names are looked up in. */
  public List<String> searchPath() {
    return settings.path(catalog());
  }

  /** A setting as SHOW prints it; empty when it is not known. */
  public String setting(String name) {
    return Objects.requireNonNullElse(settings.get(name), "");
  }

  /** Sets a setting as {@code SET SESSION} does, without checks. */
  public void set(String name, String value) {
    settings.set(name, value, false);
  }

  /** What PostgreSQL would have said instead of an error of sqlite-jdbc. */
  public PgException translate(SQLException error) {
    if (current != null) {
      return translate(error, current);
    }
    return new SqliteErrors(catalog(), null).translate(error);
  }

  /** The same for an error of a plan's steps, which says more about foreign keys. */
  public PgException translate(SQLException error, Plan plan) {
    if (plan.effect() instanceof CatalogChange ddl && ddl.catalog() != null) {
      return new SqliteErrors(ddl.catalog(), null).ofDefinition(error, catalog());
    }
    RowChange change = plan.effect() instanceof RowChange row ? row : null;
    return new SqliteErrors(catalog(), change).translate(error);
  }

  /** A foreign key is violated: by a row of its table, or by one that it refers to. */
  public PgException violated(Table owner, Constraint constraint, boolean ofChild) {
    return new ForeignKeyErrors(catalog(), null).violated(owner, constraint, ofChild);
  }

  /** The same for one with RESTRICT. */
  public PgException restricted(Table owner, Constraint constraint) {
    return new ForeignKeyErrors(catalog(), null).restricted(owner, constraint);
  }

  /** Another statement begins to draw from sequences. */
  public void drawAnew() {
    state.drawAnew();
  }

  /**
   * From now on sequences give again what they gave to this statement, or no longer.
   *
   * @return whether that is known
   */
  public boolean drawAgain(boolean on) {
    return state.drawAgain(on);
  }
}
