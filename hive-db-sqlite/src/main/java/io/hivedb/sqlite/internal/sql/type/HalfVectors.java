// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;

/** pgvector's type {@code halfvec}: little-endian 16-bit floats, its text form and its checks. */
public final class HalfVectors {

  private static final int INFINITY = 0x7c00;

  private HalfVectors() {}

  /** The number of dimensions. */
  public static int dimensions(byte[] vector) {
    return vector.length / 2;
  }

  /** A component. */
  public static float get(byte[] vector, int index) {
    int half = (vector[index * 2] & 0xff) | (vector[index * 2 + 1] & 0xff) << 8;
    int exponent = half >>> 10 & 0x1f;
    int mantissa = half & 0x3ff;
    float magnitude =
        exponent == 0
            ? mantissa * 0x1p-24f
            : Float.intBitsToFloat((exponent + 112) << 23 | mantissa << 13);
    return half < 0x8000 ? magnitude : -magnitude;
  }

  /** Sets a component to the nearest 16-bit float and returns that one's bits. */
  public static int set(byte[] vector, int index, float value) {
    int half = half(value);
    vector[index * 2] = (byte) half;
    vector[index * 2 + 1] = (byte) (half >>> 8);
    return half;
  }

  /** The bits of the nearest 16-bit float; ties go to the even one. */
  private static int half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return INFINITY | 0x200;
    }
    if (magnitude >= 0x477ff000) {
      return sign | INFINITY;
    }
    if (magnitude < 0x38800000) {
      return sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24);
    }
    return sign | (magnitude + 0xfff + (magnitude >>> 13 & 1) - 0x38000000) >>> 13;
  }

  /** Whether bits are an infinity's. */
  public static boolean isInfinite(int half) {
    return (half & 0x7fff) == INFINITY;
  }

  /** Whether bits are a zero's. */
  public static boolean isZero(int half) {
    return (half & 0x7fff) == 0;
  }

  /** The same numbers as {@code vector}. */
  public static byte[] widen(byte[] half) {
    byte[] vector = new byte[half.length * 2];
    for (int i = 0; i < dimensions(half); i++) {
      Vectors.set(vector, i, get(half, i));
    }
    return vector;
  }

  /** The nearest halfvec of a {@code vector}; fails where a number is too large. */
  public static byte[] narrow(byte[] vector) {
    byte[] half = new byte[vector.length / 2];
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      float value = Vectors.get(vector, i);
      if (isInfinite(set(half, i, value)) && !Float.isInfinite(value)) {
        throw new PgException(
            "22003", "\"" + Floats.text(value) + "\" is out of range for type halfvec");
      }
      checkElement(value);
    }
    return half;
  }

  /** Writes pgvector's text form. */
  public static String text(byte[] vector) {
    return Vectors.text(widen(vector));
  }

  /** Reads pgvector's text form. */
  public static byte[] parse(String text) {
    VectorReader reader = new VectorReader(text, "halfvec");
    List<VectorReader.Component> numbers = reader.list();
    byte[] vector = new byte[numbers.size() * 2];
    for (int i = 0; i < numbers.size(); i++) {
      VectorReader.Component number = numbers.get(i);
      boolean infinite = isInfinite(set(vector, i, number.value()));
      if (infinite && !number.text().isEmpty()) {
        throw reader.outOfRange(number);
      }
      checkElement(number.value());
    }
    return vector;
  }

  /** pgvector's check of a component. */
  public static void checkElement(float value) {
    if (Float.isNaN(value)) {
      throw new PgException("22000", "NaN not allowed in halfvec");
    }
    if (Float.isInfinite(value)) {
      throw new PgException("22000", "infinite value not allowed in halfvec");
    }
  }

  /** pgvector's check of a number of dimensions. */
  public static void checkDimensions(int dimensions) {
    if (dimensions < 1) {
      throw new PgException("22000", "halfvec must have at least 1 dimension");
    }
    if (dimensions > Vectors.MOST_DIMENSIONS) {
      throw new PgException(
          "54000", "halfvec cannot have more than " + Vectors.MOST_DIMENSIONS + " dimensions");
    }
  }

  /** pgvector's check against {@code halfvec(n)}. */
  public static byte[] checkExpected(byte[] vector, int expected) {
    if (dimensions(vector) != expected) {
      throw new PgException(
          "22000", "expected " + expected + " dimensions, not " + dimensions(vector));
    }
    return vector;
  }
}
