// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.SparseVector;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** pgvector's checks of an HNSW or IVFFlat index. */
final class VectorIndexes {

  private static final Set<String> HNSW =
      Set.of(
          "vector_l2_ops",
          "vector_ip_ops",
          "vector_cosine_ops",
          "vector_l1_ops",
          "halfvec_l2_ops",
          "halfvec_ip_ops",
          "halfvec_cosine_ops",
          "halfvec_l1_ops",
          "sparsevec_l2_ops",
          "sparsevec_ip_ops",
          "sparsevec_cosine_ops",
          "sparsevec_l1_ops",
          "bit_hamming_ops",
          "bit_jaccard_ops");

  private static final Set<String> IVFFLAT =
      Set.of(
          "vector_l2_ops",
          "vector_ip_ops",
          "vector_cosine_ops",
          "halfvec_l2_ops",
          "halfvec_ip_ops",
          "halfvec_cosine_ops",
          "bit_hamming_ops");

  private static final Map<PgType, Integer> MOST_DIMENSIONS =
      Map.of(
          Types.VECTOR,
          2000,
          MoreTypes.HALFVEC,
          4000,
          MoreTypes.SPARSEVEC,
          SparseVector.MOST_DIMENSIONS,
          MoreTypes.BIT,
          64_000);

  private static final Map<String, int[]> OPTIONS =
      Map.of(
          "m",
          new int[] {2, 100},
          "ef_construction",
          new int[] {4, 1000},
          "lists",
          new int[] {1, 32_768});

  private VectorIndexes() {}

  static void check(Ddl.CreateIndex create, Ddl.IndexKey key, Typed value) {
    check(create.method(), key.operatorClass(), value.type(), value.typmod());
    options(create, create.method().equals("hnsw"));
  }

  static void check(String method, @Nullable String operators, PgType type, int typmod) {
    if (operators == null && (method.equals("hnsw") || !type.equals(Types.VECTOR))) {
      throw IndexDefinitions.noDefault(type, method);
    }
    checkClass(operators == null ? "vector_l2_ops" : operators, type, method);
    Integer most = MOST_DIMENSIONS.get(type);
    if (most == null) {
      throw new PgException("0A000", "type not supported for " + method + " index");
    }
    if (typmod < 0) {
      throw new PgException("22023", "column does not have dimensions");
    }
    if (typmod > most) {
      throw new PgException(
          "54000", "column cannot have more than " + most + " dimensions for " + method + " index");
    }
  }

  private static void checkClass(String operators, PgType type, String method) {
    if (!(method.equals("hnsw") ? HNSW : IVFFLAT).contains(operators)) {
      throw new PgException(
          "42704",
          "operator class \""
              + operators
              + "\" does not exist for access method \""
              + method
              + "\"");
    }
    boolean bits = operators.startsWith("bit_") && MoreTypes.isBits(type);
    if (!bits && !operators.startsWith(type.name() + "_")) {
      throw mismatch(operators, type);
    }
  }

  static PgException mismatch(String operators, PgType type) {
    return new PgException(
        "42804", "operator class \"" + operators + "\" does not accept data type " + type);
  }

  private static void options(Ddl.CreateIndex create, boolean hnsw) {
    for (Map.Entry<String, String> option : create.with().entrySet()) {
      int[] range = OPTIONS.get(option.getKey());
      boolean mine = range != null && option.getKey().equals("lists") != hnsw;
      if (range == null || !mine) {
        throw new PgException("22023", "unrecognized parameter \"" + option.getKey() + "\"");
      }
      int value = integer(option.getKey(), option.getValue());
      if (value < range[0] || value > range[1]) {
        throw new PgException(
                "22023", "value " + value + " out of bounds for option \"" + option.getKey() + "\"")
            .detail("Valid values are between \"" + range[0] + "\" and \"" + range[1] + "\".");
      }
    }
    int m = integer("m", create.with().getOrDefault("m", "16"));
    if (hnsw
        && integer("ef_construction", create.with().getOrDefault("ef_construction", "64"))
            < 2 * m) {
      throw new PgException("22023", "ef_construction must be greater than or equal to 2 * m");
    }
  }

  private static int integer(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new PgException(
          "22023", "invalid value for integer option \"" + option + "\": " + text);
    }
  }
}
