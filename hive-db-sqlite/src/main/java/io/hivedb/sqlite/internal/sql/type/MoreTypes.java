// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bit strings, and pgvector's types besides {@code vector}. */
public final class MoreTypes {

  /** bit. */
  public static final PgType BIT =
      TypeFactory.make("1560 1561 bit V -", "bit", java.sql.Types.BIT, Storage.TEXT, null);

  /** varbit. */
  public static final PgType VARBIT =
      TypeFactory.make(
          "1562 1563 varbit V preferred", "bit varying", java.sql.Types.OTHER, Storage.TEXT, null);

  /** halfvec. */
  public static final PgType HALFVEC =
      TypeFactory.make(
          "16391 16392 halfvec U -", "halfvec", java.sql.Types.OTHER, Storage.BLOB, null);

  /** sparsevec, stored as its text. */
  public static final PgType SPARSEVEC =
      TypeFactory.make(
          "16393 16394 sparsevec U -",
          "sparsevec",
          java.sql.Types.OTHER,
          Storage.TEXT,
          "pg_sparsevec");

  /** jsonpath, stored as PostgreSQL shows it. */
  public static final PgType JSONPATH =
      TypeFactory.make(
          "4072 4073 jsonpath U -", "jsonpath", java.sql.Types.OTHER, Storage.TEXT, null);

  private MoreTypes() {}

  /** Makes the types known to {@link Types#byName} and its like. */
  static void load() {
    // Naming the class is enough.
  }

  /** Whether pgvector brings the type. */
  public static boolean isPgvector(@Nullable PgType type) {
    return type != null
        && (type.equals(Types.VECTOR) || type.equals(HALFVEC) || type.equals(SPARSEVEC));
  }

  /** The same for the type or that of its elements. */
  public static boolean usesPgvector(PgType type) {
    return isPgvector(type) || isPgvector(type.element());
  }

  /** Whether values that are equal may be stored differently: vectors with -0. */
  public static boolean isVector(PgType type) {
    return type.equals(Types.VECTOR) || type.equals(HALFVEC);
  }

  /** Whether it is bit or varbit. */
  public static boolean isBits(PgType type) {
    return Objects.equals(type, BIT) || type.equals(VARBIT);
  }
}
