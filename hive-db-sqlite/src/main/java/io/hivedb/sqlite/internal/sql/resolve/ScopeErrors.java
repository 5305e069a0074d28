// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** What is wrong about a name. */
final class ScopeErrors {

  /** The SQL of a column of the system's whose values are not known. */
  static final String UNKNOWN_VALUES = "unknown values";

  private ScopeErrors() {}

  /** Several relations have such a column. */
  static PgException ambiguous(String name, int position) {
    return new PgException("42702", "column reference \"" + name + "\" is ambiguous").at(position);
  }

  /** A relation has no such column. */
  static PgException noColumn(String name, int position) {
    return new PgException("42703", "column " + name + " does not exist").at(position);
  }

  /** No relation has the name; a table of that name may be there under an alias. */
  static PgException noRelation(Scope scope, String name, int position) {
    String alias = scope.aliasOf(name);
    return alias != null ? hidden(name, alias, position) : missing(name, position);
  }

  private static PgException missing(String qualifier, int position) {
    return new PgException("42P01", "missing FROM-clause entry for table \"" + qualifier + "\"")
        .at(position);
  }

  private static PgException hidden(String table, String alias, int position) {
    return new PgException(
            "42P01", "invalid reference to FROM-clause entry for table \"" + table + "\"")
        .hint("Perhaps you meant to reference the table alias \"" + alias + "\".")
        .at(position);
  }

  /** Refuses a column of the system's that PostgreSQL has and this backend does not know. */
  static void checkKnown(Scope.Item item, Scope.Source owner, int position) {
    if (item.sql().equals(UNKNOWN_VALUES)) {
      throw PgException.unsupported("the column " + owner.name() + "." + item.name()).at(position);
    }
  }
}
