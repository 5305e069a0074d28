// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of one block, and around them those of the blocks that it is in. */
final class Frame {

  private final @Nullable Frame outer;
  private final String label;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Variable.Scalar> arguments;
  private boolean columnsFirst;

  Frame(@Nullable Frame outer, String label) {
    this.outer = outer;
    this.label = label;
    this.arguments = outer == null ? new ArrayList<>() : outer.arguments;
    this.columnsFirst = outer != null && outer.columnsFirst;
  }

  /** From now on a column hides a variable of its name. */
  void seeColumnsFirst() {
    columnsFirst = true;
  }

  /** Whether it does. */
  boolean seesColumnsFirst() {
    return columnsFirst;
  }

  /** Those that {@code $1}, {@code $2} ... are. */
  List<Variable.Scalar> arguments() {
    return arguments;
  }

  void add(Variable variable) {
    variables.put(variable.name(), variable);
  }

  /** Another name of a variable. */
  void alias(String name, Variable variable) {
    variables.put(name, variable);
  }

  @Nullable Variable find(String name) {
    if (name.startsWith("$")) {
      int number = Integer.parseInt(name.substring(1));
      return number <= arguments.size() ? arguments.get(number - 1) : null;
    }
    Variable found = variables.get(name);
    return found == null && outer != null ? outer.find(name) : found;
  }

  /** A variable by its names: of a block, of a record, of both. */
  Target target(List<String> names) {
    Variable first = find(names.get(0));
    if (first == null && names.size() > 1) {
      Frame block = labelled(names.get(0));
      Variable inner = block == null ? null : block.variables.get(names.get(1));
      if (inner != null) {
        return new Target(inner, names.size() > 2 ? names.get(2) : null);
      }
    }
    if (first == null) {
      throw new PgException("42601", "\"" + String.join(".", names) + "\" is not a known variable");
    }
    return new Target(first, names.size() > 1 ? names.get(1) : null);
  }

  private @Nullable Frame labelled(String name) {
    return label.equals(name) ? this : outer == null ? null : outer.labelled(name);
  }

  /** A variable, or a field of it. */
  record Target(Variable variable, @Nullable String field) {}

  /** What a statement sees, and the values in the same order. */
  Seen seen(boolean columnsFirst) {
    List<Variables.Group> groups = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    List<Variables.Item> numbered = new ArrayList<>();
    for (Variable.Scalar argument : arguments) {
      numbered.add(argument.item());
      values.add(argument.stored());
    }
    groups.add(new Variables.Group(" arguments", true, numbered));
    Set<String> names = new LinkedHashSet<>(List.of("", " arguments"));
    List<Variables.Item> plain = new ArrayList<>();
    groups.add(new Variables.Group("", false, plain));
    Set<String> hidden = new LinkedHashSet<>();
    for (Frame frame = this; frame != null; frame = frame.outer) {
      frame.addPlain(plain, values, hidden);
    }
    for (Frame frame = this; frame != null; frame = frame.outer) {
      frame.addQualified(groups, values, names);
    }
    Variables seen = new Variables(arguments.size(), groups, columnsFirst);
    return new Seen(seen, values);
  }

  /** Variables and their values. */
  record Seen(Variables variables, List<@Nullable Object> values) {}

  private void addPlain(
      List<Variables.Item> plain, List<@Nullable Object> values, Set<String> hidden) {
    for (Map.Entry<String, Variable> entry : variables.entrySet()) {
      boolean first = hidden.add(entry.getKey());
      if (first && entry.getValue() instanceof Variable.Scalar scalar) {
        Variables.Item item = scalar.item();
        plain.add(new Variables.Item(entry.getKey(), item.type(), item.typmod()));
        values.add(scalar.stored());
      }
    }
  }

  private void addQualified(
      List<Variables.Group> groups, List<@Nullable Object> values, Set<String> names) {
    for (Map.Entry<String, Variable> entry : variables.entrySet()) {
      if (entry.getValue() instanceof Variable.Row row) {
        List<Variables.Item> fields = row.fields();
        if (fields != null && names.add(entry.getKey())) {
          groups.add(new Variables.Group(entry.getKey(), true, fields));
          values.addAll(java.util.Arrays.asList(row.values()));
        }
      }
    }
    if (!label.isEmpty() && names.add(label)) {
      List<Variables.Item> items = new ArrayList<>();
      groups.add(new Variables.Group(label, true, items));
      addPlain(items, values, new LinkedHashSet<>());
    }
  }
}
