// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.catalog.Trigger;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.RowByRow;
import io.hivedb.sqlite.internal.sql.resolve.RowChange;
import io.hivedb.sqlite.internal.sql.resolve.TriggeredCascades;
import io.hivedb.sqlite.internal.sql.routine.Host;
import io.hivedb.sqlite.internal.sql.routine.Triggers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the rows of a table with triggers one by one, as PostgreSQL does. */
final class TriggeredRows {

  /** A change that was made, for the triggers that fire after the statement. */
  private record Event(
      String kind,
      Set<String> assigned,
      @Nullable List<@Nullable Object> old,
      @Nullable List<@Nullable Object> now) {

    private static @Nullable Object @Nullable [] array(@Nullable List<@Nullable Object> row) {
      return row == null ? null : row.toArray();
    }

    private static @Nullable List<@Nullable Object> list(@Nullable Object @Nullable [] row) {
      return row == null ? null : Arrays.asList(row);
    }
  }

  private static final Step LAST_NUMBER =
      new Step("SELECT last_insert_rowid()", Step.Role.ROWS, List.of());

  private final StepRunner steps;
  private final Plan plan;
  private final RowByRow change;
  private final Table table;
  private final List<Trigger> all;
  private final Triggers triggers;
  private final @Nullable Object[] parameters;
  private final TriggeredCascades cascades;
  private final Set<@Nullable Object> touched = new HashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final List<@Nullable Object[]> returned = new ArrayList<>();

  TriggeredRows(
      StepRunner steps, Host host, Plan plan, RowByRow change, @Nullable Object[] parameters) {
    this.steps = steps;
    this.plan = plan;
    this.change = change;
    this.table = change.table();
    this.cascades = new TriggeredCascades(host.catalog());
    this.all = host.catalog().routines().of(table);
    this.triggers = new Triggers(host, table);
    this.parameters = parameters;
  }

  Outcome run() throws SQLException {
    statement(true, change.command(), new LinkedHashSet<>(change.assigned()));
    if (change.conflicting() != null) {
      statement(true, "UPDATE", new LinkedHashSet<>(change.changed()));
    }
    for (@Nullable Object[] row : rows(change.rows(), parameters)) {
      switch (change.command()) {
        case "INSERT" -> insert(row);
        case "UPDATE" -> update(row, change.assigned());
        default -> delete(row);
      }
    }
    long count = events.size();
    after();
    Outcome.Rows rows =
        plan.kind() == Plan.Kind.MODIFY_RETURNING
            ? new Outcome.Rows(plan.columns(), returned)
            : null;
    return new Outcome(rows, count);
  }

  private List<@Nullable Object[]> rows(Step step, @Nullable Object[] values) throws SQLException {
    Plan one =
        new Plan(
            plan.kind(),
            plan.tag(),
            List.of(step),
            plan.parameters(),
            plan.columns(),
            true,
            new RowChange(table.key(), plan.tag()));
    return Objects.requireNonNull(steps.run(one, values, 0).rows()).values();
  }

  private static @Nullable Object[] joined(@Nullable Object[]... parts) {
    List<@Nullable Object> values = new ArrayList<>();
    for (@Nullable Object[] part : parts) {
      values.addAll(Arrays.asList(part));
    }
    return values.toArray();
  }

  private void statement(boolean before, String event, Set<String> assigned) {
    for (Trigger trigger : all) {
      if (trigger.fires(event, before, false) && isOf(trigger, event, assigned)) {
        triggers.fire(trigger, event, null, null);
      }
    }
  }

  private static boolean isOf(Trigger trigger, String event, Set<String> assigned) {
    List<String> columns = trigger.definition().columns();
    return !event.equals("UPDATE")
        || columns.isEmpty()
        || columns.stream().anyMatch(assigned::contains);
  }

  /** What the BEFORE triggers leave of a row; null for one that is left as it is. */
  private @Nullable Object @Nullable [] before(
      String event,
      Set<String> assigned,
      @Nullable Object @Nullable [] old,
      @Nullable Object @Nullable [] now) {
    @Nullable Object @Nullable [] row = now;
    for (Trigger trigger : all) {
      if (trigger.fires(event, true, true) && isOf(trigger, event, assigned)) {
        @Nullable Object @Nullable [] left = triggers.fire(trigger, event, old, row);
        if (left == null) {
          return null;
        }
        row = now == null ? null : left;
      }
    }
    return row == null ? old : row;
  }

  private void insert(@Nullable Object[] read) throws SQLException {
    @Nullable Object[] proposed = new Object[table.columns().size()];
    int next = 0;
    for (Column column : change.written()) {
      proposed[table.columns().indexOf(column)] = read[next++];
    }
    @Nullable Object @Nullable [] row = before("INSERT", Set.of(), null, proposed);
    if (row == null) {
      return;
    }
    @Nullable Object[] values = joined(parameters, read, row);
    List<@Nullable Object[]> made = rows(change.insert(), values);
    if (!made.isEmpty()) {
      done("INSERT", Set.of(), null, made.get(0));
      if (change.conflicting() != null) {
        touched.add(rows(LAST_NUMBER, new Object[0]).get(0)[0]);
      }
      return;
    }
    if (change.conflicting() != null) {
      checkUntouched(values);
      for (@Nullable Object[] there : rows(change.conflicting(), values)) {
        touched.add(there[0]);
        update(there, change.changed());
      }
    }
  }

  /** A row that this statement has made or changed may not be changed once more. */
  private void checkUntouched(@Nullable Object[] values) throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    for (@Nullable Object[] row : rows(Objects.requireNonNull(change.conflictNumber()), values)) {
      if (touched.contains(row[0])) {
        throw new PgException(
                "21000", "ON CONFLICT DO UPDATE command cannot affect row a second time")
            .hint(
                "Ensure that no rows proposed for insertion within the same command have duplicate"
                    + " constrained values.");
      }
    }
  }

  private void update(@Nullable Object[] read, List<String> columns) throws SQLException {
    int width = table.columns().size();
    @Nullable Object[] old = Arrays.copyOfRange(read, 1, width + 1);
    @Nullable Object[] proposed = withoutGenerated(old);
    for (int i = 0; i < columns.size(); i++) {
      proposed[index(columns.get(i))] = read[1 + width + i];
    }
    Set<String> assigned = new LinkedHashSet<>(columns);
    @Nullable Object @Nullable [] row = before("UPDATE", assigned, old, proposed);
    if (row == null || !isUnchanged(read, old, "updated")) {
      return;
    }
    Set<String> set = new LinkedHashSet<>(columns);
    for (Column column : change.written()) {
      int index = table.columns().indexOf(column);
      if (!isSame(row[index], old[index])) {
        set.add(column.name());
      }
    }
    if (set.size() > assigned.size()) {
      cascades.updated(table, List.copyOf(set));
    }
    List<@Nullable Object[]> made =
        rows(change.update(set, read.length), joined(parameters, read, row));
    done("UPDATE", assigned, old, made.get(0));
  }

  private void delete(@Nullable Object[] read) throws SQLException {
    @Nullable Object[] old = Arrays.copyOfRange(read, 1, table.columns().size() + 1);
    if (before("DELETE", Set.of(), old, null) == null || !isUnchanged(read, old, "deleted")) {
      return;
    }
    List<@Nullable Object[]> gone = rows(change.delete(), joined(parameters, read));
    done("DELETE", Set.of(), old, gone.get(0));
  }

  private int index(String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalStateException(column);
  }

  /** Generated columns are not computed yet when BEFORE triggers fire. */
  private @Nullable Object[] withoutGenerated(@Nullable Object[] row) {
    @Nullable Object[] copy = row.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = table.columns().get(i).generated() == null ? copy[i] : null;
    }
    return copy;
  }

  /** Whether a row is still as it was read: a trigger that was fired may have changed it. */
  private boolean isUnchanged(@Nullable Object[] read, @Nullable Object[] old, String what)
      throws SQLException {
    List<@Nullable Object[]> now = rows(change.look(), joined(parameters, read));
    boolean same = !now.isEmpty();
    for (int i = 0; same && i < old.length; i++) {
      same = isSame(now.get(0)[i], old[i]);
    }
    if (!same) {
      throw new PgException(
              "27000",
              "tuple to be "
                  + what
                  + " was already modified by an operation triggered by the current command")
          .hint(
              "Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to"
                  + " other rows.");
    }
    return true;
  }

  private static boolean isSame(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      boolean whole = !(a instanceof Double) && !(b instanceof Double);
      return whole ? a.longValue() == b.longValue() : a.equals(b);
    }
    return Objects.deepEquals(left, right);
  }

  private void done(
      String event,
      Set<String> assigned,
      @Nullable Object @Nullable [] old,
      @Nullable Object[] answer) {
    int width = table.columns().size();
    @Nullable Object[] row = Arrays.copyOf(answer, width);
    List<@Nullable Object> now = event.equals("DELETE") ? null : Arrays.asList(row);
    events.add(new Event(event, assigned, Event.list(old), now));
    returned.add(Arrays.copyOfRange(answer, width, answer.length));
  }

  private void after() {
    for (Event event : events) {
      for (Trigger trigger : all) {
        boolean fires = trigger.fires(event.kind(), false, true);
        if (fires && isOf(trigger, event.kind(), event.assigned())) {
          triggers.fire(trigger, event.kind(), Event.array(event.old()), Event.array(event.now()));
        }
      }
    }
    if (change.conflicting() != null) {
      statement(false, "UPDATE", new LinkedHashSet<>(change.changed()));
    }
    statement(false, change.command(), new LinkedHashSet<>(change.assigned()));
  }
}
