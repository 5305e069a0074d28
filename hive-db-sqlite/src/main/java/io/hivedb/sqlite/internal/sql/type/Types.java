// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The built-in types and pgvector's. */
public final class Types {

  private static final Map<String, PgType> BY_NAME = new HashMap<>();
  private static final Map<Integer, PgType> BY_OID = new HashMap<>();
  private static final Map<PgType, PgType> ARRAYS = new HashMap<>();

  /** bool. */
  public static final PgType BOOL =
      make(
          16,
          1000,
          "bool",
          "boolean",
          'B',
          true,
          java.sql.Types.BIT,
          Storage.INTEGER,
          null,
          Texts::parseBool,
          v -> ((Number) v).longValue() != 0 ? "t" : "f");

  /** int2. */
  public static final PgType INT2 =
      integer(
          21, 1005, "int2", "smallint", java.sql.Types.SMALLINT, Short.MIN_VALUE, Short.MAX_VALUE);

  /** int4. */
  public static final PgType INT4 =
      integer(
          23,
          1007,
          "int4",
          "integer",
          java.sql.Types.INTEGER,
          Integer.MIN_VALUE,
          Integer.MAX_VALUE);

  /** int8. */
  public static final PgType INT8 =
      integer(20, 1016, "int8", "bigint", java.sql.Types.BIGINT, Long.MIN_VALUE, Long.MAX_VALUE);

  /** oid. */
  public static final PgType OID =
      integer(26, 1028, "oid", "oid", java.sql.Types.BIGINT, 0, 4294967295L);

  /** float4. */
  public static final PgType FLOAT4 =
      make(
          700,
          1021,
          "float4",
          "real",
          'N',
          false,
          java.sql.Types.REAL,
          Storage.REAL,
          null,
          t -> Floats.stored(Floats.parseFloat(t)),
          v -> Floats.text((float) Floats.value(v)));

  /** float8. */
  public static final PgType FLOAT8 =
      make(
          701,
          1022,
          "float8",
          "double precision",
          'N',
          true,
          java.sql.Types.DOUBLE,
          Storage.REAL,
          null,
          t -> Floats.stored(Floats.parseDouble(t)),
          v -> Floats.text(Floats.value(v)));

  /** numeric. */
  public static final PgType NUMERIC =
      make(
          1700,
          1231,
          "numeric",
          "numeric",
          'N',
          false,
          java.sql.Types.NUMERIC,
          Storage.TEXT,
          "pg_numeric",
          t -> Numerics.text(Numerics.parse(t)),
          Object::toString);

  /** text. */
  public static final PgType TEXT =
      text(25, 1009, "text", "text", true, java.sql.Types.VARCHAR, null);

  /** varchar. */
  public static final PgType VARCHAR =
      text(1043, 1015, "varchar", "character varying", false, java.sql.Types.VARCHAR, null);

  /** bpchar, stored padded. */
  public static final PgType BPCHAR =
      text(1042, 1014, "bpchar", "character", false, java.sql.Types.CHAR, "RTRIM");

  /** name. */
  public static final PgType NAME =
      text(19, 1003, "name", "name", false, java.sql.Types.VARCHAR, null);

  /** bytea. */
  public static final PgType BYTEA =
      make(
          17,
          1001,
          "bytea",
          "bytea",
          'U',
          false,
          java.sql.Types.BINARY,
          Storage.BLOB,
          null,
          Texts::parseBytea,
          v -> Texts.byteaText((byte[]) v));

  /** date. */
  public static final PgType DATE =
      make(
          1082,
          1182,
          "date",
          "date",
          'D',
          false,
          java.sql.Types.DATE,
          Storage.INTEGER,
          null,
          DateTimes::parseDate,
          v -> DateTimes.dateText((Long) v));

  /** time. */
  public static final PgType TIME =
      make(
          1083,
          1183,
          "time",
          "time without time zone",
          'D',
          false,
          java.sql.Types.TIME,
          Storage.INTEGER,
          null,
          DateTimes::parseTime,
          v -> DateTimes.timeText((Long) v));

  /** timestamp. */
  public static final PgType TIMESTAMP =
      make(
          1114,
          1115,
          "timestamp",
          "timestamp without time zone",
          'D',
          false,
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null,
          t -> DateTimes.parseTimestamp(t, false),
          v -> DateTimes.timestampText((Long) v, false));

  /** timestamptz. */
  public static final PgType TIMESTAMPTZ =
      make(
          1184,
          1185,
          "timestamptz",
          "timestamp with time zone",
          'D',
          true,
          java.sql.Types.TIMESTAMP,
          Storage.INTEGER,
          null,
          t -> DateTimes.parseTimestamp(t, true),
          v -> DateTimes.timestampText((Long) v, true));

  /** interval. */
  public static final PgType INTERVAL =
      make(
          1186,
          1187,
          "interval",
          "interval",
          'T',
          true,
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_interval",
          t -> Interval.parse(t).toString(),
          Object::toString);

  /** uuid. */
  public static final PgType UUID =
      make(
          2950,
          2951,
          "uuid",
          "uuid",
          'U',
          false,
          java.sql.Types.OTHER,
          Storage.TEXT,
          null,
          Texts::parseUuid,
          Object::toString);

  /** json, kept as written. */
  public static final PgType JSON =
      make(
          114,
          199,
          "json",
          "json",
          'U',
          false,
          java.sql.Types.OTHER,
          Storage.TEXT,
          null,
          Types::checkedJson,
          Object::toString);

  /** jsonb. */
  public static final PgType JSONB =
      make(
          3802,
          3807,
          "jsonb",
          "jsonb",
          'U',
          false,
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_jsonb",
          t -> Json.text(Json.parse(t)),
          Object::toString);

  /** pgvector's vector; the OID is that of a first extension in a fresh database. */
  public static final PgType VECTOR =
      make(
          16385,
          16390,
          "vector",
          "vector",
          'U',
          false,
          java.sql.Types.OTHER,
          Storage.BLOB,
          null,
          Vectors::parse,
          v -> Vectors.text((byte[]) v));

  /** regclass, stored as the name. */
  public static final PgType REGCLASS =
      text(2205, 2210, "regclass", "regclass", false, java.sql.Types.BIGINT, null);

  /** The type of a literal or parameter before its context gives it one. */
  public static final PgType UNKNOWN = pseudo(705, "unknown", 'X');

  /** void. */
  public static final PgType VOID = pseudo(2278, "void", 'P');

  /** A row of any shape. */
  public static final PgType RECORD = pseudo(2249, "record", 'P');

  /** anyelement, in signatures. */
  public static final PgType ANYELEMENT = pseudo(2283, "anyelement", 'P');

  /** anyarray, in signatures. */
  public static final PgType ANYARRAY = pseudo(2277, "anyarray", 'P');

  /** any, in signatures. */
  public static final PgType ANY = pseudo(2276, "any", 'P');

  private Types() {}

  private static PgType make(
      int oid,
      int arrayOid,
      String name,
      String sqlName,
      char category,
      boolean preferred,
      int jdbc,
      Storage storage,
      @Nullable String collation,
      Function<String, Object> read,
      Function<Object, String> write) {
    TypeSpec spec =
        new TypeSpec(oid, name, sqlName, category, preferred, jdbc, storage, collation, null);
    PgType type = new PgType(spec, codec(read, write));
    register(type);
    if (arrayOid != 0) {
      PgType array = arrayOf(type, arrayOid);
      register(array);
      ARRAYS.put(type, array);
    }
    return type;
  }

  private static Codec codec(Function<String, Object> read, Function<Object, String> write) {
    return new Codec() {
      @Override
      public Object read(String text) {
        return read.apply(text);
      }

      @Override
      public String write(Object stored) {
        return write.apply(stored);
      }
    };
  }

  private static PgType arrayOf(PgType element, int oid) {
    TypeSpec spec =
        new TypeSpec(
            oid,
            "_" + element.name(),
            element.sqlName() + "[]",
            'A',
            false,
            java.sql.Types.ARRAY,
            Storage.TEXT,
            "pg_array_" + element.name(),
            element);
    return new PgType(
        spec,
        codec(text -> PgArrays.stored(PgArrays.values(text, element), element), Object::toString));
  }

  private static PgType integer(
      int oid, int arrayOid, String name, String sqlName, int jdbc, long least, long greatest) {
    return make(
        oid,
        arrayOid,
        name,
        sqlName,
        'N',
        name.equals("oid"),
        jdbc,
        Storage.INTEGER,
        null,
        text -> parseInteger(text, sqlName, least, greatest),
        Object::toString);
  }

  private static Object parseInteger(String text, String type, long least, long greatest) {
    String trimmed = text.strip();
    if (!trimmed.matches("[+-]?\\d+")) {
      if (trimmed.matches("(?i)[+-]?(0[xob][0-9a-f_]+|\\d[\\d_]*\\d)")) {
        throw PgException.unsupported("this spelling of an integer");
      }
      throw new PgException(
          "22P02", "invalid input syntax for type " + type + ": \"" + text + "\"");
    }
    java.math.BigInteger value = new java.math.BigInteger(trimmed);
    if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > greatest) {
      throw new PgException("22003", "value \"" + text + "\" is out of range for type " + type);
    }
    return value.longValue();
  }

  private static PgType text(
      int oid,
      int arrayOid,
      String name,
      String sqlName,
      boolean preferred,
      int jdbc,
      @Nullable String collation) {
    return make(
        oid,
        arrayOid,
        name,
        sqlName,
        name.equals("regclass") ? 'N' : 'S',
        preferred,
        jdbc,
        Storage.TEXT,
        collation,
        text -> text,
        Object::toString);
  }

  private static Object checkedJson(String text) {
    Json.parse(text);
    return text;
  }

  private static PgType pseudo(int oid, String name, char category) {
    return make(
        oid,
        0,
        name,
        name,
        category,
        false,
        java.sql.Types.OTHER,
        Storage.TEXT,
        null,
        t -> t,
        Object::toString);
  }

  private static void register(PgType type) {
    BY_NAME.put(type.name(), type);
    BY_OID.put(type.oid(), type);
  }

  /** A built-in type by its {@code pg_type.typname}. */
  public static @Nullable PgType byName(String name) {
    return BY_NAME.get(name);
  }

  /** A built-in type by its OID. */
  public static @Nullable PgType byOid(int oid) {
    return BY_OID.get(oid);
  }

  /** All built-in types. */
  public static List<PgType> all() {
    return new ArrayList<>(BY_OID.values());
  }

  /** The array type of a type; an enum's is made when it is asked for. */
  public static PgType array(PgType element) {
    PgType known = ARRAYS.get(element);
    if (known != null) {
      return known;
    }
    if (element.category() != 'E') {
      throw PgException.unsupported("an array of " + element.sqlName());
    }
    return arrayOf(element, element.oid() + 1);
  }

  /** An enum type. */
  public static PgType enumType(int oid, String name, List<String> labels) {
    TypeSpec spec =
        new TypeSpec(oid, name, name, 'E', false, java.sql.Types.VARCHAR, Storage.TEXT, null, null);
    return new PgType(spec, codec(text -> checkedLabel(text, name, labels), Object::toString));
  }

  private static Object checkedLabel(String text, String type, List<String> labels) {
    if (!labels.contains(text)) {
      throw new PgException("22P02", "invalid input value for enum " + type + ": \"" + text + "\"");
    }
    return text;
  }
}
