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

/** There is no vector index, so that every backend has to find exactly what brute force finds. */
@HiveDatabase(scripts = "schema.sql")
class FilteredSearchTests {

  private static GlossRepository repository;
  private static Sql sql;

  @BeforeAll
  static void load(DataSource dataSource) throws SQLException {
    repository = Sample.loadInto(dataSource);
    sql = new Sql(dataSource);
  }

  @Nested
  class AFilter {

    private final PGvector query = Sample.query(6).embedding();

    @Test
    void leavesTheNearestOfOneTopic() throws SQLException {
      Matches.assertSame(
          repository.nearestInTopic("phenomenon", query, 10),
          BruteForce.nearest(Sample.ofTopic("phenomenon"), query, Metric.COSINE, 10));
    }

    @Test
    void leavesWhatIsNearerThanALimit() throws SQLException {
      String within =
          """
          SELECT synset, word, definition, embedding <=> ? AS distance
          FROM gloss WHERE embedding <=> ? < ? ORDER BY distance, synset
          """;
      List<Match> truth =
          BruteForce.nearest(Sample.GLOSSES, query, Metric.COSINE, 1_000).stream()
              .filter(match -> match.distance() < 0.65)
              .toList();

      assertThat(truth).hasSizeBetween(5, 50);
      Matches.assertSame(sql.all(Matches::read, within, query, query, 0.65), truth);
    }

    @Test
    void looksIntoTheJson() throws SQLException {
      String rare =
          """
          SELECT synset, word, definition, embedding <=> ?::vector AS distance
          FROM gloss WHERE (details ->> 'uses')::int = 1 ORDER BY distance, synset LIMIT 5
          """;
      List<Gloss> usedOnce =
          Sample.GLOSSES.stream().filter(gloss -> gloss.details().endsWith("\"uses\":1}")).toList();

      Matches.assertSame(
          sql.all(Matches::read, rare, query.getValue()),
          BruteForce.nearest(usedOnce, query, Metric.COSINE, 5));
    }

    @Test
    void joinsTheTopics() throws SQLException {
      String joined =
          """
          SELECT g.synset, g.word, g.definition, g.embedding <=> ? AS distance
          FROM gloss g JOIN topic t ON t.name = g.topic
          WHERE t.name LIKE 'f%' ORDER BY distance, g.synset LIMIT 10
          """;
      List<Gloss> feelingsAndFood =
          Sample.GLOSSES.stream().filter(gloss -> gloss.topic().startsWith("f")).toList();

      Matches.assertSame(
          sql.all(Matches::read, joined, query),
          BruteForce.nearest(feelingsAndFood, query, Metric.COSINE, 10));
    }
  }
}
