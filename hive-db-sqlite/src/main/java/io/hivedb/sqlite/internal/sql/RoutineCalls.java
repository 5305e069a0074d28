// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Args;
import io.hivedb.sqlite.internal.sql.function.SessionContext;
import io.hivedb.sqlite.internal.sql.function.SqlFunctions;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.RowByRow;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import io.hivedb.sqlite.internal.sql.resolve.UserCalls;
import io.hivedb.sqlite.internal.sql.routine.Functions;
import io.hivedb.sqlite.internal.sql.routine.Host;
import io.hivedb.sqlite.internal.sql.system.SystemTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions inside of statements: SQLite calls back while a statement runs, and what the
 * function does runs on the same connection.
 *
 * <p>The driver keeps what it was called with in the object of a function, so that each depth of
 * calls has a function of its own; the statements of that depth name it.
 */
public final class RoutineCalls {

  /** Java and SQLite share a stack, which a crash of SQLite must not end. */
  private static final int DEEPEST = 40;

  /** A step that runs, of the statement that it belongs to. */
  private record Running(Plan plan, Step step, int depth) {}

  private final SqlSession session;
  private final Connection raw;
  private final SystemTables system;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Deque<Routine> called = new ArrayDeque<>();
  private int depth;
  private int registered = -1;
  private @Nullable Host host;

  RoutineCalls(SqlSession session, Connection raw) {
    this.session = session;
    this.raw = raw;
    this.system = new SystemTables(raw);
  }

  /** What runs the statements of functions. */
  public void host(Host given) {
    host = given;
  }

  /** What functions see. */
  SessionContext session() {
    return session.context();
  }

  /** Whether a statement runs that calls a function. */
  public boolean isNested() {
    return depth > 0;
  }

  /**
   * A constant is about to be computed, whose calls may have no effects; end it with {@link #end}.
   */
  public void beginConstant() {
    Step step = new Step("", Step.Role.SILENT, List.of());
    List<Step> steps = List.of(step);
    Plan plan = new Plan(Plan.Kind.QUERY, "SELECT", steps, List.of(), List.of(), false, null);
    begin(plan, step);
  }

  /** A step is about to run; end it with {@link #end}. */
  public void begin(Plan plan, Step step) {
    running.push(new Running(plan, step, depth));
  }

  /** The step that began last is over. */
  public void end() {
    running.pop();
  }

  /** The SQL of a step as it runs now. */
  public String sql(String written) throws SQLException {
    system.attach(written);
    if (!written.contains(UserCalls.FUNCTION)) {
      return written;
    }
    if (registered < depth) {
      SqlFunctions.registerCall(raw, UserCalls.FUNCTION + depth, session.context());
      registered = depth;
    }
    return written.replace(UserCalls.FUNCTION + "(", UserCalls.FUNCTION + depth + "(");
  }

  /** Calls the function whose OID comes first. */
  @Nullable Object call(Args args) {
    int oid = args.small(0);
    Routine routine = Objects.requireNonNull(session.catalog().routines().of(oid));
    if (depth >= DEEPEST) {
      throw PgException.unsupported("a call of functions inside of each other that deep");
    }
    @Nullable Object[] values = new Object[args.size() - 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = args.raw(i + 2);
    }
    Plan outer = session.suspend();
    depth++;
    called.push(routine);
    try {
      return Functions.call(
          Objects.requireNonNull(host), routine, values, UserCalls.how(args.small(1)));
    } finally {
      called.pop();
      depth--;
      session.resume(outer);
    }
  }

  /** Refuses what a function cannot do while the statement runs that calls it. */
  public void check(Plan plan) {
    if (depth == 0) {
      return;
    }
    if (plan.kind() == Plan.Kind.DDL) {
      throw PgException.unsupported(plan.tag() + " in a function that a statement calls");
    }
    if (plan.writes()) {
      checkVolatile(plan);
      effect();
    }
    Table changed = changed(plan);
    for (Running outer : running) {
      if (changed != null && outer.step().sql().contains(changed.sqlite())) {
        throw PgException.unsupported(
            "a change of a table by a function that a statement of the same table calls");
      }
      Table target = changed(outer.plan());
      if (target != null && !isSingleRow(outer.step().sql()) && reads(plan, target)) {
        throw PgException.unsupported(
            "a look at a table by a function that a change of the same table calls");
      }
      if (plan.steps().size() > 1 && outer.plan().steps().size() > 1) {
        throw PgException.unsupported("several changes in a function and its caller");
      }
    }
  }

  private void checkVolatile(Plan plan) {
    Routine innermost = called.peek();
    if (innermost != null && !innermost.definition().volatility().equals("volatile")) {
      throw new PgException("0A000", plan.tag() + " is not allowed in a non-volatile function");
    }
  }

  private static boolean reads(Plan plan, Table target) {
    boolean byRow =
        plan.effect() instanceof RowByRow change && change.rows().sql().contains(target.sqlite());
    return byRow || plan.steps().stream().anyMatch(step -> step.sql().contains(target.sqlite()));
  }

  /** Nothing is written before its one row is computed. */
  private static boolean isSingleRow(String sql) {
    boolean values = sql.startsWith("INSERT INTO ") && sql.contains(") VALUES (");
    return (values && !sql.contains("), (")) || sql.startsWith("VALUES (");
  }

  private @Nullable Table changed(Plan plan) {
    if (plan.effect() instanceof RowByRow change) {
      return change.table();
    }
    return plan.effect() instanceof RowChange change
        ? session.catalog().table(change.table())
        : null;
  }

  /**
   * A function does what can be seen from outside. SQLite may call it more or less often than
   * PostgreSQL, and in another order, unless the statement leaves no choice.
   */
  public void effect() {
    for (Running outer : running) {
      if (outer.depth() < depth && !CallOrder.isClear(outer.step().sql())) {
        throw PgException.unsupported(
            "a function with effects where it is open how often it is called");
      }
    }
  }

  /** SQLite would call a function wherever it reads or writes a table, at any depth. */
  static void checkStored(Plan plan) {
    for (Step step : plan.steps()) {
      if (UserCalls.in(step.sql())
          && step.sql().matches("(?s)(CREATE|ALTER|UPDATE sqlite_(temp_)?schema) .*")) {
        throw PgException.unsupported(
            "a function of one's own in a check, an index or a generated column");
      }
    }
  }

  /** Refuses a savepoint where SQLite cannot make one. */
  public void checkSavepoint() {
    for (Running outer : depth == 0 ? new ArrayDeque<Running>() : running) {
      if (!outer.step().sql().matches("(?s)(SELECT|VALUES) .*")) {
        throw PgException.unsupported(
            "EXCEPTION in a function that a statement calls which changes rows");
      }
    }
  }

  /** Whether a plan calls functions that may write. */
  public boolean mayWrite(Plan plan) {
    for (Step step : plan.steps()) {
      if (UserCalls.mayWrite(step.sql(), session.catalog())) {
        return true;
      }
    }
    return plan.effect() instanceof RowByRow;
  }
}
