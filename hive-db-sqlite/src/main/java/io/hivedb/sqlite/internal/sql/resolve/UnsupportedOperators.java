// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.Set;

/** Operators that PostgreSQL or pgvector has and this backend refuses. */
final class UnsupportedOperators {

  private static final Set<String> KNOWN =
      Set.of(
          "@@", "@?", "@@@", "!!", "||/", "<<|", "|>>", "&<", "&>", "-|-", "~<~", "~>~", "~<=~",
          "~>=~", "|&>", "##", "?-", "?#", "?||", "@-@", "<^", ">^", "<<=", ">>=", "!~~~");

  private UnsupportedOperators() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /** Operators that exist for types of which this backend has only a part of the operators. */
  static boolean isExotic(String name, PgType type) {
    if (type.equals(Types.RECORD)) {
      return true;
    }
    if (type.equals(Types.JSON)) {
      return name.startsWith("#>");
    }
    boolean comparison = Set.of("=", "<>", "<", ">", "<=", ">=").contains(name);
    return (!comparison && (type.equals(Types.REGCLASS) || type.equals(Types.BYTEA)))
        || (comparison && type.equals(Types.REGCLASS));
  }
}
