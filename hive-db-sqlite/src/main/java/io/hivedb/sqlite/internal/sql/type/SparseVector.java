// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.Map;
import java.util.TreeMap;

/** pgvector's type {@code sparsevec}: the numbers that are not zero, by their indices from 1. */
public final class SparseVector {

  /** pgvector's SPARSEVEC_MAX_DIM. */
  public static final int MOST_DIMENSIONS = 1_000_000_000;

  private static final int MOST_ELEMENTS = 16_000;

  private final int dimensions;
  private final int[] indices;
  private final float[] values;

  private SparseVector(int dimensions, int[] indices, float[] values) {
    this.dimensions = dimensions;
    this.indices = indices;
    this.values = values;
  }

  /** How many numbers there are. */
  public int dimensions() {
    return dimensions;
  }

  /** How many of them are not zero. */
  public int size() {
    return indices.length;
  }

  /** Where one of them stands. */
  public int index(int place) {
    return indices[place];
  }

  /** One of them. */
  public float value(int place) {
    return values[place];
  }

  /** Reads pgvector's text form. */
  public static SparseVector parse(String text) {
    if (text.chars().filter(c -> c == ',').count() >= MOST_ELEMENTS) {
      throw new PgException(
          "54000", "sparsevec cannot have more than " + MOST_ELEMENTS + " non-zero elements");
    }
    VectorReader reader = new VectorReader(text, "sparsevec");
    reader.skip();
    if (!reader.take('{')) {
      throw reader.bad().detail("Vector contents must start with \"{\".");
    }
    Map<Integer, Float> elements = new TreeMap<>();
    boolean repeated = elements(reader, elements);
    reader.skip();
    if (!reader.take('/')) {
      throw reader.bad().detail("Unexpected end of input.");
    }
    int dimensions = reader.integer();
    reader.end("Junk after closing.");
    checkDimensions(dimensions);
    for (int index : elements.keySet()) {
      if (index < 1 || index > dimensions) {
        throw new PgException("22000", "sparsevec index out of bounds");
      }
    }
    if (repeated) {
      throw new PgException("22000", "sparsevec indices must not contain duplicates");
    }
    return of(dimensions, elements);
  }

  private static boolean elements(VectorReader reader, Map<Integer, Float> elements) {
    boolean repeated = false;
    reader.skip();
    if (reader.take('}')) {
      return false;
    }
    do {
      int index = reader.integer();
      reader.skip();
      if (!reader.take(':')) {
        throw reader.bad();
      }
      float value = checked(reader.number(), reader);
      reader.skip();
      repeated |= value != 0 && elements.put(index, value) != null;
    } while (reader.take(','));
    if (!reader.take('}')) {
      throw reader.bad();
    }
    return repeated;
  }

  private static float checked(VectorReader.Component number, VectorReader reader) {
    float value = number.value();
    boolean infinite = Float.isInfinite(value) && !number.text().isEmpty();
    boolean vanished = value == 0 && number.text().matches("[^eEpP]*[1-9a-dA-D].*");
    if (infinite || vanished) {
      throw reader.outOfRange(number);
    }
    return checkElement(value);
  }

  private static float checkElement(float value) {
    if (Float.isNaN(value)) {
      throw new PgException("22000", "NaN not allowed in sparsevec");
    }
    if (Float.isInfinite(value)) {
      throw new PgException("22000", "infinite value not allowed in sparsevec");
    }
    return value;
  }

  private static void checkDimensions(int dimensions) {
    if (dimensions < 1) {
      throw new PgException("22000", "sparsevec must have at least 1 dimension");
    }
    if (dimensions > MOST_DIMENSIONS) {
      throw new PgException(
          "54000", "sparsevec cannot have more than " + MOST_DIMENSIONS + " dimensions");
    }
  }

  /** A vector of numbers that are not zero, by their indices. */
  public static SparseVector of(int dimensions, Map<Integer, Float> elements) {
    int[] indices = new int[elements.size()];
    float[] values = new float[elements.size()];
    int i = 0;
    for (Map.Entry<Integer, Float> element : elements.entrySet()) {
      indices[i] = element.getKey();
      values[i++] = element.getValue();
    }
    return new SparseVector(dimensions, indices, values);
  }

  /** The sparse form of a {@code vector}; its numbers may come from an array, unchecked. */
  public static SparseVector ofDense(byte[] vector) {
    checkDimensions(Vectors.dimensions(vector));
    Map<Integer, Float> elements = new TreeMap<>();
    for (int i = 0; i < Vectors.dimensions(vector); i++) {
      float value = Vectors.get(vector, i);
      if (value != 0) {
        elements.put(i + 1, value);
      }
    }
    if (elements.size() > MOST_ELEMENTS) {
      throw new PgException(
          "54000", "sparsevec cannot have more than " + MOST_ELEMENTS + " non-zero elements");
    }
    elements.values().forEach(SparseVector::checkElement);
    return of(dimensions(vector), elements);
  }

  private static int dimensions(byte[] vector) {
    return Vectors.dimensions(vector);
  }

  /** The {@code vector} with the same numbers. */
  public byte[] dense() {
    byte[] vector = new byte[dimensions * 4];
    for (int i = 0; i < indices.length; i++) {
      Vectors.set(vector, indices[i] - 1, values[i]);
    }
    return vector;
  }

  /** pgvector's check against {@code sparsevec(n)}. */
  public SparseVector checkExpected(int expected) {
    if (dimensions != expected) {
      throw new PgException("22000", "expected " + expected + " dimensions, not " + dimensions);
    }
    return this;
  }

  /** pgvector's text form, which is also the stored one. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < indices.length; i++) {
      text.append(i == 0 ? "" : ",").append(indices[i]).append(':').append(Floats.text(values[i]));
    }
    return text.append("}/").append(dimensions).toString();
  }
}
