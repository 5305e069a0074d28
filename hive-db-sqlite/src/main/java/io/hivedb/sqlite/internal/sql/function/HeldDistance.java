// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.Function;

/**
 * The distance of a row's vector from a held one. A scan calls it for every row: so it asks SQLite
 * for nothing but the bytes and the number.
 */
public final class HeldDistance extends Function {

  /** The functions that exist in this form too. */
  public static final Set<String> OF =
      Set.of(
          "pg_vector_l2_distance",
          "pg_vector_cosine_distance",
          "pg_vector_l1_distance",
          "pg_vector_vector_negative_inner_product");

  /** What its name has after that of the function. */
  public static final String SUFFIX = "_held";

  private final String name;
  private final HeldVectors held;

  HeldDistance(String name, HeldVectors held) {
    this.name = name;
    this.held = held;
  }

  @Override
  protected void xFunc() throws SQLException {
    byte[] row = value_blob(0);
    byte[] vector = row == null ? null : held.get(value_long(1));
    if (row == null || vector == null) {
      result();
      return;
    }
    double distance;
    try {
      distance = between(row, vector);
    } catch (PgException e) {
      throw ErrorCodec.encode(e);
    }
    if (Double.isNaN(distance)) {
      result(Floats.stored(distance).toString());
    } else {
      result(distance);
    }
  }

  private double between(byte[] row, byte[] vector) {
    return switch (name) {
      case "pg_vector_l2_distance" -> VectorFunctions.euclidean(row, vector);
      case "pg_vector_cosine_distance" -> VectorFunctions.cosine(row, vector);
      case "pg_vector_l1_distance" -> VectorFunctions.taxicab(row, vector);
      default -> -(double) VectorFunctions.product(row, vector);
    };
  }
}
