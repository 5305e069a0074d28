// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.Notice;
import java.util.List;

/**
 * One statement of a text.
 *
 * @param text the statement alone, without the semicolon
 * @param offset where it begins in the whole text, from 0; positions of errors already count from
 *     there
 * @param parameters how many question marks it has
 * @param tree its syntax tree
 * @param notices what the client is told when the text is read
 */
public record ParsedStatement(
    String text, int offset, int parameters, Statement tree, List<Notice> notices) {

  /** A statement whose text was read before. */
  public static ParsedStatement of(String text, int offset, int parameters, Statement tree) {
    return new ParsedStatement(text, offset, parameters, tree, List.of());
  }
}
