// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * FOR UPDATE and its kin: one writer at a time, and whoever locks rows becomes it until another one
 * asks.
 */
final class RowLocks {

  private RowLocks() {}

  /** PostgreSQL's rules of what can be locked. */
  static void check(Select select) {
    String what = null;
    if (select.body() instanceof Select.SetOperation) {
      what = "UNION/INTERSECT/EXCEPT";
    } else if (select.body() instanceof Select.Values) {
      throw new PgException("0A000", "FOR UPDATE cannot be applied to VALUES");
    } else if (select.body() instanceof Select.Core core) {
      what =
          core.distinct() || !core.distinctOn().isEmpty()
              ? "DISTINCT clause"
              : !core.groupBy().isEmpty()
                  ? "GROUP BY clause"
                  : core.having() != null ? "HAVING clause" : ofCalls(core);
    }
    if (what != null) {
      throw new PgException("0A000", "FOR UPDATE is not allowed with " + what);
    }
  }

  private static @Nullable String ofCalls(Select.Core core) {
    AtomicReference<String> found = new AtomicReference<>();
    Rewriting.of(
        core.items(),
        part -> {
          if (part instanceof Select) {
            return part;
          }
          if (part instanceof Expr.Call call) {
            String kind = kind(call);
            found.compareAndSet(null, kind);
          }
          return null;
        });
    return found.get();
  }

  private static @Nullable String kind(Expr.Call call) {
    if (call.options().over() != null) {
      return "window functions";
    }
    boolean aggregate =
        AggregateCalls.isSpecial(call.name())
            || Registry.instance().functions(call.name()).stream()
                .anyMatch(s -> s.kind() == Signature.Kind.AGGREGATE);
    return aggregate ? "aggregate functions" : null;
  }

  /** The relation whose rows are locked, for a message. */
  static String relation(Select select) {
    boolean core = select.body() instanceof Select.Core c && !c.from().isEmpty();
    FromItem item = core ? ((Select.Core) select.body()).from().get(0) : null;
    while (item instanceof FromItem.Join join) {
      item = join.left();
    }
    return item instanceof FromItem.Relation relation ? relation.name().name() : "";
  }

  /** Numbers the rows of a query of one table, all of whose rows it locks. */
  static void number(SelectQuery query, Select.Core core, Select select, Scope scope) {
    if (!scope.sets().isEmpty()) {
      throw new PgException(
          "0A000", "FOR UPDATE is not allowed with set-returning functions in the target list");
    }
    boolean plain =
        core.from().size() == 1
            && core.from().get(0) instanceof FromItem.Relation
            && select.offset() == null
            && select.with().isEmpty()
            && !select.withTies();
    Table table = plain ? scope.sources().get(0).table() : null;
    if (table == null || table.temporary() || table.columns().isEmpty() || !table.hasRowNumber()) {
      return;
    }
    String column = scope.sources().get(0).items().get(0).sql();
    String alias = column.substring(0, column.indexOf('.'));
    query.locks(table.key(), alias + "." + table.rowNumber());
  }
}
