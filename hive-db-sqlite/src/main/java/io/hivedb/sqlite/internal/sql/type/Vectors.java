// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
    Reader reader = new Reader(text);
    return reader.read();
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

  /** The reader of {@code vector_in}. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    byte[] read() {
      skip();
      if (!take('[')) {
        throw bad().detail("Vector contents must start with \"[\".");
      }
      skip();
      if (peek() == ']') {
        throw new PgException("22000", "vector must have at least 1 dimension");
      }
      List<Float> values = new ArrayList<>();
      do {
        if (values.size() == MOST_DIMENSIONS) {
          checkDimensions(MOST_DIMENSIONS + 1);
        }
        values.add(number());
        skip();
      } while (take(','));
      if (!take(']')) {
        throw bad();
      }
      skip();
      if (at < text.length()) {
        throw bad().detail("Junk after closing right brace.");
      }
      return bytes(values);
    }

    private static byte[] bytes(List<Float> values) {
      byte[] vector = new byte[values.size() * 4];
      for (int i = 0; i < values.size(); i++) {
        set(vector, i, values.get(i));
      }
      return vector;
    }

    private float number() {
      skip();
      int start = at;
      while (at < text.length() && ",] \t\n\r\f".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String number = text.substring(start, at);
      boolean word = !number.isEmpty() && Character.isLetter(number.charAt(number.length() - 1));
      if (word && number.matches("(?i)[+-]?nan")) {
        return checkElement(Float.NaN);
      }
      if (word && number.matches("(?i)[+-]?inf(inity)?")) {
        return checkElement(Float.POSITIVE_INFINITY);
      }
      float value = parse(number);
      if (Float.isInfinite(value) || (value == 0 && Double.parseDouble(number) != 0)) {
        throw new PgException("22003", "\"" + number + "\" is out of range for type vector");
      }
      return value;
    }

    private float parse(String number) {
      char last = number.isEmpty() ? 'f' : number.charAt(number.length() - 1);
      boolean suffixed = last == 'f' || last == 'F' || last == 'd' || last == 'D';
      if (suffixed || number.indexOf('x') >= 0 || number.indexOf('X') >= 0) {
        throw bad();
      }
      try {
        return Float.parseFloat(number);
      } catch (NumberFormatException e) {
        throw bad();
      }
    }

    private void skip() {
      while (at < text.length() && " \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
      if (peek() != c) {
        return false;
      }
      at++;
      return true;
    }

    private PgException bad() {
      return new PgException("22P02", "invalid input syntax for type vector: \"" + text + "\"");
    }
  }
}
