// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries of {@code pg_depend}, which has here what belongs to extensions, and which columns own
 * sequences. Those whose conditions do not say that they ask for one of these are refused.
 */
final class DependencyQueries {

  private static final String RELATION = "pg_depend";

  private final Context context;

  /** The queries that are being resolved, the innermost first. */
  private final Deque<Select.Core> around = new ArrayDeque<>();

  DependencyQueries(Context context) {
    this.context = context;
  }

  /** A query is about to be resolved; end it with {@link #end}. */
  void begin(Select.Core core) {
    around.push(core);
    for (FromItem item : core.from()) {
      if (position(item) >= 0 && !isKnown(core)) {
        throw PgException.unsupported(
                "a query of " + RELATION + " for more than extensions and the sequences of columns")
            .at(position(item));
      }
    }
  }

  void end() {
    around.pop();
  }

  /** Where the relation stands; -1 where it does not. */
  private static int position(FromItem item) {
    if (item instanceof FromItem.Join join) {
      return Math.max(position(join.left()), position(join.right()));
    }
    return item instanceof FromItem.Relation relation && relation.name().name().equals(RELATION)
        ? relation.name().position()
        : -1;
  }

  private boolean isKnown(Select.Core core) {
    List<Expr> conditions = conditions(core);
    if (has(conditions, "deptype", Set.of("e"))) {
      return true;
    }
    boolean owners =
        has(conditions, "deptype", Set.of("a", "i"))
            || has(conditions, "refclassid", Set.of("pg_class", "pg_catalog.pg_class"))
            || conditions.stream().anyMatch(one -> compares(one, "refobjsubid") != null);
    boolean named = conditions.stream().anyMatch(this::isSequence);
    return owners && (named || isOfSequences(core, conditions));
  }

  /** Whether objid is that of a sequence by its name. */
  private boolean isSequence(Expr condition) {
    Expr object = compares(condition, "objid");
    String name = object == null ? null : text(object);
    return name != null
        && RelationNames.find(context.catalog(), context.path(), name) instanceof Relation.Sequence;
  }

  /** Whether objid is compared with the OIDs of sequences, here or by the query around. */
  private boolean isOfSequences(Select.Core core, List<Expr> conditions) {
    Set<String> sequences = new HashSet<>();
    around.forEach(query -> conditions(query).forEach(one -> addSequences(one, sequences)));
    return conditions.stream().anyMatch(one -> isOne(compares(one, "objid"), sequences))
        || around.stream()
            .flatMap(query -> conditions(query).stream())
            .anyMatch(one -> isIn(one, core, sequences));
  }

  /** Adds the name of a relation whose rows are sequences. */
  private static void addSequences(Expr condition, Set<String> sequences) {
    if (has(condition, "relkind", Set.of("S"))) {
      Expr kind = condition instanceof Expr.InList in ? in.operand() : condition;
      sequences.addAll(
          kind instanceof Expr.Binary binary
              ? relations(binary.left(), binary.right())
              : relations(kind));
    }
    Expr sequence = compares(condition, "seqrelid");
    if (sequence instanceof Expr.ColumnRef column && column.last().equals("oid")) {
      sequences.addAll(relations(column));
    }
  }

  private static Set<String> relations(Expr... columns) {
    Set<String> names = new HashSet<>();
    for (Expr one : columns) {
      if (one instanceof Expr.ColumnRef column) {
        int before = column.names().size() - 1;
        names.add(String.join(".", column.names().subList(0, before)));
      }
    }
    return names;
  }

  private static boolean isOne(@Nullable Expr object, Set<String> sequences) {
    return object instanceof Expr.ColumnRef column
        && (column.last().equals("seqrelid")
            || (column.last().equals("oid") && sequences.containsAll(relations(column))));
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isIn(Expr condition, Select.Core core, Set<String> sequences) {
    return condition instanceof Expr.InQuery in
        && in.query().body() == core
        && isOne(in.operand(), sequences)
        && core.items().get(0).value() instanceof Expr.ColumnRef column
        && column.last().equals("objid");
  }

  private static boolean has(List<Expr> conditions, String column, Set<String> values) {
    return conditions.stream().anyMatch(one -> has(one, column, values));
  }

  private static boolean has(Expr condition, String column, Set<String> values) {
    if (condition instanceof Expr.InList in) {
      return !in.negated()
          && isColumn(in.operand(), column)
          && in.values().stream().allMatch(value -> isOneOf(value, values));
    }
    Expr other =
        condition instanceof Expr.Binary binary && binary.operator().equals("=")
            ? compares(condition, column)
            : null;
    return other != null && isOneOf(other, values);
  }

  private static boolean isOneOf(Expr value, Set<String> values) {
    String text = text(value);
    return text != null && values.contains(text);
  }

  private static @Nullable String text(Expr value) {
    return value instanceof Expr.StringLiteral literal
        ? literal.value()
        : value instanceof Expr.Cast cast ? text(cast.operand()) : null;
  }

  /** What = or {@code >} compares a column with; null where it does not. */
  private static @Nullable Expr compares(Expr condition, String column) {
    if (!(condition instanceof Expr.Binary binary)
        || !Set.of("=", ">").contains(binary.operator())) {
      return null;
    }
    return isColumn(binary.left(), column)
        ? binary.right()
        : isColumn(binary.right(), column) ? binary.left() : null;
  }

  private static boolean isColumn(Expr expr, String name) {
    return expr instanceof Expr.ColumnRef column && column.last().equals(name);
  }

  /** What AND joins in WHERE and ON. */
  private static List<Expr> conditions(Select.Core core) {
    List<Expr> conditions = new ArrayList<>();
    split(core.where(), conditions);
    core.from().forEach(item -> joined(item, conditions));
    return conditions;
  }

  private static void joined(FromItem item, List<Expr> conditions) {
    if (item instanceof FromItem.Join join) {
      joined(join.left(), conditions);
      joined(join.right(), conditions);
      split(join.on(), conditions);
    }
  }

  private static void split(@Nullable Expr condition, List<Expr> conditions) {
    if (condition instanceof Expr.Logical logical && logical.and()) {
      split(logical.left(), conditions);
      split(logical.right(), conditions);
    } else if (condition != null) {
      conditions.add(condition);
    }
  }
}
