// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** DROP SEQUENCE, with the defaults that draw from it. */
final class SequenceDrops {

  private final Definitions definitions;

  SequenceDrops(Definitions definitions) {
    this.definitions = definitions;
  }

  void drop(Relation.Sequence sequence, boolean cascade) {
    for (Table table : definitions.catalog().tables()) {
      for (Column column : table.columns()) {
        if (draws(column, sequence)) {
          dropDefault(table, column, sequence, cascade);
        }
      }
    }
    definitions.become(definitions.catalog().without(sequence.key()));
  }

  private static boolean draws(Column column, Relation.Sequence sequence) {
    return sequence.key().equals(column.sequence())
        || (column.defaultValue() != null && Relocations.mentions(column.defaultValue(), sequence));
  }

  private void dropDefault(
      Table table, Column column, Relation.Sequence sequence, boolean cascade) {
    if (!column.identity().isEmpty()) {
      throw new PgException(
              "2BP01",
              "cannot drop sequence "
                  + sequence.name()
                  + " because column "
                  + column.name()
                  + " of table "
                  + table.name()
                  + " requires it")
          .hint("You can drop column " + column.name() + " of table " + table.name() + " instead.");
    }
    if (!cascade) {
      throw Drops.dependent("sequence " + sequence.name())
          .detail(
              "default value for column %s of table %s depends on sequence %s"
                  .formatted(column.name(), table.name(), sequence.name()));
    }
    String of = new Dependents(definitions, Set.of()).described(table);
    Cascades.tell(definitions, List.of("default value for column " + column.name() + " of " + of));
    Table now = Objects.requireNonNull(definitions.catalog().table(table.key()));
    definitions.become(
        definitions.catalog().with(now.with(column.withDefault(null).identity("", null))));
  }
}
