// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence in FROM. */
final class SequenceSource {

  private SequenceSource() {}

  /** The one row of a sequence; how far its log is ahead is PostgreSQL's own affair. */
  static String add(
      Relation.Sequence sequence,
      String visible,
      @Nullable String schema,
      List<String> columns,
      String alias,
      Scope scope) {
    String key = Names.literal(SequenceNames.reference(sequence.key()));
    List<Scope.Item> items =
        List.of(
            new Scope.Item("last_value", Types.INT8, -1, alias + ".c1", null),
            new Scope.Item("log_cnt", Types.INT8, -1, ScopeErrors.UNKNOWN_VALUES, null),
            new Scope.Item("is_called", Types.BOOL, -1, alias + ".c2", null));
    scope.add(
        new Scope.Source(
            visible, schema, Sources.renamed(items, columns, visible), null, new HashSet<>()));
    return "(SELECT pg_sequence_state("
        + key
        + ", 0) AS c1, pg_sequence_state("
        + key
        + ", 1) AS c2) AS "
        + alias;
  }
}
