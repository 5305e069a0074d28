// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** pg_attribute: the columns of tables, views, sequences and indexes. */
final class AttributeRows {

  private static final int C_COLLATION = 950;
  private static final int POSIX_COLLATION = 951;
  private static final int DEFAULT_COLLATION = 100;

  /** The columns that every table has, by their numbers, with their types. */
  private static final Map<Integer, String> SYSTEM =
      new TreeMap<>(
          Map.of(
              -6,
              "tableoid 26",
              -5,
              "cmax 29",
              -4,
              "xmax 28",
              -3,
              "cmin 29",
              -2,
              "xmin 28",
              -1,
              "ctid 27"));

  private final Catalog catalog;
  private final DefinitionTexts texts;
  private final SystemView view =
      SystemView.catalog(
          "pg_attribute",
          "attrelid attname atttypid attnum atttypmod attndims attnotnull atthasdef atthasmissing"
              + " attidentity attgenerated attisdropped attislocal attinhcount attcollation"
              + " attacl");

  AttributeRows(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.texts = new DefinitionTexts(catalog, path);
  }

  SystemView attributes() {
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Index index) {
        index(index);
      } else if (relation instanceof Relation.Sequence) {
        systemColumns(relation.oid());
        plain(relation.oid(), "last_value", Types.INT8.oid(), 1, true);
        plain(relation.oid(), "log_cnt", Types.INT8.oid(), 2, true);
        plain(relation.oid(), "is_called", Types.BOOL.oid(), 3, true);
      } else {
        columns(relation);
      }
    }
    for (Table table : ToastTables.of(catalog)) {
      long oid = ToastTables.oid(table);
      systemColumns(oid);
      plain(oid, "chunk_id", Types.OID.oid(), 1, false);
      plain(oid, "chunk_seq", Types.INT4.oid(), 2, false);
      plain(oid, "chunk_data", Types.BYTEA.oid(), 3, false);
      plain(oid + 1, "chunk_id", Types.OID.oid(), 1, false);
      plain(oid + 1, "chunk_seq", Types.INT4.oid(), 2, false);
    }
    return view;
  }

  private void systemColumns(long relation) {
    SYSTEM.forEach(
        (number, column) -> {
          String[] words = column.split(" ");
          plain(relation, words[0], Integer.parseInt(words[1]), number, true);
        });
  }

  private void plain(long relation, Object name, Object type, int number, boolean notNull) {
    view.add(
        relation, name, type, number, -1, 0, notNull, false, false, "", "", false, true, 0, 0,
        null);
  }

  private void columns(Relation relation) {
    if (relation instanceof Table) {
      systemColumns(relation.oid());
    }
    int number = 0;
    for (Column column : Comments.columns(relation)) {
      Domain domain = catalog.domain(column.domain());
      view.add(
          relation.oid(),
          column.name(),
          domain == null ? column.type().oid() : domain.oid(),
          ++number,
          domain == null ? column.typmod() : -1,
          column.type().isArray() ? 1 : 0,
          column.notNull(),
          texts.defaultOf(relation instanceof Table table ? table : null, column) != null,
          false,
          identity(column),
          column.generated() == null ? "" : column.virtual() ? "v" : "s",
          false,
          true,
          0,
          collation(column),
          null);
    }
  }

  /** A key that is an expression has a name and type of its own, which are not known here. */
  private void index(Relation.Index index) {
    Table table = catalog.table(index.table());
    if (table == null) {
      return;
    }
    int number = 0;
    for (Expr key : index.columns().isEmpty() ? index.keys() : List.<Expr>of()) {
      number++;
      if (key instanceof Expr.ColumnRef column) {
        key(index, table, column.last(), number);
      } else {
        plain(index.oid(), SystemView.UNPRINTABLE, SystemView.UNPRINTABLE, number, false);
      }
    }
    for (String name : index.columns()) {
      key(index, table, name, ++number);
    }
    for (String name : index.include()) {
      key(index, table, name, ++number);
    }
  }

  private void key(Relation.Index index, Table table, String name, int number) {
    Column column = table.column(name);
    if (column == null) {
      return;
    }
    Domain domain = catalog.domain(column.domain());
    view.add(
        index.oid(),
        name,
        domain == null ? column.type().oid() : domain.oid(),
        number,
        domain == null ? column.typmod() : -1,
        column.type().isArray() ? 1 : 0,
        false,
        false,
        false,
        "",
        "",
        false,
        true,
        0,
        collation(column),
        null);
  }

  static Object collation(Column column) {
    PgType type = column.type();
    PgType element = type.element() == null ? type : type.element();
    boolean isName = element.equals(Types.NAME);
    String own = column.collation();
    if (own == null || !(isName || element.category() == 'S')) {
      return isName ? C_COLLATION : element.category() == 'S' ? DEFAULT_COLLATION : 0;
    }
    return switch (own) {
      case "default" -> DEFAULT_COLLATION;
      case "C" -> C_COLLATION;
      case "POSIX" -> POSIX_COLLATION;
      default -> SystemView.UNPRINTABLE;
    };
  }

  private static String identity(Column column) {
    return column.identity().isEmpty() ? "" : column.identity().equals("always") ? "a" : "d";
  }
}
