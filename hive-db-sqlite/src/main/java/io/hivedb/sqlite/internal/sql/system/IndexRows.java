// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** pg_index. */
final class IndexRows {

  /** The default operator class of a type in B-trees, as PostgreSQL 18 numbers them. */
  private static final Map<String, Integer> OPERATORS =
      Map.ofEntries(
          Map.entry("int4", 1978),
          Map.entry("int2", 1979),
          Map.entry("oid", 1981),
          Map.entry("date", 3122),
          Map.entry("float8", 3123),
          Map.entry("int8", 3124),
          Map.entry("numeric", 3125),
          Map.entry("text", 3126),
          Map.entry("varchar", 3126),
          Map.entry("timestamptz", 3127),
          Map.entry("timestamp", 3128),
          Map.entry("bool", 10_003),
          Map.entry("bpchar", 10_004),
          Map.entry("bytea", 10_006),
          Map.entry("float4", 10_012),
          Map.entry("interval", 10_022),
          Map.entry("name", 10_028),
          Map.entry("time", 10_038),
          Map.entry("uuid", 10_065),
          Map.entry("jsonb", 10_088));

  private final Catalog catalog;
  private final DefinitionTexts texts;

  IndexRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.texts = new DefinitionTexts(catalog, path);
  }

  /** How many keys an index has. */
  static int width(Relation.Index index) {
    return index.columns().isEmpty() ? index.keys().size() : index.columns().size();
  }

  SystemView indexes() {
    SystemView view =
        SystemView.catalog(
            "pg_index",
            "indexrelid indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary"
                + " indisexclusion indimmediate indisclustered indisvalid indcheckxmin indisready"
                + " indislive indisreplident indkey indcollation indclass indoption indexprs indpred");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Index index && catalog.table(index.table()) != null) {
        Table table = Objects.requireNonNull(catalog.table(index.table()));
        Constraint primary = table.primaryKey();
        int width = width(index);
        view.add(
            index.oid(),
            table.oid(),
            width + index.include().size(),
            width,
            index.unique(),
            index.nullsNotDistinct(),
            primary != null && primary.name().equals(index.name()),
            false,
            true,
            false,
            true,
            false,
            true,
            true,
            false,
            keys(table, index),
            collations(table, index),
            classes(table, index),
            options(index, width),
            index.columns().isEmpty() ? SystemView.UNPRINTABLE : null,
            index.where() == null ? null : texts.expression(index.where(), table));
      }
    }
    ToastTables.of(catalog).forEach(table -> toastIndex(view, table));
    return view;
  }

  private static void toastIndex(SystemView view, Table table) {
    long oid = ToastTables.oid(table);
    view.add(
        oid + 1,
        oid,
        2,
        2,
        true,
        false,
        true,
        false,
        true,
        false,
        true,
        false,
        true,
        true,
        false,
        "{1,2}",
        "{0,0}",
        "{1981,1978}",
        "{0,0}",
        null,
        null);
  }

  /** The numbers of the columns; an expression has the number 0. */
  private static String keys(Table table, Relation.Index index) {
    StringJoiner keys = new StringJoiner(",", "{", "}");
    if (index.columns().isEmpty()) {
      index.keys().forEach(key -> keys.add(String.valueOf(ClassRows.number(table, texts(key)))));
    }
    index.columns().forEach(column -> keys.add(String.valueOf(ClassRows.number(table, column))));
    index.include().forEach(column -> keys.add(String.valueOf(ClassRows.number(table, column))));
    return keys.toString();
  }

  private static @Nullable String texts(Expr key) {
    return key instanceof Expr.ColumnRef column ? column.last() : null;
  }

  /** What the columns that are the keys have; marked where one of them is not known. */
  private static String each(
      Table table, Relation.Index index, BiFunction<Column, String, @Nullable Object> value) {
    StringJoiner all = new StringJoiner(",", "{", "}");
    for (int i = 0; i < index.columns().size(); i++) {
      Column column = table.column(index.columns().get(i));
      String suffix = i < index.suffixes().size() ? index.suffixes().get(i) : "";
      Object one = column == null ? null : value.apply(column, suffix);
      if (one == null || one.equals(SystemView.UNPRINTABLE)) {
        return SystemView.UNPRINTABLE;
      }
      all.add(one.toString());
    }
    return index.columns().isEmpty() ? SystemView.UNPRINTABLE : all.toString();
  }

  /** The collations of the keys; that of an expression, or one that was written, is not known. */
  private static String collations(Table table, Relation.Index index) {
    return each(table, index, (column, suffix) -> AttributeRows.collation(column));
  }

  /** The default operator classes of B-trees; others are not known. */
  private static String classes(Table table, Relation.Index index) {
    return index.method().equals("btree")
        ? each(table, index, IndexRows::operators)
        : SystemView.UNPRINTABLE;
  }

  private static @Nullable Object operators(Column column, String suffix) {
    boolean usual = suffix.matches("( DESC)?( NULLS (FIRST|LAST))?");
    return usual ? operators(column.type()) : null;
  }

  private static @Nullable Integer operators(PgType type) {
    if (type.isArray()) {
      return 10_000;
    }
    return type.category() == 'E' ? (Integer) 10_069 : OPERATORS.get(type.name());
  }

  private static String options(Relation.Index index, int width) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      String suffix = i < index.suffixes().size() ? index.suffixes().get(i) : "";
      boolean descending = suffix.contains(" DESC");
      boolean nullsFirst =
          descending ? !suffix.contains("NULLS LAST") : suffix.contains("NULLS FIRST");
      flags.add(String.valueOf((descending ? 1 : 0) + (nullsFirst ? 2 : 0)));
    }
    return "{" + String.join(",", flags) + "}";
  }
}
