// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The temporary objects of one session. Their rows are in SQLite's temporary database of its
 * connection; the catalogue that all sessions share does not know them.
 */
final class Temporaries {

  private final String schema;
  private List<Relation> objects = List.of();
  private @Nullable Catalog shared;
  private @Nullable Catalog merged;

  Temporaries(int session) {
    this.schema = "pg_temp_" + session;
  }

  /** The shared catalogue with the objects of this session; the same one while both stay. */
  Catalog seen(Catalog catalog) {
    return objects.isEmpty() ? catalog : merged(catalog);
  }

  /** The same for a definition, which may make the first one. */
  Catalog merged(Catalog catalog) {
    if (merged == null || shared != catalog) {
      shared = catalog;
      merged = catalog.withTemporaries(schema, objects);
    }
    return Objects.requireNonNull(merged);
  }

  /** Takes over what a transaction made. */
  void become(List<Relation> committed) {
    objects = List.copyOf(committed);
    merged = null;
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  /** What ON COMMIT demands, as SQL; null tables go from the catalogue too. */
  static List<String> onCommit(Catalog catalog) {
    List<String> commands = new ArrayList<>();
    for (Relation relation : catalog.temporaries()) {
      String action = relation instanceof Table table ? table.traits().onCommit() : "";
      if (action.equals("drop")) {
        commands.add("DROP TABLE " + relation.sqlite());
      } else if (action.equals("delete")) {
        commands.add("DELETE FROM " + relation.sqlite());
      }
    }
    return commands;
  }

  /** The catalogue without the tables that ON COMMIT DROP is said of. */
  static Catalog afterCommit(Catalog catalog) {
    Catalog after = catalog;
    for (Relation relation : catalog.temporaries()) {
      if (relation instanceof Table table && table.traits().onCommit().equals("drop")) {
        after = after.without(table.key());
        for (Relation other : catalog.temporaries()) {
          boolean owned =
              (other instanceof Relation.Index index && index.table().equals(table.key()))
                  || (other instanceof Relation.Sequence sequence
                      && table.key().equals(sequence.ownerTable()));
          after = owned ? after.without(other.key()) : after;
        }
      }
    }
    return after;
  }

  /** The SQL that drops all tables; afterwards there are none. */
  List<String> discard() {
    List<String> commands = new ArrayList<>();
    for (Relation relation : objects) {
      if (relation instanceof Table) {
        commands.add("DROP TABLE " + relation.sqlite());
      }
    }
    become(List.of());
    return commands;
  }
}
