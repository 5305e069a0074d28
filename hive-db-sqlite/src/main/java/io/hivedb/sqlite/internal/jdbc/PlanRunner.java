// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.ConstraintTiming;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.BlockRun;
import io.hivedb.sqlite.internal.sql.resolve.RowByRow;
import io.hivedb.sqlite.internal.sql.resolve.RowLocking;
import io.hivedb.sqlite.internal.sql.resolve.SessionRun;
import io.hivedb.sqlite.internal.sql.resolve.SettingChange;
import io.hivedb.sqlite.internal.sql.routine.Blocks;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans one statement and runs the plan, in the transaction that is open. */
final class PlanRunner {

  private final SqlSession sql;
  private final Transaction transaction;
  private final ImplicitTransaction implicit;
  private final TransactionCommands commands;
  private final StepRunner steps;
  private final PostponedWrites postponed;
  private final RowGuard guard;
  private final RoutineHost host;

  PlanRunner(
      SqlSession sql,
      Transaction transaction,
      ImplicitTransaction implicit,
      TransactionCommands commands,
      StepRunner steps,
      PostponedWrites postponed,
      RowGuard guard) {
    this.sql = sql;
    this.transaction = transaction;
    this.implicit = implicit;
    this.commands = commands;
    this.steps = steps;
    this.postponed = postponed;
    this.guard = guard;
    this.host = new RoutineHost(sql, steps.statements(), this);
    sql.calls().host(host);
  }

  /** Runs one statement. */
  Outcome run(ParsedStatement statement, List<Parameter> parameters, Limits limits)
      throws SQLException {
    Outcome outcome = run(statement, parameters, limits, implicit.isAlone());
    if (transaction.isWriting()) {
      postponed.holdOff();
    }
    return outcome;
  }

  private Outcome run(
      ParsedStatement statement, List<Parameter> parameters, Limits limits, boolean alone)
      throws SQLException {
    Plan plan = plan(statement, parameters);
    if (plan.kind() == Plan.Kind.TRANSACTION) {
      return commands.run(plan);
    }
    transaction.checkUsable();
    if (plan.effect() instanceof BlockRun block) {
      return block(block);
    }
    if (plan.effect() instanceof SessionRun run) {
      boolean block = transaction.isBlock();
      SessionRuns.Runner runner = (inner, values) -> run(inner, values, Limits.NONE, alone);
      return new SessionRuns(sql, block, runner).run(run, parameters);
    }
    if (plan.effect() instanceof ConstraintTiming timing) {
      commands.warnOutside(!transaction.isBlock(), "SET CONSTRAINTS");
      // Outside of a block it would hold for this command alone.
      if (transaction.isBlock()) {
        transaction.constraints().set(timing);
      }
      return Outcome.NOTHING;
    }
    if (plan.effect() instanceof SettingChange change && change.local()) {
      commands.warnOutside(!transaction.isBlock(), "SET LOCAL");
    }
    checkWritable(plan);
    if (plan.kind() == Plan.Kind.LOCK && !transaction.isBlock()) {
      throw new PgException(
          SqlErrors.NO_ACTIVE_TRANSACTION, "LOCK TABLE can only be used in transaction blocks");
    }
    if (plan.tag().equals("DISCARD ALL") && (!alone || transaction.isBlock())) {
      throw new PgException(
          SqlErrors.ACTIVE_TRANSACTION, "DISCARD ALL cannot run inside a transaction block");
    }
    postponed.borrow(guard, plan);
    if (!alone && !plan.steps().isEmpty()) {
      Outcome later = postpone(plan, parameters);
      if (later != null) {
        return later;
      }
    }
    // SQLite makes a single step atomic without being asked.
    boolean atomic = alone && plan.steps().size() <= 1 && !takesLock(plan);
    if (atomic && !plan.writes()) {
      return carried(plan, encode(plan, parameters), limits.maxRows());
    }
    if (atomic && transaction.raw().mayNotAsk()) {
      try {
        return carried(plan, encode(plan, parameters), limits.maxRows());
      } finally {
        transaction.raw().asks();
      }
    }
    Plan current = entered(plan, statement, parameters);
    return carried(current, encode(current, parameters), limits.maxRows());
  }

  private Outcome carried(Plan open, @Nullable Object[] values, long maxRows) throws SQLException {
    Plan plan = sql.folded(open, values);
    return guard.run(plan, () -> unguarded(plan, values, maxRows));
  }

  private Outcome unguarded(Plan plan, @Nullable Object[] values, long maxRows)
      throws SQLException {
    sql.running(plan);
    transaction.constraints().before(steps.statements());
    Outcome outcome =
        plan.effect() instanceof RowByRow change
            ? new TriggeredRows(steps, host, plan, change, values).run()
            : steps.run(plan, values, maxRows);
    transaction.constraints().after(plan);
    sql.executed(plan);
    boolean call = plan.tag().equals("CALL") && outcome.rows() == null;
    return call ? Outcome.NO_COUNT : outcome;
  }

  /** Runs a statement of a routine, whose values are stored ones already. */
  Outcome within(Plan plan, @Nullable Object[] values) throws SQLException {
    if (plan.kind() == Plan.Kind.TRANSACTION) {
      throw PgException.unsupported("transaction control in a function or DO block");
    }
    boolean ofSession = plan.effect() instanceof BlockRun || plan.effect() instanceof SessionRun;
    if (ofSession || plan.effect() instanceof ConstraintTiming) {
      throw PgException.unsupported(plan.tag() + " in a function or DO block");
    }
    checkWritable(plan);
    sql.calls().check(plan);
    if (plan.writes() && sql.calls().isNested() && !transaction.isWriting()) {
      throw PgException.unsupported("a change by a function that was not seen to make one");
    }
    transaction.enter(plan.writes());
    return carried(plan, values, 0);
  }

  private Outcome block(BlockRun run) throws SQLException {
    if (transaction.mode().readOnly()) {
      throw PgException.unsupported("DO in a read-only transaction");
    }
    guard.refuse();
    transaction.enter(true);
    Blocks.run(run.block(), host);
    return Outcome.NOTHING;
  }

  /** Keeps a write for later where this thread holds the lock by another transaction. */
  private @Nullable Outcome postpone(Plan plan, List<Parameter> parameters) throws SQLException {
    if (!postponed.isBlocked()) {
      transaction.makePostponed();
      return null;
    }
    boolean possible = plan.writes() && !transaction.isWriting() && transaction.isBlock();
    boolean readCommitted = transaction.mode().isolation() <= Connection.TRANSACTION_READ_COMMITTED;
    @Nullable Object[] values = encode(plan, parameters);
    Outcome later =
        possible && readCommitted ? postponed.tryLater(sql.folded(plan, values), values) : null;
    boolean reads = plan.steps().stream().anyMatch(step -> step.sql().contains(" FROM "));
    if (later == null && reads && !postponed.isEmpty()) {
      throw new PgException("55P03", "database is locked")
          .detail(
              "This transaction has writes that wait for the end of another transaction of the"
                  + " same thread, and cannot read before.");
    }
    return later;
  }

  /** In a failed transaction only its end is planned; anything else is refused before a look. */
  private Plan plan(ParsedStatement statement, List<Parameter> parameters) {
    try {
      return sql.plan(statement, parameters.stream().map(Parameter::declared).toList());
    } catch (PgException e) {
      transaction.checkUsable();
      throw e;
    }
  }

  /** Reads the rows only when nobody else changes them: FOR UPDATE, and changes row by row. */
  private boolean takesLock(Plan plan) {
    boolean reads = plan.kind() == Plan.Kind.QUERY;
    if (sql.calls().mayWrite(plan)) {
      return true;
    }
    return plan.writes() && (reads || plan.effect() instanceof RowByRow);
  }

  /** Takes the lock that the plan needs, and plans anew if the catalogue changed while waiting. */
  private Plan entered(Plan plan, ParsedStatement statement, List<Parameter> parameters)
      throws SQLException {
    Catalog seen = sql.catalog();
    boolean callsWrite = sql.calls().mayWrite(plan) && !transaction.mode().readOnly();
    RawTransaction.Need need =
        callsWrite || (plan.writes() && !(plan.effect() instanceof RowLocking))
            ? RawTransaction.Need.WRITE
            : plan.writes() ? RawTransaction.Need.LOCK_ROWS : RawTransaction.Need.READ;
    String problem = ImpatientWrite.problem(plan);
    boolean opened =
        problem == null
            ? transaction.enter(need)
            : ImpatientWrite.enter(transaction, need, steps.statements(), problem);
    return opened && sql.catalog() != seen ? plan(statement, parameters) : plan;
  }

  private void checkWritable(Plan plan) {
    if (plan.writes() && transaction.mode().readOnly()) {
      throw new PgException(
          SqlErrors.READ_ONLY_TRANSACTION,
          "cannot execute " + plan.tag() + " in a read-only transaction");
    }
  }

  private static @Nullable Object[] encode(Plan plan, List<Parameter> parameters) {
    List<PgType> types = plan.parameters();
    if (parameters.size() < types.size()) {
      throw new PgException(
          "08P01",
          "bind message supplies "
              + parameters.size()
              + " parameters, but prepared statement \"\" requires "
              + types.size());
    }
    @Nullable Object[] encoded = new Object[types.size()];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = types.get(i).encode(parameters.get(i).value());
    }
    return encoded;
  }
}
