// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/**
 * What JSON_VALUE and its like want, or a column of JSON_TABLE.
 *
 * @param name the column's name
 * @param type the type of the result; {@code null} for that of the function
 * @param kind value, query, exists or ordinality
 * @param path the path; {@code null} for the member of the column's name
 * @param wrapper none, conditional or unconditional
 * @param onEmpty what a path without items gives: error, a literal, or NULL
 * @param onError what an error gives
 */
public record JsonColumn(
    String name,
    @Nullable TypeName type,
    String kind,
    @Nullable String path,
    String wrapper,
    Otherwise onEmpty,
    Otherwise onError) {

  /**
   * A behaviour.
   *
   * @param kind error, default, null, true, false, unknown or unset
   * @param text the text of a default
   */
  public record Otherwise(String kind, @Nullable String text) {
    static final Otherwise UNSET = new Otherwise("unset", null);
  }
}
