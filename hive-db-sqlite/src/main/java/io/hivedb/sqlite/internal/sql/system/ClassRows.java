// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.util.List;
import java.util.Locale;
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
            "oid relname relnamespace reltype reloftype relowner relam reltablespace relpages reltuples"
                + " reltoastrelid relhasindex relisshared"
                + " relpersistence relkind relnatts relchecks relhasrules relhastriggers"
                + " relhassubclass relrowsecurity relforcerowsecurity relispopulated relispartition"
                + " relreplident relpartbound relacl reloptions");
    for (Relation relation : catalog.relations()) {
      String kind = kind(relation);
      boolean keyed = relation instanceof Table && !catalog.indexes(relation.key()).isEmpty();
      view.add(
          relation.oid(),
          relation.name(),
          Oids.schema(relation.schema()),
          hasRowType(relation) ? Oids.rowType(relation) : 0,
          0,
          Oids.OWNER,
          method(relation),
          0,
          // As of a table that was never analyzed.
          0,
          -1,
          relation instanceof Table table && !table.temporary() && ToastTables.isToasted(table)
              ? ToastTables.oid(table)
              : 0,
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
          SystemView.UNPRINTABLE,
          options(relation));
    }
    ToastTables.of(catalog).forEach(table -> toast(view, table));
    return view;
  }

  private void toast(SystemView view, Table table) {
    long oid = ToastTables.oid(table);
    String name = "pg_toast_" + table.oid();
    for (boolean index : List.of(false, true)) {
      view.add(
          index ? oid + 1 : oid,
          index ? name + "_index" : name,
          Oids.schema("pg_toast"),
          0,
          0,
          Oids.OWNER,
          index ? SmallRows.methodOid("btree") : HEAP,
          0,
          index ? 1 : 0,
          index ? 0 : -1,
          0,
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
          null,
          !index && catalog.isTuned(table) ? SystemView.UNPRINTABLE : null);
    }
  }

  private static boolean hasRowType(Relation relation) {
    return relation instanceof Table || relation instanceof Relation.View;
  }

  /** Parameters of storage are not kept; whether there are any is. */
  private @Nullable String options(Relation relation) {
    boolean tuned =
        catalog.isTuned(relation)
            || (relation instanceof Relation.Index index && !index.options().isEmpty());
    if (tuned) {
      return SystemView.UNPRINTABLE;
    }
    String checked = relation instanceof Relation.View view ? view.checkOption() : "";
    return checked.isEmpty() ? null : "{check_option=" + checked.toLowerCase(Locale.ROOT) + "}";
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
      return IndexRows.width(index) + index.include().size();
    }
    return relation instanceof Relation.Sequence ? 3 : Comments.columns(relation).size();
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
        String text = texts.defaultOf(table, column);
        if (text != null) {
          view.add(2_000_000_000L + table.oid() * 1600L + number, table.oid(), number, text);
        }
      }
    }
    return view;
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
