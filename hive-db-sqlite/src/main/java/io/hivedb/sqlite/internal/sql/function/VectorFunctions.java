// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * pgvector's functions of {@code vector}. Every loop is plain, in the order of pgvector's vector.c,
 * with float sums where C has float sums, so that results have the same bits.
 */
final class VectorFunctions {

  private VectorFunctions() {}

  static void register(Registry registry) {
    distance(registry, "<->", "l2_distance", a -> euclidean(a.bytes(0), a.bytes(1)));
    distance(registry, "<=>", "cosine_distance", a -> cosine(a.bytes(0), a.bytes(1)));
    distance(registry, "<+>", "l1_distance", a -> taxicab(a.bytes(0), a.bytes(1)));
    distance(
        registry,
        "<#>",
        "vector_negative_inner_product",
        a -> -(double) product(a.bytes(0), a.bytes(1)));
    registry.scalar(
        "inner_product",
        FLOAT8,
        a -> Floats.stored(product(a.bytes(0), a.bytes(1))),
        VECTOR,
        VECTOR);
    registry.scalar(
        "vector_l2_squared_distance",
        FLOAT8,
        a -> (double) squared(a.bytes(0), a.bytes(1)),
        VECTOR,
        VECTOR);
    registry.scalar(
        "vector_spherical_distance",
        FLOAT8,
        a -> spherical(a.bytes(0), a.bytes(1)),
        VECTOR,
        VECTOR);
    registry.scalar("vector_dims", INT4, a -> Vectors.dimensions(a.bytes(0)), VECTOR);
    registry.scalar("vector_norm", FLOAT8, a -> norm(a.bytes(0)), VECTOR);
    registry.scalar("l2_normalize", VECTOR, a -> normalize(a.bytes(0)), VECTOR);
    registry.scalar(
        "subvector", VECTOR, a -> part(a.bytes(0), a.integer(1), a.integer(2)), VECTOR, INT4, INT4);
    registry.operator(
        "+", "pg_vector_add", VECTOR, a -> add(a.bytes(0), a.bytes(1)), VECTOR, VECTOR);
    registry.operator(
        "-", "pg_vector_sub", VECTOR, a -> subtract(a.bytes(0), a.bytes(1)), VECTOR, VECTOR);
    registry.operator(
        "*", "pg_vector_mul", VECTOR, a -> multiply(a.bytes(0), a.bytes(1)), VECTOR, VECTOR);
    registry.operator(
        "||", "pg_vector_concat", VECTOR, a -> concat(a.bytes(0), a.bytes(1)), VECTOR, VECTOR);
    registry.internal("pg_vector_compare", true, a -> compare(a.bytes(0), a.bytes(1)));
    registry.internal("pg_vector_distinct", true, a -> VectorCasts.distinct(a.bytes(0)));
    registry.internal("pg_vector_key", true, a -> VectorCasts.sortKey(a.bytes(0)));
  }

  private static void distance(
      Registry registry, String operator, String name, ToDoubleFunction<Args> body) {
    String udf = "pg_vector_" + name;
    registry.operatorOfBytes(
        operator, udf, FLOAT8, a -> Floats.stored(body.applyAsDouble(a)), VECTOR, VECTOR);
    registry.template(name, FLOAT8, udf + "({0}, {1})", VECTOR, VECTOR);
  }

  static int sameDimensions(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new PgException(
          "22000",
          "different vector dimensions " + Vectors.dimensions(a) + " and " + Vectors.dimensions(b));
    }
    return Vectors.dimensions(a);
  }

  static double euclidean(byte[] a, byte[] b) {
    return Math.sqrt(squared(a, b));
  }

  static float squared(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    float distance = 0;
    for (int i = 0; i < dimensions; i++) {
      float difference = Vectors.get(a, i) - Vectors.get(b, i);
      distance += difference * difference;
    }
    return distance;
  }

  static float product(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    float sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum += Vectors.get(a, i) * Vectors.get(b, i);
    }
    return sum;
  }

  static float taxicab(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    float sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum += Math.abs(Vectors.get(a, i) - Vectors.get(b, i));
    }
    return sum;
  }

  static double cosine(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    float similarity = 0;
    float normA = 0;
    float normB = 0;
    for (int i = 0; i < dimensions; i++) {
      float x = Vectors.get(a, i);
      float y = Vectors.get(b, i);
      similarity += x * y;
      normA += x * x;
      normB += y * y;
    }
    double cosine = similarity / Math.sqrt((double) normA * (double) normB);
    if (cosine > 1) {
      cosine = 1;
    } else if (cosine < -1) {
      cosine = -1;
    }
    return 1.0 - cosine;
  }

  static double spherical(byte[] a, byte[] b) {
    double cosine = product(a, b);
    return Math.acos(Math.max(-1, Math.min(1, cosine))) / Math.PI;
  }

  static double norm(byte[] a) {
    double sum = 0;
    for (int i = 0; i < Vectors.dimensions(a); i++) {
      double value = Vectors.get(a, i);
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static byte[] normalize(byte[] a) {
    double norm = norm(a);
    byte[] result = new byte[a.length];
    if (norm > 0) {
      for (int i = 0; i < Vectors.dimensions(a); i++) {
        Vectors.set(result, i, finite((float) (Vectors.get(a, i) / norm)));
      }
    }
    return result;
  }

  private static float finite(float value) {
    if (Float.isInfinite(value)) {
      throw new PgException("22003", "value out of range: overflow");
    }
    return value;
  }

  private static byte[] add(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    byte[] result = new byte[a.length];
    for (int i = 0; i < dimensions; i++) {
      Vectors.set(result, i, finite(Vectors.get(a, i) + Vectors.get(b, i)));
    }
    return result;
  }

  private static byte[] subtract(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    byte[] result = new byte[a.length];
    for (int i = 0; i < dimensions; i++) {
      Vectors.set(result, i, finite(Vectors.get(a, i) - Vectors.get(b, i)));
    }
    return result;
  }

  private static byte[] multiply(byte[] a, byte[] b) {
    int dimensions = sameDimensions(a, b);
    byte[] result = new byte[a.length];
    for (int i = 0; i < dimensions; i++) {
      float x = Vectors.get(a, i);
      float y = Vectors.get(b, i);
      float value = finite(x * y);
      if (value == 0 && x != 0 && y != 0) {
        throw new PgException("22003", "value out of range: underflow");
      }
      Vectors.set(result, i, value);
    }
    return result;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    Vectors.checkDimensions(Vectors.dimensions(a) + Vectors.dimensions(b));
    return BinaryFunctions.concat(a, b);
  }

  private static byte[] part(byte[] a, long start, long count) {
    if (count < 1) {
      throw new PgException("22000", "vector must have at least 1 dimension");
    }
    long end = Math.min(Vectors.dimensions(a), start - 1 + count);
    long from = Math.max(0, start - 1);
    if (from >= end) {
      throw new PgException("22000", "vector must have at least 1 dimension");
    }
    return Arrays.copyOfRange(a, (int) from * 4, (int) end * 4);
  }

  static int compare(byte[] a, byte[] b) {
    int shared = Math.min(Vectors.dimensions(a), Vectors.dimensions(b));
    for (int i = 0; i < shared; i++) {
      float x = Vectors.get(a, i);
      float y = Vectors.get(b, i);
      if (x != y) {
        return x < y ? -1 : 1;
      }
    }
    return Integer.compare(a.length, b.length);
  }
}
