// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes and keeps the types. */
final class TypeFactory {

  private TypeFactory() {}

  static final Map<String, PgType> BY_NAME = new HashMap<>();
  static final Map<Integer, PgType> BY_OID = new HashMap<>();
  static final Map<PgType, PgType> ARRAYS = new HashMap<>();

  /**
   * Makes a type and its array type.
   *
   * @param row OID, OID of the array type or 0, name, category, and {@code preferred} or a dash
   */
  static PgType make(
      String row, String sqlName, int jdbc, Storage storage, @Nullable String collation) {
    String[] parts = row.split(" ");
    int arrayOid = Integer.parseInt(parts[1]);
    TypeSpec spec =
        new TypeSpec(
            Integer.parseInt(parts[0]),
            parts[2],
            sqlName,
            parts[3].charAt(0),
            parts[4].equals("preferred"),
            jdbc,
            storage,
            collation,
            null);
    PgType type = new PgType(spec, new TypeCodec(spec.name()));
    register(type);
    if (arrayOid != 0) {
      PgType array = arrayOf(type, arrayOid);
      register(array);
      ARRAYS.put(type, array);
    }
    return type;
  }

  static Codec codec(Function<String, Object> read, Function<Object, String> write) {
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

  static PgType arrayOf(PgType element, int oid) {
    TypeSpec spec =
        new TypeSpec(
            oid,
            "_" + element.name(),
            element.sqlName() + "[]",
            'A',
            false,
            java.sql.Types.ARRAY,
            Storage.TEXT,
            element.category() == 'E' ? null : "pg_array_" + element.name(),
            element);
    return new PgType(spec, new ArrayCodec(element));
  }

  static PgType integer(int oid, int arrayOid, String name, String sqlName, int jdbc) {
    String row =
        oid + " " + arrayOid + " " + name + " N " + (name.equals("oid") ? "preferred" : "-");
    return make(row, sqlName, jdbc, Storage.INTEGER, null);
  }

  static PgType text(
      int oid,
      int arrayOid,
      String name,
      String sqlName,
      boolean preferred,
      int jdbc,
      @Nullable String collation) {
    String row = oid + " " + arrayOid + " " + name + " S" + (preferred ? " preferred" : " -");
    return make(row, sqlName, jdbc, Storage.TEXT, collation);
  }

  /** A type whose values are OIDs in PostgreSQL, and names here. */
  static PgType name(int oid, int arrayOid, String name) {
    return make(
        oid + " " + arrayOid + " " + name + " N -", name, java.sql.Types.OTHER, Storage.TEXT, null);
  }

  /** A vector of the catalogue: an array that is printed without braces and commas. */
  static PgType vectorOf(int oid, int arrayOid, String name, PgType element) {
    TypeSpec spec =
        new TypeSpec(
            oid,
            name,
            name,
            'A',
            false,
            java.sql.Types.ARRAY,
            Storage.TEXT,
            "pg_array_" + element.name(),
            element);
    PgType type = new PgType(spec, new TypeCodec(spec.name()));
    register(type);
    PgType array = arrayOf(type, arrayOid);
    register(array);
    ARRAYS.put(type, array);
    return type;
  }

  static Object checkedJson(String text) {
    Json.check(text);
    return text;
  }

  static PgType pseudo(int oid, String name, char category) {
    return make(
        oid + " 0 " + name + " " + category + " -", name, java.sql.Types.OTHER, Storage.TEXT, null);
  }

  static void register(PgType type) {
    BY_NAME.put(type.name(), type);
    BY_OID.put(type.oid(), type);
  }

  /** A domain's type, for metadata only. */
  static PgType domainType(int oid, String name, PgType base) {
    TypeSpec spec =
        new TypeSpec(
            oid,
            name,
            name,
            base.category(),
            false,
            java.sql.Types.DISTINCT,
            base.storage(),
            base.collation(),
            null);
    return new PgType(spec, codec(base::read, base::text));
  }

  /** An enum type. */
  static PgType enumType(int oid, String name, List<String> labels, Set<String> fresh) {
    TypeSpec spec =
        new TypeSpec(oid, name, name, 'E', false, java.sql.Types.VARCHAR, Storage.TEXT, null, null);
    return new PgType(
        spec, codec(text -> checkedLabel(text, name, labels, fresh), Object::toString));
  }

  private static Object checkedLabel(
      String text, String type, List<String> labels, Set<String> fresh) {
    if (fresh.contains(text)) {
      throw new PgException(
              "55P04", "unsafe use of new value \"" + text + "\" of enum type " + type)
          .hint("New enum values must be committed before they can be used.");
    }
    if (!labels.contains(text)) {
      throw new PgException("22P02", "invalid input value for enum " + type + ": \"" + text + "\"");
    }
    return text;
  }

  /** Not a lambda, as each type has one of these from the beginning. */
  private static final class ArrayCodec implements Codec {
    private final PgType element;

    ArrayCodec(PgType element) {
      this.element = element;
    }

    @Override
    public Object read(String text) {
      return PgArrays.stored(PgArrays.values(text, element), element);
    }

    @Override
    public String write(Object stored) {
      return stored.toString();
    }
  }
}
