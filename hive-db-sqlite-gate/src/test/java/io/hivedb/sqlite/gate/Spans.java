// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How our parser groups: for each operator the first and the last leaf of its operands. */
final class Spans {

  private final String sql;
  private final Map<Integer, List<Integer>> found = new TreeMap<>();

  private Spans(String sql) {
    this.sql = sql;
  }

  static Map<Integer, List<Integer>> of(String sql, List<?> statements) {
    Spans spans = new Spans(sql);
    spans.walk(statements);
    return spans.found;
  }

  private List<Integer> walk(@Nullable Object node) {
    List<Integer> leaves = new ArrayList<>();
    if (node instanceof RoutineDefinition) {
      return leaves; // to PostgreSQL's grammar a function's body is a text
    }
    if (node instanceof List<?> list) {
      list.forEach(child -> leaves.addAll(walk(child)));
    } else if (node instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        leaves.addAll(walk(value(record, component)));
      }
      note(record, leaves);
    }
    return leaves;
  }

  private void note(Record node, List<Integer> leaves) {
    if (isLeaf(node)) {
      leaves.add(((Expr) node).position());
    }
    boolean operator =
        node instanceof Expr.Binary
            || node instanceof Expr.Unary
            || node instanceof Expr.Distinct
            || node instanceof Expr.Between
            || node instanceof Expr.InList
            || node instanceof Expr.Like
            || node instanceof Expr.NullTest
            || node instanceof Expr.BooleanTest
            || node instanceof Expr.QuantifiedArray;
    if (operator && !leaves.isEmpty()) {
      found.put(
          ((Expr) node).position(), List.of(Collections.min(leaves), Collections.max(leaves)));
    }
  }

  /** What the parser adds of its own stands at no number's place. */
  private boolean isLeaf(Record node) {
    if (node instanceof Expr.NumberLiteral number) {
      char first = sql.charAt(number.position() - 1);
      return Character.isDigit(first) || first == '.' || first == '-' || first == '+';
    }
    return node instanceof Expr.ColumnRef
        || node instanceof Expr.Star
        || node instanceof Expr.StringLiteral
        || node instanceof Expr.BooleanLiteral
        || node instanceof Expr.NullLiteral
        || node instanceof Expr.BitLiteral
        || node instanceof Expr.Parameter;
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }
}
