// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** pg_class and what describes a relation's parts. */
final class ClassRows {

  private static final int HEAP = 2;

  private final Catalog catalog;
  private final DefinitionTexts texts;

  ClassRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.texts = new DefinitionTexts(catalog, path);
  }

  SystemView classes() {
    SystemView view =
        SystemView.catalog(
            "pg_class",
            "oid relname relnamespace reloftype relowner relam reltablespace relpages reltuples relhasindex relisshared"
                + " relpersistence relkind relnatts relchecks relhasrules relhastriggers"
                + " relhassubclass relrowsecurity relforcerowsecurity relispopulated relispartition"
                + " relreplident relpartbound relacl");
    for (Relation relation : catalog.relations()) {
      String kind = kind(relation);
      boolean keyed = relation instanceof Table && !catalog.indexes(relation.key()).isEmpty();
      view.add(
          relation.oid(),
          relation.name(),
          Oids.schema(relation.schema()),
          0,
          Oids.OWNER,
          method(relation),
          0,
          // As of a table that was never analyzed.
          0,
          -1,
          keyed,
          false,
          relation.schema().equals(catalog.temporarySchema()) ? "t" : "p",
          kind,
          width(relation),
          checks(relation),
          kind.equals("v") || kind.equals("m"),
          hasTriggers(relation),
          false,
          false,
          false,
          isPopulated(relation),
          false,
          relation instanceof Table ? "d" : "n",
          null,
          // What GRANT did is not kept.
          SystemView.UNPRINTABLE);
    }
    ToastTables.of(catalog).forEach(table -> toast(view, table));
    return view;
  }

  private static void toast(SystemView view, Table table) {
    long oid = ToastTables.oid(table);
    String name = "pg_toast_" + table.oid();
    for (boolean index : List.of(false, true)) {
      view.add(
          index ? oid + 1 : oid,
          index ? name + "_index" : name,
          Oids.schema("pg_toast"),
          0,
          Oids.OWNER,
          index ? SmallRows.methodOid("btree") : HEAP,
          0,
          index ? 1 : 0,
          index ? 0 : -1,
          !index,
          false,
          "p",
          index ? "i" : "t",
          index ? 2 : 3,
          0,
          false,
          false,
          false,
          false,
          false,
          true,
          false,
          "n",
          null,
          null);
    }
  }

  static String kind(Relation relation) {
    if (relation instanceof Table table) {
      return table.materialized() == null ? "r" : "m";
    }
    if (relation instanceof Relation.View) {
      return "v";
    }
    return relation instanceof Relation.Index ? "i" : "S";
  }

  private static boolean isPopulated(Relation relation) {
    return !(relation instanceof Table table)
        || table.materialized() == null
        || table.materialized().populated();
  }

  private static int method(Relation relation) {
    if (relation instanceof Relation.Index index) {
      return SmallRows.methodOid(index.method());
    }
    return relation instanceof Table ? HEAP : 0;
  }

  private static int width(Relation relation) {
    if (relation instanceof Relation.Index index) {
      return width(index) + index.include().size();
    }
    return relation instanceof Relation.Sequence ? 3 : Comments.columns(relation).size();
  }

  private static int width(Relation.Index index) {
    return index.columns().isEmpty() ? index.keys().size() : index.columns().size();
  }

  private static long checks(Relation relation) {
    return relation instanceof Table table
        ? table.constraints().stream().filter(c -> c.kind() == Constraint.Kind.CHECK).count()
        : 0;
  }

  /** PostgreSQL keeps foreign keys by triggers on both sides. */
  boolean hasTriggers(Relation relation) {
    if (relation instanceof Table own && !catalog.routines().of(own).isEmpty()) {
      return true;
    }
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        boolean foreign = constraint.kind() == Constraint.Kind.FOREIGN;
        if (foreign
            && (table.key().equals(relation.key())
                || relation.key().equals(constraint.referenced()))) {
          return true;
        }
      }
    }
    return false;
  }

  SystemView defaults() {
    SystemView view = SystemView.catalog("pg_attrdef", "oid adrelid adnum adbin");
    for (Table table : catalog.tables()) {
      int number = 0;
      for (Column column : table.columns()) {
        number++;
        String text = texts.defaultOf(column);
        if (text != null) {
          view.add(2_000_000_000L + table.oid() * 1600L + number, table.oid(), number, text);
        }
      }
    }
    return view;
  }

  SystemView indexes() {
    SystemView view =
        SystemView.catalog(
            "pg_index",
            "indexrelid indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary"
                + " indisexclusion indimmediate indisclustered indisvalid indcheckxmin indisready"
                + " indislive indisreplident indkey indoption indexprs indpred");
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
        oid + 1, oid, 2, 2, true, false, true, false, true, false, true, false, true, true, false,
        "{1,2}", "{0,0}", null, null);
  }

  /** The numbers of the columns; an expression has the number 0. */
  private static String keys(Table table, Relation.Index index) {
    StringJoiner keys = new StringJoiner(",", "{", "}");
    if (index.columns().isEmpty()) {
      index.keys().forEach(key -> keys.add(String.valueOf(number(table, texts(key)))));
    }
    index.columns().forEach(column -> keys.add(String.valueOf(number(table, column))));
    index.include().forEach(column -> keys.add(String.valueOf(number(table, column))));
    return keys.toString();
  }

  private static @Nullable String texts(Expr key) {
    return key instanceof Expr.ColumnRef column ? column.last() : null;
  }

  /** The number of a column in its table, from 1; 0 where there is none. */
  static int number(Table table, @Nullable String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return i + 1;
      }
    }
    return 0;
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

  SystemView sequences() {
    SystemView view =
        SystemView.catalog(
            "pg_sequence",
            "seqrelid seqtypid seqstart seqincrement seqmax seqmin seqcache seqcycle");
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence s) {
        view.add(
            s.oid(),
            s.type().oid(),
            s.start(),
            s.increment(),
            s.maximum(),
            s.minimum(),
            1,
            s.cycle());
      }
    }
    return view;
  }
}
