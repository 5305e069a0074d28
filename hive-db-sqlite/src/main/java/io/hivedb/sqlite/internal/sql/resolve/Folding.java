// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL computes constants when it plans a statement, and fails where one of them does though
 * no row would ever reach it. A statement with such a constant becomes a plan that computes it and
 * nothing else; any other statement is left as it is.
 */
final class Folding {

  private static final int AT_ONCE = 100;

  private final Statement statement;
  private final ConstantValues values;

  private Folding(Statement statement, ConstantValues values) {
    this.statement = statement;
    this.values = values;
  }

  /** The plan, or one that fails. */
  static Plan of(Statement statement, Plan plan, Constants constants, ConstantValues values) {
    List<String> all = plans(statement) ? constants.unknown() : List.of();
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      List<String> part = all.subList(i, Math.min(all.size(), i + AT_ONCE));
      if (values.fails(query(part))) {
        String failing = new Folding(statement, values).failing(plan, constants.sure(), all);
        return failing == null ? plan : failed(plan, failing);
      }
    }
    return plan;
  }

  /** Other definitions keep their expressions for later. */
  private static boolean plans(Statement statement) {
    return !(statement instanceof Ddl)
        || statement instanceof Ddl.CreateMaterializedView
        || (statement instanceof Ddl.CreateTable table && table.source() != null);
  }

  private static String query(List<String> constants) {
    return "SELECT " + String.join(", ", constants);
  }

  private @Nullable String failing(Plan plan, Set<String> sure, List<String> constants) {
    List<Reach> reaches = texts(plan).stream().map(sql -> new Reach(sql, values)).toList();
    List<String> failing = new ArrayList<>();
    for (String constant : constants) {
      // What a part that fails is left out of by SQLite is not known to fail.
      boolean whole = failing.stream().noneMatch(constant::contains);
      if (whole && values.fails(query(List.of(constant)))) {
        if (sure.contains(constant) || reaches.stream().anyMatch(r -> r.reaches(constant))) {
          return constant;
        }
        failing.add(constant);
      }
    }
    return null;
  }

  private List<String> texts(Plan plan) {
    List<String> texts = new ArrayList<>();
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

  private static Plan failed(Plan plan, String constant) {
    Step step = Analyzer.step(query(List.of(constant)), Step.Role.SILENT);
    return new Plan(
        plan.kind(), plan.tag(), List.of(step), plan.parameters(), plan.columns(), false, null);
  }
}
