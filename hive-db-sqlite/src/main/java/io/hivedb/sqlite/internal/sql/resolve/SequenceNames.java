// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import org.jspecify.annotations.Nullable;

/** References to sequences inside of plans, which are keys and not names to look up. */
public final class SequenceNames {

  private static final String MARK = "\u0003";

  private SequenceNames() {}

  static String reference(String key) {
    return MARK + key;
  }

  /** The key of a reference, or null for a name. */
  public static @Nullable String key(String text) {
    return text.startsWith(MARK) ? text.substring(1) : null;
  }
}
