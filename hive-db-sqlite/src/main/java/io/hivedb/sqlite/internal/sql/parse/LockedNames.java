// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** The names behind FOR UPDATE OF. */
public final class LockedNames {

  private LockedNames() {}

  /** PostgreSQL's error for a name behind FOR UPDATE OF that FROM does not have. */
  public static void check(Select select) {
    select.locked().forEach(name -> check(name, select.body()));
  }

  private static void check(QualifiedName name, Select.Body body) {
    if (name.schema() != null) {
      throw new PgException("42601", "FOR UPDATE must specify unqualified relation names")
          .at(name.position());
    }
    boolean there =
        body instanceof Select.Core core
            && core.from().stream().anyMatch(item -> isVisible(item, name.name()));
    if (!there) {
      throw new PgException(
              "42P01",
              "relation \"" + name.name() + "\" in FOR UPDATE clause not found in FROM clause")
          .at(name.position());
    }
  }

  private static boolean isVisible(FromItem item, String name) {
    if (item instanceof FromItem.Join join) {
      return isVisible(join.left(), name) || isVisible(join.right(), name);
    }
    FromItem.Alias alias =
        item instanceof FromItem.Relation relation
            ? relation.alias()
            : item instanceof FromItem.Derived derived ? derived.alias() : null;
    return alias != null
        ? alias.name().equals(name)
        : item instanceof FromItem.Relation relation && relation.name().name().equals(name);
  }
}
