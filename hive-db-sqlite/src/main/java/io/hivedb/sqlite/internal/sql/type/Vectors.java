// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** pgvector's type {@code vector}: little-endian float32 numbers, its text form and its checks. */
public final class Vectors {

  /** pgvector's VECTOR_MAX_DIM. */
  public static final int MOST_DIMENSIONS = 16_000;

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private Vectors() {}

  /** The number of dimensions. */
  public static int dimensions(byte[] vector) {
    return vector.length / 4;
  }

  /** A component. */
  public static float get(byte[] vector, int index) {
    return (float) FLOAT.get(vector, index * 4);
  }

  /** Sets a component. */
  public static void set(byte[] vector, int index, float value) {
    FLOAT.set(vector, index * 4, value);
  }

  /** Writes pgvector's text form. */
  public static String text(byte[] vector) {
    StringBuilder text = new StringBuilder(vector.length * 3).append('[');
    for (int i = 0; i < dimensions(vector); i++) {
      text.append(i == 0 ? "" : ",").append(Floats.text(get(vector, i)));
    }
    return text.append(']').toString();
  }

  /** Reads pgvector's text form. */
  public static byte[] parse(String text) {
    VectorReader reader = new VectorReader(text, "vector");
    List<VectorReader.Component> numbers = reader.list();
    byte[] vector = new byte[numbers.size() * 4];
    for (int i = 0; i < numbers.size(); i++) {
      VectorReader.Component number = numbers.get(i);
      set(vector, i, checked(number, reader));
    }
    return vector;
  }

  private static float checked(VectorReader.Component number, VectorReader reader) {
    float value = number.value();
    if (Float.isInfinite(value) && !number.text().isEmpty()) {
      throw reader.outOfRange(number);
    }
    return checkElement(value);
  }

  /** pgvector's check of a number of dimensions. */
  public static void checkDimensions(int dimensions) {
    if (dimensions < 1) {
      throw new PgException("22000", "vector must have at least 1 dimension");
    }
    if (dimensions > MOST_DIMENSIONS) {
      throw new PgException(
          "54000", "vector cannot have more than " + MOST_DIMENSIONS + " dimensions");
    }
  }

  /** pgvector's check against {@code vector(n)}. */
  public static byte[] checkExpected(byte[] vector, int expected) {
    if (expected >= 0 && dimensions(vector) != expected) {
      throw new PgException(
          "22000", "expected " + expected + " dimensions, not " + dimensions(vector));
    }
    return vector;
  }

  /** pgvector's check of a component. */
  public static float checkElement(float value) {
    if (Float.isNaN(value)) {
      throw new PgException("22000", "NaN not allowed in vector");
    }
    if (Float.isInfinite(value)) {
      throw new PgException("22000", "infinite value not allowed in vector");
    }
    return value;
  }
}
