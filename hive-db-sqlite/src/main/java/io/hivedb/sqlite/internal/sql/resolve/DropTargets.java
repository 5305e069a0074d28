// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a DROP names, which must be of the kind that it names. */
final class DropTargets {

  private final Definitions definitions;

  DropTargets(Definitions definitions) {
    this.definitions = definitions;
  }

  /** The relation of a name; null where it is missing and may be. */
  @Nullable Relation find(QualifiedName name, Ddl.Drop drop) {
    boolean known =
        name.schema() == null
            || definitions.catalog().schemas().contains(name.schema())
            || (name.schema().equals(Catalog.TEMPORARY)
                && definitions.catalog().temporarySchema() != null);
    if (!known) {
      if (drop.ifExists()) {
        definitions.skip(Notice.SUCCESS, "schema \"" + name.schema() + "\" does not exist");
        return null;
      }
      throw new PgException("3F000", "schema \"" + name.schema() + "\" does not exist");
    }
    Relation relation =
        definitions
            .catalog()
            .find(name.schema(), name.name(), definitions.resolver().context().path());
    if (relation == null) {
      if (drop.ifExists()) {
        definitions.skip(Notice.SUCCESS, drop.kind() + " \"" + name.name() + "\" does not exist");
        return null;
      }
      String state = drop.kind().equals("index") ? "42704" : "42P01";
      throw new PgException(state, drop.kind() + " \"" + name.name() + "\" does not exist");
    }
    if (!kind(relation).equals(drop.kind())) {
      String other = kind(relation);
      throw new PgException("42809", "\"" + name.name() + "\" is not " + one(drop.kind()))
          .hint("Use DROP " + other.toUpperCase(Locale.ROOT) + " to remove " + one(other) + ".");
    }
    return relation;
  }

  private static String one(String kind) {
    return (kind.equals("index") ? "an " : "a ") + kind;
  }

  static String kind(Relation relation) {
    if (relation instanceof Table table) {
      return table.materialized() == null ? "table" : "materialized view";
    }
    if (relation instanceof Relation.View) {
      return "view";
    }
    return relation instanceof Relation.Index ? "index" : "sequence";
  }
}
