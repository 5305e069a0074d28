// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL says of a statement that succeeds.
 *
 * @param severity {@code NOTICE}, {@code WARNING} or {@code INFO}
 * @param sqlState its SQLSTATE
 * @param text the primary message
 * @param detail the detail, if any
 * @param hint the hint, if any
 */
public record Notice(
    String severity, String sqlState, String text, @Nullable String detail, @Nullable String hint) {

  /** The state of what is no problem. */
  public static final String SUCCESS = "00000";

  /** A notice without more than its text. */
  public static Notice of(String sqlState, String text) {
    return new Notice("NOTICE", sqlState, text, null, null);
  }

  /** A notice that something was not done, as it is done already or cannot be. */
  public static Notice skipping(String sqlState, String text) {
    return of(sqlState, text + ", skipping");
  }

  /** A warning without more than its text. */
  public static Notice warning(String sqlState, String text) {
    return new Notice("WARNING", sqlState, text, null, null);
  }
}
