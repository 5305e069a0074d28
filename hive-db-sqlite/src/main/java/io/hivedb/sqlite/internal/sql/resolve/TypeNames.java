// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;

/** Types by the text of a regtype. */
public final class TypeNames {

  private TypeNames() {}

  /** The type of a text such as {@code character varying} or {@code app.mood[]}. */
  public static PgType find(Catalog catalog, List<String> path, String text) {
    return new Context(catalog, path, 0, List.of()).type(Parser.type(text));
  }
}
