// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

/** The types that a table's columns can have; {@link Types} adds the others. */
abstract class ColumnTypes {

  /** bool. */
  public static final PgType BOOL =
      TypeFactory.make(
          "16 1000 bool B preferred", "boolean", java.sql.Types.BIT, Storage.INTEGER, null);

  /** int2. */
  public static final PgType INT2 =
      TypeFactory.integer(21, 1005, "int2", "smallint", java.sql.Types.SMALLINT);

  /** int4. */
  public static final PgType INT4 =
      TypeFactory.integer(23, 1007, "int4", "integer", java.sql.Types.INTEGER);

  /** int8. */
  public static final PgType INT8 =
      TypeFactory.integer(20, 1016, "int8", "bigint", java.sql.Types.BIGINT);

  /** oid. */
  public static final PgType OID =
      TypeFactory.integer(26, 1028, "oid", "oid", java.sql.Types.BIGINT);

  /** float4. */
  public static final PgType FLOAT4 =
      TypeFactory.make("700 1021 float4 N -", "real", java.sql.Types.REAL, Storage.REAL, null);

  /** float8. */
  public static final PgType FLOAT8 =
      TypeFactory.make(
          "701 1022 float8 N preferred",
          "double precision",
          java.sql.Types.DOUBLE,
          Storage.REAL,
          null);

  /** numeric. */
  public static final PgType NUMERIC =
      TypeFactory.make(
          "1700 1231 numeric N -", "numeric", java.sql.Types.NUMERIC, Storage.TEXT, "pg_numeric");

  /** text. */
  public static final PgType TEXT =
      TypeFactory.text(25, 1009, "text", "text", true, java.sql.Types.VARCHAR, null);

  /** varchar. */
  public static final PgType VARCHAR =
      TypeFactory.text(
          1043, 1015, "varchar", "character varying", false, java.sql.Types.VARCHAR, null);

  /** bpchar, stored padded. */
  public static final PgType BPCHAR =
      TypeFactory.text(1042, 1014, "bpchar", "character", false, java.sql.Types.CHAR, "RTRIM");

  /** name. */
  public static final PgType NAME =
      TypeFactory.text(19, 1003, "name", "name", false, java.sql.Types.VARCHAR, null);

  /** bytea. */
  public static final PgType BYTEA =
      TypeFactory.make("17 1001 bytea U -", "bytea", java.sql.Types.BINARY, Storage.BLOB, null);

  /** date. */
  public static final PgType DATE =
      TypeFactory.make("1082 1182 date D -", "date", java.sql.Types.DATE, Storage.INTEGER, null);

  /** time. */
  public static final PgType TIME =
      TypeFactory.make(
          "1083 1183 time D -",
          "time without time zone",
          java.sql.Types.TIME,
          Storage.INTEGER,
          null);

  /** timestamp. */
  public static final PgType TIMESTAMP =
      TypeFactory.make(
          "1114 1115 timestamp D -",
          "timestamp without time zone",
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null);

  /** timestamptz. */
  public static final PgType TIMESTAMPTZ =
      TypeFactory.make(
          "1184 1185 timestamptz D preferred",
          "timestamp with time zone",
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null);

  /** interval. */
  public static final PgType INTERVAL =
      TypeFactory.make(
          "1186 1187 interval T preferred",
          "interval",
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_interval");

  /** uuid. */
  public static final PgType UUID =
      TypeFactory.make("2950 2951 uuid U -", "uuid", java.sql.Types.OTHER, Storage.TEXT, null);

  /** json, kept as written. */
  public static final PgType JSON =
      TypeFactory.make("114 199 json U -", "json", java.sql.Types.OTHER, Storage.TEXT, null);

  /** jsonb. */
  public static final PgType JSONB =
      TypeFactory.make(
          "3802 3807 jsonb U -", "jsonb", java.sql.Types.OTHER, Storage.TEXT, "pg_jsonb");

  /** pgvector's vector; the OID is that of a first extension in a fresh database. */
  public static final PgType VECTOR =
      TypeFactory.make(
          "16385 16390 vector U -", "vector", java.sql.Types.OTHER, Storage.BLOB, null);

  ColumnTypes() {}
}
