// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

/**
 * One statement of a text.
 *
 * @param text the statement alone, without the semicolon
 * @param offset where it begins in the whole text, from 0; positions of errors already count from
 *     there
 * @param parameters how many question marks it has
 * @param tree its syntax tree
 */
public record ParsedStatement(String text, int offset, int parameters, Statement tree) {}
