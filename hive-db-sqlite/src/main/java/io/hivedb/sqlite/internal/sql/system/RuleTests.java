// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests and what joins them, as pg_get_expr prints them. */
final class RuleTests {

  /** Prints a part. */
  interface Part {
    RuleValues.@Nullable Node of(Expr expr);
  }

  private static final Map<String, String> LIKES = Map.of("like", "~~", "ilike", "~~*");

  private final Part parts;
  private final RuleOperators operators;
  private final RuleValues values;

  RuleTests(Part parts, RuleOperators operators, RuleValues values) {
    this.parts = parts;
    this.operators = operators;
    this.values = values;
  }

  @Nullable String of(Expr expr) {
    if (expr instanceof Expr.Logical both) {
      String text = chain(both, both.and());
      return text == null ? null : "(" + text + ")";
    }
    if (expr instanceof Expr.Not not) {
      // Twice, it stands for a condition that is not printed.
      String operand = not.operand() instanceof Expr.Not ? null : condition(not.operand());
      return operand == null ? null : "(NOT " + operand + ")";
    }
    if (expr instanceof Expr.NullTest test) {
      RuleValues.Node operand = parts.of(test.operand());
      return operand == null || operand.isUnknown()
          ? null
          : "(" + operand.text() + (test.negated() ? " IS NOT NULL)" : " IS NULL)");
    }
    if (expr instanceof Expr.BooleanTest test) {
      String operand = condition(test.operand());
      String value = String.valueOf(test.value()).toUpperCase(Locale.ROOT);
      String wanted = (test.negated() ? "NOT " : "") + value.replace("NULL", "UNKNOWN");
      return operand == null ? null : "(" + operand + " IS " + wanted + ")";
    }
    if (expr instanceof Expr.Distinct distinct) {
      String equal = binary("=", distinct.left(), distinct.right());
      String text = equal == null ? null : equal.replaceFirst(" = ", " IS DISTINCT FROM ");
      boolean clear = equal != null && equal.indexOf(" = ") == equal.lastIndexOf(" = ");
      return !clear ? null : distinct.negated() ? "(NOT " + text + ")" : text;
    }
    if (expr instanceof Expr.Between between && !between.symmetric()) {
      boolean not = between.negated();
      String low = binary(not ? "<" : ">=", between.operand(), between.low());
      String high = binary(not ? ">" : "<=", between.operand(), between.high());
      return low == null || high == null ? null : "(" + low + (not ? " OR " : " AND ") + high + ")";
    }
    if (expr instanceof Expr.Like like) {
      String operator =
          like.escape() == null ? LIKES.get(like.kind().toLowerCase(Locale.ROOT)) : null;
      return operator == null
          ? null
          : binary((like.negated() ? "!" : "") + operator, like.operand(), like.pattern());
    }
    return expr instanceof Expr.InList in
        ? list(in)
        : expr instanceof Expr.QuantifiedArray any ? quantified(any) : null;
  }

  private @Nullable String condition(Expr expr) {
    RuleValues.Node node = parts.of(expr);
    return node == null || !node.type().equals(BOOL) ? null : node.text();
  }

  private @Nullable String binary(String operator, Expr left, Expr right) {
    RuleValues.Node node = operators.binary(operator, parts.of(left), parts.of(right));
    return node == null ? null : node.text();
  }

  /** PostgreSQL's parser makes one list of {@code a AND b AND c}, but not of what follows it. */
  private @Nullable String chain(Expr expr, boolean and) {
    if (!(expr instanceof Expr.Logical same) || same.and() != and) {
      return condition(expr);
    }
    String left = chain(same.left(), and);
    String right = condition(same.right());
    return left == null || right == null ? null : left + (and ? " AND " : " OR ") + right;
  }

  private @Nullable String list(Expr.InList in) {
    String operator = in.negated() ? "<>" : "=";
    if (in.values().size() == 1) {
      return binary(operator, in.operand(), in.values().get(0));
    }
    RuleValues.Node operand = parts.of(in.operand());
    if (operand == null || operand.isUnknown() || operand.type().equals(VARCHAR)) {
      return null;
    }
    PgType type = operand.type();
    PgType element = type.equals(INT2) ? INT4 : type;
    List<String> texts = new ArrayList<>();
    for (Expr value : in.values()) {
      RuleValues.Node node = value instanceof Expr.ColumnRef ? null : parts.of(value);
      boolean constant = value instanceof Expr.StringLiteral || value instanceof Expr.NumberLiteral;
      boolean number = node != null && node.type().category() == 'N';
      boolean fits =
          constant && node != null && (node.isUnknown() || (number && widens(node, element)));
      String text = fits ? values.as(node, element) : null;
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return "("
        + operand.text()
        + (in.negated() ? " <> ALL (ARRAY[" : " = ANY (ARRAY[")
        + String.join(", ", texts)
        + "]))";
  }

  private static boolean widens(RuleValues.Node number, PgType element) {
    List<PgType> order = List.of(INT4, INT8, NUMERIC, FLOAT8);
    return order.indexOf(number.type()) <= order.indexOf(element);
  }

  private @Nullable String quantified(Expr.QuantifiedArray any) {
    RuleValues.Node left = parts.of(any.left());
    RuleValues.Node array = parts.of(any.array());
    PgType element = array == null ? null : array.type().element();
    boolean texts = left != null && (left.isUnknown() || RuleValues.isText(left.type()));
    boolean same = left != null && left.type().equals(element) && !left.type().equals(VARCHAR);
    if (left == null || array == null || !(same || (texts && TEXT.equals(element)))) {
      return null;
    }
    String first = texts ? values.as(left, TEXT) : left.text();
    String operator = any.operator().equals("!=") ? "<>" : any.operator();
    boolean known = List.of("=", "<>", "<", ">", "<=", ">=").contains(operator);
    return first == null || !known
        ? null
        : "(" + first + " " + operator + (any.all() ? " ALL (" : " ANY (") + array.text() + "))";
  }
}
