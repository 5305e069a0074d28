// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.HalfVectors;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * pgvector's functions of {@code halfvec}: distances are those of the same numbers as 32-bit
 * floats; what is a halfvec again is rounded number by number.
 */
final class HalfVectorFunctions {

  private HalfVectorFunctions() {}

  static void register(Registry registry) {
    distance(registry, "<->", "l2_distance", VectorFunctions::euclidean);
    distance(registry, "<=>", "cosine_distance", VectorFunctions::cosine);
    distance(registry, "<+>", "l1_distance", VectorFunctions::taxicab);
    distance(
        registry,
        "<#>",
        "halfvec_negative_inner_product",
        (a, b) -> -(double) VectorFunctions.product(a, b));
    distance(registry, "", "inner_product", VectorFunctions::product);
    distance(registry, "", "halfvec_l2_squared_distance", VectorFunctions::squared);
    distance(registry, "", "halfvec_spherical_distance", VectorFunctions::spherical);
    registry.scalar("vector_dims", INT4, a -> HalfVectors.dimensions(a.bytes(0)), HALFVEC);
    registry.scalar(
        "l2_norm", FLOAT8, a -> VectorFunctions.norm(HalfVectors.widen(a.bytes(0))), HALFVEC);
    registry.scalar("l2_normalize", HALFVEC, a -> normalize(a.bytes(0)), HALFVEC);
    registry.scalar(
        "subvector",
        HALFVEC,
        a -> part(a.bytes(0), a.integer(1), a.integer(2)),
        HALFVEC,
        INT4,
        INT4);
    arithmetic(registry);
    registry.aggregate("sum", HALFVEC, Sum::new, HALFVEC);
    registry.aggregate("avg", HALFVEC, Average::new, HALFVEC);
    registry.internal("pg_halfvec_compare", true, a -> compare(a.bytes(0), a.bytes(1)));
    registry.internal(
        "pg_halfvec_distinct",
        true,
        a -> {
          VectorCasts.distinct(HalfVectors.widen(a.bytes(0)));
          return a.bytes(0);
        });
    registry.internal(
        "pg_halfvec_key", true, a -> VectorCasts.sortKey(HalfVectors.widen(a.bytes(0))));
  }

  private static void arithmetic(Registry registry) {
    registry.operator(
        "+", "pg_halfvec_add", HALFVEC, a -> add(a.bytes(0), a.bytes(1)), HALFVEC, HALFVEC);
    registry.operator(
        "-", "pg_halfvec_sub", HALFVEC, a -> subtract(a.bytes(0), a.bytes(1)), HALFVEC, HALFVEC);
    registry.operator(
        "*", "pg_halfvec_mul", HALFVEC, a -> multiply(a.bytes(0), a.bytes(1)), HALFVEC, HALFVEC);
    registry.operator(
        "||", "pg_halfvec_concat", HALFVEC, a -> concat(a.bytes(0), a.bytes(1)), HALFVEC, HALFVEC);
  }

  private static void distance(
      Registry registry, String operator, String name, ToDoubleBiFunction<byte[], byte[]> body) {
    JavaFunction function =
        a -> {
          sameDimensions(a.bytes(0), a.bytes(1));
          return Floats.stored(
              body.applyAsDouble(HalfVectors.widen(a.bytes(0)), HalfVectors.widen(a.bytes(1))));
        };
    registry.scalar(name, FLOAT8, function, HALFVEC, HALFVEC);
    if (!operator.isEmpty()) {
      registry.operator(operator, "pg_half_" + name, FLOAT8, function, HALFVEC, HALFVEC);
    }
  }

  private static int sameDimensions(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new PgException(
          "22000",
          "different halfvec dimensions "
              + HalfVectors.dimensions(a)
              + " and "
              + HalfVectors.dimensions(b));
    }
    return HalfVectors.dimensions(a);
  }

  private static int finite(int half) {
    if (HalfVectors.isInfinite(half)) {
      throw new PgException("22003", "value out of range: overflow");
    }
    return half;
  }

  private static byte[] normalize(byte[] a) {
    double norm = VectorFunctions.norm(HalfVectors.widen(a));
    byte[] result = new byte[a.length];
    for (int i = 0; norm > 0 && i < HalfVectors.dimensions(a); i++) {
      finite(HalfVectors.set(result, i, (float) (HalfVectors.get(a, i) / norm)));
    }
    return result;
  }

  private static byte[] add(byte[] a, byte[] b) {
    byte[] result = new byte[a.length];
    for (int i = 0; i < sameDimensions(a, b); i++) {
      finite(HalfVectors.set(result, i, HalfVectors.get(a, i) + HalfVectors.get(b, i)));
    }
    return result;
  }

  private static byte[] subtract(byte[] a, byte[] b) {
    byte[] result = new byte[a.length];
    for (int i = 0; i < sameDimensions(a, b); i++) {
      finite(HalfVectors.set(result, i, HalfVectors.get(a, i) - HalfVectors.get(b, i)));
    }
    return result;
  }

  private static byte[] multiply(byte[] a, byte[] b) {
    byte[] result = new byte[a.length];
    for (int i = 0; i < sameDimensions(a, b); i++) {
      float x = HalfVectors.get(a, i);
      float y = HalfVectors.get(b, i);
      int half = finite(HalfVectors.set(result, i, x * y));
      if (HalfVectors.isZero(half) && x != 0 && y != 0) {
        throw new PgException("22003", "value out of range: underflow");
      }
    }
    return result;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    HalfVectors.checkDimensions(HalfVectors.dimensions(a) + HalfVectors.dimensions(b));
    return BinaryFunctions.concat(a, b);
  }

  private static byte[] part(byte[] a, long start, long count) {
    long end = Math.min(HalfVectors.dimensions(a), start - 1 + count);
    long from = Math.max(0, start - 1);
    if (count < 1 || from >= end) {
      throw new PgException("22000", "halfvec must have at least 1 dimension");
    }
    return Arrays.copyOfRange(a, (int) from * 2, (int) end * 2);
  }

  static int compare(byte[] a, byte[] b) {
    return VectorFunctions.compare(HalfVectors.widen(a), HalfVectors.widen(b));
  }

  private static final class Sum implements Accumulator {
    private byte @Nullable [] sum;

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        sum = sum == null ? args.bytes(0).clone() : HalfVectorFunctions.add(sum, args.bytes(0));
      }
    }

    @Override
    public @Nullable Object result() {
      return sum;
    }
  }

  private static final class Average implements Accumulator {
    private final VectorMean mean = new VectorMean();

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        mean.add(HalfVectors.widen(args.bytes(0)));
      }
    }

    @Override
    public @Nullable Object result() {
      byte[] average = mean.result();
      return average == null ? null : HalfVectors.narrow(average);
    }
  }
}
