// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CREATE INDEX: pgvector's and GIN indexes are checked and kept in the catalogue only. */
final class IndexDefinitions {

  private static final Set<String> OF_ONE_COLUMN = Set.of("hash", "spgist", "hnsw", "ivfflat");

  private final Definitions definitions;
  private final SqliteSchema schema;

  IndexDefinitions(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
  }

  void create(Ddl.CreateIndex create) {
    Table table = new Modifications(definitions.resolver()).table(create.table());
    List<String> columns = new ArrayList<>();
    List<Expr> keys = new ArrayList<>();
    boolean plain = true;
    List<String> names = new ArrayList<>();
    for (Ddl.IndexKey key : create.keys()) {
      Subqueries.refuse(key.value(), "index expression");
      if (key.value() instanceof Expr.ColumnRef named
          && table.column(named.last()) == null
          && !SystemColumns.isOne(named.last())) {
        throw new PgException("42703", "column \"" + named.last() + "\" does not exist");
      }
      VirtualColumns.refuseIndex(table, key.value());
      Typed value = schema.expression(table, key.value(), "index expression");
      boolean column = key.value() instanceof Expr.ColumnRef;
      plain &= column;
      keys.add(key.value());
      columns.add(keyName(key.value(), List.of()));
      names.add(keyName(key.value(), names));
      check(create, key, value, definitions.catalog().extensions().contains("vector"));
    }
    String name =
        create.name() != null
            ? create.name()
            : SequenceDefinitions.freeName(definitions, table, names, "idx");
    if (!definitions.isFree(table.schema(), name, create.ifNotExists())) {
      return;
    }
    for (String column : create.parts().include()) {
      Included.check(table, column);
    }
    if (create.where() != null) {
      Subqueries.refuse(create.where(), "index predicate");
      VirtualColumns.refuseExpression(table, create.where());
      schema.indexed(table, create.where());
    }
    boolean real =
        create.unique() || (plain && create.method().equals("btree") && create.where() == null);
    Relation.Index index =
        new Relation.Index(
            table.schema(),
            name,
            definitions.catalog().nextOid(table.schema()),
            table.key(),
            create.unique(),
            create.method(),
            plain ? List.of() : keys,
            plain ? columns : List.of(),
            create.where(),
            real,
            suffixes(create),
            create.with().entrySet().stream()
                .map(option -> option.getKey() + "=" + shown(option.getValue()))
                .toList(),
            create.parts().nullsNotDistinct(),
            create.parts().include());
    definitions.become(definitions.catalog().with(index));
    if (real) {
      schema.indexes().create(index);
    }
  }

  /** A value as PostgreSQL's definition shows it: only what would be no name is quoted. */
  private static String shown(String value) {
    return TypeTexts.identifier(value).equals(value) ? value : Names.literal(value);
  }

  /** What PostgreSQL's definition shows behind each key: only what is not the default. */
  private static List<String> suffixes(Ddl.CreateIndex create) {
    List<String> suffixes = new ArrayList<>();
    for (Ddl.IndexKey key : create.keys()) {
      String operators = key.operatorClass();
      boolean usual =
          operators == null
              || operators.equals("jsonb_ops")
              || operators.equals("array_ops")
              || (create.method().equals("ivfflat") && operators.equals("vector_l2_ops"))
              || (create.method().equals("btree")
                  && !operators.endsWith("_pattern_ops")
                  && !operators.equals("varchar_ops"));
      boolean nullsFirst = Boolean.TRUE.equals(key.nullsFirst());
      String nulls =
          key.nullsFirst() == null || nullsFirst == key.descending()
              ? ""
              : nullsFirst ? " NULLS FIRST" : " NULLS LAST";
      suffixes.add((usual ? "" : " " + operators) + (key.descending() ? " DESC" : "") + nulls);
    }
    return suffixes;
  }

  private static void check(
      Ddl.CreateIndex create, Ddl.IndexKey key, Typed value, boolean hasVectors) {
    String method = create.method();
    PgType type = value.type();
    if (create.unique() && !method.equals("btree")) {
      throw new PgException(
          "0A000", "access method \"" + method + "\" does not support unique indexes");
    }
    if (create.keys().size() > 1 && OF_ONE_COLUMN.contains(method)) {
      throw new PgException(
          "0A000", "access method \"" + method + "\" does not support multicolumn indexes");
    }
    if (List.of("hnsw", "ivfflat").contains(method) && !hasVectors) {
      throw new PgException("42704", "access method \"" + method + "\" does not exist");
    }
    if (List.of("hnsw", "ivfflat").contains(method)) {
      VectorIndexes.check(create, key, value);
    } else {
      requireDefault(method, type, key.operatorClass() != null);
    }
  }

  /** Whether a method has operators for a type, where none are named. */
  static void requireDefault(String method, PgType type, boolean named) {
    switch (method) {
      case "btree", "hash", "brin" -> requireOrder(type, method);
      case "gin" -> {
        if (!type.equals(Types.JSONB) && !type.isArray()) {
          throw named
              ? PgException.unsupported("a GIN index of type " + type)
              : noDefault(type, method);
        }
      }
      case "gist", "spgist" -> {
        if (RangeTypes.element(type) == null || named) {
          throw PgException.unsupported("access method " + method);
        }
      }
      default -> throw new PgException("42704", "access method \"" + method + "\" does not exist");
    }
  }

  static void requireOrder(PgType type, String method) {
    if (Equality.isMissing(type)) {
      throw noDefault(type, method);
    }
  }

  static PgException noDefault(PgType type, String method) {
    return new PgException(
            "42704",
            "data type "
                + type
                + " has no default operator class for access method \""
                + method
                + "\"")
        .hint(
            "You must specify an operator class for the index or define a default operator class for the data type.");
  }

  /** What a key is called in the name of its index: no two are called the same. */
  static String keyName(Expr key, List<String> before) {
    String name =
        key instanceof Expr.ColumnRef column
            ? column.last()
            : OutputNames.of(key).replace("?column?", "expr");
    return different(name, before);
  }

  /** A name with the first number that makes it another than those before. */
  static String different(String name, List<String> before) {
    String free = name;
    for (int number = 1; before.contains(free); number++) {
      free = name + number;
    }
    return free;
  }
}
