// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two thousand random pairs of vectors: every operator and function gives the same bits. */
class VectorPairsIT {

  private static final int PAIRS = 2_000;
  private static final int MOST_DIMENSIONS = 2_000;

  private static final List<String> ON_EVERY_PAIR =
      List.of(
          "a <-> b",
          "a <=> b",
          "a <#> b",
          "a <+> b",
          "a = b",
          "a <> b",
          "a < b",
          "a <= b",
          "a > b",
          "a >= b",
          "vector_norm(a)");
  private static final List<String> ON_ONE =
      List.of(
          "a + b",
          "a - b",
          "a * b",
          "l2_normalize(a)",
          "a || b",
          "subvector(a, 1, 1)",
          "binary_quantize(a)",
          "vector_dims(a)",
          "a::real[]",
          "a::text",
          "(SELECT avg(v) FROM (VALUES (a), (b)) w(v))",
          "(SELECT sum(v) FROM (VALUES (a), (b)) w(v))");

  @BeforeAll
  static void requireNode() throws InterruptedException {
    Gate.requireNode();
  }

  @Test
  void everyOperatorGivesTheSameBits() throws Exception {
    Random random = new Random(Gate.seed());
    List<Comparison> different = new ArrayList<>();
    try (Engines engines = new Engines("CREATE EXTENSION IF NOT EXISTS vector")) {
      for (int i = 0; i < PAIRS; i++) {
        String extra = ON_ONE.get(i % ON_ONE.size());
        int dimensions = dimensions(random, i);
        Comparison comparison =
            engines.compare(
                "SELECT "
                    + String.join(", ", ON_EVERY_PAIR)
                    + ", "
                    + extra
                    + " FROM (VALUES ("
                    + vector(random, dimensions)
                    + ", "
                    + vector(random, dimensions)
                    + ")) v(a, b)");
        assertThat(comparison.verdict()).as(extra).isNotEqualTo(Comparison.Verdict.REFUSED);
        if (comparison.isDifferent()) {
          different.add(comparison);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void halfvecsSparsevecsAndBitsGiveTheSameBits() throws Exception {
    Random random = new Random(Gate.seed());
    List<Comparison> different = new ArrayList<>();
    try (Engines engines = new Engines("CREATE EXTENSION IF NOT EXISTS vector")) {
      for (int i = 0; i < FEWER_PAIRS; i++) {
        int dimensions = 1 + random.nextInt(40);
        for (String sql :
            List.of(
                ON_HALFVECS.formatted(half(random, dimensions), half(random, dimensions)),
                ON_SPARSEVECS.formatted(sparse(random, dimensions), sparse(random, dimensions)),
                ON_BITS.formatted(bits(random, dimensions), bits(random, dimensions)))) {
          Comparison comparison = engines.compare(sql);
          if (comparison.verdict() != Comparison.Verdict.SAME) {
            different.add(comparison);
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static final int FEWER_PAIRS = 200;

  private static final String ON_HALFVECS =
      "SELECT a <-> b, a <=> b, a <#> b, a <+> b, l2_norm(a), l2_normalize(a), a + b, a - b, a < b,"
          + " a = b, a || b, a::vector, a::sparsevec, a::real[], binary_quantize(a),"
          + " (SELECT avg(v) FROM (VALUES (a), (b), (a)) w(v)),"
          + " (SELECT sum(v) FROM (VALUES (a), (b)) w(v)) FROM (VALUES (%s, %s)) v(a, b)";

  private static final String ON_SPARSEVECS =
      "SELECT a <-> b, a <=> b, a <#> b, a <+> b, l2_norm(a), l2_normalize(a), a < b, a = b,"
          + " a >= b, a::vector, a::halfvec FROM (VALUES (%s, %s)) v(a, b)";

  private static final String ON_BITS =
      "SELECT a <~> b, a <%%> b, a & b, a | b, a # b, ~a, a << 3, a >> 2, a < b, a = b, a || b,"
          + " bit_count(a), a::varbit FROM (VALUES (%s, %s)) v(a, b)";

  private static String half(Random random, int dimensions) {
    double scale = Math.pow(10, random.nextInt(6) - 4);
    StringJoiner text = new StringJoiner(",", "'[", "]'::halfvec");
    for (int i = 0; i < dimensions; i++) {
      text.add(Float.toString((float) (random.nextGaussian() * scale)));
    }
    return text.toString();
  }

  private static String sparse(Random random, int dimensions) {
    StringJoiner text = new StringJoiner(",", "'{", "}/" + dimensions + "'::sparsevec");
    for (int i = 1; i <= dimensions; i++) {
      if (random.nextInt(3) == 0) {
        text.add(i + ":" + (float) random.nextGaussian());
      }
    }
    return text.toString();
  }

  private static String bits(Random random, int dimensions) {
    StringBuilder text = new StringBuilder("B'");
    for (int i = 0; i < dimensions; i++) {
      text.append(random.nextInt(2));
    }
    return text.append('\'').toString();
  }

  /** From 1 to 2,000, each order of magnitude as often as any other: long texts take the time. */
  private static int dimensions(Random random, int pair) {
    return switch (pair) {
      case 0 -> 1;
      case 1 -> MOST_DIMENSIONS;
      default -> (int) Math.pow(MOST_DIMENSIONS + 1, random.nextDouble());
    };
  }

  private static String vector(Random random, int dimensions) {
    double scale = Math.pow(10, random.nextInt(7) - 3);
    StringJoiner text = new StringJoiner(",", "'[", "]'::vector");
    for (int i = 0; i < dimensions; i++) {
      text.add(Float.toString((float) (random.nextGaussian() * scale)));
    }
    return text.toString();
  }

  @Test
  void everyMistakeGivesTheSameError() throws Exception {
    List<Comparison> different = new ArrayList<>();
    try (Engines engines = new Engines("CREATE EXTENSION IF NOT EXISTS vector")) {
      engines.both("CREATE TABLE v (id int, e vector(3))");
      for (String sql : MISTAKES) {
        Comparison comparison = engines.compare(sql);
        if (comparison.verdict() != Comparison.Verdict.SAME) {
          different.add(comparison);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static final List<String> MISTAKES =
      List.of(
          "SELECT '[1,2'::vector",
          "SELECT '1,2]'::vector",
          "SELECT '[]'::vector",
          "SELECT '[1,,2]'::vector",
          "SELECT '[1,a]'::vector",
          "SELECT '[NaN]'::vector",
          "SELECT '[Infinity]'::vector",
          "SELECT '[1e40]'::vector",
          "SELECT '[1,2]x'::vector",
          "SELECT ''::vector",
          "SELECT '[1,2,3]'::vector(2)",
          "SELECT '[1]'::vector(0)",
          "SELECT '[1]'::vector(16001)",
          "SELECT '[1,2]'::vector <-> '[1]'::vector",
          "SELECT '[1,2]'::vector <=> '[1]'::vector",
          "SELECT '[1,2]'::vector <#> '[1]'::vector",
          "SELECT '[1,2]'::vector <+> '[1]'::vector",
          "SELECT '[1,2]'::vector + '[1]'::vector",
          "SELECT '[1,2]'::vector - '[1]'::vector",
          "SELECT '[1,2]'::vector * '[1]'::vector",
          "SELECT '[3e38]'::vector + '[3e38]'::vector",
          "SELECT '[3e38]'::vector * '[3e38]'::vector",
          "SELECT '[1e-38]'::vector * '[1e-38]'::vector",
          "SELECT '[1]' <-> '[2]'",
          "SELECT ARRAY[1, NULL]::vector",
          "SELECT ARRAY[]::real[]::vector",
          "SELECT subvector('[1,2]'::vector, 1, 0)",
          "INSERT INTO v VALUES (1, '[1,2]')",
          "INSERT INTO v VALUES (1, '[1,2,3,4]'::vector)",
          "SELECT sum(x) FROM (VALUES ('[1]'::vector), ('[1,2]')) t(x)",
          "SELECT avg(x) FROM (VALUES ('[1]'::vector), ('[1,2]')) t(x)",
          "SELECT e <-> '[1,2]' FROM (VALUES ('[1,2,3]'::vector)) t(e)",
          "SELECT '[1]'::vector <-> 1",
          "SELECT nope('[1]'::vector)",
          "CREATE INDEX ON v USING hnsw (e nope_ops)",
          "CREATE INDEX ON v USING hnsw (id vector_l2_ops)",
          "CREATE TABLE w (e vector(-1))");
}
