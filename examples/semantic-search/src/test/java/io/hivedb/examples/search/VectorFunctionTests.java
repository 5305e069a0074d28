// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.pgvector.PGvector;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class VectorFunctionTests {

  private static final Offset<Double> TOLERANCE = within(1e-5);

  private static GlossRepository repository;
  private static Sql sql;

  @BeforeAll
  static void load(DataSource dataSource) throws SQLException {
    repository = Sample.loadInto(dataSource);
    sql = new Sql(dataSource);
  }

  @Nested
  class AnAggregate {

    private final PGvector query = Sample.query(12).embedding();

    @Test
    void givesTheMeanOfATopic() throws SQLException {
      PGvector centroid = repository.centroid("food").orElseThrow();

      assertThat(centroid.toArray())
          .containsExactly(BruteForce.mean(Sample.ofTopic("food")), within(1e-5f));
    }

    @Test
    void givesNoMeanOfNothing() throws SQLException {
      assertThat(repository.centroid("mineral")).isEmpty();
    }

    @Test
    void countsTheGlossesOfEachTopic() throws SQLException {
      assertThat(
              sql.all(
                  row -> row.getString("topic") + " " + row.getLong("glosses"),
                  "SELECT topic, count(*) AS glosses FROM gloss GROUP BY topic HAVING count(*) > 99 ORDER BY topic"))
          .containsExactlyElementsOf(
              Sample.topics().stream().map(topic -> topic + " 100").toList());
    }

    @Test
    void findsTheTopicWhoseMeanIsNearest() throws SQLException {
      assertThat(
              sql.all(
                  String.class,
                  "SELECT topic FROM gloss GROUP BY topic ORDER BY avg(embedding) <=> ?, topic LIMIT 1",
                  query))
          .containsExactly("food");
    }

    @Test
    void findsTheNearestOfEachTopic() throws SQLException {
      String ranked =
          """
          WITH ranked AS (
            SELECT synset, topic, word, definition, embedding <=> ? AS distance,
              row_number() OVER (PARTITION BY topic ORDER BY embedding <=> ?, synset) AS place
            FROM gloss)
          SELECT synset, word, definition, distance FROM ranked WHERE place = 1 ORDER BY topic
          """;

      Matches.assertSame(
          sql.all(Matches::read, ranked, query, query),
          Sample.topics().stream()
              .flatMap(
                  topic ->
                      BruteForce.nearest(Sample.ofTopic(topic), query, Metric.COSINE, 1).stream())
              .toList());
    }
  }

  @Nested
  class AVectorFunction {

    private final PGvector query = Sample.query(1).embedding();
    private final Gloss dog = Sample.gloss("animal", "dog");

    @Test
    void tellsTheDimensions() throws SQLException {
      assertThat(
              sql.one(
                  Integer.class,
                  "SELECT vector_dims(embedding) FROM gloss WHERE synset = ?",
                  dog.synset()))
          .isEqualTo(WordNetSample.DIMENSIONS);
    }

    @Test
    void tellsTheLength() throws SQLException {
      assertThat(
              sql.one(
                  Double.class,
                  "SELECT vector_norm(embedding) FROM gloss WHERE synset = ?",
                  dog.synset()))
          .isCloseTo(1, TOLERANCE);
    }

    @Test
    void doesWhatItsOperatorDoes() throws SQLException {
      String both =
          """
          SELECT l2_distance(embedding, ?) = (embedding <-> ?)
            AND cosine_distance(embedding, ?) = (embedding <=> ?)
            AND -inner_product(embedding, ?) = (embedding <#> ?)
          FROM gloss WHERE synset = ?
          """;

      assertThat(
              sql.one(Boolean.class, both, query, query, query, query, query, query, dog.synset()))
          .isTrue();
    }
  }
}
