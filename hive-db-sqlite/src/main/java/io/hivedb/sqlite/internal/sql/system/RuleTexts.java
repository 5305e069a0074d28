// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as pg_get_expr prints them, with all of their parentheses and casts. Null for what is
 * not known for sure.
 */
final class RuleTexts {

  private static final Map<String, RuleValues.Node> WORDS =
      Map.of(
          "current_timestamp", new RuleValues.Node("CURRENT_TIMESTAMP", TIMESTAMPTZ),
          "current_date", new RuleValues.Node("CURRENT_DATE", DATE),
          "localtimestamp", new RuleValues.Node("LOCALTIMESTAMP", TIMESTAMP),
          "current_user", new RuleValues.Node("CURRENT_USER", NAME),
          "session_user", new RuleValues.Node("SESSION_USER", NAME));

  private final Catalog catalog;
  private final @Nullable Table table;
  private final RuleValues values;
  private final RuleOperators operators;

  RuleTexts(Catalog catalog, List<String> path, @Nullable Table table) {
    this.catalog = catalog;
    this.table = table;
    this.values = new RuleValues(catalog, path);
    this.operators = new RuleOperators(values);
  }

  /** A value that is assigned to a type: the cast of the assignment is not printed. */
  @Nullable String assigned(Expr expr, PgType type) {
    RuleValues.Node node = node(expr);
    return node != null && node.isUnknown()
        ? values.as(node, type)
        : node == null ? null : node.text();
  }

  /** A condition. */
  @Nullable String condition(Expr expr) {
    RuleValues.Node node = node(expr);
    return node != null && node.type().equals(BOOL) ? node.text() : null;
  }

  /** A key of an index, in parentheses unless it looks like a call. */
  @Nullable String key(Expr expr) {
    RuleValues.Node node = node(expr);
    // A cast that does nothing makes a plain column of the key.
    boolean column = node != null && !(expr instanceof Expr.ColumnRef) && isColumn(node.text());
    if (node == null || node.isUnknown() || column) {
      return null;
    }
    boolean zone = expr instanceof Expr.Call call && isAtTimeZone(call);
    boolean call = (expr instanceof Expr.Call && !zone) || expr instanceof Expr.Choice;
    return call ? node.text() : "(" + node.text() + ")";
  }

  private RuleValues.@Nullable Node node(Expr expr) {
    if (expr instanceof Expr.StringLiteral text) {
      return new RuleValues.Node(text.value(), UNKNOWN);
    }
    if (expr instanceof Expr.NumberLiteral number) {
      return values.number(number.text());
    }
    if (expr instanceof Expr.BooleanLiteral flag) {
      return new RuleValues.Node(Boolean.toString(flag.value()), BOOL);
    }
    if (expr instanceof Expr.ColumnRef ref) {
      return column(ref);
    }
    if (expr instanceof Expr.Call call) {
      return call(call);
    }
    if (expr instanceof Expr.Cast cast) {
      return cast(cast);
    }
    if (expr instanceof Expr.Unary unary) {
      return unary(unary);
    }
    if (expr instanceof Expr.Binary binary) {
      String operator = binary.operator().equals("!=") ? "<>" : binary.operator();
      return operators.binary(operator, node(binary.left()), node(binary.right()));
    }
    if (expr instanceof Expr.Choice choice) {
      return choice(choice);
    }
    if (expr instanceof Expr.ArrayLiteral array) {
      return array(array, null);
    }
    return test(expr);
  }

  private RuleValues.@Nullable Node column(Expr.ColumnRef ref) {
    Column column = table == null || ref.names().size() != 1 ? null : table.column(ref.last());
    return column == null || column.domain() != null || column.type().equals(BPCHAR)
        ? null
        : new RuleValues.Node(TypeTexts.identifier(column.name()), column.type());
  }

  private boolean isColumn(String text) {
    return table != null
        && table.columns().stream().anyMatch(c -> TypeTexts.identifier(c.name()).equals(text));
  }

  private static boolean isAtTimeZone(Expr.Call call) {
    return call.name().equals("timezone")
        && call.arguments().size() == 2
        && call.arguments().get(1).position() < call.position();
  }

  private RuleValues.@Nullable Node call(Expr.Call call) {
    if (call.names().size() != 1 || !call.options().plain()) {
      return null;
    }
    RuleValues.Node word = call.arguments().isEmpty() ? WORDS.get(call.name()) : null;
    boolean own =
        catalog.routines().all().stream().anyMatch(routine -> routine.name().equals(call.name()));
    if (word != null || own) {
      return own ? null : word;
    }
    List<RuleValues.Node> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      RuleValues.Node node = node(argument);
      if (node == null) {
        return null;
      }
      arguments.add(node);
    }
    RuleValues.Node made = RuleFunctions.call(call.name(), arguments, values);
    if (made == null || !isAtTimeZone(call)) {
      return made;
    }
    String zone = values.as(arguments.get(0), TEXT);
    return new RuleValues.Node(
        "(" + arguments.get(1).text() + " AT TIME ZONE " + zone + ")", made.type());
  }

  private RuleValues.@Nullable Node cast(Expr.Cast cast) {
    if (cast.operand() instanceof Expr.ArrayLiteral array && cast.type().array()) {
      return cast.type().modifiers().isEmpty() ? array(array, values.type(cast.type())) : null;
    }
    if (cast.operand() instanceof Expr.NullLiteral) {
      PgType type = values.type(cast.type());
      return type == null || !cast.type().modifiers().isEmpty()
          ? null
          : new RuleValues.Node("NULL::" + values.name(type, -1), type);
    }
    RuleValues.Node operand = node(cast.operand());
    if (operand != null && cast.position() == cast.operand().position() && isClock(cast)) {
      String digits = "(" + cast.type().modifiers().get(0) + ")";
      return new RuleValues.Node(operand.text() + digits, operand.type());
    }
    return values.cast(operand, cast.type());
  }

  /** {@code CURRENT_TIMESTAMP(3)}, which is parsed as a cast. */
  private static boolean isClock(Expr.Cast cast) {
    return cast.operand() instanceof Expr.Call call
        && (call.name().equals("current_timestamp") || call.name().equals("localtimestamp"))
        && !cast.type().modifiers().isEmpty();
  }

  private RuleValues.@Nullable Node unary(Expr.Unary unary) {
    if (!unary.operator().equals("-")) {
      return null;
    }
    if (unary.operand() instanceof Expr.NumberLiteral number && !number.text().startsWith("-")) {
      return values.number("-" + number.text());
    }
    RuleValues.Node operand = node(unary.operand());
    return operand == null || operand.type().category() != 'N'
        ? null
        : new RuleValues.Node("(- " + operand.text() + ")", operand.type());
  }

  /** Of one type, or of one type and literals; integers become what else is there. */
  private RuleValues.@Nullable Node choice(Expr.Choice choice) {
    List<RuleValues.Node> all = new ArrayList<>();
    PgType type = null;
    for (Expr argument : choice.arguments()) {
      RuleValues.Node node = node(argument);
      if (node == null) {
        return null;
      }
      all.add(node);
      type = node.isUnknown() || node.type().equals(type) ? type : joined(type, node.type());
    }
    String name = choice.name().toUpperCase(Locale.ROOT);
    boolean nullIf = name.equals("NULLIF");
    if (type == null || type.equals(UNKNOWN) || (nullIf && type.category() == 'N')) {
      return null;
    }
    PgType wanted = nullIf && type.equals(VARCHAR) ? TEXT : type;
    List<String> texts = new ArrayList<>();
    for (RuleValues.Node node : all) {
      String text = values.as(node, wanted);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return new RuleValues.Node(name + "(" + String.join(", ", texts) + ")", wanted);
  }

  private static PgType joined(@Nullable PgType first, PgType second) {
    if (first == null) {
      return second;
    }
    List<PgType> order = List.of(INT2, INT4, INT8, NUMERIC);
    boolean numbers = order.contains(first) && order.contains(second);
    return !numbers ? UNKNOWN : order.indexOf(first) > order.indexOf(second) ? first : second;
  }

  private RuleValues.@Nullable Node array(Expr.ArrayLiteral array, @Nullable PgType declared) {
    PgType element = declared == null ? null : declared.element();
    List<RuleValues.Node> all = new ArrayList<>();
    for (Expr value : array.elements()) {
      RuleValues.Node node = node(value);
      if (node == null) {
        return null;
      }
      all.add(node);
      PgType given = node.isUnknown() ? TEXT : node.type();
      element =
          declared != null ? element : all.size() == 1 || given.equals(element) ? given : UNKNOWN;
    }
    if (element == null || element.equals(UNKNOWN)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (RuleValues.Node node : all) {
      String text = values.as(node, element);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    PgType type = Types.array(element);
    String text = "ARRAY[" + String.join(", ", texts) + "]";
    return new RuleValues.Node(text + (all.isEmpty() ? "::" + values.name(type, -1) : ""), type);
  }

  private RuleValues.@Nullable Node test(Expr expr) {
    String text = new RuleTests(this::node, operators, values).of(expr);
    return text == null ? null : new RuleValues.Node(text, BOOL);
  }
}
