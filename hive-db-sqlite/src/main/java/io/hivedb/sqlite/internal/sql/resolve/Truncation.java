// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** TRUNCATE. */
final class Truncation {

  private final Definitions definitions;

  Truncation(Definitions definitions) {
    this.definitions = definitions;
  }

  void truncate(Ddl.Truncate truncate) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (QualifiedName name : truncate.tables()) {
      if (definitions.resolver().context().relation(name) instanceof Relation.View view) {
        throw new PgException("42809", "\"" + view.name() + "\" is not a table");
      }
      Table table = new Modifications(definitions.resolver()).table(name);
      if (table.materialized() != null) {
        throw new PgException("42809", "\"" + table.name() + "\" is not a table");
      }
      tables.put(table.key(), table);
    }
    while (addReferencing(tables, truncate.cascade())) {}

    definitions.run("PRAGMA defer_foreign_keys = ON");
    for (Table table : tables.values()) {
      definitions.run("DELETE FROM " + table.sqlite());
      for (Column column : table.columns()) {
        Relation.Sequence owned = Table.owned(definitions.catalog(), table, column);
        if (truncate.restartIdentity() && owned != null) {
          definitions.restart(owned.key(), null);
        }
      }
    }
  }

  private static Table referenced(Table other, Map<String, Table> tables) {
    return other.constraints().stream()
        .map(c -> c.referenced() == null ? null : tables.get(c.referenced()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** Adds the tables that refer to these; true if there were any. */
  private boolean addReferencing(Map<String, Table> tables, boolean cascade) {
    for (Table other : definitions.catalog().tables()) {
      boolean refers =
          !tables.containsKey(other.key())
              && other.constraints().stream()
                  .anyMatch(c -> c.referenced() != null && tables.containsKey(c.referenced()));
      if (refers && !cascade) {
        throw new PgException(
                "0A000", "cannot truncate a table referenced in a foreign key constraint")
            .detail(
                "Table \"%s\" references \"%s\"."
                    .formatted(other.name(), referenced(other, tables).name()))
            .hint(
                "Truncate table \""
                    + other.name()
                    + "\" at the same time, or use TRUNCATE ... CASCADE.");
      }
      if (refers) {
        definitions.tell(
            Notice.of(Notice.SUCCESS, "truncate cascades to table \"" + other.name() + "\""));
        tables.put(other.key(), other);
        return true;
      }
    }
    return false;
  }
}
