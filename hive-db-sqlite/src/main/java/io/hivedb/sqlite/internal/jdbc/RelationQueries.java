// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the metadata queries about tables and their columns. */
final class RelationQueries {

  private final MetaModel model;

  RelationQueries(MetaModel model) {
    this.model = model;
  }

  MetaRows schemas(LikePattern schemas) {
    MetaRows rows = MetaRows.of("TABLE_SCHEM", "TABLE_CATALOG");
    for (String schema : model.schemas()) {
      if (schemas.matches(schema)) {
        rows.add(schema, ServerVersions.DATABASE);
      }
    }
    return rows.sortedBy(1);
  }

  /** The domains and row types, of these JDBC types if they are given. */
  MetaRows types(LikePattern schemas, LikePattern names, int @Nullable [] types) {
    MetaRows rows =
        MetaRows.of(
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "CLASS_NAME",
            "DATA_TYPE:int4",
            "REMARKS",
            "BASE_TYPE:int2");
    for (MetaModel.Type type : model.types()) {
      boolean wanted =
          types == null || Arrays.stream(types).anyMatch(one -> one == type.jdbcType());
      if (wanted && schemas.matches(type.schema()) && names.matches(type.name())) {
        rows.add(
            ServerVersions.DATABASE,
            type.schema(),
            type.name(),
            null,
            type.jdbcType(),
            null,
            type.base());
      }
    }
    return rows.sortedBy(5, 2, 3);
  }

  MetaRows tables(LikePattern schemas, LikePattern names, String @Nullable [] types) {
    Set<String> kinds = types == null ? Set.of() : Set.of(types);
    MetaRows rows =
        MetaRows.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS",
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SELF_REFERENCING_COL_NAME",
            "REF_GENERATION");
    for (MetaModel.Relation relation : model.relations()) {
      if (matches(relation, schemas, names)) {
        addRelation(rows, relation, kinds, types == null);
      }
    }
    return rows.sortedBy(4, 2, 3);
  }

  private static void addRelation(
      MetaRows rows, MetaModel.Relation relation, Set<String> kinds, boolean all) {
    if (all || kinds.contains(relation.kind())) {
      addRelation(rows, relation.schema(), relation.name(), relation.kind(), relation.comment());
    }
    if (all || kinds.contains("INDEX")) {
      for (MetaModel.Index index : relation.indexes()) {
        addRelation(rows, relation.schema(), index.name(), "INDEX", null);
      }
    }
  }

  private static void addRelation(
      MetaRows rows, String schema, String name, String kind, @Nullable String comment) {
    rows.add(ServerVersions.DATABASE, schema, name, kind, comment, "", "", "", "", "");
  }

  private static boolean matches(
      MetaModel.Relation relation, LikePattern schemas, LikePattern names) {
    return schemas.matches(relation.schema()) && names.matches(relation.name());
  }

  MetaRows columns(LikePattern schemas, LikePattern tables, LikePattern names) {
    MetaRows rows =
        MetaRows.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE:int2",
            "TYPE_NAME",
            "COLUMN_SIZE:int4",
            "BUFFER_LENGTH",
            "DECIMAL_DIGITS:int4",
            "NUM_PREC_RADIX:int4",
            "NULLABLE:int4",
            "REMARKS",
            "COLUMN_DEF",
            "SQL_DATA_TYPE:int4",
            "SQL_DATETIME_SUB:int4",
            "CHAR_OCTET_LENGTH:int4",
            "ORDINAL_POSITION:int4",
            "IS_NULLABLE",
            "SCOPE_CATALOG",
            "SCOPE_SCHEMA",
            "SCOPE_TABLE",
            "SOURCE_DATA_TYPE:int2",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN");
    for (MetaModel.Relation relation : model.relations()) {
      if (matches(relation, schemas, tables)) {
        addColumns(rows, relation, names);
      }
    }
    return rows.sortedBy(2, 3, 17);
  }

  private static void addColumns(MetaRows rows, MetaModel.Relation relation, LikePattern names) {
    int ordinal = 0;
    for (MetaModel.Column column : relation.columns()) {
      ordinal++;
      if (names.matches(column.name())) {
        addColumn(rows, relation, column, ordinal);
      }
    }
  }

  private static void addColumn(
      MetaRows rows, MetaModel.Relation relation, MetaModel.Column column, int ordinal) {
    int size = size(column);
    int jdbcType = column.type().jdbcType();
    boolean hasLength =
        jdbcType == Types.CHAR || jdbcType == Types.VARCHAR || jdbcType == Types.BINARY;
    rows.add(
        ServerVersions.DATABASE,
        relation.schema(),
        relation.name(),
        column.name(),
        jdbcType,
        column.typeName(),
        size,
        null,
        jdbcType == Types.NUMERIC && column.typmod() == -1
            ? null
            : (Integer) TypeFacts.scale(column.base(), column.typmod()),
        10,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        column.comment(),
        column.defaultText(),
        null,
        null,
        hasLength ? (Integer) size : null,
        ordinal,
        yesNo(column.nullable()),
        null,
        null,
        null,
        null,
        yesNo(column.isAutoIncrement()),
        yesNo(column.generated()));
  }

  private static int size(MetaModel.Column column) {
    int precision = TypeFacts.precision(column.base(), column.typmod());
    return column.type().jdbcType() != Types.NUMERIC && precision == 0
        ? TypeFacts.displaySize(column.base(), column.typmod())
        : precision;
  }

  private static String yesNo(boolean yes) {
    return yes ? "YES" : "NO";
  }
}
