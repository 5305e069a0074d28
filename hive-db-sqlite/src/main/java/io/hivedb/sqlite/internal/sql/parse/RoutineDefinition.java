// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function or procedure as CREATE has it.
 *
 * @param name its name
 * @param procedure whether it is a procedure
 * @param parameters its parameters
 * @param result the type of its result; null for a procedure, or where OUT parameters make it
 * @param set whether the result is a set
 * @param table whether the result is a table
 * @param language its language
 * @param body its text
 * @param strict whether it is not called with nulls
 * @param volatility whether it is volatile, stable or immutable
 * @param code what runs in PL/pgSQL
 * @param statements what runs in SQL
 * @param properties what else it says of itself
 * @param refusal why it cannot be called here; null where it can
 */
public record RoutineDefinition(
    QualifiedName name,
    boolean procedure,
    List<Parameter> parameters,
    @Nullable TypeName result,
    boolean set,
    boolean table,
    String language,
    String body,
    boolean strict,
    String volatility,
    @Nullable Block code,
    List<ParsedStatement> statements,
    Properties properties,
    @Nullable String refusal) {

  /** The property with the settings that it is run with, as {@code RoutineSettings} reads them. */
  public static final String SETTINGS = "set";

  /**
   * What only the catalogue shows: {@code cost}, {@code rows}, {@code parallel}, {@code leakproof},
   * {@code window}, {@code definer}, {@code atomic}.
   */
  public record Properties(Map<String, String> values) {

    /** Whether it says so. */
    public boolean has(String name) {
      return values.containsKey(name);
    }

    /** What it says. */
    public String value(String name, String otherwise) {
      return values.getOrDefault(name, otherwise);
    }
  }

  /**
   * A parameter.
   *
   * @param mode one of {@code in}, {@code out}, {@code inout}, {@code variadic} and {@code table}
   * @param name its name; empty where it has none
   * @param type its type
   * @param value its default
   */
  public record Parameter(String mode, String name, TypeName type, @Nullable Expr value) {

    /** Whether a call gives it. */
    public boolean isInput() {
      return !mode.equals("out") && !mode.equals("table");
    }
  }

  /** The same under another name. */
  public RoutineDefinition named(QualifiedName other) {
    return with(other, strict, volatility, properties);
  }

  /** The same with other properties. */
  public RoutineDefinition with(boolean nulls, String kind, Properties others) {
    return with(name, nulls, kind, others);
  }

  private RoutineDefinition with(
      QualifiedName other, boolean nulls, String kind, Properties others) {
    return new RoutineDefinition(
        other,
        procedure,
        parameters,
        result,
        set,
        table,
        language,
        body,
        nulls,
        kind,
        code,
        statements,
        others,
        refusal);
  }

  /** Whether it is no part of a query that calls it, whatever it does. */
  public boolean isKeptApart() {
    return properties.has(SETTINGS) || properties.has("definer");
  }

  /** The parameters that a call gives. */
  public List<Parameter> inputs() {
    return parameters.stream().filter(Parameter::isInput).toList();
  }

  /** Whether it is a function for triggers. */
  public boolean isTrigger() {
    return result != null && result.name().equals("trigger") && !result.array();
  }
}
