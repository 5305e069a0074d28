// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.AdvisoryLocks;
import io.hivedb.sqlite.internal.sql.function.SessionContext;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.Analyzer;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import io.hivedb.sqlite.internal.sql.resolve.RoutineTypes;
import io.hivedb.sqlite.internal.sql.resolve.SessionDiscard;
import io.hivedb.sqlite.internal.sql.resolve.SettingChange;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection: settings, search path, transaction time, currval. Not thread-safe.
 *
 * <p>The facade calls {@link #parse} for the whole text, then for each statement {@link #plan} and
 * {@link #running}, runs the steps, and calls {@link #executed}; it reports transaction borders to
 * {@link #transaction}. A statement in autocommit mode is a transaction of its own.
 */
public final class SqlSession {

  private final SqlEngine engine;
  private final Settings settings = new Settings();
  private final Notices notices = new Notices(settings);
  private final SessionState state;
  private final AdvisoryLocks.Holder locks;
  private final Restarts restarts;
  private final SessionCatalog catalog;
  private final SessionTransaction transaction;
  private final PreparedStatements prepared;
  private final SessionErrors errors;
  private final RoutineCalls calls;
  private final Connection raw;

  SqlSession(SqlEngine engine, Connection raw) {
    this.engine = engine;
    this.catalog = new SessionCatalog(engine);
    this.state = new SessionState(this, engine.sequences(), settings);
    this.prepared = new PreparedStatements(new LiteralClock(this, state));
    this.locks = engine.locks().holder();
    this.restarts = new Restarts(engine.sequences());
    this.transaction = new SessionTransaction(catalog, settings, state, locks, restarts);
    this.errors = new SessionErrors(catalog);
    this.calls = new RoutineCalls(this, raw);
    this.raw = raw;
  }

  AdvisoryLocks.Holder locks() {
    return locks;
  }

  /** What the client is told. */
  public Notices notices() {
    return notices;
  }

  SessionContext context() {
    return state;
  }

  /** The functions that statements call. */
  public RoutineCalls calls() {
    return calls;
  }

  /** The running statement calls a function, whose statements run now. */
  @Nullable Plan suspend() {
    state.deeper();
    return errors.running();
  }

  /** The running statement goes on. */
  void resume(@Nullable Plan plan) {
    state.higher();
    errors.during(plan);
  }

  /** What PREPARE keeps. */
  public PreparedStatements prepared() {
    return prepared;
  }

  /** What DECLARE keeps. */
  public Cursors cursors() {
    return transaction.cursors();
  }

  /** Whom to tell the borders of transactions. */
  public SessionTransaction transaction() {
    return transaction;
  }

  /** What PostgreSQL would have said where SQLite fails. */
  public SessionErrors errors() {
    return errors;
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
    errors.during(null);
    boolean definition = statement.tree() instanceof Ddl;
    Catalog seen = definition ? catalog.seenByDefinition() : catalog.seen();
    List<String> path = settings.path(seen);
    prepared.clock().planned(statement.offset(), declared);
    try {
      return engine
          .plans()
          .plan(
              statement,
              seen,
              path,
              declared,
              () -> Analyzer.plan(statement, seen, path, declared, constants()));
    } catch (StackOverflowError e) {
      throw PgException.tooNested();
    }
  }

  /** The plan for a run with parameters, by their stored values. */
  public Plan folded(Plan plan, @Nullable Object[] values) {
    return plan.constants() == null ? plan : plan.folded(new RawConstants(raw, calls, values));
  }

  /** Plans a statement of a routine that the running statement calls. */
  public Plan planWithin(ParsedStatement statement, Variables variables) {
    Catalog seen = catalog();
    List<String> path = settings.path(seen);
    return engine
        .plans()
        .plan(
            statement,
            seen,
            path,
            variables,
            () -> Analyzer.plan(statement, seen, path, variables, constants()));
  }

  private ConstantValues constants() {
    return new RawConstants(raw, calls, null);
  }

  /** A query that converts its one parameter, as PL/pgSQL's assignments do. */
  public Plan conversion(PgType from, PgType to, int typmod) {
    return RoutineTypes.conversion(catalog(), searchPath(), from, to, typmod);
  }

  /** The steps of a plan are about to run: they may draw from sequences that the plan makes. */
  public void running(Plan plan) {
    catalog.become(null);
    errors.during(plan);
    if (plan.effect() instanceof CatalogChange change) {
      change.notices().forEach(notices::add);
      RoutineCalls.checkStored(plan);
    }
    if (plan.effect() instanceof CatalogChange change && change.catalog() != null) {
      engine.sequences().forgetNew(catalog(), change.catalog());
      catalog.become(change.catalog());
    }
  }

  /** Applies the effect of a plan whose steps succeeded (catalogue, settings, sequences). */
  public void executed(Plan plan) {
    catalog.become(null);
    errors.during(null);
    prepared.clock().executed(plan);
    if (plan.effect() instanceof CatalogChange change) {
      changed(change);
    } else if (plan.effect() instanceof SettingChange change) {
      settings.set(change.name(), change.value(), change.local());
    } else if (plan.effect() instanceof SessionDiscard discard) {
      discard(discard.all());
    }
  }

  private void changed(CatalogChange change) {
    restarts.restart(change.restarts());
    change.moves().forEach(engine.sequences()::copy);
    change.moves().forEach(state::moved);
    Catalog after = change.catalog();
    if (after != null) {
      catalog.change(after, transaction.hasSavepoints());
    }
  }

  private void discard(boolean all) {
    state.forgetSequences();
    if (all) {
      settings.set("all", null, false);
      locks.releaseAll();
      prepared.clear();
      cursors().closeAll();
    }
  }

  /**
   * What DISCARD ALL does, outside of a transaction.
   *
   * @return the SQL that drops the temporary tables, to be run then
   */
  public List<String> discard() {
    discard(true);
    return catalog.discardTemporaries();
  }

  /** The connection closes: its advisory locks go. */
  public void close() {
    locks.releaseAll();
  }

  /** The catalogue as this session's transaction sees it. */
  public Catalog catalog() {
    return catalog.seen();
  }

  /** The catalogue that the running statement makes; that of the transaction for any other. */
  Catalog catalogOfStatement() {
    return catalog.ofStatement();
  }

  /** The schemas that unqualified names are looked up in. */
  public List<String> searchPath() {
    return settings.path(catalog());
  }

  /** A function with settings begins; returns what {@link #leave} is told. */
  public Map<String, String> enter(Map<String, String> own) {
    return settings.enter(own);
  }

  /** A function with settings ends. */
  public void leave(Map<String, String> outer) {
    settings.leave(outer);
  }

  /** A setting as SHOW prints it; empty when it is not known. */
  public String setting(String name) {
    return Objects.requireNonNullElse(settings.get(name), "");
  }

  /** A timeout in milliseconds; 0 for none. */
  public long millis(String timeout) {
    return SettingNames.millis(setting(timeout));
  }

  /** Sets a setting as {@code SET SESSION} does, without checks. */
  public void set(String name, String value) {
    settings.set(name, value, false);
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
