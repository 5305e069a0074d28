// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** CALL. */
final class ProcedureCalls {

  private final Resolver resolver;

  ProcedureCalls(Resolver resolver) {
    this.resolver = resolver;
  }

  Plan plan(Expr.Call call) {
    if (call.arguments().toString().contains("Core[")) {
      throw new PgException("0A000", "cannot use subquery in CALL argument").at(call.position());
    }
    UserCalls calls = new UserCalls(resolver);
    Scope scope = resolver.context().top();
    RoutineChoice choice = new RoutineChoice(resolver, "procedure");
    RoutineChoice.Chosen chosen = choice.of(call, calls.named(call.names()), scope);
    if (chosen == null) {
      throw PgException.unsupported("CALL of a function of the system").at(call.position());
    }
    Routine routine = chosen.routine();
    check(chosen, call);
    String sql = calls.sql(chosen, call.position(), true);
    if (routine.outputs().isEmpty()) {
      return plan("SELECT " + sql, Step.Role.SILENT, List.of());
    }
    String alias = resolver.context().alias();
    List<String> values = new ArrayList<>();
    List<ResultColumn> columns = new ArrayList<>();
    for (Scope.Item item : RoutineRows.items(routine, routine.outputs(), alias, "")) {
      values.add(item.sql());
      columns.add(new ResultColumn(item.name(), item.type(), -1, null, null, null));
    }
    String query =
        "SELECT " + String.join(", ", values) + " FROM json_each(" + sql + ") AS " + alias;
    return plan(query, Step.Role.ROWS, columns);
  }

  private static void check(RoutineChoice.Chosen chosen, Expr.Call call) {
    Routine routine = chosen.routine();
    if (!routine.definition().procedure()) {
      throw new PgException(
              "42809", Calls.shownCall(call.name(), chosen.given()) + " is not a procedure")
          .hint("To call a function, use SELECT.")
          .at(call.position());
    }
    if (routine.definition().refusal() != null) {
      throw PgException.unsupported(routine.definition().refusal());
    }
    if (routine.definition().parameters().stream().anyMatch(p -> p.mode().equals("out"))) {
      throw PgException.unsupported("CALL of a procedure with OUT parameters");
    }
  }

  private Plan plan(String sql, Step.Role role, List<ResultColumn> columns) {
    return new Plan(
        Plan.Kind.QUERY,
        "CALL",
        List.of(Analyzer.step(sql, role)),
        resolver.context().parameters(),
        columns,
        false,
        null);
  }
}
