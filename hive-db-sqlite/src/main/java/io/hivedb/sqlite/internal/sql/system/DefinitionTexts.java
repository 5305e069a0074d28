// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Definitions as PostgreSQL prints them; what cannot be printed so is marked, and refused later.
 */
public final class DefinitionTexts {

  private final Catalog catalog;
  private final List<String> path;
  private final boolean pretty;

  /** The texts of a catalogue; names that a search path finds are without their schema. */
  public DefinitionTexts(Catalog catalog, List<String> path) {
    this(catalog, path, false);
  }

  /** The same in the pretty form, or not. */
  DefinitionTexts(Catalog catalog, List<String> path, boolean pretty) {
    this.catalog = catalog;
    this.path = path;
    this.pretty = pretty;
  }

  /** The text of a column's default or generation expression, or null where it has none. */
  public @Nullable String defaultOf(@Nullable Table table, Column column) {
    if (!column.identity().isEmpty()) {
      return null;
    }
    String sequence = column.sequence();
    if (sequence != null) {
      Relation relation = catalog.relation(sequence);
      String name = relation == null ? sequence : TypeTexts.relation(catalog, relation, path);
      return "nextval('" + name.replace("'", "''") + "'::regclass)";
    }
    if (column.generated() != null) {
      String text = new ScalarTexts(catalog, path, table).of(column.generated(), column.type());
      return marked(text == null ? rules(table).assigned(column.generated(), column.type()) : text);
    }
    if (column.defaultValue() == null) {
      return null;
    }
    if (column.defaultValue() instanceof Expr.Call call
        && call.name().equals("nextval")
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Expr.StringLiteral text) {
      Relation drawn = RelationNames.find(catalog, path, text.value());
      String name = drawn == null ? null : TypeTexts.relation(catalog, drawn, path);
      return name == null
          ? SystemView.UNPRINTABLE
          : "nextval('" + name.replace("'", "''") + "'::regclass)";
    }
    boolean none =
        column.defaultValue() instanceof Expr.Cast cast
            && cast.operand() instanceof Expr.NullLiteral;
    if (none && column.typmod() < 0) {
      // PostgreSQL keeps no default that is nothing but NULL.
      return SystemView.UNPRINTABLE;
    }
    String text = new ExpressionTexts(catalog, path, null).value(column.defaultValue(), column);
    return marked(text == null ? rules(null).assigned(column.defaultValue(), column.type()) : text);
  }

  private RuleTexts rules(@Nullable Table table) {
    return new RuleTexts(catalog, path, table);
  }

  private static String marked(@Nullable String text) {
    return text == null ? SystemView.UNPRINTABLE : text;
  }

  /** The same; null also where it cannot be printed. */
  public @Nullable String printable(Column column) {
    String text = defaultOf(null, column);
    return SystemView.UNPRINTABLE.equals(text) ? null : text;
  }

  /** A condition; null where it cannot be printed. */
  public @Nullable String printable(Expr expr, Table table) {
    String text = expression(expr, table);
    return text.equals(SystemView.UNPRINTABLE) ? null : text;
  }

  /** A condition or key over a table's columns. */
  String expression(Expr expr, Table table) {
    String text = new ExpressionTexts(catalog, path, table).pretty(pretty).condition(expr);
    return marked(text == null && !pretty ? rules(table).condition(expr) : text);
  }

  /** pg_get_constraintdef. */
  String constraint(Table table, Constraint constraint) {
    String columns = "(" + names(constraint.columns()) + ")";
    String notValid = constraint.isValid() ? "" : " NOT VALID";
    return switch (constraint.kind()) {
      case PRIMARY -> "PRIMARY KEY " + columns + include(Oids.index(catalog, table, constraint));
      case UNIQUE -> {
        Relation.Index index = Oids.index(catalog, table, constraint);
        boolean equal = index != null && index.nullsNotDistinct();
        yield "UNIQUE " + (equal ? "NULLS NOT DISTINCT " : "") + columns + include(index);
      }
      case CHECK -> {
        String text = expression(Objects.requireNonNull(constraint.check()), table);
        yield text.equals(SystemView.UNPRINTABLE) ? text : "CHECK (" + text + ")" + notValid;
      }
      case FOREIGN -> "FOREIGN KEY " + columns + " REFERENCES " + reference(constraint) + notValid;
    };
  }

  private String reference(Constraint constraint) {
    Table parent = catalog.table(Objects.requireNonNull(constraint.referenced()));
    String name = parent == null ? "" : TypeTexts.relation(catalog, parent, path);
    String onUpdate = action(constraint.actions(), "ON UPDATE ");
    String onDelete = action(constraint.actions(), "ON DELETE ");
    String deferred =
        constraint.actions().contains("INITIALLY DEFERRED")
            ? " DEFERRABLE INITIALLY DEFERRED"
            : constraint.actions().contains("DEFERRABLE") ? " DEFERRABLE" : "";
    return name
        + "("
        + names(constraint.referencedColumns())
        + ")"
        + onUpdate
        + onDelete
        + deferred;
  }

  private static String action(String actions, String event) {
    int at = actions.indexOf(event);
    if (at < 0) {
      return "";
    }
    for (String action : List.of("CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT")) {
      if (actions.startsWith(action, at + event.length())) {
        return " " + event + action;
      }
    }
    return "";
  }

  private static String include(Relation.@Nullable Index index) {
    return index == null || index.include().isEmpty()
        ? ""
        : " INCLUDE (" + names(index.include()) + ")";
  }

  static String names(List<String> columns) {
    StringJoiner names = new StringJoiner(", ");
    columns.forEach(column -> names.add(TypeTexts.identifier(column)));
    return names.toString();
  }

  /** pg_get_indexdef. */
  String index(Relation.Index index) {
    Table table = Objects.requireNonNull(catalog.table(index.table()));
    StringJoiner keys = new StringJoiner(", ", "(", ")");
    int width = index.columns().isEmpty() ? index.keys().size() : index.columns().size();
    for (int i = 0; i < width; i++) {
      String key = key(index, table, i);
      if (key.equals(SystemView.UNPRINTABLE)) {
        return key;
      }
      keys.add(key + (i < index.suffixes().size() ? index.suffixes().get(i) : ""));
    }
    String where = "";
    if (index.where() != null) {
      where = expression(index.where(), table);
      if (where.equals(SystemView.UNPRINTABLE)) {
        return where;
      }
      where = " WHERE " + where;
    }
    String options =
        index.options().isEmpty() ? "" : " WITH (" + String.join(", ", index.options()) + ")";
    return "CREATE "
        + (index.unique() ? "UNIQUE " : "")
        + "INDEX "
        + TypeTexts.identifier(index.name())
        + " ON "
        + (pretty
            ? TypeTexts.relation(catalog, table, path)
            : TypeTexts.identifier(table.schema()) + "." + TypeTexts.identifier(table.name()))
        + " USING "
        + index.method()
        + " "
        + keys
        + include(index)
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + options
        + where;
  }

  /** One key of an index. */
  String key(Relation.Index index, Table table, int at) {
    if (!index.columns().isEmpty()) {
      return TypeTexts.identifier(index.columns().get(at));
    }
    Expr key = index.keys().get(at);
    if (key instanceof Expr.ColumnRef column) {
      return TypeTexts.identifier(column.last());
    }
    String text = new ExpressionTexts(catalog, path, table).pretty(pretty).key(key);
    return marked(text == null && !pretty ? rules(table).key(key) : text);
  }
}
