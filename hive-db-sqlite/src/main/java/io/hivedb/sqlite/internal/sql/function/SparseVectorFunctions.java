// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.SparseVector;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/** pgvector's functions of {@code sparsevec}, with sums in pgvector's order. */
final class SparseVectorFunctions {

  private SparseVectorFunctions() {}

  /** What two numbers at one place add to a distance. */
  private interface Term {
    float of(float a, float b);
  }

  static void register(Registry registry) {
    distance(registry, "<->", "l2_distance", (a, b) -> Math.sqrt(squared(a, b)));
    distance(registry, "<=>", "cosine_distance", SparseVectorFunctions::cosine);
    distance(registry, "<+>", "l1_distance", (a, b) -> sum(a, b, (x, y) -> Math.abs(x - y), false));
    distance(
        registry, "<#>", "sparsevec_negative_inner_product", (a, b) -> -(double) product(a, b));
    distance(registry, "", "inner_product", SparseVectorFunctions::product);
    distance(registry, "", "sparsevec_l2_squared_distance", SparseVectorFunctions::squared);
    registry.scalar("l2_norm", FLOAT8, a -> norm(SparseVector.parse(a.text(0))), SPARSEVEC);
    registry.scalar(
        "l2_normalize",
        SPARSEVEC,
        a -> normalize(SparseVector.parse(a.text(0))).toString(),
        SPARSEVEC);
  }

  private static void distance(
      Registry registry,
      String operator,
      String name,
      ToDoubleBiFunction<SparseVector, SparseVector> body) {
    JavaFunction function =
        args -> {
          SparseVector a = SparseVector.parse(args.text(0));
          SparseVector b = SparseVector.parse(args.text(1));
          if (a.dimensions() != b.dimensions()) {
            throw new PgException(
                "22000",
                "different sparsevec dimensions " + a.dimensions() + " and " + b.dimensions());
          }
          return Floats.stored(body.applyAsDouble(a, b));
        };
    registry.scalar(name, FLOAT8, function, SPARSEVEC, SPARSEVEC);
    if (!operator.isEmpty()) {
      registry.operator(operator, "pg_sparse_" + name, FLOAT8, function, SPARSEVEC, SPARSEVEC);
    }
  }

  /** Adds up what stands at each place of either vector, or only of both. */
  private static float sum(SparseVector a, SparseVector b, Term term, boolean shared) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int left = i < a.size() ? a.index(i) : Integer.MAX_VALUE;
      int right = j < b.size() ? b.index(j) : Integer.MAX_VALUE;
      float x = left <= right ? a.value(i) : 0;
      float y = right <= left ? b.value(j) : 0;
      sum += left == right || !shared ? term.of(x, y) : 0;
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    return sum;
  }

  private static float squared(SparseVector a, SparseVector b) {
    return sum(a, b, (x, y) -> (x - y) * (x - y), false);
  }

  private static float product(SparseVector a, SparseVector b) {
    return sum(a, b, (x, y) -> x * y, true);
  }

  private static double cosine(SparseVector a, SparseVector b) {
    double cosine = product(a, b) / Math.sqrt((double) squares(a) * (double) squares(b));
    return 1.0 - (cosine > 1 ? 1 : cosine < -1 ? -1 : cosine);
  }

  private static float squares(SparseVector a) {
    float sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.value(i) * a.value(i);
    }
    return sum;
  }

  private static double norm(SparseVector a) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.value(i) * (double) a.value(i);
    }
    return Math.sqrt(sum);
  }

  /** Numbers that become zero are left out. */
  private static SparseVector normalize(SparseVector a) {
    double norm = norm(a);
    Map<Integer, Float> elements = new TreeMap<>();
    for (int i = 0; norm > 0 && i < a.size(); i++) {
      float value = (float) (a.value(i) / norm);
      if (Float.isInfinite(value)) {
        throw new PgException("22003", "value out of range: overflow");
      }
      if (value != 0) {
        elements.put(a.index(i), value);
      }
    }
    return SparseVector.of(a.dimensions(), elements);
  }

  /** The order of the numbers, a missing one being zero; then that of the dimensions. */
  static int compare(String left, String right) {
    SparseVector a = SparseVector.parse(left);
    SparseVector b = SparseVector.parse(right);
    int shared = Math.min(a.size(), b.size());
    for (int i = 0; i < shared; i++) {
      int place = Integer.compare(a.index(i), b.index(i));
      float x = place <= 0 ? a.value(i) : 0;
      float y = place >= 0 ? b.value(i) : 0;
      if (x != y) {
        return x < y ? -1 : 1;
      }
    }
    if (a.size() < b.size() && b.index(shared) <= a.dimensions()) {
      return b.value(shared) < 0 ? 1 : -1;
    }
    if (a.size() > b.size() && a.index(shared) <= b.dimensions()) {
      return a.value(shared) < 0 ? -1 : 1;
    }
    return Integer.compare(a.dimensions(), b.dimensions());
  }
}
