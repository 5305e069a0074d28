// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

/**
 * A path that was read.
 *
 * @param lax whether structures that do not fit are no errors
 * @param root what it calculates
 */
public record Path(boolean lax, PathNode root) {

  /** Reads a path; fails with PostgreSQL's error for a bad one. */
  public static Path parse(String text) {
    return new PathParser(text).parse();
  }

  @Override
  public String toString() {
    return (lax ? "" : "strict ") + PathText.of(root);
  }
}
