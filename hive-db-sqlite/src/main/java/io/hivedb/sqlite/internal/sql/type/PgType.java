// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL: what the catalogue knows of it, and how its values are stored in SQLite.
 * Immutable; two types are the same when they are the same object or have the same OID.
 */
public final class PgType {

  private final int oid;
  private final String name;
  private final String sqlName;
  private final char category;
  private final boolean preferred;
  private final int jdbcType;
  private final Storage storage;
  private final @Nullable String collation;
  private final @Nullable PgType element;
  private final Codec codec;

  PgType(TypeSpec spec, Codec codec) {
    this.oid = spec.oid();
    this.name = spec.name();
    this.sqlName = spec.sqlName();
    this.category = spec.category();
    this.preferred = spec.preferred();
    this.jdbcType = spec.jdbcType();
    this.storage = spec.storage();
    this.collation = spec.collation();
    this.element = spec.element();
    this.codec = codec;
  }

  /** {@code pg_type.oid}. */
  public int oid() {
    return oid;
  }

  /** {@code pg_type.typname}, for example {@code int4}; arrays begin with an underscore. */
  public String name() {
    return name;
  }

  /** The name in messages, for example {@code character varying}, without the modifier. */
  public String sqlName() {
    return sqlName;
  }

  /** {@code pg_type.typcategory}. */
  public char category() {
    return category;
  }

  /** {@code pg_type.typispreferred}. */
  public boolean preferred() {
    return preferred;
  }

  /** The constant of {@link java.sql.Types} that pgjdbc reports. */
  public int jdbcType() {
    return jdbcType;
  }

  /** The storage class of its values. */
  public Storage storage() {
    return storage;
  }

  /** The SQLite collation that compares stored values; {@code null} for SQLite's own order. */
  public @Nullable String collation() {
    return collation;
  }

  /**
   * The COLLATE clause for an operand of this type, with a space before it; empty where values are
   * not texts. SQLite hands a collation up from the inside of an expression, so that even its own
   * order must be written out.
   */
  public String collate() {
    if (storage != Storage.TEXT) {
      return "";
    }
    return " COLLATE " + (collation == null ? "BINARY" : collation);
  }

  /** The element type of an array type. */
  public @Nullable PgType element() {
    return element;
  }

  /** Whether this is an array type. */
  public boolean isArray() {
    return element != null;
  }

  /** PostgreSQL's text form of a stored value (of an {@code Integer} or {@code Long} alike). */
  public String text(Object stored) {
    return codec.write(stored instanceof Integer i ? (Object) i.longValue() : stored);
  }

  /** The stored value of a text form; fails with PostgreSQL's error for a bad one. */
  public Object read(String text) {
    return codec.read(text);
  }

  /**
   * The value to bind. Takes PostgreSQL's text form for every type, and also what needs no text:
   * booleans, numbers, and byte arrays for {@code bytea}.
   */
  public @Nullable Object encode(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] && storage == Storage.BLOB) {
      return value;
    }
    if (value instanceof String text) {
      return codec.read(text);
    }
    if (value instanceof Boolean || value instanceof Number) {
      return codec.read(value instanceof BigDecimal d ? d.toPlainString() : value.toString());
    }
    throw new PgException(
        "07006",
        "conversion of " + value.getClass().getName() + " to type " + sqlName + " is not known");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PgType that && that.oid == oid;
  }

  @Override
  public int hashCode() {
    return oid;
  }

  @Override
  public String toString() {
    return sqlName;
  }
}
