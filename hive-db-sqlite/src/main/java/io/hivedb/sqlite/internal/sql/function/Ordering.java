// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.RangeOrder;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import io.hivedb.sqlite.internal.sql.type.Texts;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's order of stored values of one type, nulls last. */
final class Ordering {

  private static final String RANGES = "pg_range_";

  private Ordering() {}

  static boolean same(@Nullable Object left, @Nullable Object right, PgType type) {
    return (left == null || right == null) ? left == right : compare(left, right, type) == 0;
  }

  static int compare(@Nullable Object left, @Nullable Object right, PgType type) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    PgType element = type.element();
    if (element != null) {
      return ArrayFunctions.compare(element.oid(), left.toString(), right.toString());
    }
    if (type.equals(HALFVEC)) {
      return HalfVectorFunctions.compare((byte[]) left, (byte[]) right);
    }
    if (type.equals(VECTOR)) {
      return VectorFunctions.compare((byte[]) left, (byte[]) right);
    }
    return switch (type.storage()) {
      case INTEGER -> Long.compare(((Number) left).longValue(), ((Number) right).longValue());
      case REAL -> Double.compare(Floats.value(left) + 0.0, Floats.value(right) + 0.0);
      case BLOB -> Arrays.compareUnsigned((byte[]) left, (byte[]) right);
      case TEXT -> text(left.toString(), right.toString(), Objects.toString(type.collation(), ""));
    };
  }

  private static int ranges(String left, String right, String collation) {
    PgType type = Objects.requireNonNull(Types.byName(collation.substring(RANGES.length())));
    return RangeOrder.compare(RangeTypes.range(left, type), RangeTypes.range(right, type));
  }

  /** Compares by one of the collations. */
  static int text(String left, String right, String collation) {
    return switch (collation) {
      case "pg_numeric" -> Numerics.parse(left).compareTo(Numerics.parse(right));
      case "pg_interval" -> Interval.parse(left).span().compareTo(Interval.parse(right).span());
      case "pg_jsonb" -> Json.compareDocuments(Json.parse(left), Json.parse(right));
      case "pg_sparsevec" -> SparseVectorFunctions.compare(left, right);
      case "RTRIM" -> Texts.compare(left.stripTrailing(), right.stripTrailing());
      default ->
          collation.startsWith(RANGES)
              ? ranges(left, right, collation)
              : Texts.compare(left, right);
    };
  }
}
