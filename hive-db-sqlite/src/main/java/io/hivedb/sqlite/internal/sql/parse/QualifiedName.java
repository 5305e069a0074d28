// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/** A name with an optional schema, and where it stands. */
public record QualifiedName(@Nullable String schema, String name, int position) {

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
