// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the metadata queries about keys and indexes. */
final class KeyQueries {

  private final MetaModel model;

  KeyQueries(MetaModel model) {
    this.model = model;
  }

  private static boolean is(@Nullable String wanted, String name) {
    return wanted == null || wanted.equals(name);
  }

  private List<MetaModel.Relation> relations(@Nullable String schema, @Nullable String table) {
    return model.relations().stream()
        .filter(relation -> is(schema, relation.schema()) && is(table, relation.name()))
        .toList();
  }

  MetaRows primaryKeys(@Nullable String schema, @Nullable String table) {
    MetaRows rows =
        MetaRows.of(
            "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:int4", "PK_NAME");
    for (MetaModel.Relation relation : relations(schema, table)) {
      MetaModel.Key key = relation.primaryKey();
      for (int i = 0; key != null && i < key.columns().size(); i++) {
        rows.add(
            ServerVersions.DATABASE,
            relation.schema(),
            relation.name(),
            key.columns().get(i),
            i + 1,
            key.name());
      }
    }
    return rows.sortedBy(3, 6, 5);
  }

  MetaRows indexes(@Nullable String schema, @Nullable String table, boolean uniqueOnly) {
    MetaRows rows =
        MetaRows.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "NON_UNIQUE:bool",
            "INDEX_QUALIFIER",
            "INDEX_NAME",
            "TYPE:int2",
            "ORDINAL_POSITION:int2",
            "COLUMN_NAME",
            "ASC_OR_DESC",
            "CARDINALITY:int8",
            "PAGES:int8",
            "FILTER_CONDITION",
            "REMARKS");
    for (MetaModel.Relation relation : relations(schema, table)) {
      for (MetaModel.Index index : relation.indexes()) {
        if (index.unique() || !uniqueOnly) {
          addIndex(rows, relation, index);
        }
      }
    }
    return rows.sortedBy(4, 7, 6, 8);
  }

  private static void addIndex(MetaRows rows, MetaModel.Relation relation, MetaModel.Index index) {
    for (int i = 0; i < index.columns().size(); i++) {
      String direction = index.descending().get(i) ? "D" : "A";
      rows.add(
          ServerVersions.DATABASE,
          relation.schema(),
          relation.name(),
          !index.unique(),
          null,
          index.name(),
          index.method().equals("hash")
              ? (int) DatabaseMetaData.tableIndexHashed
              : (int) DatabaseMetaData.tableIndexOther,
          i + 1,
          index.columns().get(i),
          index.method().equals("btree") ? direction : null,
          0L,
          0L,
          index.condition(),
          null);
    }
  }

  /** The foreign keys between two tables; a null says any. */
  MetaRows foreignKeys(
      @Nullable String primarySchema,
      @Nullable String primaryTable,
      @Nullable String foreignSchema,
      @Nullable String foreignTable) {
    MetaRows rows =
        MetaRows.of(
            "PKTABLE_CAT",
            "PKTABLE_SCHEM",
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_CAT",
            "FKTABLE_SCHEM",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ:int2",
            "UPDATE_RULE:int2",
            "DELETE_RULE:int2",
            "FK_NAME",
            "PK_NAME",
            "DEFERRABILITY:int2");
    for (MetaModel.Relation relation : relations(foreignSchema, foreignTable)) {
      for (MetaModel.ForeignKey key : relation.foreignKeys()) {
        if (is(primarySchema, key.refSchema()) && is(primaryTable, key.refTable())) {
          addForeignKey(rows, relation, key);
        }
      }
    }
    return primaryTable == null ? rows.sortedBy(2, 3, 12, 9) : rows.sortedBy(6, 7, 12, 9);
  }

  private static void addForeignKey(
      MetaRows rows, MetaModel.Relation relation, MetaModel.ForeignKey key) {
    for (int i = 0; i < key.columns().size(); i++) {
      rows.add(
          ServerVersions.DATABASE,
          key.refSchema(),
          key.refTable(),
          key.refColumns().get(i),
          ServerVersions.DATABASE,
          relation.schema(),
          relation.name(),
          key.columns().get(i),
          i + 1,
          key.onUpdate(),
          key.onDelete(),
          key.name(),
          key.keyName(),
          key.deferrability());
    }
  }
}
