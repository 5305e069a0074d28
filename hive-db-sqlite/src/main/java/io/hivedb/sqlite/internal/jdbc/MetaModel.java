// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of a connection shows of the catalogue.
 *
 * @param schemas the names of the schemas
 * @param relations the tables, views and sequences
 * @param types the domains and row types
 * @param typeNames how types are called
 */
record MetaModel(
    List<String> schemas,
    List<Relation> relations,
    List<Type> types,
    Function<PgType, String> typeNames) {

  /** Nothing. */
  static final MetaModel NONE = new MetaModel(List.of(), List.of(), List.of(), PgType::name);

  /** A domain or the row type of a table or view; the base is that of a domain. */
  record Type(String schema, String name, int jdbcType, @Nullable Integer base) {}

  /**
   * A table, view or sequence.
   *
   * @param kind the word of {@code getTables}, for example {@code TABLE}
   */
  record Relation(
      String schema,
      String name,
      String kind,
      @Nullable String comment,
      List<Column> columns,
      @Nullable Key primaryKey,
      List<Index> indexes,
      List<ForeignKey> foreignKeys) {}

  /**
   * A column.
   *
   * @param shownType the name of its type
   * @param base the type below that of a domain, else the same
   * @param defaultText its default, as PostgreSQL prints it
   * @param identity whether it is {@code GENERATED … AS IDENTITY}
   * @param generated whether it is computed from others
   */
  record Column(
      String name,
      String shownType,
      PgType type,
      PgType base,
      int typmod,
      boolean nullable,
      @Nullable String defaultText,
      boolean identity,
      boolean generated,
      @Nullable String comment) {

    boolean isSerial() {
      return defaultText != null && defaultText.contains("nextval(");
    }

    boolean isAutoIncrement() {
      return identity || isSerial();
    }

    /** The name that pgjdbc gives the type. */
    String typeName() {
      if (!isSerial()) {
        return shownType;
      }
      return switch (type.name()) {
        case "int2" -> "smallserial";
        case "int4" -> "serial";
        case "int8" -> "bigserial";
        default -> shownType;
      };
    }
  }

  /** A primary key. */
  record Key(String name, List<String> columns) {}

  /**
   * An index.
   *
   * @param columns columns or expressions, as PostgreSQL prints them
   * @param descending for each column
   * @param method the access method, for example {@code btree}
   */
  record Index(
      String name,
      boolean unique,
      List<String> columns,
      List<Boolean> descending,
      String method,
      @Nullable String condition) {}

  /**
   * A foreign key; its actions are constants of {@link java.sql.DatabaseMetaData}.
   *
   * @param keyName the name of the key that it refers to
   */
  record ForeignKey(
      String name,
      List<String> columns,
      String refSchema,
      String refTable,
      List<String> refColumns,
      @Nullable String keyName,
      int onUpdate,
      int onDelete,
      int deferrability) {}
}
