// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import com.pgvector.PGvector;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The truth that the databases are held to: every distance computed in Java, in double precision.
 */
final class BruteForce {

  private BruteForce() {}

  static List<Match> nearest(Collection<Gloss> glosses, PGvector query, Metric metric, int limit) {
    return glosses.stream()
        .map(gloss -> match(gloss, query, metric))
        .sorted(Comparator.comparingDouble(Match::distance).thenComparingLong(Match::synset))
        .limit(limit)
        .toList();
  }

  static double distance(PGvector left, PGvector right, Metric metric) {
    return distance(left.toArray(), right.toArray(), metric);
  }

  static float[] mean(Collection<Gloss> glosses) {
    double[] sum = new double[WordNetSample.DIMENSIONS];
    for (Gloss gloss : glosses) {
      float[] vector = Sample.embedding(gloss).toArray();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / glosses.size());
    }
    return mean;
  }

  private static Match match(Gloss gloss, PGvector query, Metric metric) {
    double distance = distance(Sample.embedding(gloss), query, metric);
    return new Match(gloss.synset(), gloss.word(), gloss.definition(), distance);
  }

  private static double distance(float[] left, float[] right, Metric metric) {
    return switch (metric) {
      case EUCLIDEAN -> Math.sqrt(dot(left, left) - 2 * dot(left, right) + dot(right, right));
      case COSINE -> 1 - dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
      case NEGATIVE_INNER_PRODUCT -> -dot(left, right);
    };
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
