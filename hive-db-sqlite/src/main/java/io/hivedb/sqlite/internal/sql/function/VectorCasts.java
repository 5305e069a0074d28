// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.HalfVectors;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.SparseVector;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From arrays to vectors and back, and the checks of {@code vector(n)}. */
final class VectorCasts {

  private VectorCasts() {}

  static void register(Registry registry) {
    registry.internal(
        "pg_vector_in", true, a -> Vectors.checkExpected(Vectors.parse(a.text(0)), a.small(1)));
    registry.internal("pg_vector_fit", true, a -> Vectors.checkExpected(a.bytes(0), a.small(1)));
    registry.internal(
        "pg_array_to_vector", true, a -> fromArray(JsonEditing.type(a.small(0)), a.text(1)));
    registry.internal("pg_vector_to_array", true, a -> toArray(a.bytes(0)));
    registry.internal(
        "pg_array_to_halfvec",
        true,
        a -> {
          List<@Nullable Object> values = numbers(a);
          HalfVectors.checkDimensions(values.size());
          return HalfVectors.narrow(dense(values, JsonEditing.type(a.small(0))));
        });
    registry.internal(
        "pg_array_to_sparsevec",
        true,
        a -> SparseVector.ofDense(dense(numbers(a), JsonEditing.type(a.small(0)))).toString());
    registry.internal("pg_halfvec_widen", true, a -> HalfVectors.widen(a.bytes(0)));
    registry.internal("pg_vector_narrow", true, a -> HalfVectors.narrow(a.bytes(0)));
    registry.internal("pg_vector_sparse", true, a -> SparseVector.ofDense(a.bytes(0)).toString());
    registry.internal(
        "pg_sparsevec_dense",
        true,
        a -> {
          SparseVector sparse = SparseVector.parse(a.text(0));
          if (a.bool(1)) {
            HalfVectors.checkDimensions(sparse.dimensions());
          } else {
            Vectors.checkDimensions(sparse.dimensions());
          }
          return sparse.dense();
        });
    registry.internal(
        "pg_halfvec_fit", true, a -> HalfVectors.checkExpected(a.bytes(0), a.small(1)));
    registry.internal(
        "pg_sparsevec_fit",
        true,
        a -> SparseVector.parse(a.text(0)).checkExpected(a.small(1)).toString());
  }

  private static byte[] fromArray(PgType element, String text) {
    List<@Nullable Object> values = PgArrays.values(text, element);
    Vectors.checkDimensions(values.size());
    byte[] vector = dense(values, element);
    for (int i = 0; i < values.size(); i++) {
      Vectors.checkElement(Vectors.get(vector, i));
    }
    return vector;
  }

  private static List<@Nullable Object> numbers(Args a) {
    return PgArrays.values(a.text(1), JsonEditing.type(a.small(0)));
  }

  /** The numbers as 32-bit floats, not checked. */
  private static byte[] dense(List<? extends @Nullable Object> values, PgType element) {
    byte[] vector = new byte[values.size() * 4];
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        throw new PgException("22004", "array must not contain nulls");
      }
      float number =
          value instanceof String numeric && element.equals(NUMERIC)
              ? Float.parseFloat(numeric)
              : (float) Floats.value(value);
      Vectors.set(vector, i, number);
    }
    return vector;
  }

  private static String toArray(byte[] vector) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      texts.add(Floats.text(Vectors.get(vector, i)));
    }
    return PgArrays.text(texts);
  }

  /** The vector, unless it has a -0, whose bits differ from those of the 0 that it equals. */
  static byte[] distinct(byte[] vector) {
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      float value = Vectors.get(vector, i);
      if (value == 0 && 1 / value < 0) {
        throw PgException.unsupported("DISTINCT or a set operation on a vector with -0");
      }
    }
    return vector;
  }

  /** Bytes that sort as the vectors do. */
  static byte[] sortKey(byte[] vector) {
    ByteBuffer key = ByteBuffer.allocate(vector.length);
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      int bits = Float.floatToIntBits(Vectors.get(vector, i) + 0.0f);
      key.putInt(bits < 0 ? ~bits : bits | Integer.MIN_VALUE);
    }
    return key.array();
  }
}
