// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of ranges, stored as PostgreSQL shows them. */
public final class RangeTypes {

  private static final Map<PgType, PgType> ELEMENTS =
      Map.of(
          make("3904 3905 int4range"),
          Types.INT4,
          make("3926 3927 int8range"),
          Types.INT8,
          make("3906 3907 numrange"),
          Types.NUMERIC,
          make("3908 3909 tsrange"),
          Types.TIMESTAMP,
          make("3910 3911 tstzrange"),
          Types.TIMESTAMPTZ,
          make("3912 3913 daterange"),
          Types.DATE);

  private RangeTypes() {}

  private static PgType make(String row) {
    String name = row.split(" ")[2];
    return TypeFactory.make(
        row + " R -", name, java.sql.Types.OTHER, Storage.TEXT, "pg_range_" + name);
  }

  /** Makes the types known to {@link Types#byName} and its like. */
  static void load() {
    // Naming the class is enough.
  }

  /** All of them, by their OIDs. */
  public static List<PgType> all() {
    return ELEMENTS.keySet().stream().sorted(Comparator.comparing(PgType::oid)).toList();
  }

  /** The type of the bounds; {@code null} for a type that is no range. */
  public static @Nullable PgType element(PgType type) {
    return ELEMENTS.get(type);
  }

  /** The range that a stored text is. */
  public static Range range(String stored, PgType type) {
    return RangeReader.read(stored, Objects.requireNonNull(element(type)));
  }
}
