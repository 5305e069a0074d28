// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CREATE INDEX: pgvector's and GIN indexes are checked and kept in the catalogue only. */
final class IndexDefinitions {

  private static final Set<String> VECTOR_CLASSES =
      Set.of("vector_l2_ops", "vector_ip_ops", "vector_cosine_ops", "vector_l1_ops");
  private static final int MOST_INDEXED_DIMENSIONS = 2000;
  private static final Map<String, int[]> OPTIONS =
      Map.of(
          "m",
          new int[] {2, 100},
          "ef_construction",
          new int[] {4, 1000},
          "lists",
          new int[] {1, 32_768});

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
    for (Ddl.IndexKey key : create.keys()) {
      Typed value = schema.expression(table, key.value(), "index expression");
      boolean column = key.value() instanceof Expr.ColumnRef;
      plain &= column;
      keys.add(key.value());
      columns.add(
          column
              ? ((Expr.ColumnRef) key.value()).last()
              : OutputNames.of(key.value()).replace("?column?", "expr"));
      check(create, key, value);
    }
    String base = table.name() + "_" + String.join("_", columns) + "_idx";
    String name =
        create.name() != null
            ? create.name()
            : SequenceDefinitions.freeName(definitions, table.schema(), base);
    if (!definitions.isFree(table.schema(), name, create.ifNotExists())) {
      return;
    }
    if (create.nullsNotDistinct()) {
      throw PgException.unsupported("NULLS NOT DISTINCT");
    }
    if (create.where() != null) {
      schema.condition(table, create.where());
    }
    boolean real =
        create.unique() || (plain && create.method().equals("btree") && create.where() == null);
    Relation.Index index =
        new Relation.Index(
            table.schema(),
            name,
            definitions.catalog().nextOid(),
            table.key(),
            create.unique(),
            create.method(),
            plain ? List.of() : keys,
            plain ? columns : List.of(),
            create.where(),
            real,
            suffixes(create),
            create.with().entrySet().stream()
                .map(option -> option.getKey() + "='" + option.getValue() + "'")
                .toList());
    definitions.become(definitions.catalog().with(index));
    if (real) {
      schema.createIndex(index);
    }
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
              || (create.method().equals("btree") && !operators.endsWith("_pattern_ops"));
      boolean nullsFirst = Boolean.TRUE.equals(key.nullsFirst());
      String nulls =
          key.nullsFirst() == null || nullsFirst == key.descending()
              ? ""
              : nullsFirst ? " NULLS FIRST" : " NULLS LAST";
      suffixes.add((usual ? "" : " " + operators) + (key.descending() ? " DESC" : "") + nulls);
    }
    return suffixes;
  }

  private static void check(Ddl.CreateIndex create, Ddl.IndexKey key, Typed value) {
    String method = create.method();
    PgType type = value.type();
    if (create.unique() && !method.equals("btree")) {
      throw new PgException(
          "0A000", "access method \"" + method + "\" does not support unique indexes");
    }
    switch (method) {
      case "btree", "hash", "brin" -> {
        if (type.equals(Types.JSON)) {
          throw noDefault(type, method);
        }
      }
      case "gin" -> {
        if (!type.equals(Types.JSONB) && !type.isArray()) {
          throw key.operatorClass() != null
              ? PgException.unsupported("a GIN index of type " + type)
              : noDefault(type, method);
        }
      }
      case "hnsw", "ivfflat" -> vector(create, key, value);
      case "gist", "spgist" -> throw PgException.unsupported("access method " + method);
      default -> throw new PgException("42704", "access method \"" + method + "\" does not exist");
    }
  }

  private static PgException noDefault(PgType type, String method) {
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

  private static void vector(Ddl.CreateIndex create, Ddl.IndexKey key, Typed value) {
    String method = create.method();
    String operators = key.operatorClass();
    boolean hnsw = method.equals("hnsw");
    if (operators == null && (hnsw || !value.type().equals(Types.VECTOR))) {
      throw noDefault(value.type(), method);
    }
    if (operators != null
        && (operators.startsWith("halfvec_")
            || operators.startsWith("sparsevec_")
            || operators.startsWith("bit_"))) {
      throw PgException.unsupported("operator class " + operators);
    }
    boolean known =
        operators == null
            || (VECTOR_CLASSES.contains(operators) && (hnsw || !operators.equals("vector_l1_ops")));
    if (!known) {
      throw new PgException(
          "42704",
          "operator class \""
              + operators
              + "\" does not exist for access method \""
              + method
              + "\"");
    }
    if (!value.type().equals(Types.VECTOR)) {
      throw new PgException(
          "42804",
          "operator class \"" + operators + "\" does not accept data type " + value.type());
    }
    if (value.typmod() < 0) {
      throw new PgException("22023", "column does not have dimensions");
    }
    if (value.typmod() > MOST_INDEXED_DIMENSIONS) {
      throw new PgException(
          "54000", "column cannot have more than 2000 dimensions for " + method + " index");
    }
    options(create, hnsw);
  }

  private static void options(Ddl.CreateIndex create, boolean hnsw) {
    for (Map.Entry<String, String> option : create.with().entrySet()) {
      int[] range = OPTIONS.get(option.getKey());
      boolean mine = range != null && option.getKey().equals("lists") != hnsw;
      if (range == null || !mine) {
        throw new PgException("22023", "unrecognized parameter \"" + option.getKey() + "\"");
      }
      int value = integer(option.getKey(), option.getValue());
      if (value < range[0] || value > range[1]) {
        throw new PgException(
                "22023", "value " + value + " out of bounds for option \"" + option.getKey() + "\"")
            .detail("Valid values are between \"" + range[0] + "\" and \"" + range[1] + "\".");
      }
    }
    int m = integer("m", create.with().getOrDefault("m", "16"));
    if (hnsw
        && integer("ef_construction", create.with().getOrDefault("ef_construction", "64"))
            < 2 * m) {
      throw new PgException("22023", "ef_construction must be greater than or equal to 2 * m");
    }
  }

  private static int integer(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new PgException(
          "22023", "invalid value for integer option \"" + option + "\": " + text);
    }
  }
}
