// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;

/** ALTER COLUMN ... TYPE makes the column's indexes anew, which have to take the new type. */
final class RetypedIndexes {

  private static final Map<String, List<PgType>> PATTERNS =
      Map.of(
          "text_pattern_ops",
          List.of(Types.TEXT, Types.VARCHAR),
          "varchar_pattern_ops",
          List.of(Types.TEXT, Types.VARCHAR),
          "bpchar_pattern_ops",
          List.of(Types.BPCHAR),
          "jsonb_path_ops",
          List.of(Types.JSONB));

  private final Definitions definitions;
  private final SqliteSchema schema;

  RetypedIndexes(Definitions definitions, SqliteSchema schema) {
    this.definitions = definitions;
    this.schema = schema;
  }

  void check(PgType before, Table after, Column changed) {
    for (Relation.Index index : definitions.catalog().indexes(after.key())) {
      for (int i = 0; i < index.columns().size(); i++) {
        if (index.columns().get(i).equals(changed.name())) {
          // An index of the same type is kept as it is, also where it could not be made anew.
          check(index, i, changed.type(), changed.typmod(), changed.type().equals(before));
        }
      }
      for (int i = 0; i < index.keys().size(); i++) {
        Expr key = index.keys().get(i);
        if (SqliteSchema.mentions(key, changed.name())) {
          Typed value = schema.expression(after, key, "index expression");
          check(index, i, value.type(), value.typmod(), false);
        }
      }
    }
  }

  private static void check(Relation.Index index, int at, PgType type, int typmod, boolean kept) {
    String suffix = at < index.suffixes().size() ? index.suffixes().get(at).strip() : "";
    int end = suffix.indexOf(' ');
    String first = end < 0 ? suffix : suffix.substring(0, end);
    String operators = first.endsWith("_ops") ? first : null;
    if (index.method().equals("hnsw") || index.method().equals("ivfflat")) {
      if (kept && typmod < 0) {
        return;
      }
      VectorIndexes.check(index.method(), operators, type, typmod);
      return;
    }
    if (operators == null) {
      IndexDefinitions.requireDefault(index.method(), type, false);
      return;
    }
    List<PgType> takes = PATTERNS.get(operators);
    if (takes == null) {
      throw PgException.unsupported("ALTER COLUMN ... TYPE of an indexed column");
    }
    if (!takes.contains(type)) {
      throw VectorIndexes.mismatch(operators, type);
    }
  }
}
