// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of PL/pgSQL: of DO, of a function, or inside of another block.
 *
 * @param label its label; empty where it has none
 * @param declarations its variables
 * @param actions what is done, in order
 * @param handlers the EXCEPTION clauses
 * @param columnsFirst whether a column hides a variable of its name, which is an error else
 */
public record Block(
    String label,
    List<Declaration> declarations,
    List<Line> actions,
    List<Handler> handlers,
    boolean columnsFirst) {

  /**
   * A variable.
   *
   * @param name its name
   * @param type its type; null where it is that of something else
   * @param like the name before %TYPE or %ROWTYPE
   * @param row whether it is a whole row
   * @param constant whether it cannot be assigned
   * @param notNull whether it cannot be null
   * @param value what it begins with, as a query of one value
   */
  public record Declaration(
      String name,
      @Nullable TypeName type,
      List<String> like,
      boolean row,
      boolean constant,
      boolean notNull,
      @Nullable ParsedStatement value) {}

  /** An action, and the line that it begins in. */
  public record Line(int number, Action action) {}

  /** One statement of the block. */
  public sealed interface Action {}

  /** A statement of SQL, whose rows go into variables or nowhere. */
  public record Run(ParsedStatement statement, @Nullable Into into) implements Action {}

  /** INTO: the names of variables, each with its fields. */
  public record Into(boolean strict, List<List<String>> targets) {}

  /** PERFORM. */
  public record Perform(ParsedStatement statement) implements Action {}

  /** An assignment of a query of one value; {@code source} is its text. */
  public record Assign(List<String> target, ParsedStatement value, String source)
      implements Action {}

  /** EXECUTE: a query whose one value is the text of the statements to run. */
  public record Execute(ParsedStatement text, List<ParsedStatement> parameters, @Nullable Into into)
      implements Action {}

  /** IF ... ELSIF ... ELSE. */
  public record If(List<Branch> branches, List<Line> otherwise) implements Action {}

  /** A condition, as a query of one value, and what is done where it holds. */
  public record Branch(ParsedStatement condition, List<Line> actions) {}

  /** CASE; without a value the conditions stand alone, without ELSE one of them must hold. */
  public record Case(
      @Nullable ParsedStatement value, List<When> whens, @Nullable List<Line> otherwise)
      implements Action {}

  /** A WHEN of CASE with its values or its one condition. */
  public record When(List<ParsedStatement> values, List<Line> actions) {}

  /** LOOP and WHILE; LOOP has no condition. */
  public record Loop(String label, @Nullable ParsedStatement condition, List<Line> body)
      implements Action {}

  /** FOR over whole numbers. */
  public record Count(
      String label,
      String variable,
      ParsedStatement from,
      ParsedStatement to,
      @Nullable ParsedStatement by,
      boolean reverse,
      List<Line> body)
      implements Action {}

  /** FOR over the rows of a query; {@code text} is that of EXECUTE. */
  public record Rows(
      String label,
      List<List<String>> targets,
      @Nullable ParsedStatement query,
      @Nullable Execute text,
      List<Line> body)
      implements Action {}

  /** FOREACH over the elements of an array. */
  public record Elements(
      String label, List<String> variable, ParsedStatement array, List<Line> body)
      implements Action {}

  /** EXIT or CONTINUE. */
  public record Leave(boolean exit, String label, @Nullable ParsedStatement condition)
      implements Action {}

  /** RETURN; {@code source} is the text of the value. */
  public record Return(@Nullable ParsedStatement value, String source) implements Action {}

  /** RETURN NEXT; without a value the OUT parameters are the row. */
  public record ReturnNext(@Nullable ParsedStatement value, String source) implements Action {}

  /** RETURN QUERY. */
  public record ReturnQuery(@Nullable ParsedStatement query, @Nullable Execute text)
      implements Action {}

  /** A block in the block. */
  public record Nested(Block block) implements Action {}

  /** RAISE with a level, a condition or a format, its values, and the options of USING. */
  public record Raise(
      String level,
      @Nullable String state,
      @Nullable String format,
      List<ParsedStatement> values,
      List<Option> options)
      implements Action {}

  /** An option of RAISE. */
  public record Option(String name, ParsedStatement value) {}

  /** RAISE alone: the error that is handled. */
  public record Reraise() implements Action {}

  /** ASSERT. */
  public record Assert(ParsedStatement condition, @Nullable ParsedStatement message)
      implements Action {}

  /** GET DIAGNOSTICS: the item of each target. */
  public record Diagnostics(boolean stacked, List<Item> items) implements Action {}

  /** One item of GET DIAGNOSTICS. */
  public record Item(List<String> target, String name) {}

  /** What this backend does not know, and refuses where it is reached. */
  public record Refused(String feature) implements Action {}

  /** WHEN ... THEN: SQLSTATEs, or {@code others}. */
  public record Handler(List<String> states, List<Line> actions) {}
}
