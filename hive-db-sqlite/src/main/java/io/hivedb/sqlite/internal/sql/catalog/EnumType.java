// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Set;

/**
 * An enum type.
 *
 * @param schema its schema
 * @param type the type
 * @param labels its labels, in their order
 * @param fresh labels that the running transaction added to a type that was there before
 * @param made whether the running transaction made the type
 */
public record EnumType(
    String schema, PgType type, List<String> labels, Set<String> fresh, boolean made) {

  /** With another type, and the labels of that. */
  public EnumType as(PgType other, List<String> itsLabels, Set<String> itsFresh) {
    return new EnumType(schema, other, itsLabels, itsFresh, made);
  }
}
