// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.JavaConstants;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.Constants.Constant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL computes constants when it plans a statement, and fails where one of them does though
 * no row would ever reach it. A statement with such a constant becomes a plan that computes it and
 * nothing else; any other statement is left as it is. It plans a statement with parameters for each
 * run, so that what they decide on is looked at then.
 */
final class Folding implements Plan.Constants {

  private static final int AT_ONCE = 100;

  private static final Pattern LIMITED = Pattern.compile(" LIMIT (?![1-9]|-1 )");

  private static final String REFUSAL =
      "'a constant that fails, where PostgreSQL may compute it or not'";

  private final Statement statement;
  private final Plan plan;
  private final List<Constant> constants;
  private final Constants resolved;
  private final List<String> reducible;

  private Folding(Statement statement, Plan plan, List<Constant> constants, Constants resolved) {
    this.statement = statement;
    this.plan = plan;
    this.constants = constants;
    this.resolved = resolved;
    this.reducible = resolved.reducible().stream().map(this::inlined).toList();
  }

  /** The plan, or one that fails. */
  static Plan of(Statement statement, Plan plan, Constants constants, ConstantValues values) {
    boolean isPlanned = plans(statement) || !constants.planned().isEmpty();
    List<Constant> known = new ArrayList<>();
    List<Constant> open = new ArrayList<>();
    Folding folding = new Folding(statement, plan, known, constants);
    for (Constant written : isPlanned ? constants.all() : Set.<Constant>of()) {
      Constant constant = written.with(folding::inOn, folding::inlined);
      boolean late =
          ConstantText.isLate(constant.sql()) || ConstantText.readsTables(constant.sql());
      boolean mayFail = late || !JavaConstants.succeeds(constant.sql(), null, null);
      if (mayFail && mayFail(constant)) {
        (late ? open : known).add(constant);
      }
    }
    Step failing = folding.failing(values);
    if (failing != null) {
      return plan.failed(failing);
    }
    return folding.opened(open, values);
  }

  private String inlined(String sql) {
    return resolved.columns().inline(sql, plan.steps());
  }

  private String inOn(String sql) {
    return resolved.columns().inlineOn(sql, plan.steps());
  }

  private static boolean mayFail(Constant constant) {
    return constant.moment() == Moment.FOLDED
        ? ConstantText.mayFail(constant.sql())
        : ConstantText.isOfStatement(constant.sql());
  }

  /** Other definitions keep their expressions for later. */
  private static boolean plans(Statement statement) {
    return !(statement instanceof Ddl)
        || statement instanceof Ddl.CreateMaterializedView
        || (statement instanceof Ddl.CreateTable table && table.source() != null);
  }

  /** The plan with what its parameters decide on, if there is something. */
  private Plan opened(List<Constant> open, ConstantValues values) {
    List<Constant> late = new ArrayList<>(open);
    boolean decides = !open.isEmpty() || !plan.parameters().isEmpty();
    if (decides && isAnyFailing(constants, values)) {
      late.addAll(constants);
    }
    boolean none = late.isEmpty() && reducible.stream().noneMatch(ConstantText::isLate);
    return none || isComputed()
        ? plan
        : plan.withConstants(new Folding(statement, plan, late, resolved));
  }

  /** Whether a run computes all constants before it does anything else. */
  private boolean isComputed() {
    String sql = plan.steps().size() == 1 ? plan.steps().get(0).sql() : "";
    if (sql.startsWith("SELECT ")) {
      return !sql.matches("(?s).* (FROM|WHERE|CASE|AND|OR|LIMIT) .*")
          && !sql.contains("coalesce(")
          && !sql.contains("pg_nextval(");
    }
    return plan.effect() instanceof RowChange
        && sql.startsWith("INSERT INTO ")
        && !sql.contains("SELECT ")
        && !sql.contains(" ON CONFLICT")
        && !sql.contains(" RETURNING ")
        && !sql.contains("pg_nextval(")
        && !UserCalls.in(sql);
  }

  private static boolean isAnyFailing(List<Constant> constants, ConstantValues values) {
    for (int i = 0; i < constants.size(); i += AT_ONCE) {
      List<Constant> part = constants.subList(i, Math.min(constants.size(), i + AT_ONCE));
      if (values.fail(part.stream().map(Constant::sql).toList())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Step failing(ConstantValues values) {
    Decisions decisions =
        new Decisions(values, resolved.unfolded().stream().map(this::inlined).toList());
    List<Constant> all = new ArrayList<>(constants);
    all.addAll(reduced(values.areBound(), new Reductions(decisions)));
    Constant failing = isAnyFailing(all, values) ? reached(all, decisions, values) : null;
    if (failing == null) {
      return null;
    }
    boolean run = failing.moment() == Moment.RUN;
    boolean open = failing.moment() == Moment.OPEN || (run && isOpen());
    String sql = open ? "pg_refuse(" + REFUSAL + ")" : failing.sql();
    return Analyzer.step("SELECT " + sql, Step.Role.SILENT);
  }

  private List<Constant> reduced(boolean late, Reductions reductions) {
    List<Constant> reduced = new ArrayList<>();
    for (String written : reducible) {
      if (ConstantText.isLate(written) == late) {
        String sql = reductions.of(written);
        if (ConstantText.mayFail(sql)) {
          reduced.add(new Constant(sql, written, Moment.FOLDED));
        }
      }
    }
    return reduced;
  }

  /** One that is false keeps others from being computed, as does a query of no rows. */
  private boolean isOpen() {
    return resolved.all().stream().filter(one -> one.moment() == Moment.RUN).count() > 1
        || plan.steps().stream().anyMatch(step -> LIMITED.matcher(step.sql()).find());
  }

  private @Nullable Constant reached(
      List<Constant> all, Decisions decisions, ConstantValues values) {
    List<Reach> reaches =
        texts().stream().map(this::inlined).map(sql -> new Reach(sql, decisions)).toList();
    List<String> failing = new ArrayList<>();
    for (Constant constant : inOrder(all)) {
      // What a part that fails is left out of by SQLite is not known to fail.
      boolean whole = failing.stream().noneMatch(constant.sql()::contains);
      if (whole && values.fail(List.of(constant.sql()))) {
        if (constant.place().isEmpty() || reaches.stream().anyMatch(r -> r.reaches(constant))) {
          return constant;
        }
        failing.add(constant.sql());
      }
    }
    return null;
  }

  private static List<Constant> inOrder(List<Constant> all) {
    return all.stream().sorted(Comparator.comparing(Constant::moment)).toList();
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>(resolved.planned());
    if (plan.effect() instanceof RowByRow change) {
      texts.add(change.rows().sql());
      if (change.conflicting() != null) {
        texts.add(Objects.requireNonNull(change.conflicting()).sql());
      }
    }
    plan.steps().stream().map(Step::sql).filter(this::isPlanned).forEach(texts::add);
    return texts;
  }

  private boolean isPlanned(String sql) {
    if (statement instanceof Ddl) {
      return sql.startsWith("INSERT INTO `") && !sql.contains(CatalogChange.LOG);
    }
    // A column of a table of WITH may be one that nothing uses.
    return !sql.startsWith("INSERT INTO temp.") || !WritingTables.has(statement);
  }
}
