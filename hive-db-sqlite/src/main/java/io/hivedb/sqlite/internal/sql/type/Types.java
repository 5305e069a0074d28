// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in types and pgvector's. */
public final class Types {

  /** bool. */
  public static final PgType BOOL =
      TypeFactory.make(
          "16 1000 bool B preferred",
          "boolean",
          java.sql.Types.BIT,
          Storage.INTEGER,
          null,
          Texts::parseBool,
          v -> ((Number) v).longValue() != 0 ? "t" : "f");

  /** int2. */
  public static final PgType INT2 =
      TypeFactory.integer(
          21, 1005, "int2", "smallint", java.sql.Types.SMALLINT, Short.MIN_VALUE, Short.MAX_VALUE);

  /** int4. */
  public static final PgType INT4 =
      TypeFactory.integer(
          23,
          1007,
          "int4",
          "integer",
          java.sql.Types.INTEGER,
          Integer.MIN_VALUE,
          Integer.MAX_VALUE);

  /** int8. */
  public static final PgType INT8 =
      TypeFactory.integer(
          20, 1016, "int8", "bigint", java.sql.Types.BIGINT, Long.MIN_VALUE, Long.MAX_VALUE);

  /** oid. */
  public static final PgType OID =
      TypeFactory.integer(26, 1028, "oid", "oid", java.sql.Types.BIGINT, 0, 4294967295L);

  /** float4. */
  public static final PgType FLOAT4 =
      TypeFactory.make(
          "700 1021 float4 N -",
          "real",
          java.sql.Types.REAL,
          Storage.REAL,
          null,
          t -> Floats.stored(Floats.parseFloat(t)),
          v -> Floats.text((float) Floats.value(v)));

  /** float8. */
  public static final PgType FLOAT8 =
      TypeFactory.make(
          "701 1022 float8 N preferred",
          "double precision",
          java.sql.Types.DOUBLE,
          Storage.REAL,
          null,
          t -> Floats.stored(Floats.parseDouble(t)),
          v -> Floats.text(Floats.value(v)));

  /** numeric. */
  public static final PgType NUMERIC =
      TypeFactory.make(
          "1700 1231 numeric N -",
          "numeric",
          java.sql.Types.NUMERIC,
          Storage.TEXT,
          "pg_numeric",
          t -> Numerics.text(Numerics.parse(t)),
          Object::toString);

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
      TypeFactory.make(
          "17 1001 bytea U -",
          "bytea",
          java.sql.Types.BINARY,
          Storage.BLOB,
          null,
          Texts::parseBytea,
          v -> Texts.byteaText((byte[]) v));

  /** date. */
  public static final PgType DATE =
      TypeFactory.make(
          "1082 1182 date D -",
          "date",
          java.sql.Types.DATE,
          Storage.INTEGER,
          null,
          DateTimes::parseDate,
          v -> DateTimes.dateText((Long) v));

  /** time. */
  public static final PgType TIME =
      TypeFactory.make(
          "1083 1183 time D -",
          "time without time zone",
          java.sql.Types.TIME,
          Storage.INTEGER,
          null,
          DateTimes::parseTime,
          v -> DateTimes.timeText((Long) v));

  /** timestamp. */
  public static final PgType TIMESTAMP =
      TypeFactory.make(
          "1114 1115 timestamp D -",
          "timestamp without time zone",
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null,
          t -> DateTimes.parseTimestamp(t, false),
          v -> DateTimes.timestampText((Long) v, false));

  /** timestamptz. */
  public static final PgType TIMESTAMPTZ =
      TypeFactory.make(
          "1184 1185 timestamptz D preferred",
          "timestamp with time zone",
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null,
          t -> DateTimes.parseTimestamp(t, true),
          v -> DateTimes.timestampText((Long) v, true));

  /** interval. */
  public static final PgType INTERVAL =
      TypeFactory.make(
          "1186 1187 interval T preferred",
          "interval",
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_interval",
          t -> Interval.parse(t).toString(),
          Object::toString);

  /** uuid. */
  public static final PgType UUID =
      TypeFactory.make(
          "2950 2951 uuid U -",
          "uuid",
          java.sql.Types.OTHER,
          Storage.TEXT,
          null,
          Texts::parseUuid,
          Object::toString);

  /** json, kept as written. */
  public static final PgType JSON =
      TypeFactory.make(
          "114 199 json U -",
          "json",
          java.sql.Types.OTHER,
          Storage.TEXT,
          null,
          TypeFactory::checkedJson,
          Object::toString);

  /** jsonb. */
  public static final PgType JSONB =
      TypeFactory.make(
          "3802 3807 jsonb U -",
          "jsonb",
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_jsonb",
          t -> Json.text(Json.parse(t)),
          Object::toString);

  /** pgvector's vector; the OID is that of a first extension in a fresh database. */
  public static final PgType VECTOR =
      TypeFactory.make(
          "16385 16390 vector U -",
          "vector",
          java.sql.Types.OTHER,
          Storage.BLOB,
          null,
          Vectors::parse,
          v -> Vectors.text((byte[]) v));

  /** regclass, stored as the name. */
  public static final PgType REGCLASS = TypeFactory.name(2205, 2210, "regclass");

  /** "char", one byte: the kinds of the catalogue. */
  public static final PgType CHAR =
      TypeFactory.make(
          "18 1002 char Z -",
          "\"char\"",
          java.sql.Types.CHAR,
          Storage.TEXT,
          null,
          t -> t.isEmpty() ? "" : t.substring(0, 1),
          Object::toString);

  /** regtype, stored as the name. */
  public static final PgType REGTYPE = TypeFactory.name(2206, 2211, "regtype");

  /** regproc, stored as the name. */
  public static final PgType REGPROC = TypeFactory.name(24, 1008, "regproc");

  /** regnamespace, stored as the name. */
  public static final PgType REGNAMESPACE = TypeFactory.name(4089, 4090, "regnamespace");

  /** regrole, stored as the name. */
  public static final PgType REGROLE = TypeFactory.name(4096, 4097, "regrole");

  /** xid. */
  public static final PgType XID =
      TypeFactory.make(
          "28 1011 xid U -",
          "xid",
          java.sql.Types.OTHER,
          Storage.INTEGER,
          null,
          t -> Long.parseLong(t.strip()),
          Object::toString);

  /** An expression that the catalogue keeps, stored as the text that pg_get_expr shows. */
  public static final PgType NODE_TREE = TypeFactory.pseudo(194, "pg_node_tree", 'Z');

  /** int2vector, stored as an array; its first element has the subscript 0. */
  public static final PgType INT2VECTOR = TypeFactory.vectorOf(22, 1006, "int2vector", INT2);

  /** oidvector, stored as an array. */
  public static final PgType OIDVECTOR = TypeFactory.vectorOf(30, 1013, "oidvector", OID);

  /** The type of a literal or parameter before its context gives it one. */
  public static final PgType UNKNOWN = TypeFactory.pseudo(705, "unknown", 'X');

  /** void. */
  public static final PgType VOID = TypeFactory.pseudo(2278, "void", 'P');

  /** A row of any shape. */
  public static final PgType RECORD = TypeFactory.pseudo(2249, "record", 'P');

  /** anyelement, in signatures. */
  public static final PgType ANYELEMENT = TypeFactory.pseudo(2283, "anyelement", 'P');

  /** anyarray, in signatures. */
  public static final PgType ANYARRAY = TypeFactory.pseudo(2277, "anyarray", 'P');

  /** any, in signatures. */
  public static final PgType ANY = TypeFactory.pseudo(2276, "any", 'P');

  private Types() {}

  /** A built-in type by its {@code pg_type.typname}. */
  public static @Nullable PgType byName(String name) {
    return TypeFactory.BY_NAME.get(name);
  }

  /** Whether a type belongs to the catalogue, so that a table's columns cannot have it here. */
  public static boolean isOfCatalog(PgType type) {
    return isReference(type)
        || isCatalogVector(type)
        || type.equals(CHAR)
        || type.equals(XID)
        || type.equals(NODE_TREE);
  }

  /** Whether it is int2vector or oidvector, whose subscripts begin with 0. */
  public static boolean isCatalogVector(PgType type) {
    return type.equals(INT2VECTOR) || type.equals(OIDVECTOR);
  }

  /** Whether its values are OIDs that are shown as names. */
  public static boolean isReference(PgType type) {
    return type.equals(REGCLASS)
        || type.equals(REGTYPE)
        || type.equals(REGPROC)
        || type.equals(REGNAMESPACE)
        || type.equals(REGROLE);
  }

  /** A built-in type by its OID. */
  public static @Nullable PgType byOid(int oid) {
    return TypeFactory.BY_OID.get(oid);
  }

  /** All built-in types. */
  public static List<PgType> all() {
    return new ArrayList<>(TypeFactory.BY_OID.values());
  }

  /** The array type of a type; an enum's is made when it is asked for. */
  public static PgType array(PgType element) {
    PgType known = TypeFactory.ARRAYS.get(element);
    if (known != null) {
      return known;
    }
    if (element.category() != 'E') {
      throw PgException.unsupported("an array of " + element.sqlName());
    }
    return TypeFactory.arrayOf(element, element.oid() + 1);
  }

  /** An enum type. */
  public static PgType enumType(int oid, String name, List<String> labels) {
    return TypeFactory.enumType(oid, name, labels);
  }
}
