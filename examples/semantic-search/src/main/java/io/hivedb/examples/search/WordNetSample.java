// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pgvector.PGvector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the thousand glosses and twenty queries that lie beside this class; the README there says
 * where they are from.
 */
public final class WordNetSample {

  /** The length of every embedding. */
  public static final int DIMENSIONS = 384;

  private WordNetSample() {}

  /**
   * Reads the glosses, ordered by topic and, within a topic, from much used to little used.
   *
   * @return a hundred glosses of each of ten topics, each with its embedding
   */
  public static List<Gloss> glosses() {
    FloatBuffer embeddings = floats("glosses.bin");
    List<Gloss> glosses = new ArrayList<>();
    for (String line : lines("glosses.tsv")) {
      String[] columns = line.split("\t", -1);
      glosses.add(
          new Gloss(
              Long.parseLong(columns[0]),
              columns[1],
              columns[2],
              columns[3],
              columns[4],
              nextVector(embeddings)));
    }
    return List.copyOf(glosses);
  }

  /**
   * Reads the queries in the order of their numbers.
   *
   * @return twenty queries, each with its embedding
   */
  public static List<Query> queries() {
    FloatBuffer embeddings = floats("queries.bin");
    List<Query> queries = new ArrayList<>();
    for (String sentence : lines("queries.txt")) {
      queries.add(new Query(queries.size() + 1, sentence, nextVector(embeddings)));
    }
    return List.copyOf(queries);
  }

  private static PGvector nextVector(FloatBuffer embeddings) {
    float[] vector = new float[DIMENSIONS];
    embeddings.get(vector);
    return new PGvector(vector);
  }

  private static List<String> lines(String resource) {
    return new String(bytes(resource), UTF_8).lines().toList();
  }

  private static FloatBuffer floats(String resource) {
    return ByteBuffer.wrap(bytes(resource)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private static byte[] bytes(String resource) {
    try (InputStream stream = WordNetSample.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The resource [%s] is missing beside [%s]"
                .formatted(resource, WordNetSample.class.getName()));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
