// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.pgvector.PGvector;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** There is no vector index, so that every backend has to find exactly what brute force finds. */
@HiveDatabase(scripts = "schema.sql")
class ExactSearchTests {

  private static GlossRepository repository;
  private static Sql sql;

  @BeforeAll
  static void load(DataSource dataSource) throws SQLException {
    repository = Sample.loadInto(dataSource);
    sql = new Sql(dataSource);
  }

  @Nested
  class TheNearestGlosses {

    @ParameterizedTest
    @EnumSource
    void areThoseOfBruteForceForAVectorAsText(Metric metric) throws SQLException {
      for (Query query : Sample.QUERIES) {
        Matches.assertSame(
            repository.nearest(query.embedding(), metric, 10),
            BruteForce.nearest(Sample.GLOSSES, query.embedding(), metric, 10));
      }
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfBruteForceForAVectorAsObject(Metric metric) throws SQLException {
      String nearest =
          "SELECT synset, word, definition, embedding %1$s ? AS distance FROM gloss ORDER BY embedding %1$s ?, synset LIMIT 10"
              .formatted(metric.operator());
      for (Query query : Sample.QUERIES) {
        Matches.assertSame(
            sql.all(Matches::read, nearest, query.embedding(), query.embedding()),
            BruteForce.nearest(Sample.GLOSSES, query.embedding(), metric, 10));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "2, honeybee",
      "4, chair",
      "5, hospital",
      "6, plane",
      "7, eye",
      "9, knee",
      "10, anger",
      "11, grief",
      "14, snow",
      "15, lightning",
      "16, tree",
      "18, breakfast",
      "19, cemetery",
      "20, evening"
    })
    void makeSense(int query, String word) throws SQLException {
      assertThat(repository.nearest(Sample.query(query).embedding(), Metric.COSINE, 5))
          .as(Sample.query(query).sentence())
          .extracting(Match::word)
          .contains(word);
    }

    @Test
    void comeInPages() throws SQLException {
      String page =
          """
          SELECT synset, word, definition, embedding <-> ?::vector AS distance
          FROM gloss ORDER BY distance, synset LIMIT ? OFFSET ?
          """;
      PGvector query = Sample.query(3).embedding();

      List<Match> truth = BruteForce.nearest(Sample.GLOSSES, query, Metric.EUCLIDEAN, 30);
      Matches.assertSame(
          sql.all(Matches::read, page, query.getValue(), 10, 0), truth.subList(0, 10));
      Matches.assertSame(
          sql.all(Matches::read, page, query.getValue(), 10, 20), truth.subList(20, 30));
    }

    @Test
    void ofAGlossBeginWithItself() throws SQLException {
      Gloss cat = Sample.gloss("animal", "cat");
      String likeIt =
          """
          SELECT other.synset, other.word, other.definition, other.embedding <=> it.embedding AS distance
          FROM gloss it, gloss other
          WHERE it.synset = ? ORDER BY distance, other.synset LIMIT 6
          """;

      List<Match> found = sql.all(Matches::read, likeIt, cat.synset());
      assertThat(found.get(0).synset()).isEqualTo(cat.synset());
      Matches.assertSame(
          found, BruteForce.nearest(Sample.GLOSSES, Sample.embedding(cat), Metric.COSINE, 6));
    }
  }

  @Nested
  class AVector {

    @Test
    void comesBackToTheLastBit() throws SQLException {
      for (Gloss gloss : Sample.ofTopic("body")) {
        assertThat(repository.find(gloss.synset()))
            .get()
            .extracting(Gloss::embedding)
            .isEqualTo(gloss.embedding());
      }
    }
  }
}
