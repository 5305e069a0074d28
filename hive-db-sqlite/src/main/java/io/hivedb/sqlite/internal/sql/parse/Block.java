// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;

/**
 * A block of DO: statements, and what to do where one of them fails.
 *
 * @param actions what is done, in order
 * @param handlers the EXCEPTION clauses
 */
public record Block(List<Action> actions, List<Handler> handlers) {

  /** One statement of the block. */
  public sealed interface Action {}

  /** A statement of SQL; its rows go nowhere. */
  public record Run(ParsedStatement statement) implements Action {}

  /** EXECUTE: a query whose one value is the text of the statements to run. */
  public record Execute(ParsedStatement text) implements Action {}

  /** IF ... ELSIF ... ELSE. */
  public record If(List<Branch> branches, List<Action> otherwise) implements Action {}

  /** A condition, as a query of one value, and what is done where it holds. */
  public record Branch(ParsedStatement condition, List<Action> actions) {}

  /** A block in the block. */
  public record Nested(Block block) implements Action {}

  /** RAISE EXCEPTION with a text. */
  public record Raise(String message) implements Action {}

  /** RAISE alone: the error that is handled. */
  public record Reraise() implements Action {}

  /** WHEN ... THEN: SQLSTATEs, or {@code others}. */
  public record Handler(List<String> states, List<Action> actions) {}
}
