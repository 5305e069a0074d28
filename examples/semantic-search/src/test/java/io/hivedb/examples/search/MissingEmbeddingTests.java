// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.pgvector.PGvector;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class MissingEmbeddingTests {

  private static final Gloss HORSE = Sample.gloss("animal", "horse");
  private static final Gloss DOG = Sample.gloss("animal", "dog");

  private GlossRepository repository;
  private Sql sql;

  @BeforeEach
  void startWithoutGlosses(DataSource dataSource) throws SQLException {
    repository = new GlossRepository(dataSource);
    sql = new Sql(dataSource);
    sql.update("TRUNCATE gloss RESTART IDENTITY");
    repository.addTopics(Sample.topics());
  }

  @Nested
  class AGlossWithoutEmbedding {

    private final Gloss yak = new Gloss(1, "animal", "yak", "a shaggy ox", "{}", null);

    @Test
    void comesBackWithout() throws SQLException {
      repository.add(yak);

      assertThat(repository.find(1)).contains(yak);
      assertThat(
              sql.all(
                  row -> row.getObject(1) == null && row.wasNull(), "SELECT embedding FROM gloss"))
          .containsExactly(true);
    }

    @Test
    void isNearToNothing() throws SQLException {
      repository.addAll(List.of(HORSE, yak));
      PGvector anything = Sample.query(1).embedding();

      assertThat(repository.nearest(anything, Metric.COSINE, 5))
          .extracting(Match::word)
          .containsExactly("horse");
      assertThat(repository.nearestInTopic("animal", anything, 5))
          .extracting(Match::word)
          .containsExactly("horse");
    }

    @Test
    void sortsBehindAllDistances() throws SQLException {
      repository.addAll(List.of(yak, HORSE, DOG));

      assertThat(
              sql.all(
                  String.class,
                  "SELECT word FROM gloss ORDER BY embedding <=> ?, synset",
                  Sample.embedding(HORSE)))
          .containsExactly("horse", "dog", "yak");
    }

    @Test
    void getsOneLater() throws SQLException {
      repository.add(yak);

      assertThat(
              sql.update(
                  "UPDATE gloss SET embedding = ? WHERE embedding IS NULL", Sample.embedding(DOG)))
          .isEqualTo(1);
      assertThat(repository.find(1)).get().extracting(Gloss::embedding).isEqualTo(DOG.embedding());
    }

    @Test
    void doesNotCountInTheMean() throws SQLException {
      repository.addAll(List.of(HORSE, yak));

      assertThat(repository.centroid("animal")).contains(HORSE.embedding());
    }
  }
}
